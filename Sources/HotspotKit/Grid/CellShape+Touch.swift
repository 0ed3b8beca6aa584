internal import Geospatial

extension CellShape {
  /// The columns, by row, of the cells that an outline's edges run through.
  ///
  /// For an area without the middle of any cell these are all cells that it reaches into. Time O(edges ×
  /// cells of the rectangle round an edge).
  func cells(touchedBy outline: Outline) -> [Int: Set<Int>] {
    var touched: [Int: Set<Int>] = [:]
    for edges in outline.polygons.flatMap(\.rings) {
      for (a, b) in zip(edges, edges.dropFirst()) {
        guard let extent = PlanarExtent(of: [a, b]) else { continue }
        let window = window(round: extent)
        for row in window.rows {
          for column in window.columns
          where Self.runs(from: a, to: b, through: ring(column: column, row: row)) {
            touched[row, default: []].insert(column)
          }
        }
      }
    }
    return touched
  }

  /// Whether a stretch runs through the inside of a convex ring: whether no line parts the two.
  private static func runs(from a: PlanarPoint, to b: PlanarPoint, through ring: [PlanarPoint]) -> Bool {
    for (p, q) in zip(ring, ring.dropFirst()) where side(of: a, p, q) <= 0 && side(of: b, p, q) <= 0 {
      return false
    }
    let sides = ring.map { side(of: $0, a, b) }
    return sides.contains { $0 > 0 } && sides.contains { $0 < 0 }
  }

  /// Above nought where a place lies to the left of the line from `p` to `q`.
  private static func side(of point: PlanarPoint, _ p: PlanarPoint, _ q: PlanarPoint) -> Double {
    (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x)
  }
}
