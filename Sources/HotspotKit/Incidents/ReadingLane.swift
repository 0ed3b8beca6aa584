internal import Files

/// Reads blocks of rows by itself, beside other lanes; knows its texts by numbers of its own.
///
/// It reads what can be understood without the rest of the file: ASCII rows with coordinates, and dates that can be
/// read one way. Any other row it leaves for whoever reads row by row, in its place.
struct ReadingLane: Sendable {
  let columns: Columns
  let kind: CoordinateKind?
  let countsIDs: Bool
  let countsRepeats: Bool
  /// Which pools are wanted: category, place, and the further texts.
  private let textColumns: [Int?]
  private(set) var pools: [TextPool]
  /// The month that was last met, which the next row mostly repeats.
  private var lastDate = (word: UInt64(0), moment: DateText.missing)

  /// The coordinates of a block's lines.
  private var numbers: (x: [Double], y: [Double]) = ([], [])

  /// The blocks that the lane is to read, and what it found in them.
  var blocks: [CSVBlock] = []
  var runs: [RowRun] = []
  var blockCount = 0

  /// Whether a file's rows can be read by lanes at all.
  static func serves(_ columns: Columns, counted: CountedOnce) -> Bool {
    columns.x != nil && columns.startTime == nil && columns.endTime == nil && columns.gridReference == nil
      && columns.postcode == nil && columns.status == nil && counted != .victim
  }

  init(
    _ columns: Columns, kind: CoordinateKind?, counted: CountedOnce, wantsPlaces: Bool, countsRepeats: Bool
  ) {
    self.columns = columns
    self.kind = kind
    countsIDs = columns.id != nil && counted == .crime
    self.countsRepeats = countsRepeats
    textColumns = [columns.category, wantsPlaces ? columns.place : nil] + columns.texts.map { $0.index }
    pools = textColumns.map { _ in TextPool() }
    // The empty text of a further column is number 0 everywhere, as in the table.
    for pool in pools.indices.dropFirst(2) { _ = pools[pool].number(of: [], 0..<0) }
  }

  /// Reads the blocks that were handed to the lane.
  mutating func read(delimiter: UInt8) {
    while runs.count < blockCount { runs.append(RowRun()) }
    for index in 0..<blockCount {
      blocks[index].split(delimiter: delimiter)
      var run = RowRun()
      swap(&run, &runs[index])
      run.removeAll(pools: textColumns.count)
      read(blocks[index], into: &run)
      swap(&run, &runs[index])
    }
  }

  private mutating func read(_ block: CSVBlock, into run: inout RowRun) {
    guard let xColumn = columns.x, let yColumn = columns.y else { return }
    let last = columns.count - 1
    block.numbers(inColumn: xColumn, of: columns.count, into: &numbers.x)
    block.numbers(inColumn: yColumn, of: columns.count, into: &numbers.y)
    for line in 0..<block.lineCount {
      let (first, count) = block.fields(ofLine: line)
      if count == 1, block.field(first, isLast: true).isEmpty { continue }
      run.rows += 1
      if block.hasForeignBytes, !block.isASCII(block.line(line)) {
        run.hard.append((line, run.x.count))
        continue
      }
      if countsRepeats { addRepeat(block, line, first, isRagged: count != columns.count, to: &run) }
      guard count == columns.count else {
        run.refused.append((line, .raggedRow))
        continue
      }
      let category = number(0, block, first, line, &run)
      while run.rowsOfCategory.count <= category { run.rowsOfCategory.append(0) }
      run.rowsOfCategory[category] += 1
      let (x, y) = (numbers.x[line], numbers.y[line])
      let place =
        x.isNaN || y.isNaN
        ? RowPlace.written(
          block.bytes, block.field(first + xColumn, isLast: xColumn == last),
          block.field(first + yColumn, isLast: yColumn == last), kind) : RowPlace.checked(x, y, kind)
      if case .failure(let refusal) = place {
        lookAtTexts(block, first, line, &run)
        run.refused.append((line, refusal.reason))
        continue
      }
      guard case .plain(let from, let precision, isUTC: false) = moment(block, columns.start, first),
        case .plain(let to, _, isUTC: false) = moment(block, columns.end, first)
      else {
        // Which reading is right, or whether it is a date at all, is for whoever sees the whole file.
        run.rowsOfCategory[category] -= 1
        run.hard.append((line, run.x.count))
        if countsRepeats { run.repeats.removeLast() }
        continue
      }
      if case .success(let place) = place {
        run.x.append(place.x)
        run.y.append(place.y)
      }
      run.start.append(from)
      run.precision.append(precision)
      if columns.end != nil { run.end.append(to) }
      run.line.append(UInt32(truncatingIfNeeded: line))
      run.texts[0].append(UInt32(truncatingIfNeeded: category))
      for pool in 2..<textColumns.count where textColumns.count > 2 {
        run.texts[pool].append(UInt32(truncatingIfNeeded: number(pool, block, first, line, &run)))
      }
      if textColumns[1] != nil {
        run.texts[1].append(UInt32(truncatingIfNeeded: number(1, block, first, line, &run)))
      }
      if columns.weight != nil {
        run.weight.append(RowPlace.weight(block.bytes, field(block, columns.weight ?? 0, first)))
      }
      if countsIDs, let id = columns.id {
        run.ids.append(RepeatCount.hash(of: block.bytes, field(block, id, first)))
      }
    }
  }

  private func field(_ block: CSVBlock, _ column: Int, _ first: Int) -> Range<Int> {
    FieldText.trimmed(block.bytes, block.field(first + column, isLast: column == columns.count - 1))
  }

  /// The number of a field's text in one of the pools; a text that is new to the lane is noted.
  private mutating func number(
    _ pool: Int, _ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun
  ) -> Int {
    let range = textColumns[pool].map { field(block, $0, first) } ?? 0..<0
    let known = pools[pool].texts.count
    // ASCII is UTF-8: there is always a number.
    guard let number = pools[pool].number(of: block.bytes, range) else { return 0 }
    if number == known { run.newTexts.append((line, pool, number)) }
    return number
  }

  private mutating func lookAtTexts(_ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun) {
    for pool in textColumns.indices.dropFirst(2) { _ = number(pool, block, first, line, &run) }
  }

  private mutating func moment(_ block: CSVBlock, _ column: Int?, _ first: Int) -> DateText {
    guard let column else { return .missing }
    let range = field(block, column, first)
    if let word = block.sevenBytes(range) {
      if word == lastDate.word { return lastDate.moment }
      if FieldText.isMissing(block.bytes, range) { return .missing }
      lastDate = (word, DateText(block.bytes.span.extracting(range)))
      return lastDate.moment
    }
    if FieldText.isMissing(block.bytes, range) { return .missing }
    return DateText(block.bytes.span.extracting(range))
  }

  private func addRepeat(
    _ block: CSVBlock, _ line: Int, _ first: Int, isRagged: Bool, to run: inout RowRun
  ) {
    let row = ByteHash.of(block.bytes.span.extracting(block.line(line)))
    let id = isRagged ? nil : columns.id.map { RepeatCount.hash(of: block.bytes, field(block, $0, first)) }
    run.repeats.append((row, id ?? 0))
  }
}
