/// Why a row of a file is not used; the raw value is the word that outputs carry.
public enum RefusalReason: String, CaseIterable, Hashable, Sendable {
  /// One coordinate or both are empty.
  case noCoordinates = "no_coordinates"
  /// A coordinate is no finite number, or no longitude or latitude that exists.
  case badCoordinates = "bad_coordinates"
  /// Both coordinates are nought: the mark of a failed look-up, not a place.
  case nullIsland = "null_island"
  /// Longitude and latitude stand in each other's column.
  case swappedAxes = "swapped_axes"
  /// The place lies where the plane of measurement does not hold.
  case outsidePlane = "outside_plane"
  /// The place lies outside the study area.
  case outsideArea = "outside_area"
  /// A date that cannot be read or is in no calendar.
  case badDate = "bad_date"
  /// The row has not as many fields as the header, or a quote that is never closed.
  case raggedRow = "ragged_row"
  /// A text is not UTF-8 in a file that is, or not Windows-1252 in any other.
  case badEncoding = "bad_encoding"
  /// The police cancelled the record, found it to be no crime, or handed it to another force.
  case cancelled
  /// The place is on the list of those to leave out.
  case ignoredPlace = "ignored_place"
  /// An earlier row has the same crime number, or the same victim of the same crime.
  case duplicateID = "duplicate_id"
}

/// A row that is not used: where it stands and why.
public struct Refusal: Hashable, Sendable {
  /// The file, counted from 0 in the order in which the files were given.
  public var file: UInt16

  /// The line on which the row begins, in GeoJSON the feature's number; the first is 1.
  public var line: Int

  /// Why it is not used.
  public var reason: RefusalReason

  /// A row that is not used.
  public init(file: UInt16, line: Int, reason: RefusalReason) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

extension [Refusal] {
  /// These and others in the order of files and lines.
  public func joined(with others: [Refusal]) -> [Refusal] {
    let all = others.isEmpty ? self : self + others
    // A table's own are in order already, and there may be a quarter of a million of them.
    let isSorted = zip(all, all.dropFirst()).allSatisfy { ($0.file, $0.line) <= ($1.file, $1.line) }
    return isSorted ? all : all.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  /// The refusals as CSV for whoever mends the files: `file,line,reason` and nothing else of a row.
  ///
  /// `files` are the names to write, in the order in which the files were read.
  public func csv(naming files: [String]) -> [UInt8] {
    let names = files.map { name in
      name.contains { ",\"\r\n".contains($0) }
        ? "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\"" : name
    }
    var bytes = [UInt8]("file,line,reason\n".utf8)
    for refusal in self {
      bytes += [UInt8]("\(names[Int(refusal.file)]),\(refusal.line),\(refusal.reason.rawValue)\n".utf8)
    }
    return bytes
  }
}
