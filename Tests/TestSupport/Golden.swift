internal import Files

/// A table of numbers that an independent tool made; the script that made it stands beside it.
public struct Golden: Sendable {
  /// The names of the columns.
  public let names: [String]

  private let columns: [[Double]]

  /// How many rows it has.
  public var count: Int { columns[0].count }

  /// The path of a file below `Tests/Goldens`, for what is no table.
  public static func path(_ name: String) -> String { Package.path("Tests/Goldens/\(name)") }

  /// Reads a table below `Tests/Goldens`.
  public init(_ name: String) throws {
    let bytes = try readBytes(of: Self.path(name))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    names = lines[0].split(separator: ",").map(String.init)
    let rows = lines.dropFirst().map { line in line.split(separator: ",").compactMap { Double($0) } }
    let width = names.count
    precondition(rows.allSatisfy { $0.count == width }, "\(name) is no table of numbers")
    columns = names.indices.map { column in rows.map { $0[column] } }
  }

  /// A column by its name.
  public subscript(name: String) -> [Double] {
    guard let column = names.firstIndex(of: name) else { preconditionFailure("no column \(name)") }
    return columns[column]
  }
}
