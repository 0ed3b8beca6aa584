internal import Files

/// Reads blocks of rows by itself, beside other lanes; knows its texts by numbers of its own.
///
/// It reads what can be understood without the rest of the file: ASCII rows with coordinates, and dates that can be
/// read one way. Any other row it leaves for whoever reads row by row, in its place.
struct ReadingLane: Sendable {
  let columns: Columns
  let kind: CoordinateKind?
  let countsIDs: Bool
  let countsRepeats: Bool
  /// Which pools are wanted: category, place, and the further texts.
  let textColumns: [Int?]
  var pools: [TextPool]
  /// Categories and dates that were met, by their bytes; for dates also what they say.
  var known = (categories: TextMemo(), dates: TextMemo())
  var moments: [(minute: Int32, precision: TimePrecision)] = []
  /// Whether the last date that was looked at by itself has a time of the commonest form.
  var isTimed = false

  /// The blocks that the lane is to read, and what it found in them.
  var blocks: [CSVBlock] = []
  var runs: [RowRun] = []
  var blockCount = 0

  /// The stretches of a file that the lane fetched and read by itself, a run each.
  private(set) var taken: [Int] = []
  private(set) var failure: FileError?
  /// The memory for one block after the other: what was just fetched is still near the processor.
  private var spare = CSVBlock()

  /// Whether a file's rows can be read by lanes at all.
  static func serves(_ columns: Columns, counted: CountedOnce) -> Bool {
    columns.x != nil && columns.startTime == nil && columns.endTime == nil && columns.gridReference == nil
      && columns.postcode == nil && columns.status == nil && counted != .victim
  }

  init(
    _ columns: Columns, kind: CoordinateKind?, counted: CountedOnce, wantsPlaces: Bool, countsRepeats: Bool
  ) {
    self.columns = columns
    self.kind = kind
    countsIDs = columns.id != nil && counted == .crime
    self.countsRepeats = countsRepeats
    textColumns = [columns.category, wantsPlaces ? columns.place : nil] + columns.texts.map { $0.index }
    pools = textColumns.map { _ in TextPool() }
    // The empty text of a further column is number 0 everywhere, as in the table.
    for pool in pools.indices.dropFirst(2) { _ = pools[pool].number(of: [], 0..<0) }
  }

  /// Reads the blocks that were handed to the lane.
  mutating func read(delimiter: UInt8) {
    for index in 0..<blockCount {
      blocks[index].split(delimiter: delimiter)
      read(blocks[index], into: index, found: nil)
    }
  }

  /// Fetches stretches from a queue and reads them until there are none; keeps the blocks that must be looked at again.
  mutating func read(_ queue: StretchQueue, of file: LineFile, delimiter: UInt8) {
    taken = []
    while let stretch = queue.take() {
      var block = CSVBlock()
      swap(&block, &spare)
      let found: LineFile.Found
      do {
        found = try file.read(stretch.range, isFirst: stretch.isFirst, delimiter: delimiter, into: &block)
      } catch {
        failure = error
        return
      }
      let index = taken.count
      read(block, into: index, found: found)
      taken.append(stretch.number)
      if blocks.count == index { blocks.append(CSVBlock()) }
      if !runs[index].hard.isEmpty { swap(&block, &blocks[index]) }
      swap(&block, &spare)
    }
  }

  private mutating func read(_ block: CSVBlock, into index: Int, found: LineFile.Found?) {
    while runs.count <= index { runs.append(RowRun()) }
    var run = RowRun()
    swap(&run, &runs[index])
    run.removeAll(pools: textColumns.count)
    run.lineCount = block.lineCount
    run.found = found
    var rows = RowColumns()
    swap(&rows, &run.columns)
    rows.makeRoom(block.lineCount)
    read(block, into: &run, &rows)
    swap(&rows, &run.columns)
    swap(&run, &runs[index])
  }
}
