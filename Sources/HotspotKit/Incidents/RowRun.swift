internal import Files

/// What the rows of one block say, as columns; numbers of texts are those of the lane that read them.
struct RowRun: Sendable {
  /// The columns that every row has.
  var columns = RowColumns()
  var end: [Int32] = []
  /// The numbers of place and of each further text, by pool; that of the category stands in ``columns``.
  var texts: [[UInt32]] = []
  var weight: [Double] = []
  /// Hashes of crime numbers, where they count.
  var ids: [UInt64] = []
  /// The rows whose line does not follow that of the row before, and that line, counted from 0 within the block.
  var lines: [(row: Int, line: Int)] = []

  /// How many lines the block has, and where in the file it ends and should end.
  var lineCount = 0
  var found: LineFile.Found?
  /// Whether nothing in a stretch is left to be taken record by record.
  var isWhole: Bool { found.map { $0.end == $0.wholeEnd } ?? false }

  /// Whether any row has a time of day.
  var hasTimes = false

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
    columns.count = 0
    end.removeAll(keepingCapacity: true)
    if texts.count != pools { texts = [[UInt32]](repeating: [], count: pools) }
    for pool in texts.indices { texts[pool].removeAll(keepingCapacity: true) }
    weight.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    hard.removeAll(keepingCapacity: true)
    refused.removeAll(keepingCapacity: true)
    newTexts.removeAll(keepingCapacity: true)
    repeats.removeAll(keepingCapacity: true)
    for number in rowsOfCategory.indices { rowsOfCategory[number] = 0 }
    (rows, lineCount, found, hasTimes) = (0, 0, nil, false)
  }

  /// The stretches of lines that some rows stand on: the first row's line, and how many rows follow line by line.
  func lineStretches(_ rows: Range<Int>, _ take: (_ line: Int, _ count: Int) -> Void) {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].row <= rows.lowerBound { low = middle } else { high = middle }
    }
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(low + 1 < lines.count ? lines[low + 1].row : .max, rows.upperBound)
      take(lines[low].line + row - lines[low].row, end - row)
      row = end
      low += 1
    }
  }
}

/// The columns that every row has, as memory of which the first ``count`` elements mean something.
struct RowColumns: Sendable {
  var x: [Double] = []
  var y: [Double] = []
  var start: [Int32] = []
  var precision: [TimePrecision] = []
  /// The lane's number of the category.
  var category: [UInt16] = []
  var count = 0

  /// Makes sure of memory for so many rows.
  mutating func makeRoom(_ rows: Int) {
    let more = rows - x.count
    guard more > 0 else { return }
    x += repeatElement(0, count: more)
    y += repeatElement(0, count: more)
    start += repeatElement(0, count: more)
    precision += repeatElement(.unknown, count: more)
    category += repeatElement(0, count: more)
  }

  /// The columns themselves, which are then nowhere else, until `giveBack`.
  mutating func taken() -> ([Double], [Double], [Int32], [TimePrecision], [UInt16]) {
    defer { self = RowColumns() }
    return (x, y, start, precision, category)
  }

  /// Takes the columns back, of which so many rows mean something.
  mutating func giveBack(
    _ x: [Double], _ y: [Double], _ start: [Int32], _ precision: [TimePrecision], _ category: [UInt16],
    count: Int
  ) {
    (self.x, self.y, self.start, self.precision, self.category) = (x, y, start, precision, category)
    self.count = count
  }
}
