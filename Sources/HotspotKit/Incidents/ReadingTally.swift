/// What was done to rows that are used, counted while files are read.
struct ReadingTally {
  /// Files without a date of the event, where that of the record was taken.
  var recordedFiles = 0
  /// Files that are no UTF-8, and their rows with letters.
  var foreignFiles = 0
  var foreignRows = 0
  /// Times that were given with their offset.
  var converted = 0
  /// Rows in the hour that the clocks skip and in the one that comes twice.
  var skipped = 0
  var repeated = 0
  /// Rows at 00:00 whose time is not known, and their files.
  var midnightRows = 0
  var midnightFiles = 0
  /// Rows placed by their grid reference and by their postcode.
  var byReference = 0
  var byPostcode = 0

  /// One sentence for each thing that was done at all.
  func notes(zone: String) -> [String] {
    var notes: [String] = []
    func note(_ count: Int, _ sentence: String) { if count > 0 { notes.append(sentence) } }
    note(
      recordedFiles,
      "\(files(recordedFiles)) no date of the event: the date of the record stands for it, which may be days later"
    )
    note(
      foreignRows,
      "\(files(foreignFiles)) letters that are not UTF-8 in \(rows(foreignRows)): read as Windows-1252")
    note(converted, "\(times(converted)) given with an offset from UTC: taken as local times of \(zone)")
    note(
      skipped,
      "\(rows(skipped)) in the hour that the clocks of \(zone) skipped: taken as much later as they were put forward"
    )
    note(
      repeated,
      "\(rows(repeated)) in the hour that came twice when the clocks of \(zone) were put back: left as written"
    )
    note(
      midnightRows,
      """
      \(rows(midnightRows)) at exactly 00:00 in \(midnightFiles == 1 ? "1 file" : "\(midnightFiles) files"), too many \
      for chance: their day is used and their time is not
      """)
    note(byReference, "\(rows(byReference)) placed in the middle of the square that a grid reference names")
    note(byPostcode, "\(rows(byPostcode)) placed in the middle of a postcode")
    return notes
  }

  private func files(_ count: Int) -> String { count == 1 ? "1 file has" : "\(count) files have" }
  private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
  private func times(_ count: Int) -> String { count == 1 ? "1 time was" : "\(count) times were" }
}
