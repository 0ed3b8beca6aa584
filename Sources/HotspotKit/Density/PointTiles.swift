internal import Geospatial

/// Weighted places sorted into tiles of 64 × 64 cells, tile rows from south to north; equal places are one.
///
/// Neighbours on the ground are neighbours in memory, so that whoever sums over them stays in the processor's
/// cache. In a tile places keep the order in which they were first met. Places further than `reach` from the
/// grid's window are left out.
struct PointTiles: Sendable {
  /// Eastings, in metres.
  private(set) var xs: [Double] = []
  /// Northings, in metres.
  private(set) var ys: [Double] = []
  /// What each place counts for: the sum of its incidents' weights.
  private(set) var weights: [Double] = []

  /// How many tiles stand in a row.
  let columns: Int
  /// How many rows of tiles there are.
  let rows: Int
  /// Where each tile's places start, row by row, and where the last one's end.
  private(set) var starts: [Int] = []

  /// Cells along one side of a tile.
  static let side = 64

  /// Sorts by counting. Time O(incidents + tiles).
  init(_ incidents: Incidents, on grid: Grid, reach: Double) {
    let frame = Frame(grid)
    (columns, rows) = (frame.columns, frame.rows)
    let count = incidents.count
    var starts = [Int](repeating: 0, count: columns * rows + 1)
    var tiles = [Int32](repeating: -1, count: count)
    let (xs, ys) = (incidents.points.xs, incidents.points.ys)
    for index in 0..<count {
      guard let tile = frame.tile(x: xs[index], y: ys[index], reach: reach) else { continue }
      tiles[index] = Int32(truncatingIfNeeded: tile)
      starts[tile + 1] += 1
    }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var sorted = [Double](repeating: 0, count: starts[starts.count - 1])
    (self.xs, self.ys, self.weights) = (sorted, sorted, [])
    let weights = incidents.weights
    if weights == nil { sorted = [] }
    for index in 0..<count where tiles[index] >= 0 {
      let slot = next[Int(tiles[index])]
      next[Int(tiles[index])] = slot + 1
      self.xs[slot] = xs[index]
      self.ys[slot] = ys[index]
      if let weights { sorted[slot] = weights[index] }
    }
    self.starts = starts
    self.weights = weights == nil ? [Double](repeating: 1, count: self.xs.count) : sorted
    collapse()
  }

  /// The places of the tiles of one row between two columns.
  func places(row: Int, columns: Range<Int>) -> Range<Int> {
    starts[row * self.columns + columns.lowerBound]..<starts[row * self.columns + columns.upperBound]
  }

  /// How many incidents stand in none of the grid's cells.
  func strays(of incidents: Incidents, on grid: Grid) -> Int {
    func isInCell(_ x: Double, _ y: Double) -> Bool { grid.cell(holding: PlanarPoint(x: x, y: y)) != nil }
    if incidents.weights != nil {
      return (0..<incidents.count).count { !isInCell(incidents.points.xs[$0], incidents.points.ys[$0]) }
    }
    // Each incident counts one, so that weights are numbers of incidents.
    var inside = 0.0
    for place in xs.indices where isInCell(xs[place], ys[place]) { inside += weights[place] }
    return incidents.count - Int(inside)
  }

  /// Makes equal places of a tile one; gives up where the first thousands hardly repeat.
  private mutating func collapse() {
    var table = EqualPlaces()
    var kept = 0
    var isWorthwhile = true
    for tile in 0..<starts.count - 1 {
      let range = starts[tile]..<starts[tile + 1]
      starts[tile] = kept
      table.clear(for: range.count)
      // Decided on what lies in the south, so that the answer depends on the data alone.
      if range.lowerBound > 20_000, kept * 10 > range.lowerBound * 8 { isWorthwhile = false }
      for index in range {
        let (x, y, weight) = (xs[index], ys[index], weights[index])
        if isWorthwhile, let earlier = table.place(x: x, y: y, orAdd: kept, among: xs, ys) {
          weights[earlier] += weight
          continue
        }
        xs[kept] = x
        ys[kept] = y
        weights[kept] = weight
        kept += 1
      }
    }
    starts[starts.count - 1] = kept
    xs.removeSubrange(kept...)
    ys.removeSubrange(kept...)
    weights.removeSubrange(kept...)
  }
}

/// Which tile a place falls into.
private struct Frame {
  let columns: Int
  let rows: Int
  private let west: Double
  private let south: Double
  private let perColumn: Double
  private let perRow: Double

  init(_ grid: Grid) {
    columns = max(1, (grid.columns.count + PointTiles.side - 1) / PointTiles.side)
    rows = max(1, (grid.rows.count + PointTiles.side - 1) / PointTiles.side)
    let first = grid.shape.centre(column: grid.columns.lowerBound, row: grid.rows.lowerBound & ~1)
    let step = grid.shape.pitch
    west = first.x - step.x / 2
    south = grid.shape.centre(column: 0, row: grid.rows.lowerBound).y - step.y / 2
    perColumn = 1 / (step.x * Double(PointTiles.side))
    perRow = 1 / (step.y * Double(PointTiles.side))
  }

  /// The tile of a place; the outermost one for a place beyond the window and within reach of it.
  @inline(__always) func tile(x: Double, y: Double, reach: Double) -> Int? {
    let column = (x - west) * perColumn
    let row = (y - south) * perRow
    let (aside, above) = ((reach * perColumn) + 0.02, (reach * perRow) + 0.02)
    guard column > -aside, column < Double(columns) + aside, row > -above, row < Double(rows) + above else {
      return nil
    }
    return min(max(Int(row), 0), rows - 1) * columns + min(max(Int(column), 0), columns - 1)
  }
}

/// A table of the places of one tile, by open addressing.
private struct EqualPlaces {
  private var slots: [Int32] = []
  private var mask = 0

  mutating func clear(for count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    if slots.count < size {
      slots = [Int32](repeating: -1, count: size)
    } else {
      for index in 0..<size { slots[index] = -1 }
    }
  }

  /// The number under which an equal place is known; `nil` where there is none, and `new` is remembered.
  mutating func place(x: Double, y: Double, orAdd new: Int, among xs: [Double], _ ys: [Double]) -> Int? {
    let product = (x.bitPattern &* 0x9e37_79b9_7f4a_7c15 ^ y.bitPattern).multipliedFullWidth(
      by: 0x8ebc_6af0_9c88_c6e3)
    var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if xs[known] == x, ys[known] == y { return known }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(new)
    return nil
  }
}
