internal import Files

extension ReadingLane {
  /// Reads the rows of a block that is split.
  mutating func read(_ block: CSVBlock, into run: inout RowRun, _ rows: inout RowColumns) {
    guard let xColumn = columns.x, let yColumn = columns.y else { return }
    var plain = plainColumns(xColumn, yColumn)
    var foreign = block.firstForeignLine(from: 0)
    var count = 0
    var line = 0
    var nextLine = -1
    var tally = [Int](repeating: 0, count: 256)
    // Apart while they are written, for a span of one closes off the others of a structure.
    var (x, y, start, precision, kind) = rows.taken()
    do {
      var xs = x.mutableSpan
      var ys = y.mutableSpan
      var starts = start.mutableSpan
      var precisions = precision.mutableSpan
      var categories = kind.mutableSpan
      while line < block.lineCount {
        if let plain, line < foreign {
          let (from, before) = (line, count)
          line = block.readPlain(
            line..<foreign, plain, texts: known.categories, dates: known.dates, &xs, &ys, &categories,
            &starts,
            from: &count)
          for row in before..<count {
            let moment = plain.isTimed ? (starts[row], .minute) : moments[Int(starts[row])]
            starts[row] = moment.minute
            precisions[row] = moment.precision
            if moment.precision == .minute { run.hasTimes = true }
            tally[Int(categories[row])] &+= 1
          }
          if from < line {
            if from != nextLine { run.lines.append((before, from)) }
            nextLine = line
          }
          if hasMore || countsRepeats { readMore(block, from..<line, &run) }
          if line == block.lineCount { break }
        }
        if line == foreign {
          run.rows += 1
          run.hard.append((line, count))
          foreign = block.firstForeignLine(from: line + 1)
        } else if let row = readRow(block, line, before: count, xColumn, yColumn, &run) {
          plain?.isTimed = isTimed
          xs[count] = row.x
          ys[count] = row.y
          starts[count] = row.minute
          precisions[count] = row.precision
          categories[count] = UInt16(truncatingIfNeeded: row.category)
          if line != nextLine { run.lines.append((count, line)) }
          nextLine = line + 1
          count += 1
        }
        line += 1
      }
    }
    for (category, found) in tally.enumerated() where found > 0 {
      while run.rowsOfCategory.count <= category { run.rowsOfCategory.append(0) }
      run.rowsOfCategory[category] += found
      run.rows += found
    }
    rows.giveBack(x, y, start, precision, kind, count: count)
  }

  /// The columns of which nearly every row can be read in one pass; `nil` where a row must be looked at by itself.
  private func plainColumns(_ x: Int, _ y: Int) -> PlainColumns? {
    guard let category = columns.category, let start = columns.start else { return nil }
    let isGeographic = kind == .geographic
    var plain = PlainColumns(
      count: columns.count, x: x, y: y, text: category, date: start, empty: columns.end,
      largest: isGeographic ? (180, 90) : (.greatestFiniteMagnitude, .greatestFiniteMagnitude))
    plain.isTimed = isTimed
    return plain
  }

  /// Reads what plain rows say besides, line by line.
  private mutating func readMore(_ block: CSVBlock, _ lines: Range<Int>, _ run: inout RowRun) {
    for line in lines {
      let first = block.fields(ofLine: line).first
      if countsRepeats { addRepeat(block, line, first, isRagged: false, to: &run) }
      if hasMore { readMore(block, first, line, CivilTime.unknown, &run) }
    }
  }

