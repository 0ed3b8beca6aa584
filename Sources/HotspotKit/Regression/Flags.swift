/// Yes or no for each of many rows, a bit a row.
public struct Flags: Hashable, Sendable {
  /// How many rows there are.
  public let count: Int

  /// Sixty-four rows to a word, the first row in the lowest bit; bits beyond the last row are nought.
  private(set) var words: [UInt64]

  /// No for every row.
  public init(count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  /// Flags from a list.
  public init(_ flags: some Collection<Bool>) {
    self.init(count: flags.count)
    for (row, flag) in flags.enumerated() where flag { insert(row) }
  }

  /// Whether a row says yes.
  public subscript(row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// Says yes for a row.
  public mutating func insert(_ row: Int) {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  /// The flags of some rows, in the order in which those are named.
  func picked(_ rows: [Int]) -> Flags { Flags(rows.lazy.map { self[$0] }) }

  /// How many rows say yes.
  public var yesCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The rows that say yes, ascending.
  public var rows: [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(yesCount)
    for (index, word) in words.enumerated() {
      var left = word
      while left != 0 {
        rows.append(Int32(index << 6 + left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    return rows
  }
}

/// A square of 64 × 64 bits, for turning columns into rows.
enum BitSquare {
  /// Turns rows into columns in place: bit j of word i becomes bit i of word j.
  ///
  /// Source: Warren (2012), *Hacker's Delight*, 7–3.
  static func transpose(_ words: inout [UInt64]) {
    var width = 32
    var mask: UInt64 = 0x0000_0000_ffff_ffff
    while width != 0 {
      var row = 0
      while row < 64 {
        let swapped = (words[row] >> UInt64(width) ^ words[row + width]) & mask
        words[row] ^= swapped << UInt64(width)
        words[row + width] ^= swapped
        row = (row + width + 1) & ~width
      }
      width >>= 1
      mask ^= mask << UInt64(width)
    }
  }
}
