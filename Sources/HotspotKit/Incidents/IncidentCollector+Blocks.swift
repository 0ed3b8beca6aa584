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
    var lanes = ReadingLanes(lane(for: file), count: bands.threads)
    let delimiter = source.delimiter
    var record = CSVRecord()
    if rules.stretch > 0, let (lines, from) = try source.lines() {
      try readStretches(of: &source, lines, from: from, into: &file, by: &lanes)
    }
    while true {
      if Task.isCancelled { throw .cancelled }
      var count = 0
      while count < lanes.count * Self.blocksPerLane {
        let (lane, index) = lanes.turn(of: count)
        if lanes.lanes[lane].blocks.count == index { lanes.lanes[lane].blocks.append(CSVBlock()) }
        guard try source.nextBlock(into: &lanes.lanes[lane].blocks[index]) else { break }
        count += 1
        lanes.lanes[lane].blockCount = index + 1
      }
      for lane in 0..<lanes.count where count <= lane { lanes.lanes[lane].blockCount = 0 }
      bands.each(&lanes.lanes) { $0.read(delimiter: delimiter) }
      var lines = 0
      for number in 0..<count {
        let place = lanes.turn(of: number)
        // What the scanner knew when it handed the block out: empty lines before it, and no block of the same round.
        let first = lanes.lanes[place.lane].blocks[place.index].firstLine
        lines += try merge(place, of: &lanes, line: first + lines, &file, &record)
      }
      source.passed(lines: lines)
      for lane in 0..<lanes.count { lanes.lanes[lane].blockCount = 0 }
      // Where blocks end early a record with a quote comes next, or the file is over.
      if count < lanes.count * Self.blocksPerLane {
        guard try source.advance(to: &record) else { return }
        try takeRecord(record, &source, &file)
      }
    }
  }

  /// A lane for the rows of a file.
  func lane(for file: FileInProgress) -> ReadingLane {
    ReadingLane(
      file.columns, kind: file.kind, counted: file.counted, wantsPlaces: rules.wantsPlaces,
      countsRepeats: rules.countingRepeats)
  }

  /// Puts the rows of one of the blocks that were read into the table; hands back how many lines it has.
  mutating func merge(
    _ place: ReadingLanes.Place, of lanes: inout ReadingLanes, line: Int, _ file: inout FileInProgress,
    _ record: inout CSVRecord
  ) throws(HotspotError) -> Int {
    let (lane, index) = place
    let run = lanes[place]
    let block = run.hard.isEmpty ? CSVBlock() : lanes.lanes[lane].blocks[index]
    try merge(run, of: block, from: lanes.lanes[lane], line: line, &lanes.numbers[lane], &file, &record)
    return run.lineCount
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
    append(run, taken..<run.columns.count, line: line, numbers, &file)
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
    if new.pool == 0, number != new.number { numbers.areSameCategories = false }
    numbers.pools[new.pool].append(UInt32(truncatingIfNeeded: number))
  }

  /// Adds some rows of a run to the table.
  private mutating func append(
    _ run: RowRun, _ rows: Range<Int>, line: Int, _ numbers: LaneNumbers, _ file: inout FileInProgress
  ) {
    if rows.isEmpty { return }
    spots.append(run.columns.x, run.columns.y, rows)
    let categories = numbers.pools[0]
    if numbers.areSameCategories {
      table.category += run.columns.category[rows]
    } else {
      table.category += run.columns.category[rows].lazy.map {
        UInt16(truncatingIfNeeded: categories[Int($0)])
      }
    }
    if run.texts[1].isEmpty, rules.wantsPlaces {
      table.place += repeatElement(UInt32(places.number(of: "")), count: rows.count)
    } else if rules.wantsPlaces {
      let places = numbers.pools[1]
      table.place += run.texts[1][rows].lazy.map { places[Int($0)] }
    } else {
      _ = places.number(of: "")
    }
    table.file.append(UInt16(table.sources.count), count: rows.count)
    run.lineStretches(rows) { offset, count in table.line.append(UInt32(line + offset), count: count) }
    table.coordinatePrecision? += repeatElement(.nan, count: rows.count)
    if table.weight != nil {
      table.weight? += run.weight.isEmpty ? Array(repeating: .nan, count: rows.count)[...] : run.weight[rows]
    }
    if !texts.keys.isEmpty {
      texts.append(
        rows.count,
        file.textPlaces.enumerated().map { index, place in
          let known = numbers.pools[index + 2]
          return (place, run.texts[index + 2][rows].map { known[Int($0)] })
        })
    }
    file.dates.append(
      starts: run.columns.start[rows], ends: run.end.isEmpty ? nil : run.end[rows],
      precisions: run.columns.precision[rows], hasTimes: run.hasTimes, to: &table)
    if !run.ids.isEmpty { file.ids += run.ids[rows] }
  }
}
