internal import Geospatial

/// Things of the plane listed by the squares of a plain lattice that they reach into, so that a question about a
/// place looks at a few of them.
struct Lattice: Sendable {
  let extent: PlanarExtent
  /// The side of a square, in metres.
  let size: Double
  let columns: Int
  let rows: Int
  private var starts: [Int32] = []
  private var items: [Int32] = []

  /// An empty lattice over a rectangle, of about so many squares.
  init(over extent: PlanarExtent, squares: Int) {
    let (width, height) = (extent.east - extent.west, extent.north - extent.south)
    // The second bound keeps a long thin rectangle from having more squares than asked for.
    size = max(
      (width * height / Double(max(1, squares))).squareRoot(), max(width, height) / Double(max(1, squares)),
      1e-3)
    self.extent = extent
    columns = Int((width / size).rounded(.down)) + 1
    rows = Int((height / size).rounded(.down)) + 1
  }

  /// Lists things from 0 on; `visit` calls back with every square that one of them reaches into.
  ///
  /// Things of one square stand in ascending order. `visit` is called twice a thing. Time O(things' squares).
  mutating func list(
    _ count: Int, visit: (_ item: Int, _ square: (_ column: Int, _ row: Int) -> Void) -> Void
  ) {
    var starts = [Int32](repeating: 0, count: columns * rows + 1)
    for item in 0..<count { visit(item) { column, row in starts[row * columns + column + 1] += 1 } }
    for square in 0..<columns * rows { starts[square + 1] += starts[square] }
    var next = starts
    var items = [Int32](repeating: 0, count: Int(starts[columns * rows]))
    for item in 0..<count {
      visit(item) { column, row in
        let square = row * columns + column
        items[Int(next[square])] = Int32(item)
        next[square] += 1
      }
    }
    self.starts = starts
    self.items = items
  }

  /// The things that reach into a square, ascending; none outside the lattice.
  func items(column: Int, row: Int) -> ArraySlice<Int32> {
    guard column >= 0, column < columns, row >= 0, row < rows else { return [] }
    let square = row * columns + column
    return items[Int(starts[square])..<Int(starts[square + 1])]
  }

  /// The column at an x, which may lie outside.
  func column(at x: Double) -> Int { Int(((x - extent.west) / size).rounded(.down)) }

  /// The row at a y, which may lie outside.
  func row(at y: Double) -> Int { Int(((y - extent.south) / size).rounded(.down)) }

  /// The columns that a stretch of x reaches into.
  func columns(from low: Double, to high: Double) -> Range<Int> {
    let first = min(max(column(at: low), 0), columns)
    return first..<max(first, min(column(at: high) + 1, columns))
  }

  /// The rows that a stretch of y reaches into.
  func rows(from low: Double, to high: Double) -> Range<Int> {
    let first = min(max(row(at: low), 0), rows)
    return first..<max(first, min(row(at: high) + 1, rows))
  }
}
