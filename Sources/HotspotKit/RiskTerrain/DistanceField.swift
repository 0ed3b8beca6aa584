internal import Geospatial

/// How far each cell's middle lies from the nearest of some shapes, exactly, as far as a reach.
///
/// From each point, and along each straight piece of a line or an edge, only the cells within reach are looked at: time
/// O(cells + shapes · cells within reach), whatever the study area's size. Inside an area the distance is nought.
struct DistanceField {
  /// The square of each cell's distance, in square metres; infinite beyond the reach.
  private(set) var squares: [Double]

  /// The cells whose middle lies inside an area, ascending, each once.
  private(set) var inside: [Int] = []

  private let grid: Grid
  private let reach: Double

  init(of factor: Factor, on grid: Grid, reach: Double) {
    (self.grid, self.reach) = (grid, reach)
    squares = [Double](repeating: .infinity, count: grid.count)
    for index in 0..<factor.points.count {
      let point = factor.points[index]
      spread(SegmentIndex.Piece(a: point, b: point, line: 0))
    }
    for line in factor.lines + factor.areas.flatMap(\.rings) {
      for (a, b) in zip(line, line.dropFirst()) { spread(SegmentIndex.Piece(a: a, b: b, line: 0)) }
    }
    var isInside = Set<Int>()
    for area in factor.areas {
      for cell in cells(inside: area) {
        squares[cell] = 0
        isInside.insert(cell)
      }
    }
    inside = isInside.sorted()
  }

  /// Whether each cell lies within a distance, at most the reach.
  func within(_ metres: Double) -> Flags {
    var flags = Flags(count: grid.count)
    for cell in squares.indices where squares[cell] <= metres * metres { flags.insert(cell) }
    return flags
  }

  /// Goes over the cells within reach of a piece, row by row.
  private mutating func spread(_ piece: SegmentIndex.Piece) {
    let (low, high) = piece.a.y <= piece.b.y ? (piece.a, piece.b) : (piece.b, piece.a)
    for row in lines(from: low.y - reach, to: high.y + reach) {
      let y = grid.shape.centre(column: 0, row: row).y
      // The part of the piece that is not too far above or below.
      var (first, last) = (low.x, high.x)
      if high.y > low.y {
        let slope = (high.x - low.x) / (high.y - low.y)
        if y - reach > low.y { first = low.x + (y - reach - low.y) * slope }
        if y + reach < high.y { last = low.x + (y + reach - low.y) * slope }
      }
      for column in columns(of: row, from: min(first, last) - reach, to: max(first, last) + reach) {
        guard let cell = grid.cell(column: column, row: row) else { continue }
        let square = piece.squaredDistance(to: grid.shape.centre(column: column, row: row))
        if square <= reach * reach, square < squares[cell] { squares[cell] = square }
      }
    }
  }

  /// The cells whose middle lies inside an area.
  private func cells(inside area: Polygon<PlanarPoint>) -> [Int] {
    guard let outline = try? Outline([area]) else { return [] }
    var found: [Int] = []
    let rows = lines(from: outline.extent.south, to: outline.extent.north)
    let spans = outline.spans(at: rows.map { grid.shape.centre(column: 0, row: $0).y })
    for (row, stretches) in zip(rows, spans) {
      for stretch in stretches {
        for column in columns(of: row, from: stretch.lowerBound, to: stretch.upperBound) {
          if stretch.contains(grid.shape.centre(column: column, row: row).x),
            let cell = grid.cell(column: column, row: row)
          {
            found.append(cell)
          }
        }
      }
    }
    return found
  }

  /// The rows of the window, here called lines, whose middles lie between two ys, and one more either side for what rounding may hide.
  private func lines(from low: Double, to high: Double) -> Range<Int> {
    let pitch = grid.shape.pitch.y
    let south = grid.shape.centre(column: 0, row: grid.rows.lowerBound).y
    return Self.places(grid.rows, from: (low - south) / pitch, to: (high - south) / pitch)
  }

  /// The columns of a row whose middles lie between two xs, likewise.
  private func columns(of row: Int, from low: Double, to high: Double) -> Range<Int> {
    let pitch = grid.shape.pitch.x
    let west = grid.shape.centre(column: grid.columns.lowerBound, row: row).x
    return Self.places(grid.columns, from: (low - west) / pitch, to: (high - west) / pitch)
  }

  private static func places(_ all: Range<Int>, from low: Double, to high: Double) -> Range<Int> {
    let first = Int(max(0, min(Double(all.count), low.rounded(.down))))
    let last = Int(max(-1, min(Double(all.count - 1), high.rounded(.up))))
    return all.lowerBound + first..<max(all.lowerBound + first, all.lowerBound + last + 1)
  }
}
