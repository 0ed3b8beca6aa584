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
  /// A text is not UTF-8.
  case badEncoding = "bad_encoding"
  /// The police cancelled the record: it was found to be no crime.
  case cancelled
  /// The place is on the list of those to leave out.
  case ignoredPlace = "ignored_place"
  /// An earlier row has the same crime number.
  case duplicateID = "duplicate_id"
}

/// A row that is not used: where it stands and why.
public struct Refusal: Hashable, Sendable {
  /// The file, counted from 0 in the order in which the files were given.
  public var file: UInt16

  /// The line on which the row begins; the file's first line is 1.
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
