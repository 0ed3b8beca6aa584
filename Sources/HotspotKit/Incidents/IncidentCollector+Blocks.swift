internal import Files

extension IncidentCollector {
  /// Blocks that a lane reads before their rows are put into the table.
  private static let blocksPerLane = 4

  /// Reads the rows of a CSV file by blocks, several at a time, and puts them into the table in their order.
  ///
  /// Gives the table that reading row by row gives, to the last bit.
  mutating func readBlocks(
    of source: inout RowSource, into file: inout FileInProgress
  ) throws(HotspotError) {
    let bands = Bands(threads: rules.threads)
    let lane = ReadingLane(
      file.columns, kind: file.kind, counted: file.counted, wantsPlaces: rules.wantsPlaces,
      countsRepeats: rules.countingRepeats)
    var lanes = [ReadingLane](repeating: lane, count: bands.threads)
    var numbers = [LaneNumbers](repeating: LaneNumbers(pools: lane.pools.count), count: lanes.count)
    let delimiter = source.delimiter
    var record = CSVRecord()
    var isFirst = true
    while true {
      if Task.isCancelled { throw .cancelled }
      var count = 0
      while count < lanes.count * Self.blocksPerLane {
        let (lane, index) = (count % lanes.count, count / lanes.count)
        if lanes[lane].blocks.count == index { lanes[lane].blocks.append(CSVBlock()) }
        guard try source.nextBlock(into: &lanes[lane].blocks[index]) else { break }
        count += 1
        lanes[lane].blockCount = index + 1
      }
      for lane in lanes.indices where count <= lane { lanes[lane].blockCount = 0 }
      bands.each(&lanes) { $0.read(delimiter: delimiter) }
      let line = count > 0 ? lanes[0].blocks[0].firstLine : 0
      var lines = 0
      for number in 0..<count {
        let (lane, index) = (number % lanes.count, number / lanes.count)
        try merge(
          lanes[lane].runs[index], of: lanes[lane].blocks[index], from: lanes[lane], line: line + lines,
          &numbers[lane], &file, &record)
        lines += lanes[lane].blocks[index].lineCount
      }
      if isFirst, count > 0 { reserve(for: source, rows: file.rows) }
      isFirst = false
      for lane in lanes.indices { lanes[lane].blockCount = 0 }
      source.passed(lines: lines)
      // Where blocks end early a record with a quote comes next, or the file is over.
      if count < lanes.count * Self.blocksPerLane {
        guard try source.advance(to: &record) else { return }
        try takeRecord(record, &source, &file)
      }
    }
  }

  /// Makes room for as many rows as a long file will have.
  private mutating func reserve(for source: borrowing RowSource, rows: Int) {
    guard let whole = source.size, source.storedBytes > 0, rows > 0 else { return }
    let expected = Int(Double(rows) * Double(whole) / Double(source.storedBytes) * 1.02)
    if expected > 100_000 { table.reserve(table.count + expected) }
  }

  /// Puts the rows of a run into the table.
  private mutating func merge(
    _ run: RowRun, of block: CSVBlock, from lane: ReadingLane, line: Int, _ numbers: inout LaneNumbers,
    _ file: inout FileInProgress, _ record: inout CSVRecord
  ) throws(HotspotError) {
    var taken = 0
    var known = 0
    for hard in run.hard {
      while known < run.newTexts.count, run.newTexts[known].line <= hard.line {
        try learn(run.newTexts[known], from: lane, &numbers, file)
        known += 1
      }
      append(run, taken..<hard.rowsBefore, line: line, numbers, &file)
      taken = hard.rowsBefore
      block.copy(line: hard.line, to: &record, at: line + hard.line)
      file.rows -= 1
      try takeRow(record, &file)
    }
    for text in run.newTexts[known...] { try learn(text, from: lane, &numbers, file) }
    append(run, taken..<run.x.count, line: line, numbers, &file)
    file.rows += run.rows
    for (line:offset, reason:reason) in run.refused { file.refused.append((line + offset, reason)) }
    for (number, count) in run.rowsOfCategory.enumerated() where count > 0 {
      table.rowsOfCategory[Int(numbers.pools[0][number])] += count
    }
    for (row:row, id:id) in run.repeats { repeats?.count(row: row, id: id) }
  }

  /// Finds the table's number for a text that a lane met.
  private mutating func learn(
    _ new: (line: Int, pool: Int, number: Int), from lane: ReadingLane, _ numbers: inout LaneNumbers,
    _ file: FileInProgress
  ) throws(HotspotError) {
    let text = lane.pools[new.pool].texts[new.number]
    let number: Int
    switch new.pool {
    case 0:
      number = categories.number(of: text)
      try requireCategory(number, file)
      while table.rowsOfCategory.count <= number { table.rowsOfCategory.append(0) }
    case 1: number = places.number(of: text)
    default: number = texts.number(of: text, at: file.textPlaces[new.pool - 2])
    }
    numbers.pools[new.pool].append(UInt32(truncatingIfNeeded: number))
  }

  /// Adds some rows of a run to the table.
  private mutating func append(
    _ run: RowRun, _ rows: Range<Int>, line: Int, _ numbers: LaneNumbers, _ file: inout FileInProgress
  ) {
    if rows.isEmpty { return }
    table.x += run.x[rows]
    table.y += run.y[rows]
    let categories = numbers.pools[0]
    for number in run.texts[0][rows] {
      table.category.append(UInt16(truncatingIfNeeded: categories[Int(number)]))
    }
    if run.texts[1].isEmpty {
      let none = UInt32(places.number(of: ""))
      table.place += repeatElement(none, count: rows.count)
    } else {
      let places = numbers.pools[1]
      for number in run.texts[1][rows] { table.place.append(places[Int(number)]) }
    }
    table.file += repeatElement(UInt16(table.sources.count), count: rows.count)
    for offset in run.line[rows] { table.line.append(UInt32(line) + offset) }
    table.coordinatePrecision? += repeatElement(.nan, count: rows.count)
    if table.weight != nil {
      table.weight? += run.weight.isEmpty ? Array(repeating: .nan, count: rows.count)[...] : run.weight[rows]
    }
    texts.append(
      rows.count,
      file.textPlaces.enumerated().map { index, place in
        let known = numbers.pools[index + 2]
        return (place, run.texts[index + 2][rows].map { known[Int($0)] })
      })
    file.dates.append(
      starts: run.start[rows], ends: run.end.isEmpty ? nil : run.end[rows], precisions: run.precision[rows],
      to: &table)
    if !run.ids.isEmpty { file.ids += run.ids[rows] }
  }
}

/// The table's number for each text that a lane met, by the lane's own numbers.
private struct LaneNumbers {
  var pools: [[UInt32]]

  init(pools count: Int) {
    // The empty text of a further column is 0 in the lane and in the table.
    pools = (0..<count).map { $0 < 2 ? [] : [0] }
  }
}
