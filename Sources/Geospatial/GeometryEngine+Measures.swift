internal import CGEOS

extension GeometryEngine {
  /// The areas' size in square metres, added up: what overlaps counts as often as it is there.
  public func area(of polygons: [Polygon<PlanarPoint>]) throws(GeospatialError) -> Double {
    guard !polygons.isEmpty else { return 0 }
    let all = try shape(of: polygons)
    var area = 0.0
    guard unsafe GEOSArea_r(context, all.handle, &area) != 0 else {
      throw failure("measure \(polygons.count) polygons")
    }
    return area
  }

  /// A place well inside an area, as for a label; unlike the centroid it never lies in a hole or a bay.
  public func interiorPoint(of polygon: Polygon<PlanarPoint>) throws(GeospatialError) -> PlanarPoint {
    let shape = try shape(of: polygon, number: 1)
    var point = PlanarPoint(x: 0, y: 0)
    guard let found = unsafe GEOSShape(owning: GEOSPointOnSurface_r(context, shape.handle), of: self),
      unsafe GEOSGeomGetX_r(context, found.handle, &point.x) != 0,
      unsafe GEOSGeomGetY_r(context, found.handle, &point.y) != 0
    else { throw failure("find a place inside the polygon") }
    return point
  }
}
