extension Projector {
  /// About 500 m, in degrees: so short an edge is straight on either side to within a centimetre (L²/8R · tan latitude).
  public static let densification = 0.005

  /// Areas on the plane, in the same order.
  ///
  /// Edges are straight in longitude and latitude, so points are put between the ends, at most `step` degrees apart,
  /// before they are projected. A shared edge gets the same points from either side. Throws
  /// ``GeospatialError/projection(_:)``, naming the polygon by its number, where a corner is outside the area of use.
  public borrowing func project(
    _ polygons: [Polygon<GeographicPoint>], densifiedTo step: Double = Self.densification
  ) throws(GeospatialError) -> [Polygon<PlanarPoint>] {
    var projected: [Polygon<PlanarPoint>] = []
    projected.reserveCapacity(polygons.count)
    for (index, polygon) in polygons.enumerated() {
      projected.append(try project(polygon, densifiedTo: step, named: "polygon \(index + 1)"))
    }
    return projected
  }

  /// One area on the plane; as for many.
  public borrowing func project(
    _ polygon: Polygon<GeographicPoint>, densifiedTo step: Double = Self.densification
  ) throws(GeospatialError) -> Polygon<PlanarPoint> {
    try project(polygon, densifiedTo: step, named: "the polygon")
  }

  /// An area in degrees, corner by corner.
  ///
  /// For zones of a few kilometres, whose edges are straight enough on either side. Throws
  /// ``GeospatialError/projection(_:)`` where a corner lands outside the area of use.
  public borrowing func unproject(
    _ polygon: Polygon<PlanarPoint>
  ) throws(GeospatialError) -> Polygon<GeographicPoint> {
    var rings: [[GeographicPoint]] = []
    for ring in polygon.rings {
      let points = unproject(PlanarPoints(ring))
      guard !points.longitudes.contains(where: \.isNaN) else { throw outside("the polygon") }
      rings.append(points.longitudes.indices.map { points[$0] })
    }
    return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
  }

  private borrowing func project(
    _ polygon: Polygon<GeographicPoint>, densifiedTo step: Double, named name: String
  ) throws(GeospatialError) -> Polygon<PlanarPoint> {
    var rings: [[PlanarPoint]] = []
    for ring in polygon.rings {
      let points = project(densified(ring, to: step))
      guard !points.xs.contains(where: \.isNaN) else { throw outside(name) }
      rings.append(points.xs.indices.map { points[$0] })
    }
    return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
  }

  private borrowing func outside(_ name: String) -> GeospatialError {
    let area = operation.areaOfUse
    return .projection(
      "\(name) lies, in part or whole, outside the area of use of \(operation.target) "
        + "(\(area.west)° to \(area.east)° east, \(area.south)° to \(area.north)° north); "
        + "choose a plane that covers it")
  }
}

/// A ring with points put on its edges so that none is longer than `step` degrees along either axis.
private func densified(_ ring: [GeographicPoint], to step: Double) -> GeographicPoints {
  precondition(step > 0, "a step of \(step) degrees never arrives")
  var points = GeographicPoints()
  for (start, end) in zip(ring, ring.dropFirst()) {
    points.append(start)
    // Counted from one and the same end, whichever way the edge is walked: neighbours share every point.
    let isForward = (start.longitude, start.latitude) < (end.longitude, end.latitude)
    let (from, to) = isForward ? (start, end) : (end, start)
    let (east, north) = (to.longitude - from.longitude, to.latitude - from.latitude)
    let length = max(abs(east), abs(north))
    guard length > step, length.isFinite else { continue }
    let parts = Int((length / step).rounded(.up))
    for part in 1..<parts {
      let share = Double(isForward ? part : parts - part) / Double(parts)
      points.append(
        GeographicPoint(
          longitude: from.longitude + share * east, latitude: from.latitude + share * north))
    }
  }
  if let last = ring.last { points.append(last) }
  return points
}
