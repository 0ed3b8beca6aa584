public import Geospatial

extension PolygonCells {
  /// The centroid of each cell: the middle of its surface, holes taken off, all parts together; in metres.
  ///
  /// It is from here that distances between areas are usually taken. Of an area bent round another it may lie outside,
  /// unlike ``places``. Time O(corners).
  public var centroids: PlanarPoints {
    var centroids = PlanarPoints()
    for (cell, parts) in polygons.enumerated() {
      // From a place inside: differences of coordinates keep the digits that the coordinates' squares would lose.
      let origin = places[cell]
      var (twice, east, north) = (0.0, 0.0, 0.0)
      for part in parts {
        let sums = part.rings.map { Self.moments(of: $0, from: origin) }
        for (number, sum) in sums.enumerated() {
          // The first ring is the edge, the others are holes, whichever way they run.
          let isHole = number > 0
          let sign = (sum.twice < 0) == isHole ? 1.0 : -1.0
          twice += sign * sum.twice
          east += sign * sum.east
          north += sign * sum.north
        }
      }
      centroids.append(PlanarPoint(x: origin.x + east / (3 * twice), y: origin.y + north / (3 * twice)))
    }
    return centroids
  }

  /// Twice a ring's signed area, and its first moments times six.
  private static func moments(
    of ring: [PlanarPoint], from origin: PlanarPoint
  ) -> (twice: Double, east: Double, north: Double) {
    var (twice, east, north) = (0.0, 0.0, 0.0)
    for (a, b) in zip(ring, ring.dropFirst()) {
      let (ax, ay, bx, by) = (a.x - origin.x, a.y - origin.y, b.x - origin.x, b.y - origin.y)
      let cross = ax * by - bx * ay
      twice += cross
      east += (ax + bx) * cross
      north += (ay + by) * cross
    }
    return (twice, east, north)
  }
}
