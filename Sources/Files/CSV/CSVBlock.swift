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

  /// Whether any byte is a quote or a carriage return.
  public internal(set) var hasOddBytes = false

  /// Where fields end: at a delimiter or a line feed.
  var ends: [UInt32] = []

  /// For each line, how many of ``ends`` there are up to its line feed.
  var lines: [UInt32] = []

  /// An empty block.
  public init() {}

  /// How many lines there are, empty ones included.
  public internal(set) var lineCount = 0

  /// How many fields the lines have together.
  public internal(set) var fieldCount = 0

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
}

extension CSVBlock {
  /// Whether some bytes are all ASCII.
  public func isASCII(_ range: Range<Int>) -> Bool { firstForeign(range) == nil }

  /// The first line from one on that has a byte that is not ASCII; ``lineCount`` where there is none. Time O(bytes).
  public func firstForeignLine(from line: Int) -> Int {
    guard hasForeignBytes, line < lineCount else { return lineCount }
    guard let place = firstForeign(self.line(line).lowerBound..<text.upperBound) else { return lineCount }
    var (low, high) = (line, lineCount - 1)
    while low < high {
      let middle = (low + high) / 2
      if self.line(middle).upperBound > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func firstForeign(_ range: Range<Int>) -> Int? {
    unsafe bytes.withUnsafeBytes { memory in
      var place = range.lowerBound
      while place + 8 <= range.upperBound {
        let word = unsafe memory.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let foreign = word & 0x8080_8080_8080_8080
        if foreign != 0 { return place + foreign.trailingZeroBitCount / 8 }
        place += 8
      }
      return (place..<range.upperBound).first { unsafe memory[$0] >= 0x80 }
    }
  }
}
