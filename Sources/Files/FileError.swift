/// What went wrong with a file; the text says what, where and what to do.
public enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such file or folder, or a folder holds nothing that can be read.
  case notFound(String)

  /// The file is there and cannot be read.
  case cannotRead(String)

  /// An output cannot be written; nothing was left behind.
  case cannotWrite(String)

  /// The bytes are not what the format asks; with the file's name and, where known, its line.
  case malformed(file: String, line: Int?, reason: String)

  /// The sentence for a reader.
  public var description: String {
    switch self {
    case .notFound(let text), .cannotRead(let text), .cannotWrite(let text): text
    case .malformed(let file, let line, let reason):
      if let line { "\(file), line \(line): \(reason)" } else { "\(file): \(reason)" }
    }
  }
}
