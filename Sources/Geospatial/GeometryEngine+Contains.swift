internal import CGEOS

extension GeometryEngine {
  /// For each point the index of the first area that holds it, its edge included; −1 where none does.
  ///
  /// An area is one or more polygons, which may overlap. A point that is not finite is nowhere. Time
  /// O(points × log corners) by a tree of boxes and prepared polygons: 200,000 points in 1,000 areas take under a second.
  public func locate(
    _ points: PlanarPoints, in areas: [[Polygon<PlanarPoint>]]
  ) throws(GeospatialError) -> [Int32] {
    let index = try AreaIndex.of(areas, by: self)
    var answers = [Int32](repeating: -1, count: points.count)
    for place in answers.indices where points.xs[place].isFinite && points.ys[place].isFinite {
      let handle = unsafe GEOSGeom_createPointFromXY_r(context, points.xs[place], points.ys[place])
      guard let point = unsafe GEOSShape(owning: handle, of: self) else { throw failure("take in a point") }
      answers[place] = try index.firstArea(holding: point, by: self)
    }
    return answers
  }
}

/// Owns polygons ready to be asked, and a tree of their boxes.
@safe
private struct AreaIndex: ~Copyable {
  private let context: GEOSContextHandle_t
  private let tree: OpaquePointer
  private var shapes: [OpaquePointer] = unsafe []
  private var prepared: [OpaquePointer] = unsafe []
  /// The area of each polygon; never falls from one polygon to the next.
  private var areas: [Int32] = []

  /// Takes an empty tree over.
  private init(tree: OpaquePointer, context: GEOSContextHandle_t) {
    unsafe self.context = context
    unsafe self.tree = tree
  }

  static func of(
    _ areas: [[Polygon<PlanarPoint>]], by engine: borrowing GeometryEngine
  ) throws(GeospatialError) -> AreaIndex {
    guard let tree = unsafe GEOSSTRtree_create_r(engine.context, 10) else {
      throw engine.failure("make a tree of areas")
    }
    var index = unsafe AreaIndex(tree: tree, context: engine.context)
    for (area, polygons) in areas.enumerated() {
      for polygon in polygons { try index.insert(polygon, area: Int32(area), by: engine) }
    }
    return index
  }

  private mutating func insert(
    _ polygon: Polygon<PlanarPoint>, area: Int32, by engine: borrowing GeometryEngine
  ) throws(GeospatialError) {
    let number = areas.count + 1
    let shape = unsafe try engine.shape(of: polygon, number: number).release()
    unsafe shapes.append(shape)
    guard let ready = unsafe GEOSPrepare_r(context, shape) else { throw engine.failure("prepare an area") }
    unsafe prepared.append(ready)
    areas.append(area)
    // The tree hands back a number, not an address: the polygon's, from 1 on, as 0 is no pointer.
    unsafe GEOSSTRtree_insert_r(context, tree, shape, UnsafeMutableRawPointer(bitPattern: number))
  }

  deinit {
    unsafe GEOSSTRtree_destroy_r(context, tree)
    for index in unsafe prepared.indices { unsafe GEOSPreparedGeom_destroy_r(context, prepared[index]) }
    for index in unsafe shapes.indices { unsafe GEOSGeom_destroy_r(context, shapes[index]) }
  }

  borrowing func firstArea(
    holding point: borrowing GEOSShape, by engine: borrowing GeometryEngine
  ) throws(GeospatialError) -> Int32 {
    var candidates: [Int] = []
    unsafe withUnsafeMutablePointer(to: &candidates) { list in
      unsafe GEOSSTRtree_query_r(
        context, tree, point.handle,
        { item, list in
          unsafe list?.assumingMemoryBound(to: [Int].self).pointee.append(Int(bitPattern: item) - 1)
        }, list)
    }
    candidates.sort()
    for candidate in candidates {
      switch unsafe GEOSPreparedIntersects_r(context, prepared[candidate], point.handle) {
      case 0: continue
      case 1: return areas[candidate]
      default: throw engine.failure("locate a point")
      }
    }
    return -1
  }
}
