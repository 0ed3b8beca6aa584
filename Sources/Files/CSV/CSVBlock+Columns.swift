extension CSVBlock {
  /// Reads a column as numbers, one for each line: NaN where a line has not `count` fields, and where ``FixedPoint`` cannot
  /// tell. What stands in `numbers` behind the lines means nothing.
  public func numbers(inColumn column: Int, of count: Int, into numbers: inout [Double]) {
    if numbers.count < lineCount { numbers += repeatElement(.nan, count: lineCount - numbers.count) }
    let isLast = column == count - 1
    unsafe bytes.withUnsafeBytes { memory in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.withUnsafeBufferPointer { lines in
          unsafe numbers.withUnsafeMutableBufferPointer { numbers in
            var first = 0
            for line in 0..<lineCount {
              let next = Int(unsafe lines[line])
              defer { first = next }
              guard next &- first == count else {
                unsafe numbers[line] = .nan
                continue
              }
              let field = first &+ column
              let start = field == 0 ? text.lowerBound : Int(unsafe ends[field &- 1]) &+ 1
              var end = Int(unsafe ends[field])
              if isLast, end > start, unsafe memory[end &- 1] == ASCII.carriageReturn { end &-= 1 }
              unsafe numbers[line] = FixedPoint.number(memory, start, end)
            }
          }
        }
      }
    }
  }

  /// Reads a column as texts that are known, one code for each line: −1 where a line has not `count` fields, and where
  /// `memo` knows nothing. What stands in `codes` behind the lines means nothing.
  public func codes(inColumn column: Int, of count: Int, by memo: TextMemo, into codes: inout [Int32]) {
    if codes.count < lineCount { codes += repeatElement(-1, count: lineCount - codes.count) }
    let isLast = column == count - 1
    unsafe bytes.withUnsafeBytes { memory in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.withUnsafeBufferPointer { lines in
          unsafe codes.withUnsafeMutableBufferPointer { codes in
            unsafe memo.withEntries { entries in
              var first = 0
              for line in 0..<lineCount {
                let next = Int(unsafe lines[line])
                defer { first = next }
                guard next &- first == count else {
                  unsafe codes[line] = -1
                  continue
                }
                let field = first &+ column
                let start = field == 0 ? text.lowerBound : Int(unsafe ends[field &- 1]) &+ 1
                var end = Int(unsafe ends[field])
                if isLast, end > start, unsafe memory[end &- 1] == ASCII.carriageReturn { end &-= 1 }
                unsafe codes[line] = TextMemo.code(memory, start, end, among: entries)
              }
            }
          }
        }
      }
    }
  }
}
