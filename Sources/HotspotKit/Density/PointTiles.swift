internal import Files
internal import Geospatial

/// Weighted places sorted into tiles of 64 columns × 8 lines, tile rows from south to north; where places repeat, equal ones
/// are made one.
///
/// Neighbours on the ground are neighbours in memory, so that whoever sums over them stays in the processor's
/// cache. In a tile places keep the order in which they were first met. Places further than `reach` from the
/// lattice are left out.
struct PointTiles: Sendable {
  /// Eastings and northings, in metres.
  let places: [SIMD2<Double>]

  /// What each place counts for, the sum of its incidents' weights; `nil` when each counts one.
  let weights: [Double]?

  /// How many tiles stand in a row.
  let columns: Int

  /// How many rows of tiles there are.
  let rows: Int

  /// Where each tile's places start, row by row, and where the last one's end.
  let starts: [Int]

  /// Columns and lines of a tile.
  static let (width, height) = (64, 8)

  /// Makes equal places one where they are common, then sorts by counting. Time O(incidents + tiles).
  init(_ spots: Spots, weights: [Double]?, on lattice: CellLattice, reach: Double) {
    let shared = spots.numbers == nil ? Spots(joining: spots.places) : spots
    self.init(
      sorting: shared?.places ?? spots.places, weights: shared?.sums(of: weights) ?? weights, on: lattice,
      reach: reach)
  }

  private init(sorting points: PlanarPoints, weights: [Double]?, on lattice: CellLattice, reach: Double) {
    let frame = Frame(lattice, reach: reach)
    (columns, rows) = (frame.columns, frame.rows)
    let (xs, ys) = (points.xs.span, points.ys.span)
    let count = points.count
    var tiles = HugePages.repeating(Int32(-1), count)
    var starts = [Int](repeating: 0, count: columns * rows + 1)
    do {
      // Spans, so that an array is not asked at every step whether it is the only one of its kind.
      var tiles = tiles.mutableSpan
      var starts = starts.mutableSpan
      for index in 0..<count {
        let tile = frame.tile(x: xs[index], y: ys[index])
        tiles[index] = tile
        if tile >= 0 { starts[Int(tile) + 1] += 1 }
      }
      for tile in 0..<columns * rows { starts[tile + 1] += starts[tile] }
    }
    self.starts = starts
    var places = HugePages.repeating(SIMD2<Double>.zero, starts[columns * rows])
    var sorted = HugePages.repeating(0.0, weights == nil ? 0 : places.count)
    do {
      var next = starts.mutableSpan
      var places = places.mutableSpan
      var sorted = sorted.mutableSpan
      let (tiles, weights) = (tiles.span, weights?.span)
      for index in 0..<count where tiles[index] >= 0 {
        let tile = Int(tiles[index])
        let slot = next[tile]
        next[tile] = slot + 1
        places[slot] = SIMD2(xs[index], ys[index])
        if let weights { sorted[slot] = weights[index] }
      }
    }
    self.places = places
    self.weights = weights == nil ? nil : sorted
  }

  /// The places of a tile.
  func places(row: Int, column: Int) -> Range<Int> {
    starts[row * columns + column]..<starts[row * columns + column + 1]
  }

  /// How many incidents stand in none of the grid's cells.
  func strays(of incidents: Incidents, on grid: Grid) -> Int {
    // In a window without a gap whatever stands a step inside of it stands in a cell.
    let isWhole = grid.count == grid.columns.count * grid.rows.count
    let step = grid.shape.pitch
    let first = grid.shape.centre(column: grid.columns.lowerBound, row: grid.rows.lowerBound)
    let last = grid.shape.centre(column: grid.columns.upperBound - 1, row: grid.rows.upperBound - 1)
    let low = SIMD2(first.x + step.x, first.y + step.y)
    let high = SIMD2(last.x - step.x, last.y - step.y)
    func isInCell(_ x: Double, _ y: Double) -> Bool {
      if isWhole, x > low.x, x < high.x, y > low.y, y < high.y { return true }
      return grid.cell(holding: PlanarPoint(x: x, y: y)) != nil
    }
    if incidents.weights != nil {
      return (0..<incidents.count).count { !isInCell(incidents.spots.x($0), incidents.spots.y($0)) }
    }
    guard let weights else {
      return incidents.count - places.count { isInCell($0.x, $0.y) }
    }
    // Each incident counts one, so that weights are numbers of incidents.
    var inside = 0.0
    for place in places.indices where isInCell(places[place].x, places[place].y) { inside += weights[place] }
    return incidents.count - Int(inside)
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
  private let aside: ClosedRange<Double>
  private let along: ClosedRange<Double>

  init(_ lattice: CellLattice, reach: Double) {
    columns = (lattice.columns + PointTiles.width - 1) / PointTiles.width
    rows = (lattice.lines + PointTiles.height - 1) / PointTiles.height
    let step = lattice.pitch
    west = lattice.west - step.x / 2
    south = lattice.ys[0] - step.y / 2
    perColumn = 1 / (step.x * Double(PointTiles.width))
    perRow = 1 / (step.y * Double(PointTiles.height))
    // A column or line more: hexagons are shifted, and rounding must lose none.
    let (far, high) = ((reach + step.x) * perColumn, (reach + step.y) * perRow)
    aside = -far...Double(lattice.columns) / Double(PointTiles.width) + far
    along = -high...Double(lattice.lines) / Double(PointTiles.height) + high
  }

  /// The tile of a place; the outermost one for a place beyond the lattice and within reach of it, −1 for one further off.
  @inline(__always) func tile(x: Double, y: Double) -> Int32 {
    let column = (x - west) * perColumn
    let row = (y - south) * perRow
    guard aside.contains(column), along.contains(row) else { return -1 }
    let line = min(max((row - 0.5).nearestWhole, 0), rows - 1)
    let place = min(max((column - 0.5).nearestWhole, 0), columns - 1)
    return Int32(truncatingIfNeeded: line &* columns &+ place)
  }
}
