extension CSVBlock {
  /// Reads a column as numbers, one for each line: NaN where a line has not `count` fields, and where ``FixedPoint`` cannot
  /// tell. What stands in `numbers` behind the lines means nothing.
  public func numbers(inColumn column: Int, of count: Int, into numbers: inout [Double]) {
    var reading = NumberReading()
    fill(&numbers, fromColumn: column, of: count, by: &reading)
  }

  /// Reads a column as texts that are known, one code for each line: −1 where a line has not `count` fields, and where
  /// `memo` knows nothing. What stands in `codes` behind the lines means nothing.
  ///
  /// `inRuns` where equal texts mostly stand behind each other.
  public func codes(
    inColumn column: Int, of count: Int, by memo: TextMemo, inRuns: Bool, into codes: inout [Int32]
  ) {
    unsafe memo.withEntries { entries in
      var reading = unsafe CodeReading(entries: entries, inRuns: inRuns)
      unsafe fill(&codes, fromColumn: column, of: count, by: &reading)
    }
  }

  /// Fills an array with what is read of a column's fields, line by line; with `nothing` where a line has not `count`
  /// fields.
  @inline(__always) private func fill<Reading: FieldReading>(
    _ values: inout [Reading.Value], fromColumn column: Int, of count: Int, by reading: inout Reading
  ) {
    let nothing = Reading.nothing
    if values.count < lineCount { values += repeatElement(nothing, count: lineCount - values.count) }
    let isLast = column == count - 1
    unsafe bytes.withUnsafeBytes { memory in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.withUnsafeBufferPointer { lines in
          unsafe values.withUnsafeMutableBufferPointer { values in
            var first = 0
            for line in 0..<lineCount {
              let next = Int(unsafe lines[line])
              defer { first = next }
              guard next &- first == count else {
                unsafe values[line] = nothing
                continue
              }
              let field = first &+ column
              let start = field == 0 ? text.lowerBound : Int(unsafe ends[field &- 1]) &+ 1
              var end = Int(unsafe ends[field])
              if isLast, end > start, unsafe memory[end &- 1] == ASCII.carriageReturn { end &-= 1 }
              unsafe values[line] = reading.read(memory, start, end)
            }
          }
        }
      }
    }
  }
}

/// What is made of a field; a type and no closure, so that the loop over all lines holds it whole.
private protocol FieldReading {
  associatedtype Value

  static var nothing: Value { get }

  mutating func read(_ memory: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Value
}

private struct NumberReading: FieldReading {
  static var nothing: Double { .nan }

  @inline(__always) func read(_ memory: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Double {
    unsafe FixedPoint.number(memory, start, end)
  }
}

@unsafe private struct CodeReading: FieldReading {
  let entries: UnsafeBufferPointer<TextMemo.Entry>
  let inRuns: Bool
  var last = TextMemo.Entry()

  init(entries: UnsafeBufferPointer<TextMemo.Entry>, inRuns: Bool) {
    unsafe self.entries = unsafe entries
    unsafe self.inRuns = inRuns
  }

  static var nothing: Int32 { -1 }

  @inline(__always)
  mutating func read(_ memory: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int32 {
    unsafe TextMemo.code(memory, start, end, among: entries, last: &last, inRuns: inRuns)
  }
}
