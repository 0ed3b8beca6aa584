internal import CGEOS

extension GeometryEngine {
  /// The areas joined: what touches along an edge or overlaps becomes one, and what they enclose stays a hole.
  ///
  /// Rings obey the right-hand rule, and the same areas in any order give the same points in the same order. With
  /// `grid` every corner is put on a lattice of so many metres first, which closes the cracks between areas whose
  /// common corners differ in their last digits; 0 leaves corners where they are. Throws
  /// ``GeospatialError/geometry(_:)`` where an area crosses itself; ``repaired(_:)`` helps there.
  public func dissolve(
    _ polygons: [Polygon<PlanarPoint>], snappedTo grid: Double = 0
  ) throws(GeospatialError) -> [Polygon<PlanarPoint>] {
    precondition(grid >= 0 && grid.isFinite, "a lattice of \(grid) m has no places")
    guard !polygons.isEmpty else { return [] }
    return try self.polygons(of: union(of: polygons, snappedTo: grid))
  }

  /// The part of the areas that lies in other areas; where they only touch, nothing.
  ///
  /// Each side is joined first, so overlaps count once. Form and errors as for ``dissolve(_:snappedTo:)``.
  public func clip(
    _ polygons: [Polygon<PlanarPoint>], to areas: [Polygon<PlanarPoint>]
  ) throws(GeospatialError) -> [Polygon<PlanarPoint>] {
    guard !polygons.isEmpty, !areas.isEmpty else { return [] }
    let inside = try union(of: polygons, snappedTo: 0)
    let outline = try union(of: areas, snappedTo: 0)
    guard
      let common = unsafe GEOSShape(
        owning: GEOSIntersection_r(context, inside.handle, outline.handle), of: self)
    else { throw failure("clip \(polygons.count) polygons") }
    return try self.polygons(of: common)
  }

  private func union(
    of polygons: [Polygon<PlanarPoint>], snappedTo grid: Double
  ) throws(GeospatialError) -> GEOSShape {
    for (index, polygon) in polygons.enumerated() { try requireValid(polygon, number: index + 1) }
    // The order of the input can show in the last digit of a crossing: take it away.
    let sorted = polygons.map { $0.canonical() }.sorted(by: Polygon.precedes)
    let all = try shape(of: sorted)
    // Only the union without a lattice falls back on snapping by itself where it does not come out.
    let handle =
      grid > 0
      ? unsafe GEOSUnaryUnionPrec_r(context, all.handle, grid)
      : unsafe GEOSUnaryUnion_r(context, all.handle)
    guard let union = unsafe GEOSShape(owning: handle, of: self) else {
      throw failure("join \(polygons.count) polygons")
    }
    return union
  }

  private func requireValid(_ polygon: Polygon<PlanarPoint>, number: Int) throws(GeospatialError) {
    let shape = try shape(of: polygon, number: number)
    guard unsafe GEOSisValid_r(context, shape.handle) != 1 else { return }
    var reason = ""
    if let text = unsafe GEOSisValidReason_r(context, shape.handle) {
      // Behind the reason stands the place in brackets.
      reason = unsafe String(cString: text).prefix { $0 != "[" }.lowercased()
      unsafe GEOSFree_r(context, text)
    }
    throw .geometry("polygon \(number) is no valid area (\(reason)); repair it first")
  }

  /// The areas with crossings, spikes and overlapping rings put right; sound ones come back as they are.
  ///
  /// One area may become several. Throws ``GeospatialError/geometry(_:)`` where nothing is left of one.
  public func repaired(_ polygons: [Polygon<PlanarPoint>]) throws(GeospatialError) -> [Polygon<PlanarPoint>] {
    guard let parameters = unsafe GEOSMakeValidParams_create_r(context) else {
      throw failure("prepare a repair")
    }
    defer { unsafe GEOSMakeValidParams_destroy_r(context, parameters) }
    // By structure: an outer ring that runs over itself stays full, where lines alone would cut a hole.
    _ = unsafe GEOSMakeValidParams_setMethod_r(context, parameters, GEOS_MAKE_VALID_STRUCTURE)
    _ = unsafe GEOSMakeValidParams_setKeepCollapsed_r(context, parameters, 0)

    var repaired: [Polygon<PlanarPoint>] = []
    for (index, polygon) in polygons.enumerated() {
      let shape = try shape(of: polygon, number: index + 1)
      if unsafe GEOSisValid_r(context, shape.handle) == 1 {
        repaired.append(polygon)
        continue
      }
      let made = unsafe GEOSMakeValidWithParams_r(context, shape.handle, parameters)
      guard let valid = unsafe GEOSShape(owning: made, of: self) else {
        throw failure("repair polygon \(index + 1)")
      }
      let parts = try self.polygons(of: valid)
      guard !parts.isEmpty else {
        throw .geometry(
          "polygon \(index + 1) is beyond repair: nothing is left of it; draw it anew or leave it out")
      }
      repaired += parts
    }
    return repaired
  }
}
