internal import CMarks

/// A run of whole lines of a CSV file in which no quote stands, split into rows and fields.
///
/// Without quotes every delimiter parts two fields and every line end parts two rows, so that a block can be read without
/// what stands before it: several at a time.
public struct CSVBlock: Sendable {
  /// The memory; the block is ``text`` of it.
  public internal(set) var bytes: [UInt8] = []

  /// Where in ``bytes`` the lines are.
  public internal(set) var text = 0..<0

  /// The line of the file on which the block begins, as far as the scanner knew it.
  public internal(set) var firstLine = 1

  /// Whether any byte is not ASCII.
  public internal(set) var hasForeignBytes = false

  /// Where fields end: at a delimiter or a line feed.
  private var ends: [UInt32] = []

  /// For each line, how many of ``ends`` there are up to its line feed.
  private var lines: [UInt32] = []

  /// An empty block.
  public init() {}

  /// How many lines there are, empty ones included.
  public private(set) var lineCount = 0

  /// How many fields the lines have together.
  public private(set) var fieldCount = 0

  /// How many fields a line has, and the number of its first one; an empty line has one, which is empty.
  @inline(__always) public func fields(ofLine line: Int) -> (first: Int, count: Int) {
    let first = line == 0 ? 0 : Int(lines[line - 1])
    return (first, Int(lines[line]) - first)
  }

  /// Where in ``bytes`` a field's text stands; `isLast` for the last one of its line, whose carriage return is no text.
  @inline(__always) public func field(_ number: Int, isLast: Bool) -> Range<Int> {
    let start = number == 0 ? text.lowerBound : Int(ends[number - 1]) + 1
    var end = Int(ends[number])
    if isLast, end > start, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
    return start..<end
  }

  /// Where in ``bytes`` a line stands, without its line end.
  public func line(_ line: Int) -> Range<Int> {
    let (first, count) = fields(ofLine: line)
    let last = field(first + count - 1, isLast: true)
    return (first == 0 ? text.lowerBound : Int(ends[first - 1]) + 1)..<last.upperBound
  }

  /// Fills a record with a line, as ``CSVScanner/next(into:)`` does; `line` is its number in the file.
  public func copy(line number: Int, to record: inout CSVRecord, at line: Int) {
    let (first, count) = fields(ofLine: number)
    let whole = self.line(number)
    record.removeAll()
    record.bytes.append(contentsOf: bytes[whole])
    record.rawCount = whole.count
    record.line = line
    for field in first..<first + count {
      let range = self.field(field, isLast: field == first + count - 1)
      record.fields.append(range.lowerBound - whole.lowerBound..<range.upperBound - whole.lowerBound)
    }
    record.isASCII = isASCII(whole)
  }

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

  /// Finds rows and fields. Time O(bytes).
  public mutating func split(delimiter: UInt8) {
    (fieldCount, lineCount, hasForeignBytes) = (0, 0, false)
    var start = text.lowerBound
    while start < text.upperBound {
      let stretch = start..<min(start + Self.stretch, text.upperBound)
      // Room for every byte being an end, and for the seven that may be written too many.
      let (fields, feeds) = (fieldCount + Self.stretch + 8, lineCount + Self.stretch)
      if ends.count < fields { ends += repeatElement(0, count: fields) }
      if lines.count < feeds { lines += repeatElement(0, count: feeds) }
      let isForeign = unsafe bytes.withUnsafeBytes { memory in
        unsafe ends.withUnsafeMutableBufferPointer { ends in
          unsafe lines.withUnsafeMutableBufferPointer { lines in
            unsafe Self.split(memory, stretch, delimiter, &ends, &fieldCount, &lines, &lineCount)
          }
        }
      }
      hasForeignBytes = hasForeignBytes || isForeign
      start = stretch.upperBound
    }
  }

  /// Bytes that are split before it is asked whether there is room for the ends of as many again.
  private static let stretch = 4096

  private static func split(
    _ memory: UnsafeRawBufferPointer, _ text: Range<Int>, _ delimiter: UInt8,
    _ ends: inout UnsafeMutableBufferPointer<UInt32>, _ fieldCount: inout Int,
    _ lines: inout UnsafeMutableBufferPointer<UInt32>, _ lineCount: inout Int
  ) -> Bool {
    var found = fieldCount
    var foreign: UInt64 = 0
    var position = text.lowerBound
    guard let start = memory.baseAddress else { return false }
    while position < text.upperBound {
      var both: UInt64 = 0
      var line: UInt64 = 0
      if position + 64 <= text.upperBound {
        let marks = unsafe hotspot_marks_of_64(start + position, delimiter)
        (both, line) = (marks.ends, marks.lines)
        foreign |= marks.foreign
      } else {
        for offset in 0..<text.upperBound - position {
          let byte = unsafe memory[position + offset]
          foreign |= UInt64(byte >> 7)
          if byte == ASCII.lineFeed { line |= 1 << UInt64(offset) }
          if byte == delimiter || byte == ASCII.lineFeed { both |= 1 << UInt64(offset) }
        }
      }
      while line != 0 {
        let upTo = both & (line ^ (line &- 1))
        unsafe lines[lineCount] = UInt32(truncatingIfNeeded: found &+ upTo.nonzeroBitCount)
        lineCount &+= 1
        line &= line &- 1
      }
      let base = UInt32(truncatingIfNeeded: position)
      let end = found &+ both.nonzeroBitCount
      var index = found
      // Eight at a time, needed or not: the number is hard to foresee and what is too many is written over.
      repeat {
        for lane in 0..<8 {
          unsafe ends[index &+ lane] = base &+ UInt32(truncatingIfNeeded: both.trailingZeroBitCount)
          both &= both &- 1
        }
        index &+= 8
      } while index < end
      found = end
      position &+= 64
    }
    fieldCount = found
    return foreign != 0
  }
}
