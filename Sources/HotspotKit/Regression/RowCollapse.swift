/// Finds rows that are equal in every column, by a table of their bits.
struct RowCollapse {
  /// The first row of each kind, ascending.
  private(set) var first: [Int32] = []

  /// The bits of all rows, so many words a row.
  private var keys: [UInt64]
  private let width: Int
  private let rows: Int

  /// Time O(rows × columns / 64) for flags.
  init(_ columns: [CountTable.Column], rows: Int) {
    var flags: [[UInt64]] = []
    var numbers: [[Double]] = []
    for column in columns {
      switch column {
      case .flags(let some): flags.append(some.words)
      case .numbers(let some): numbers.append(some)
      }
    }
    let flagWords = (flags.count + 63) / 64
    let width = max(1, flagWords + numbers.count)
    var keys = [UInt64](repeating: 0, count: width * rows)
    var square = [UInt64](repeating: 0, count: 64)
    for group in 0..<flagWords {
      for block in 0..<(rows + 63) / 64 {
        for column in 0..<64 {
          let number = group * 64 + column
          square[column] = number < flags.count ? flags[number][block] : 0
        }
        BitSquare.transpose(&square)
        for row in block * 64..<min(rows, block * 64 + 64) { keys[row * width + group] = square[row & 63] }
      }
    }
    for (number, column) in numbers.enumerated() {
      precondition(column.allSatisfy(\.isFinite), "a column of numbers has no gaps")
      // Adding nought makes of −0 what equals it.
      for row in 0..<rows { keys[row * width + flagWords + number] = (column[row] + 0).bitPattern }
    }
    (self.keys, self.width, self.rows) = (keys, width, rows)
  }

  /// For each row the place in ``first`` of the row it is equal to. Time O(rows).
  mutating func distinctRows() -> [Int32] {
    var size = 1024
    while size < rows * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    var found = [Int32](repeating: 0, count: rows)
    for row in 0..<rows {
      var hash: UInt64 = 0
      for word in 0..<width {
        let mixed = (hash ^ keys[row * width + word]).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        hash = mixed.high ^ mixed.low &+ 0x8ebc_6af0_9c88_c6e3
      }
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while slots[slot] >= 0, !isEqual(Int(first[Int(slots[slot])]), row) { slot = (slot + 1) & (size - 1) }
      if slots[slot] < 0 {
        slots[slot] = Int32(first.count)
        first.append(Int32(row))
      }
      found[row] = slots[slot]
    }
    return found
  }

  private func isEqual(_ one: Int, _ other: Int) -> Bool {
    for word in 0..<width where keys[one * width + word] != keys[other * width + word] { return false }
    return true
  }
}
