internal import Glibc

/// A folder of a test's own, removed with all that is in it when the test lets go of it.
public final class ScratchFolder: Sendable {
  /// Where the folder is.
  public let path: String

  /// A new empty folder.
  public init() {
    var template = Array("/tmp/hotspotkit-test-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer {
      unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) }
    }
    unsafe precondition(made != nil, "no folder for a test")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { ScratchFolder.empty(path) }

  /// The path of a name in the folder.
  public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file in the folder; its path.
  @discardableResult public func file(_ name: String, _ bytes: [UInt8]) -> String {
    let path = self(name)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0, "cannot write \(name)")
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      precondition(count > 0, "cannot write \(name)")
      rest = rest.dropFirst(count)
    }
    return path
  }

  /// Writes a text file in the folder; its path.
  @discardableResult public func file(_ name: String, _ text: String) -> String {
    file(name, Array(text.utf8))
  }

  /// Makes a folder in the folder; its path.
  @discardableResult public func folder(_ name: String) -> String {
    let path = self(name)
    precondition(unsafe mkdir(path, 0o755) == 0, "cannot make \(name)")
    return path
  }

  /// The names in the folder, hidden ones too, sorted.
  public var names: [String] { ScratchFolder.names(in: path) }

  static func names(in path: String) -> [String] {
    guard let handle = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func empty(_ path: String) {
    for name in names(in: path) {
      if unsafe unlink("\(path)/\(name)") != 0 { empty("\(path)/\(name)") }
    }
    unsafe rmdir(path)
  }
}
