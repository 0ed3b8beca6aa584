/// What is wrong with a row on purpose.
enum SampleDirt: String, CaseIterable {
  case noCoordinates = "no_coordinates"
  case badCoordinates = "bad_coordinates"
  case noughtNought = "null_island"
  case swappedAxes = "swapped_axes"
  case outsideArea = "outside_area"
  case impossibleDate = "bad_date"
  case raggedRow = "ragged_row"
  case repeatedIdentifier = "duplicate_id"
  case invalidText = "bad_encoding"

  /// What is wrong with the row at a position: of 2,400 rows running, four lack coordinates and one each has
  /// another fault.
  init?(row: Int) {
    // 199 and 2,400 share no factor: the twelve faulty rows are spread out.
    let slot = row % 2400
    guard slot % 199 == 30 else { return nil }
    switch slot / 199 {
    case 0, 3, 6, 9: self = .noCoordinates
    case 1: self = .badCoordinates
    case 2: self = .noughtNought
    case 4: self = .swappedAxes
    case 5: self = .outsideArea
    case 7: self = .impossibleDate
    case 8: self = .raggedRow
    case 10: self = .repeatedIdentifier
    case 11: self = .invalidText
    default: return nil
    }
  }
}
