internal import Files

extension IncidentCollector {
  /// Stretches that a lane reads before their rows are put into the table.
  private static let stretchesPerLane = 8

  /// Reads the rows of a plain file from a place on, each lane fetching its own stretches, and puts them into the table
  /// in their order. The source stands at the end afterwards.
  ///
  /// A stretch with a row that is out of the ordinary is read row by row from there on, and the next one with the lanes
  /// again.
  mutating func readStretches(
    of source: inout RowSource, _ lines: LineFile, from start: Int, into file: inout FileInProgress,
    by lanes: inout ReadingLanes
  ) throws(HotspotError) {
    let bands = Bands(threads: rules.threads)
    let delimiter = source.delimiter
    var record = CSVRecord()
    var position = start
    while position < lines.size {
      if Task.isCancelled { throw .cancelled }
      let count = hand(position..<lines.size, to: &lanes)
      bands.each(&lanes.lanes) { $0.read(lines, delimiter: delimiter) }
      let rows = file.rows
      let before = position
      for number in 0..<count {
        let (lane, index) = lanes.place(of: number)
        if let failure = lanes.lanes[lane].failure { throw .file(failure) }
        guard let found = lanes.lanes[lane].runs[index].found else { continue }
        source.passed(
          lines: try merge(number, of: &lanes, line: source.whereabouts().line, &file, &record))
        position = max(position, found.end)
        if found.end == found.wholeEnd { continue }
        try source.move(to: found.end)
        while try source.advance(to: &record, before: found.wholeEnd) {
          try takeRecord(record, &source, &file)
        }
        position = source.whereabouts().place
        // A record that reaches over the end makes the stretches behind it begin in the middle of it.
        if position != found.wholeEnd {
          lanes.forget()
          break
        }
      }
      if before == start {
        reserve(rows: file.rows - rows, bytes: position - before, of: lines.size - before)
      }
    }
    try source.move(to: position)
  }

  /// Shares out stretches from the start of what is left of a file; hands back how many.
  private func hand(_ rest: Range<Int>, to lanes: inout ReadingLanes) -> Int {
    for lane in 0..<lanes.count { lanes.lanes[lane].stretches = [] }
    var count = 0
    var at = rest.lowerBound
    while at < rest.upperBound, count < lanes.count * Self.stretchesPerLane {
      let end = min(at + rules.stretch, rest.upperBound)
      lanes.lanes[count % lanes.count].stretches.append((at..<end, count == 0))
      at = end
      count += 1
    }
    return count
  }

  /// Makes room for as many rows as a long file will have, by how many its first bytes had.
  private mutating func reserve(rows: Int, bytes: Int, of whole: Int) {
    guard bytes > 0 else { return }
    // A quarter more than it looks like: room that is not needed is never touched, and growing copies every column.
    let expected = Int(Double(rows) * Double(whole) / Double(bytes) * 1.25)
    guard expected > 100_000 else { return }
    table.reserve(table.count - rows + expected)
    spots.reserve(table.count - rows + expected)
  }
}
