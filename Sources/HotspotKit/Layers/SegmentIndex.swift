internal import Geospatial

/// Straight pieces of lines, ready for asking which line lies nearest to a place.
struct SegmentIndex: Sendable {
  /// A straight piece, and the number of the line it belongs to.
  struct Piece: Hashable, Sendable {
    let a: PlanarPoint
    let b: PlanarPoint
    let line: Int32

    /// The square of the distance from a place, in square metres.
    ///
    /// At an end the same for every piece that ends there, to the last bit.
    func squaredDistance(to point: PlanarPoint) -> Double {
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let (px, py) = (point.x - a.x, point.y - a.y)
      let length = dx * dx + dy * dy
      let along = px * dx + py * dy
      if along <= 0 || length == 0 { return px * px + py * py }
      if along >= length {
        let (qx, qy) = (point.x - b.x, point.y - b.y)
        return qx * qx + qy * qy
      }
      let across = px * dy - py * dx
      return across * across / length
    }
  }

  /// The nearest line to a place.
  struct Nearest: Hashable {
    /// The line; of several at the same distance the first.
    let line: Int
    /// How far it is, in metres.
    let distance: Double
    /// Whether another line is exactly as near.
    let isShared: Bool
  }

  private let pieces: [Piece]
  private var lattice: Lattice?

  /// A millimetre more than a piece: a square's edge and a piece are computed each with its own rounding.
  private static let margin = 1e-3

  /// An index of pieces. Time O(pieces' squares).
  init(_ pieces: [Piece]) {
    self.pieces = pieces
    guard let extent = PlanarExtent(of: pieces.flatMap { [$0.a, $0.b] }) else { return }
    var lattice = Lattice(over: extent.widened(by: Self.margin), squares: 2 * pieces.count)
    lattice.list(pieces.count) { [lattice] item, square in
      Self.visit(pieces[item], in: lattice, square)
    }
    self.lattice = lattice
  }

  /// The squares that a piece runs through: row by row, the columns of the stretch of x within it.
  private static func visit(_ piece: Piece, in lattice: Lattice, _ square: (Int, Int) -> Void) {
    let (low, high) = piece.a.y <= piece.b.y ? (piece.a, piece.b) : (piece.b, piece.a)
    for row in lattice.rows(from: low.y - margin, to: high.y + margin) {
      let south = lattice.extent.south + Double(row) * lattice.size - margin
      let north = south + lattice.size + 2 * margin
      var (first, last) = (low.x, high.x)
      if high.y > low.y {
        let slope = (high.x - low.x) / (high.y - low.y)
        if south > low.y { first = low.x + (min(south, high.y) - low.y) * slope }
        if north < high.y { last = low.x + (max(north, low.y) - low.y) * slope }
      }
      for column in lattice.columns(from: min(first, last) - margin, to: max(first, last) + margin) {
        square(column, row)
      }
    }
  }

  /// The nearest line within a distance, in metres; `nil` where none is so near.
  ///
  /// Looks at squares in rings round the place until nothing nearer can come.
  func nearest(to point: PlanarPoint, within reach: Double) -> Nearest? {
    guard let lattice, point.x.isFinite, point.y.isFinite, lattice.extent.widened(by: reach).holds(point)
    else { return nil }
    let (column, row) = (lattice.column(at: point.x), lattice.row(at: point.y))
    var best = reach * reach
    var line: Int32?
    var isShared = false
    var ring = 0
    while true {
      for y in max(row - ring, 0)...max(min(row + ring, lattice.rows - 1), max(row - ring, 0)) {
        let isEnd = abs(y - row) == ring
        // Between the ring's ends only its two sides are new.
        let step = isEnd || ring == 0 ? 1 : 2 * ring
        for x in stride(from: column - ring, through: column + ring, by: step) {
          for item in lattice.items(column: x, row: y) {
            let piece = pieces[Int(item)]
            let squared = piece.squaredDistance(to: point)
            if squared < best || (line == nil && squared == best) {
              (best, line, isShared) = (squared, piece.line, false)
            } else if squared == best, let known = line, known != piece.line {
              (line, isShared) = (min(known, piece.line), true)
            }
          }
        }
      }
      let west = lattice.extent.west + Double(column - ring) * lattice.size
      let south = lattice.extent.south + Double(row - ring) * lattice.size
      let side = Double(2 * ring + 1) * lattice.size
      let seen =
        min(point.x - west, west + side - point.x, point.y - south, south + side - point.y) - Self.margin
      if seen > 0, seen * seen > best { break }
      ring += 1
    }
    return line.map { Nearest(line: Int($0), distance: best.squareRoot(), isShared: isShared) }
  }

  /// Calls back with the line of every piece within a distance of a place, in metres; some more than once.
  func lines(within reach: Double, of point: PlanarPoint, _ body: (Int) -> Void) {
    guard let lattice else { return }
    for row in lattice.rows(from: point.y - reach, to: point.y + reach) {
      for column in lattice.columns(from: point.x - reach, to: point.x + reach) {
        for item in lattice.items(column: column, row: row) {
          let piece = pieces[Int(item)]
          if piece.squaredDistance(to: point) <= reach * reach { body(Int(piece.line)) }
        }
      }
    }
  }
}
