public import Files

/// What went wrong with a shape or a coordinate system; the text says what, where and what to do.
public enum GeospatialError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A coordinate system that is not known or cannot serve, such as a plane in feet.
  case coordinateSystem(String)

  /// PROJ has no way between two systems that is good enough.
  case projection(String)

  /// A shape that is empty, not finite or beyond repair.
  case geometry(String)

  /// A file of shapes that does not say what its format asks; with its name and, where known, its line.
  case malformed(file: String, line: Int?, reason: String)

  /// A file of shapes that is missing or cannot be read.
  case file(FileError)

  /// The sentence for a reader.
  public var description: String {
    switch self {
    case .coordinateSystem(let text), .projection(let text), .geometry(let text): text
    case .file(let error): error.description
    case .malformed(let file, let line, let reason):
      if let line { "\(file), line \(line): \(reason)" } else { "\(file): \(reason)" }
    }
  }
}
