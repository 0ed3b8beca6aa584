internal import Files

/// How many rows, and how many crime numbers, were there before.
struct RepeatCount {
  private(set) var rows = 0
  private(set) var ids = 0
  private var knownRows = KnownHashes()
  private var knownIDs = KnownHashes()

  /// Counts a record by its bytes as they stand in the file.
  mutating func count(_ record: CSVRecord, id: Int?) {
    count(
      row: ByteHash.of(record.bytes.span.extracting(0..<record.rawCount)),
      id: id.map { RepeatCount.hash(of: record, $0) } ?? 0)
  }

  /// Counts a row by the hash of its bytes and that of its crime number, 0 for none.
  mutating func count(row: UInt64, id: UInt64) {
    if !knownRows.insert(max(1, row)) { rows += 1 }
    if id != 0, !knownIDs.insert(id) { ids += 1 }
  }

  /// A number for a record's victim of a crime; 0 where the crime has no number.
  static func hash(of record: CSVRecord, crime: Int, victim: Int) -> UInt64 {
    let crime = hash(of: record, crime)
    return crime == 0 ? 0 : max(1, crime &* 0x9e37_79b9_7f4a_7c15 ^ hash(of: record, victim))
  }

  /// A number for a record's crime number; 0 where it has none.
  static func hash(of record: CSVRecord, _ column: Int) -> UInt64 {
    hash(of: record.bytes, record[column])
  }

  /// A number for the crime number in a range of bytes; 0 where there is none.
  static func hash(of bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    let range = FieldText.trimmed(bytes, range)
    if FieldText.isMissing(bytes, range) { return 0 }
    return max(1, ByteHash.of(bytes.span.extracting(range)))
  }
}
