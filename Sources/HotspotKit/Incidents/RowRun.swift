/// What the rows of one block say, as columns; numbers of texts are those of the lane that read them.
struct RowRun: Sendable {
  var x: [Double] = []
  var y: [Double] = []
  var start: [Int32] = []
  var end: [Int32] = []
  var precision: [TimePrecision] = []
  /// The numbers of category, place and each further text.
  var texts: [[UInt32]] = []
  var weight: [Double] = []
  /// Hashes of crime numbers, where they count.
  var ids: [UInt64] = []
  /// The line of each row within the block, counted from 0.
  var line: [UInt32] = []

  /// Rows that must be looked at one by one, and how many rows of the run stand before each.
  var hard: [(line: Int, rowsBefore: Int)] = []
  /// Rows that are refused.
  var refused: [(line: Int, reason: RefusalReason)] = []
  /// Texts met for the first time by the lane: on which line, in which pool and under which number.
  var newTexts: [(line: Int, pool: Int, number: Int)] = []
  /// How many rows of each category were read, refused ones included, by the lane's numbers.
  var rowsOfCategory: [Int] = []
  /// Hashes of whole rows and of their crime numbers, where repeats are counted: all rows but the hard ones.
  var repeats: [(row: UInt64, id: UInt64)] = []
  /// How many rows there are, refused and hard ones included.
  var rows = 0

  /// Makes room for the rows of another block.
  mutating func removeAll(pools: Int) {
    x.removeAll(keepingCapacity: true)
    y.removeAll(keepingCapacity: true)
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    precision.removeAll(keepingCapacity: true)
    if texts.count != pools { texts = [[UInt32]](repeating: [], count: pools) }
    for pool in texts.indices { texts[pool].removeAll(keepingCapacity: true) }
    weight.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    line.removeAll(keepingCapacity: true)
    hard.removeAll(keepingCapacity: true)
    refused.removeAll(keepingCapacity: true)
    newTexts.removeAll(keepingCapacity: true)
    repeats.removeAll(keepingCapacity: true)
    for number in rowsOfCategory.indices { rowsOfCategory[number] = 0 }
    rows = 0
  }
}