  /// Reads one row that is not plain; `nil` where it is none, is refused, or is for whoever sees the whole file.
  private mutating func readRow(
    _ block: CSVBlock, _ line: Int, before count: Int, _ xColumn: Int, _ yColumn: Int, _ run: inout RowRun
  ) -> (x: Double, y: Double, minute: Int32, precision: TimePrecision, category: Int)? {
    let (first, fields) = block.fields(ofLine: line)
    if fields == 1, block.field(first, isLast: true).isEmpty { return nil }
    run.rows += 1
    if countsRepeats { addRepeat(block, line, first, isRagged: fields != columns.count, to: &run) }
    guard fields == columns.count else {
      run.refused.append((line, .raggedRow))
      return nil
    }
    let category = self.category(block, first, line, &run)
    run.rowsOfCategory[category] += 1
    let place: Result<RowPlace, IncidentCollector.Refused>
    if let x = number(block, first, xColumn), let y = number(block, first, yColumn) {
      place = RowPlace.checked(x, y, self.kind)
    } else {
      let last = columns.count - 1
      place = RowPlace.written(
        block.bytes, block.field(first + xColumn, isLast: xColumn == last),
        block.field(first + yColumn, isLast: yColumn == last), self.kind)
    }
    guard case .success(let place) = place else {
      lookAtTexts(block, first, line, &run)
      if case .failure(let refusal) = place { run.refused.append((line, refusal.reason)) }
      return nil
    }
    guard let from = self.start(block, first),
      case .plain(let to, _, isUTC: false) = moment(block, columns.end, first)
    else {
      // Which reading is right, or whether it is a date at all, is for whoever sees the whole file.
      run.rowsOfCategory[category] -= 1
      run.hard.append((line, count))
      if countsRepeats { run.repeats.removeLast() }
      return nil
    }
    if from.precision == .minute { run.hasTimes = true }
    if hasMore { readMore(block, first, line, to, &run) }
    return (place.x, place.y, from.minute, from.precision, category)
  }

  /// The number in a column as most files write it; `nil` in any other form.
  @inline(__always) private func number(_ block: CSVBlock, _ first: Int, _ column: Int) -> Double? {
    block.number(first + column, isLast: column == columns.count - 1)
  }

  /// The lane's number of a line's category.
  private mutating func category(_ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun) -> Int {
    var category: Int?
    if let column = columns.category {
      let range = block.field(first + column, isLast: column == columns.count - 1)
      category = known.categories.code(block.bytes, range)
      if category == nil {
        category = number(0, block, first, line, &run)
        known.categories.learn(block.bytes, range, as: category ?? 0)
      }
    }
    let found = category ?? number(0, block, first, line, &run)
    while run.rowsOfCategory.count <= found { run.rowsOfCategory.append(0) }
    return found
  }

  /// When a line's time begins; `nil` where the line alone cannot tell.
  private mutating func start(_ block: CSVBlock, _ first: Int) -> (minute: Int32, precision: TimePrecision)? {
    guard let column = columns.start else { return (CivilTime.unknown, .unknown) }
    let range = block.field(first + column, isLast: column == columns.count - 1)
    if let minute = ISOMinute.minute(block.bytes, range) {
      isTimed = true
      return (minute, .minute)
    }
    isTimed = false
    if let code = known.dates.code(block.bytes, range) { return moments[code] }
    guard case .plain(let minute, let precision, isUTC: false) = moment(block, column, first) else {
      return nil
    }
    if known.dates.count < TextMemo.capacity {
      let before = known.dates.count
      known.dates.learn(block.bytes, range, as: moments.count)
      if known.dates.count > before { moments.append((minute, precision)) }
    }
    return (minute, precision)
  }

  /// Whether rows have more than coordinates, a category and a time.
  private var hasMore: Bool {
    textColumns.count > 2 || textColumns[1] != nil || columns.end != nil || columns.weight != nil || countsIDs
  }

  /// Reads what a row that is used says besides.
  private mutating func readMore(
    _ block: CSVBlock, _ first: Int, _ line: Int, _ end: Int32, _ run: inout RowRun
  ) {
    if columns.end != nil { run.end.append(end) }
    for pool in 1..<textColumns.count where pool > 1 || textColumns[1] != nil {
      run.texts[pool].append(UInt32(truncatingIfNeeded: number(pool, block, first, line, &run)))
    }
    if columns.weight != nil {
      run.weight.append(RowPlace.weight(block.bytes, field(block, columns.weight ?? 0, first)))
    }
    if countsIDs, let id = columns.id {
      run.ids.append(RepeatCount.hash(of: block.bytes, field(block, id, first)))
    }
  }
}
