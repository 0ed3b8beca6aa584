public import Files
public import Geospatial

/// What kept a question from being answered, sorted by what the reader can do about it.
public enum HotspotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The records or shapes do not say what they must: mend the file or name its columns.
  case malformedInput(String)

  /// The input is sound and there is too little of it for the question.
  case insufficientData(String)

  /// A choice that cannot be met: choose another value.
  case invalidParameter(String)

  /// A shape or a coordinate system would not serve.
  case geospatial(GeospatialError)

  /// A file could not be read or written.
  case file(FileError)

  /// Somebody asked to stop.
  case cancelled

  /// The sentence for a reader.
  public var description: String {
    switch self {
    case .malformedInput(let text), .insufficientData(let text), .invalidParameter(let text): text
    case .geospatial(let error): error.description
    case .file(let error): error.description
    case .cancelled: "stopped before the end: nothing was written"
    }
  }
}
