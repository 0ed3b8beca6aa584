internal import Files

/// How many rows, and how many crime numbers, were there before.
struct RepeatCount {
  private(set) var rows = 0
  private(set) var ids = 0
  private var knownRows: Set<UInt64> = []
  private var knownIDs: Set<UInt64> = []

  /// Counts a record by its bytes as they stand in the file.
  mutating func count(_ record: CSVRecord, id: Int?) {
    if !knownRows.insert(ByteHash.of(record.bytes.span.extracting(0..<record.rawCount))).inserted {
      rows += 1
    }
    guard let id, case let hash = RepeatCount.hash(of: record, id), hash != 0 else { return }
    if !knownIDs.insert(hash).inserted { ids += 1 }
  }

  /// A number for a record's victim of a crime; 0 where the crime has no number.
  static func hash(of record: CSVRecord, crime: Int, victim: Int) -> UInt64 {
    let crime = hash(of: record, crime)
    return crime == 0 ? 0 : max(1, crime &* 0x9e37_79b9_7f4a_7c15 ^ hash(of: record, victim))
  }

  /// A number for a record's crime number; 0 where it has none.
  static func hash(of record: CSVRecord, _ column: Int) -> UInt64 {
    let range = FieldText.trimmed(record.bytes, record[column])
    if FieldText.isMissing(record.bytes, range) { return 0 }
    return max(1, ByteHash.of(record.bytes.span.extracting(range)))
  }
}
