internal import Files

extension ReadingLane {
  /// Reads the rows of a block that is split.
  mutating func read(_ block: CSVBlock, into run: inout RowRun, _ rows: inout RowColumns) {
    guard let xColumn = columns.x, let yColumn = columns.y else { return }
    let last = columns.count - 1
    readColumns(block, xColumn, yColumn)
    var count = 0
    var nextLine = -1
    let limits = PlaceLimits(self.kind)
    var tally = [Int](repeating: 0, count: 256)
    // Apart while they are written, for a span of one closes off the others of a structure.
    var (x, y, start, precision, kind) = rows.taken()
    do {
      var xs = x.mutableSpan
      var ys = y.mutableSpan
      var starts = start.mutableSpan
      var precisions = precision.mutableSpan
      var categories = kind.mutableSpan
      let isPlain = self.isPlain(block)
      let (xRead, yRead) = (numbers.x, numbers.y)
      let (categoryCodes, dateCodes) = (codes.categories, codes.dates)
      for line in 0..<block.lineCount {
        // Nearly every row: all of it is known, and it has nothing more to say.
        if isPlain, categoryCodes[line] & ~0xff == 0, dateCodes[line] >= 0,
          limits.hold(xRead[line], yRead[line])
        {
          xs[count] = xRead[line]
          ys[count] = yRead[line]
          let moment = moments[Int(dateCodes[line])]
          starts[count] = moment.minute
          precisions[count] = moment.precision
          if moment.precision == .minute { run.hasTimes = true }
          categories[count] = UInt16(truncatingIfNeeded: categoryCodes[line])
          tally[Int(categoryCodes[line])] &+= 1
          if line != nextLine { run.lines.append((count, line)) }
          nextLine = line + 1
          count += 1
          continue
        }
        let (first, fields) = block.fields(ofLine: line)
        if fields == 1, block.field(first, isLast: true).isEmpty { continue }
        run.rows += 1
        if block.hasForeignBytes, !block.isASCII(block.line(line)) {
          run.hard.append((line, count))
          continue
        }
        if countsRepeats { addRepeat(block, line, first, isRagged: fields != columns.count, to: &run) }
        guard fields == columns.count else {
          run.refused.append((line, .raggedRow))
          continue
        }
        let category = self.category(block, first, line, &run)
        run.rowsOfCategory[category] += 1
        let (x, y) = (numbers.x[line], numbers.y[line])
        let place =
          x.isNaN || y.isNaN
          ? RowPlace.written(
            block.bytes, block.field(first + xColumn, isLast: xColumn == last),
            block.field(first + yColumn, isLast: yColumn == last), self.kind)
          : RowPlace.checked(x, y, self.kind)
        guard case .success(let place) = place else {
          lookAtTexts(block, first, line, &run)
          if case .failure(let refusal) = place { run.refused.append((line, refusal.reason)) }
          continue
        }
        guard let from = self.start(block, first, line),
          case .plain(let to, _, isUTC: false) = moment(block, columns.end, first)
        else {
          // Which reading is right, or whether it is a date at all, is for whoever sees the whole file.
          run.rowsOfCategory[category] -= 1
          run.hard.append((line, count))
          if countsRepeats { run.repeats.removeLast() }
          continue
        }
        xs[count] = place.x
        ys[count] = place.y
        starts[count] = from.minute
        precisions[count] = from.precision
        if from.precision == .minute { run.hasTimes = true }
        categories[count] = UInt16(truncatingIfNeeded: category)
        if line != nextLine { run.lines.append((count, line)) }
        nextLine = line + 1
        count += 1
        if hasMore { readMore(block, first, line, to, &run) }
      }
    }
    for (category, found) in tally.enumerated() where found > 0 {
      while run.rowsOfCategory.count <= category { run.rowsOfCategory.append(0) }
      run.rowsOfCategory[category] += found
      run.rows += found
    }
    rows.giveBack(x, y, start, precision, kind, count: count)
  }

  /// Whether rows of which all columns are known are used without another look.
  private func isPlain(_ block: CSVBlock) -> Bool {
    !countsRepeats && !block.hasForeignBytes && columns.category != nil && columns.start != nil && !hasMore
  }

  /// Reads the columns of coordinates, categories and dates in one go each.
  private mutating func readColumns(_ block: CSVBlock, _ xColumn: Int, _ yColumn: Int) {
    block.numbers(inColumn: xColumn, of: columns.count, into: &numbers.x)
    block.numbers(inColumn: yColumn, of: columns.count, into: &numbers.y)
    if let column = columns.category {
      block.codes(
        inColumn: column, of: columns.count, by: known.categories, inRuns: false, into: &codes.categories)
    }
    if let column = columns.start {
      block.codes(inColumn: column, of: columns.count, by: known.dates, inRuns: true, into: &codes.dates)
    }
  }

  /// The lane's number of a line's category.
  @inline(__always)
  private mutating func category(_ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun) -> Int {
    if columns.category != nil, codes.categories[line] >= 0 {
      let category = Int(codes.categories[line])
      if category < run.rowsOfCategory.count { return category }
    }
    return newCategory(block, first, line, &run)
  }

  @inline(never)
  private mutating func newCategory(
    _ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun
  ) -> Int {
    let category = number(0, block, first, line, &run)
    while run.rowsOfCategory.count <= category { run.rowsOfCategory.append(0) }
    if let column = columns.category {
      let range = block.field(first + column, isLast: column == columns.count - 1)
      known.categories.learn(block.bytes, range, as: category)
    }
    return category
  }

  /// When a line's time begins; `nil` where the line alone cannot tell.
  @inline(__always)
  private mutating func start(
    _ block: CSVBlock, _ first: Int, _ line: Int
  ) -> (minute: Int32, precision: TimePrecision)? {
    guard columns.start != nil else { return (CivilTime.unknown, .unknown) }
    let code = Int(codes.dates[line])
    if code >= 0 { return moments[code] }
    return newStart(block, first)
  }

  @inline(never)
  private mutating func newStart(
    _ block: CSVBlock, _ first: Int
  ) -> (minute: Int32, precision: TimePrecision)? {
    guard case .plain(let minute, let precision, isUTC: false) = moment(block, columns.start, first) else {
      return nil
    }
    if let column = columns.start, known.dates.count < TextMemo.capacity {
      let range = block.field(first + column, isLast: column == columns.count - 1)
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

/// The numbers that can be coordinates, as `RowPlace.checked` says it, for a loop over many.
struct PlaceLimits {
  private let x: Double
  private let y: Double

  init(_ kind: CoordinateKind?) {
    let isGeographic = kind == .geographic
    x = isGeographic ? 180 : .greatestFiniteMagnitude
    y = isGeographic ? 90 : .greatestFiniteMagnitude
  }

  /// Whether both are numbers within the limits, and not both nought.
  @inline(__always) func hold(_ x: Double, _ y: Double) -> Bool {
    // A NaN fails every comparison.
    abs(x) <= self.x && abs(y) <= self.y && !(abs(x) < 1e-6 && abs(y) < 1e-6)
  }
}
