/// A column of texts, each kept once: one number per row into the texts that occur.
public struct TextColumn: Hashable, Sendable {
  /// One number per row, the position of its text in ``texts``.
  public let numbers: [UInt32]

  /// The texts that occur; `""` where a row says nothing.
  public let texts: [String]

  /// A column from its numbers and texts.
  public init(numbers: [UInt32], texts: [String]) {
    self.numbers = numbers
    self.texts = texts
  }

  /// The text of a row.
  public subscript(row: Int) -> String { texts[Int(numbers[row])] }
}

/// Columns of texts while rows are read.
struct TextColumnsInProgress {
  private(set) var keys: [String] = []
  private var pools: [TextPool] = []
  private var numbers: [[UInt32]] = []
  /// The numbers of the row that is being looked at, one per key.
  private var pending: [UInt32] = []

  /// Makes sure of columns; rows of files without them say nothing.
  mutating func prepare(_ wanted: [String], rows: Int) {
    for key in wanted where !keys.contains(key) {
      keys.append(key)
      var pool = TextPool()
      // The empty text comes first, so that 0 stands for a row that says nothing.
      _ = pool.number(of: [], 0..<0)
      pools.append(pool)
      numbers.append([UInt32](repeating: 0, count: rows))
    }
    pending = keys.map { _ in 0 }
  }

  /// Where a key's column stands.
  func place(of key: String) -> Int? { keys.firstIndex(of: key) }

  /// Looks at a field; hands its number back, and `nil` where the text is in no encoding.
  mutating func look(_ place: Int, _ find: (inout TextPool) -> Int?) -> Int? {
    guard let number = find(&pools[place]) else {
      pending[place] = 0
      return nil
    }
    pending[place] = UInt32(number)
    return number
  }

  /// The number of a text of the row that is being looked at.
  func pendingNumber(_ place: Int) -> Int { Int(pending[place]) }

  /// Adds the row that was looked at.
  mutating func append() {
    for place in pending.indices {
      numbers[place].append(pending[place])
      pending[place] = 0
    }
  }

  /// The number of a text in a key's column.
  mutating func number(of text: String, at place: Int) -> Int { pools[place].number(of: text) }

  /// Adds some rows whose numbers are known for some columns; in the others they say nothing.
  mutating func append(_ count: Int, _ known: [(place: Int, numbers: [UInt32])]) {
    for place in numbers.indices {
      if let rows = known.first(where: { $0.place == place })?.numbers {
        numbers[place] += rows
      } else {
        numbers[place] += repeatElement(0, count: count)
      }
    }
  }

  /// The text under a number.
  func text(_ place: Int, _ number: Int) -> String { pools[place].texts[number] }

  /// Closes up the rows from `base` on, of which `keep` says which stay.
  mutating func keepRows(_ keep: [Bool], from base: Int) {
    for place in numbers.indices { numbers[place].keepRows(keep, from: base) }
  }

  /// The columns as they stand.
  var columns: [String: TextColumn] {
    var columns: [String: TextColumn] = [:]
    for (place, key) in keys.enumerated() {
      columns[key] = TextColumn(numbers: numbers[place], texts: pools[place].texts)
    }
    return columns
  }
}

extension Array {
  /// Closes up the elements from `base` on, of which `keep` says which stay.
  mutating func keepRows(_ keep: [Bool], from base: Int) {
    var target = base
    for (offset, stays) in keep.enumerated() where stays {
      self[target] = self[base + offset]
      target += 1
    }
    removeSubrange(target...)
  }
}
