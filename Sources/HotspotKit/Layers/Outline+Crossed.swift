internal import Geospatial

extension Outline {
  /// How far two drawings of one boundary may lie apart, in metres: a generalised coast strays as much.
  static let tolerance = 100.0

  /// How many of some areas have a corner outside, farther from the outline than the tolerance.
  ///
  /// Time O(corners), nearly.
  func crossed(by areas: [[Polygon<PlanarPoint>]]) -> Int {
    let inside = PolygonIndex([polygons])
    let edge = SegmentIndex(
      polygons.flatMap(\.rings).flatMap { ring in
        zip(ring, ring.dropFirst()).map { SegmentIndex.Piece(a: $0, b: $1, line: 0) }
      })
    return areas.count { area in
      area.flatMap(\.rings).joined().contains { corner in
        inside.area(holding: corner) == nil && edge.nearest(to: corner, within: Self.tolerance) == nil
      }
    }
  }
}
