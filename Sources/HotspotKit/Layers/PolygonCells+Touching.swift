internal import Geospatial

extension PolygonCells {
  /// Which cells touch: they share a stretch of edge or a single corner, as a queen moves (queen contiguity).
  ///
  /// Two cells touch where a corner of one lies within `reach` metres of the other's edge, so a corner in the
  /// middle of a neighbour's edge counts, and coordinates may differ in their last digits. Areas that overlap
  /// touch only where a corner of one is that near to the other's edge. Time O(corners).
  ///
  /// Source: as `spdep::poly2nb(queen = TRUE, snap = reach)` and `libpysal.weights.Queen`, which look at corners only.
  public func touching(within reach: Double = 0.001) -> Adjacency {
    let rings = polygons.map { $0.flatMap(\.rings) }
    var pieces: [SegmentIndex.Piece] = []
    for (cell, rings) in rings.enumerated() {
      for ring in rings {
        for (a, b) in zip(ring, ring.dropFirst()) {
          pieces.append(SegmentIndex.Piece(a: a, b: b, line: Int32(cell)))
        }
      }
    }
    let index = SegmentIndex(pieces)
    var pairs: [(Int, Int)] = []
    for (cell, rings) in rings.enumerated() {
      var met: Set<Int> = []
      for corner in rings.joined() { index.lines(within: reach, of: corner) { met.insert($0) } }
      pairs += met.map { (cell, $0) }
    }
    return Adjacency(count: count, pairs: pairs)
  }
}
