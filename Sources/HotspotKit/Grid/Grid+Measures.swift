internal import Geospatial

/// How much of a line or an area lies in each cell, exactly.
extension Grid {
  /// A micrometre, or a square millimetre: less is what rounding makes of shapes that but touch a cell.
  private static let least = 1e-6

  /// Hands out the metres of a line that lie in each cell it crosses, piece by piece along it, with each piece's middle.
  ///
  /// The line is cut where it crosses a cell's edge, and each piece belongs to the cell of its middle: so every metre
  /// belongs to one cell or none, and what runs along an edge to the cell that a point on it would belong to. Time
  /// O(cells crossed · log of those of a straight piece).
  func eachLength(
    of line: [PlanarPoint], _ take: (_ cell: Int, _ metres: Double, _ middle: PlanarPoint) -> Void
  ) {
    for (a, b) in zip(line, line.dropFirst()) {
      let (x, y) = (b.x - a.x, b.y - a.y)
      let length = (x * x + y * y).squareRoot()
      guard length > 0 else { continue }
      var cuts = [0.0, 1.0]
      for edge in shape.edges {
        let from = a.x * edge.x + a.y * edge.y
        let step = x * edge.x + y * edge.y
        let to = from + step
        let first = (min(from, to) / edge.apart).rounded(.up)
        let last = (max(from, to) / edge.apart).rounded(.down)
        guard step != 0, first <= last else { continue }
        for number in stride(from: first, through: last, by: 1) {
          let share = (number * edge.apart - from) / step
          if share > 0, share < 1 { cuts.append(share) }
        }
      }
      cuts.sort()
      for (low, high) in zip(cuts, cuts.dropFirst()) where (high - low) * length > Self.least {
        let half = (low + high) / 2
        let middle = PlanarPoint(x: a.x + half * x, y: a.y + half * y)
        if let cell = cell(holding: middle) { take(cell, (high - low) * length, middle) }
      }
    }
  }

  /// Hands out the square metres of an area that lie in each cell, row by row.
  ///
  /// The rings are clipped to a row of cells and then to each cell, which is convex. Time O(rows · corners + cells ·
  /// corners in their row).
  ///
  /// Source: Sutherland & Hodgman (1974), *Communications of the ACM* 17(1).
  func eachArea(of area: Polygon<PlanarPoint>, _ take: (_ cell: Int, _ squareMetres: Double) -> Void) {
    guard let extent = PlanarExtent(of: area.exterior) else { return }
    let window = shape.window(round: extent)
    for row in window.rows.clamped(to: rows) {
      let band = shape.ring(column: 0, row: row).map(\.y)
      guard let south = band.min(), let north = band.max() else { continue }
      let strips = area.rings.map { ring in
        ring.clipped(0, 1, atLeast: south).clipped(0, -1, atLeast: -north)
      }
      if strips[0].count < 3 { continue }
      for column in window.columns.clamped(to: columns) {
        guard let cell = cell(column: column, row: row) else { continue }
        let corners = shape.ring(column: column, row: row)
        let parts = strips.map { strip in
          var part = strip
          for (a, b) in zip(corners, corners.dropFirst()) {
            // Left of each edge is inside: the ring runs counter-clockwise.
            let (x, y) = (a.y - b.y, b.x - a.x)
            part = part.clipped(x, y, atLeast: a.x * x + a.y * y)
            if part.count < 3 { return 0.0 }
          }
          return abs(part.doubledArea) / 2
        }
        let size = parts[0] - parts.dropFirst().reduce(0, +)
        if size > Self.least { take(cell, size) }
      }
    }
  }
}

extension CellShape {
  /// The straight lines on which all edges of cells lie: their directions by a normal of length one, and how far those of
  /// one direction are apart; one of each goes through the plane's origin.
  fileprivate var edges: [(x: Double, y: Double, apart: Double)] {
    switch self {
    case .square(let side): [(1, 0, side), (0, 1, side)]
    case .hexagon(let size):
      [(0, 1, size / 2), (3.0.squareRoot() / 2, 0.5, size / 2), (3.0.squareRoot() / 2, -0.5, size / 2)]
    }
  }
}

extension [PlanarPoint] {
  /// What is left of a ring where x times one number and y times another come to `least` or more.
  fileprivate func clipped(_ x: Double, _ y: Double, atLeast least: Double) -> [PlanarPoint] {
    guard var from = last else { return [] }
    var kept: [PlanarPoint] = []
    var before = from.x * x + from.y * y - least
    for corner in self {
      let here = corner.x * x + corner.y * y - least
      if (before >= 0) != (here >= 0) {
        let share = before / (before - here)
        kept.append(
          PlanarPoint(x: from.x + share * (corner.x - from.x), y: from.y + share * (corner.y - from.y)))
      }
      if here >= 0 { kept.append(corner) }
      (from, before) = (corner, here)
    }
    return kept
  }
}
