import Geospatial

/// A closed ring through corners given as x, y.
func ring(_ corners: [(Double, Double)]) -> [PlanarPoint] {
  let points = corners.map { PlanarPoint(x: $0.0, y: $0.1) }
  return points + points.prefix(1)
}

/// An area with one ring.
func polygon(_ corners: [(Double, Double)]) -> Polygon<PlanarPoint> { Polygon(exterior: ring(corners)) }

/// A square by its south-west corner, counter-clockwise from there.
func square(_ x: Double, _ y: Double, side: Double = 1) -> Polygon<PlanarPoint> {
  polygon([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
}

/// Twice a ring's area, positive where it runs counter-clockwise.
func twiceArea(_ ring: [PlanarPoint]) -> Double {
  zip(ring, ring.dropFirst()).map { $0.x * $1.y - $1.x * $0.y }.reduce(0, +)
}
