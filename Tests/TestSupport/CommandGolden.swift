internal import Files
internal import Geospatial
internal import Glibc

/// A whole command and what it wrote: a folder below `Tests/Goldens/commands` with the line as it is typed in the
/// project's root (`command`), its outputs, and what it said (`messages.txt`).
///
/// `HOTSPOT_GOLDENS=rewrite swift test --disable-xctest --filter CommandGoldenTests` writes them all anew.
public struct CommandGolden: Sendable, CustomStringConvertible {
  /// The folder's name.
  public let name: String

  /// The words behind `hotspot`.
  public let arguments: [String]

  /// What stands in the folder besides the command, by name.
  public let files: [String: [UInt8]]

  /// The name says what is run.
  public var description: String { name }

  /// Whether the outputs are to be written instead of compared.
  public static var isRewriting: Bool {
    guard let value = unsafe getenv("HOTSPOT_GOLDENS") else { return false }
    return unsafe String(cString: value) == "rewrite"
  }

  /// Whether PROJ puts degrees on the National Grid as it did when the goldens were made: by the operation that needs
  /// no grid, accurate to 2 m. Where the better one is installed, coordinates differ by a metre or two, and are right.
  public static var canBeHeld: Bool {
    (try? Projector(to: .britishNationalGrid).operation.accuracy) == 2
  }

  /// Every golden, by name.
  public static var all: [CommandGolden] {
    get throws {
      let root = Package.path("Tests/Goldens/commands")
      return try ScratchFolder.names(in: root).filter { !$0.contains(".") }.map { name in
        var files: [String: [UInt8]] = [:]
        for file in ScratchFolder.names(in: "\(root)/\(name)") {
          files[file] = try readBytes(of: "\(root)/\(name)/\(file)")
        }
        let line = String(decoding: files.removeValue(forKey: "command") ?? [], as: UTF8.self)
        let words = line.split { $0 == " " || $0 == "\n" || $0 == "\\" }.map(String.init)
        precondition(words.first == "hotspot", "\(name)/command is no line that begins with hotspot")
        return CommandGolden(name: name, arguments: Array(words.dropFirst()), files: files)
      }
    }
  }

  /// Options before the name of an output.
  private static let outputs: Set<String> = [
    "-o", "--visits", "--routes", "--model", "--provenance", "--rejects",
  ]

  /// Runs the command again in the project's root; what it wrote and said, by name.
  ///
  /// Standard output stands under `output.txt`.
  public func answers() throws -> [String: [UInt8]] {
    let folder = ScratchFolder()
    var words = arguments
    for place in words.indices.dropFirst()
    where Self.outputs.contains(words[place - 1]) && words[place] != "-" {
      words[place] = folder(words[place])
    }
    let run = try CommandRun(words, at: Package.path(""))
    precondition(run.status == 0, "\(name): \(run.messages)")
    var found = ["messages.txt": Array(run.messages.utf8)]
    if !run.output.isEmpty { found["output.txt"] = run.output }
    for file in folder.names { found[file] = try readBytes(of: folder(file)) }
    return found
  }

  /// Writes the outputs into the golden's folder.
  public func rewrite(_ answers: [String: [UInt8]]) throws {
    let root = Package.path("Tests/Goldens/commands/\(name)")
    for file in files.keys where answers[file] == nil { unsafe unlink("\(root)/\(file)") }
    for (file, bytes) in answers {
      var whole = try WholeFile("\(root)/\(file)")
      try whole.append(bytes)
      try whole.commit()
    }
  }

  /// The lines of a text, without the versions of the libraries that made it: those are the machine's.
  public static func lines(of bytes: [UInt8]) -> [String] {
    var text = String(decoding: bytes, as: UTF8.self)
    for key in ["\"geos_version\":", "\"proj_version\":"] {
      var rest = text[...]
      var plain = ""
      while let found = rest.firstRange(of: key) {
        plain += rest[..<found.upperBound] + "\"any\""
        // The version is the text between the next two quotes.
        rest = rest[found.upperBound...].drop { $0 != "\"" }.dropFirst().drop { $0 != "\"" }.dropFirst()
      }
      text = plain + rest
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
