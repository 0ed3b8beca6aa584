internal import CGEOS

/// Owns one geometry of GEOS for as long as its engine lives.
@safe
struct GEOSShape: ~Copyable {
  let handle: OpaquePointer
  private let context: GEOSContextHandle_t

  /// `nil` where GEOS made nothing.
  init?(owning handle: OpaquePointer?, of engine: borrowing GeometryEngine) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = handle
    unsafe self.context = engine.context
  }

  deinit { unsafe GEOSGeom_destroy_r(context, handle) }

  /// Gives the handle away: whoever takes it frees it.
  consuming func release() -> OpaquePointer {
    let handle = unsafe handle
    discard self
    return unsafe handle
  }
}

extension GeometryEngine {
  /// Refuses what GEOS does not refuse but crashes on.
  static func requireSound(_ polygon: Polygon<PlanarPoint>, number: Int) throws(GeospatialError) {
    for (place, ring) in polygon.rings.enumerated() {
      let name = "polygon \(number): " + (place == 0 ? "its outer ring" : "its hole \(place)")
      guard ring.count >= 4 else {
        throw .geometry(
          "\(name) has \(ring.count) points; a ring needs at least four, the first again at the end")
      }
      guard ring.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
        throw .geometry("\(name) has a coordinate that is not finite; leave out what could not be projected")
      }
      guard ring.first == ring.last else {
        throw .geometry("\(name) is open; its first point has to stand again at the end")
      }
    }
  }

  /// GEOS's polygon of one of ours.
  func shape(of polygon: Polygon<PlanarPoint>, number: Int) throws(GeospatialError) -> GEOSShape {
    try Self.requireSound(polygon, number: number)
    let shell = try ring(polygon.exterior)
    var holes: [OpaquePointer?] = unsafe []
    do throws(GeospatialError) {
      for hole in polygon.holes { unsafe holes.append(try ring(hole).release()) }
    } catch {
      for index in unsafe holes.indices { unsafe GEOSGeom_destroy_r(context, holes[index]) }
      throw error
    }
    // From here on the rings are GEOS's, even where it fails.
    let handle = unsafe GEOSGeom_createPolygon_r(
      context, shell.release(), &holes, UInt32(polygon.holes.count))
    guard let shape = unsafe GEOSShape(owning: handle, of: self) else {
      throw failure("take in polygon \(number)")
    }
    return shape
  }

  private func ring(_ points: [PlanarPoint]) throws(GeospatialError) -> GEOSShape {
    // A planar point is two doubles, x before y: what GEOS copies from.
    let sequence = unsafe points.withUnsafeBytes { bytes in
      unsafe GEOSCoordSeq_copyFromBuffer_r(
        context, bytes.assumingMemoryBound(to: Double.self).baseAddress, UInt32(points.count), 0, 0)
    }
    guard let sequence = unsafe sequence,
      let ring = unsafe GEOSShape(owning: GEOSGeom_createLinearRing_r(context, sequence), of: self)
    else { throw failure("take in a ring") }
    return ring
  }

  /// GEOS's multipolygon of ours; they may overlap one another.
  func shape(of polygons: [Polygon<PlanarPoint>]) throws(GeospatialError) -> GEOSShape {
    var parts: [OpaquePointer?] = unsafe []
    do throws(GeospatialError) {
      for (index, polygon) in polygons.enumerated() {
        unsafe parts.append(try shape(of: polygon, number: index + 1).release())
      }
    } catch {
      for index in unsafe parts.indices { unsafe GEOSGeom_destroy_r(context, parts[index]) }
      throw error
    }
    let handle = unsafe GEOSGeom_createCollection_r(
      context, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(polygons.count))
    guard let shape = unsafe GEOSShape(owning: handle, of: self) else {
      throw failure("take in \(polygons.count) polygons")
    }
    return shape
  }

  /// Our polygons of GEOS's shape, in canonical form; points and lines are left out.
  func polygons(of shape: borrowing GEOSShape) throws(GeospatialError) -> [Polygon<PlanarPoint>] {
    var polygons: [Polygon<PlanarPoint>] = []
    try unsafe collect(shape.handle, into: &polygons)
    return polygons.map { $0.canonical() }.sorted(by: Polygon.precedes)
  }

  private func collect(_ part: OpaquePointer, into polygons: inout [Polygon<PlanarPoint>])
    throws(GeospatialError)
  {
    if unsafe GEOSisEmpty_r(context, part) != 0 { return }
    let type = unsafe GEOSGeomTypeId_r(context, part)
    if type == Int32(GEOS_POLYGON.rawValue) {
      guard let shell = unsafe GEOSGetExteriorRing_r(context, part) else {
        throw failure("give back a polygon")
      }
      var polygon = Polygon(exterior: unsafe try points(ofRing: shell))
      let count = unsafe GEOSGetNumInteriorRings_r(context, part)
      for index in 0..<count {
        guard let hole = unsafe GEOSGetInteriorRingN_r(context, part, index) else {
          throw failure("give back a hole")
        }
        polygon.holes.append(unsafe try points(ofRing: hole))
      }
      polygons.append(polygon)
    } else if type >= Int32(GEOS_MULTIPOINT.rawValue) {
      let count = unsafe GEOSGetNumGeometries_r(context, part)
      for index in 0..<count {
        guard let member = unsafe GEOSGetGeometryN_r(context, part, index) else {
          throw failure("give back a part")
        }
        try unsafe collect(member, into: &polygons)
      }
    }
  }

  private func points(ofRing ring: OpaquePointer) throws(GeospatialError) -> [PlanarPoint] {
    var count: UInt32 = 0
    guard let sequence = unsafe GEOSGeom_getCoordSeq_r(context, ring),
      unsafe GEOSCoordSeq_getSize_r(context, sequence, &count) != 0
    else { throw failure("give back a ring") }
    var points = [PlanarPoint](repeating: PlanarPoint(x: 0, y: 0), count: Int(count))
    let isCopied = unsafe points.withUnsafeMutableBytes { bytes in
      unsafe GEOSCoordSeq_copyToBuffer_r(
        context, sequence, bytes.assumingMemoryBound(to: Double.self).baseAddress, 0, 0)
    }
    guard isCopied != 0 else { throw failure("give back a ring") }
    return points
  }
}
