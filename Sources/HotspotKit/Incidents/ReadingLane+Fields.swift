internal import Files

extension ReadingLane {
  func field(_ block: CSVBlock, _ column: Int, _ first: Int) -> Range<Int> {
    FieldText.trimmed(block.bytes, block.field(first + column, isLast: column == columns.count - 1))
  }

  /// The number of a field's text in one of the pools; a text that is new to the lane is noted.
  mutating func number(
    _ pool: Int, _ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun
  ) -> Int {
    let range = textColumns[pool].map { field(block, $0, first) } ?? 0..<0
    let known = pools[pool].texts.count
    // ASCII is UTF-8: there is always a number.
    guard let number = pools[pool].number(of: block.bytes, range) else { return 0 }
    if number == known { run.newTexts.append((line, pool, number)) }
    return number
  }

  mutating func lookAtTexts(_ block: CSVBlock, _ first: Int, _ line: Int, _ run: inout RowRun) {
    for pool in textColumns.indices.dropFirst(2) { _ = number(pool, block, first, line, &run) }
  }

  func moment(_ block: CSVBlock, _ column: Int?, _ first: Int) -> DateText {
    guard let column else { return .missing }
    let range = field(block, column, first)
    if FieldText.isMissing(block.bytes, range) { return .missing }
    return DateText(block.bytes.span.extracting(range))
  }

  func addRepeat(
    _ block: CSVBlock, _ line: Int, _ first: Int, isRagged: Bool, to run: inout RowRun
  ) {
    let row = ByteHash.of(block.bytes.span.extracting(block.line(line)))
    let id = isRagged ? nil : columns.id.map { RepeatCount.hash(of: block.bytes, field(block, $0, first)) }
    run.repeats.append((row, id ?? 0))
  }
}
