internal import Files

extension IncidentCollector {
  /// Stretches that a lane reads, about, before their rows are put into the table.
  private static let stretchesPerLane = 8

  /// Reads the rows of a plain file from a place on, lanes fetching stretches of it, and puts them into the table in their
  /// order; while that is done for some stretches the next ones are read. The source stands at the end afterwards.
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
    var others = lanes
    var waiting: StretchQueue?
    while position < lines.size {
      if Task.isCancelled { throw .cancelled }
      let queue: StretchQueue
      if let read = waiting {
        queue = read
      } else {
        queue = self.queue(position..<lines.size, lanes.count, beginsWithRecord: true)
        bands.each(&lanes.lanes) { $0.read(queue, of: lines, delimiter: delimiter) }
      }
      waiting = nil
      let places = try lanes.places(of: queue)
      let (rows, before) = (file.rows, position)
      if queue.end < lines.size, places.allSatisfy({ lanes[$0].isWhole }) {
        let next = self.queue(queue.end..<lines.size, lanes.count, beginsWithRecord: false)
        var failure: HotspotError?
        let line = source.whereabouts().line
        var passed = 0
        bands.each(
          &others.lanes,
          doing: {
            do throws(HotspotError) {
              for place in places {
                passed += try merge(place, of: &lanes, line: line + passed, &file, &record)
              }
            } catch {
              failure = error
            }
          }, { $0.read(next, of: lines, delimiter: delimiter) })
        if let failure { throw failure }
        source.passed(lines: passed)
        position = places.reduce(position) { max($0, lanes[$1].found?.end ?? $0) }
        waiting = next
        swap(&lanes, &others)
      } else {
        position = try mergeInTurn(places, of: &lanes, &source, position, &file, &record)
      }
      if before == start {
        reserve(rows: file.rows - rows, bytes: position - before, of: lines.size - before)
      }
    }
    try source.move(to: position)
  }

  /// The first stretches of what is left of a file, for so many lanes.
  private func queue(_ rest: Range<Int>, _ lanes: Int, beginsWithRecord: Bool) -> StretchQueue {
    StretchQueue(
      of: rest, size: rules.stretch, count: lanes * Self.stretchesPerLane, beginsWithRecord: beginsWithRecord)
  }

  /// Puts the rows of stretches into the table, rows out of the ordinary among them; hands back up to where the file is
  /// read.
  private mutating func mergeInTurn(
    _ places: [ReadingLanes.Place], of lanes: inout ReadingLanes, _ source: inout RowSource, _ start: Int,
    _ file: inout FileInProgress, _ record: inout CSVRecord
  ) throws(HotspotError) -> Int {
    var position = start
    for place in places {
      guard let found = lanes[place].found else { continue }
      source.passed(lines: try merge(place, of: &lanes, line: source.whereabouts().line, &file, &record))
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
    return position
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
