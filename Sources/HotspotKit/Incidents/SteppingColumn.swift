/// A column of numbers that mostly go on by a fixed step, kept as the rows at which they do not.
///
/// For what stands beside every row and is seldom asked for: the line of a file, or the file itself. Costs no memory
/// while the rule holds; a number is found in time O(log exceptions).
public struct SteppingColumn<Element: UnsignedInteger & FixedWidthInteger & Sendable>:
  RandomAccessCollection, Hashable, Sendable
{
  /// By how much a number exceeds the one before it, most often.
  public let step: Element

  /// The rows at which the rule begins anew, ascending, and the numbers there.
  private var rows: [Int32] = []
  private var numbers: [Element] = []

  /// How many numbers there are.
  public private(set) var count = 0

  /// A column without numbers.
  init(step: Element) { self.step = step }

  /// The first row.
  public var startIndex: Int { 0 }

  /// The place behind the last row.
  public var endIndex: Int { count }

  /// The number in a row.
  public subscript(row: Int) -> Element {
    precondition(row >= 0 && row < count, "there is no such row")
    var low = 0
    var high = rows.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(rows[middle]) <= row { low = middle } else { high = middle }
    }
    return numbers[low] &+ step &* Element(truncatingIfNeeded: row - Int(rows[low]))
  }

  /// Adds a number for one more row.
  mutating func append(_ number: Element) { append(number, count: 1) }

  /// Adds a number, and those that follow it by the rule, for so many rows.
  mutating func append(_ number: Element, count more: Int) {
    guard more > 0 else { return }
    let last = rows.count - 1
    let goesOn =
      last >= 0
      && numbers[last] &+ step &* Element(truncatingIfNeeded: count - Int(rows[last])) == number
    if !goesOn {
      rows.append(Int32(truncatingIfNeeded: count))
      numbers.append(number)
    }
    count += more
  }

  /// Closes up the rows from `base` on, of which `keep` says which stay.
  mutating func keepRows(_ keep: [Bool], from base: Int) {
    var kept = SteppingColumn(step: step)
    for place in rows.indices {
      let start = Int(rows[place])
      let end = place + 1 < rows.count ? Int(rows[place + 1]) : count
      for row in start..<end {
        let isKept = row < base || keep[row - base]
        if isKept { kept.append(numbers[place] &+ step &* Element(truncatingIfNeeded: row - start)) }
      }
    }
    self = kept
  }
}
