internal import Geospatial

/// How far each cell's middle lies from the nearest of some shapes, exactly, as far as a reach; with an exposure, how far
/// the middle of what is exposed there lies.
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
  private let exposure: Exposure?

  /// How far from its cell's middle a place may lie at most.
  private let slack: Double

  init(of factor: Factor, on grid: Grid, reach: Double, exposure: Exposure? = nil) {
    (self.grid, self.reach, self.exposure) = (grid, reach, exposure)
    // From the middle to a corner: √½ of a square's side, 1/√3 of a hexagon's width.
    slack = exposure == nil ? 0 : max(grid.shape.pitch.x, grid.shape.pitch.y)
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
      let held = cells(inside: area)
      isInside.formUnion(held)
      for cell in exposure == nil ? held : exposedCells(inside: area) { squares[cell] = 0 }
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
    let margin = reach + slack
    for row in lines(from: low.y - margin, to: high.y + margin) {
      let y = grid.shape.centre(column: 0, row: row).y
      // The part of the piece that is not too far above or below.
      var (first, last) = (low.x, high.x)
      if high.y > low.y {
        let slope = (high.x - low.x) / (high.y - low.y)
        if y - margin > low.y { first = low.x + (y - margin - low.y) * slope }
        if y + margin < high.y { last = low.x + (y + margin - low.y) * slope }
      }
      for column in columns(of: row, from: min(first, last) - margin, to: max(first, last) + margin) {
        guard let cell = grid.cell(column: column, row: row) else { continue }
        let square = piece.squaredDistance(to: place(of: cell, column, row))
        if square <= reach * reach, square < squares[cell] { squares[cell] = square }
      }
    }
  }

  /// The place of a cell from which nearness is asked.
  private func place(of cell: Int, _ column: Int, _ row: Int) -> PlanarPoint {
    let centre = grid.shape.centre(column: column, row: row)
    return exposure?.place(of: cell, centre: centre) ?? centre
  }

  /// The cells whose middle lies inside an area, whatever is exposed there.
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

  /// The cells of which what is exposed lies inside an area. Time O(cells round the area × its edges).
  private func exposedCells(inside area: Polygon<PlanarPoint>) -> [Int] {
    guard let outline = try? Outline([area]) else { return [] }
    let extent = outline.extent.widened(by: slack)
    var found: [Int] = []
    for row in lines(from: extent.south, to: extent.north) {
      for column in columns(of: row, from: extent.west, to: extent.east) {
        guard let cell = grid.cell(column: column, row: row) else { continue }
        let place = place(of: cell, column, row)
        if outline.spans(at: [place.y])[0].contains(where: { $0.contains(place.x) }) { found.append(cell) }
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
