/// What nearly every row of a file is read for: two numbers, a text of which few are different, and a date.
public struct PlainColumns: Sendable {
  let count: Int
  let x: Int
  let y: Int
  let text: Int
  let date: Int
  let empty: Int?
  let largest: (x: Double, y: Double)

  /// Whether dates are such as ``ISOMinute`` reads, and not known texts, of which the same holds as of texts and which
  /// mostly are that of the row before.
  public var isTimed = false

  /// Columns of rows of `count` fields, one that is `empty` among them, and how large either number may be, above or
  /// below nought.
  public init(
    count: Int, x: Int, y: Int, text: Int, date: Int, empty: Int? = nil, largest: (x: Double, y: Double)
  ) {
    precondition(
      [x, y, text, date, empty ?? 0].allSatisfy { (0..<count).contains($0) }, "columns that a row has")
    (self.count, self.x, self.y, self.text, self.date) = (count, x, y, text, date)
    (self.empty, self.largest) = (empty, largest)
  }

  /// Numbers that are both smaller than this stand for nothing.
  public static let nought = 1e-6
}

extension CSVBlock {
  /// Reads rows line by line up to the first that is not plain, which it hands back, or up to the end of `lines`.
  ///
  /// Of a plain row both numbers are such as ``FixedPoint`` knows and within the limits, and text and date are known, the
  /// text by one of the first 256 codes. Numbers and codes, for timed dates minutes, are written from `row` on, which comes
  /// to stand behind them. All columns in one pass, so that where fields end is looked up once. Time O(lines).
  public func readPlain(
    _ lines: Range<Int>, _ columns: PlainColumns, texts: TextMemo, dates: TextMemo,
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>, _ text: inout MutableSpan<UInt16>,
    _ date: inout MutableSpan<Int32>, from row: inout Int
  ) -> Int {
    let room = min(x.count, y.count, text.count, date.count)
    precondition(
      lines.upperBound <= lineCount && row + lines.count <= room, "lines there are, and room for them")
    return unsafe bytes.withUnsafeBytes { memory in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe self.lines.withUnsafeBufferPointer { lineEnds in
          unsafe texts.withEntries { texts in
            unsafe dates.withEntries { dates in
              let fields = unsafe Fields(
                memory: memory, ends: ends, start: self.text.lowerBound, last: columns.count - 1)
              var (noText, lastDate, minutes) = (TextMemo.Entry(), TextMemo.Entry(), ISOMinute.Reading())
              var first = lines.lowerBound == 0 ? 0 : Int(unsafe lineEnds[lines.lowerBound - 1])
              for line in lines {
                let next = Int(unsafe lineEnds[line])
                guard next &- first == columns.count else { return line }
                if let empty = columns.empty {
                  let (from, to) = unsafe fields.bounds(first, empty)
                  guard from == to else { return line }
                }
                let (xFrom, xTo) = unsafe fields.bounds(first, columns.x)
                let (yFrom, yTo) = unsafe fields.bounds(first, columns.y)
                let east = unsafe FixedPoint.number(memory, xFrom, xTo)
                let north = unsafe FixedPoint.number(memory, yFrom, yTo)
                let (dateFrom, dateTo) = unsafe fields.bounds(first, columns.date)
                let (textFrom, textTo) = unsafe fields.bounds(first, columns.text)
                let moment =
                  columns.isTimed
                  ? unsafe minutes.minute(memory, dateFrom, dateTo)
                  : unsafe TextMemo.code(
                    memory, dateFrom, dateTo, among: dates, last: &lastDate, inRuns: true)
                let category = unsafe TextMemo.code(
                  memory, textFrom, textTo, among: texts, last: &noText, inRuns: false)
                // A NaN fails every comparison.
                guard moment >= 0 || columns.isTimed && moment != ISOMinute.none, category & ~0xff == 0,
                  abs(east) <= columns.largest.x, abs(north) <= columns.largest.y,
                  abs(east) >= PlainColumns.nought || abs(north) >= PlainColumns.nought
                else { return line }
                unsafe x[unchecked: row] = east
                unsafe y[unchecked: row] = north
                unsafe text[unchecked: row] = UInt16(truncatingIfNeeded: category)
                unsafe date[unchecked: row] = moment
                row &+= 1
                first = next
              }
              return lines.upperBound
            }
          }
        }
      }
    }
  }

  /// The number in a field, as ``FixedPoint`` knows it.
  @inline(__always) public func number(_ field: Int, isLast: Bool) -> Double? {
    FixedPoint.number(bytes, self.field(field, isLast: isLast))
  }
}

/// Where the fields of some lines stand in memory.
@unsafe private struct Fields {
  let memory: UnsafeRawBufferPointer
  let ends: UnsafeBufferPointer<UInt32>
  let start: Int
  let last: Int

  @inline(always) func bounds(_ first: Int, _ column: Int) -> (from: Int, to: Int) {
    let field = first &+ column
    let from = unsafe field == 0 ? start : Int(unsafe ends[field &- 1]) &+ 1
    var to = Int(unsafe ends[field])
    if unsafe column == last, to > from, unsafe memory[to &- 1] == ASCII.carriageReturn { to &-= 1 }
    return (from, to)
  }
}
