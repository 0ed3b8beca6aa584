import Files
import Foundation

/// Published data that is not part of the project: a folder named by `HOTSPOT_DATA`, or `../shared/data` beside it.
enum SharedData {
  static let root: String = {
    if let folder = ProcessInfo.processInfo.environment["HOTSPOT_DATA"] { return folder }
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(package)/../shared/data"
  }()

  static func path(_ name: String) -> String { "\(root)/\(name)" }

  static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The fields of a table's rows, its header row left out.
  static func rows(_ name: String) throws -> [[Substring]] {
    try String(decoding: readBytes(of: path(name)), as: UTF8.self).split(whereSeparator: \.isNewline)
      .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }
}
