internal import Geospatial

/// Areas ready for asking which of them hold a place.
///
/// Edges are half-open as those of squares are: western and southern ones belong to an area, eastern and
/// northern ones to its neighbour. Where two areas share the corners of an edge, its crossing is computed from
/// the same numbers in the same order for both, so that no place on it is in both or in neither.
struct PolygonIndex: Sendable {
  private let areas: [AreaEdges]
  private var boxes: Lattice?

  /// An index of areas of one or more polygons each. Time O(corners).
  init(_ polygons: [[Polygon<PlanarPoint>]]) {
    areas = polygons.map { AreaEdges($0.flatMap(\.rings)) }
    guard var all = areas.first(where: { $0.extent != nil })?.extent else { return }
    for case let extent? in areas.map(\.extent) {
      all.west = min(all.west, extent.west)
      all.south = min(all.south, extent.south)
      all.east = max(all.east, extent.east)
      all.north = max(all.north, extent.north)
    }
    var boxes = Lattice(over: all, squares: 4 * areas.count)
    let areas = areas
    boxes.list(areas.count) { [boxes] area, square in
      guard let extent = areas[area].extent else { return }
      for row in boxes.rows(from: extent.south, to: extent.north) {
        for column in boxes.columns(from: extent.west, to: extent.east) { square(column, row) }
      }
    }
    self.boxes = boxes
  }

  /// The first area that holds a place, and whether another holds it too; `nil` where none does.
  ///
  /// Time O(areas whose rectangle holds the place); a place that is not finite is nowhere.
  func area(holding point: PlanarPoint) -> (first: Int, isShared: Bool)? {
    guard let boxes, point.x.isFinite, point.y.isFinite, boxes.extent.holds(point) else { return nil }
    var first: Int?
    for item in boxes.items(column: boxes.column(at: point.x), row: boxes.row(at: point.y))
    where areas[Int(item)].hold(point) {
      if let first { return (first, true) }
      first = Int(item)
    }
    return first.map { ($0, false) }
  }
}

/// The edges of one area, listed by the slabs of y that they cross.
private struct AreaEdges: Sendable {
  private struct Edge {
    let low: PlanarPoint
    let high: PlanarPoint
  }

  let extent: PlanarExtent?
  private let slabs: Int
  private var starts: [Int32] = []
  private var edges: [Edge] = []

  init(_ rings: [[PlanarPoint]]) {
    extent = PlanarExtent(of: rings.joined().map(\.self))
    var all: [Edge] = []
    for ring in rings {
      for (a, b) in zip(ring, ring.dropFirst()) where a.y != b.y {
        all.append(a.y < b.y ? Edge(low: a, high: b) : Edge(low: b, high: a))
      }
    }
    // With a slab for every other edge a place is held against some four edges, however long the outline. The edges of
    // a comb each cross all slabs: fewer of them keep the list at some four entries an edge.
    let rise = all.reduce(0) { $0 + $1.high.y - $1.low.y }
    let height = extent.map { $0.north - $0.south } ?? 0
    let most = rise > 0 ? 4 * Double(all.count) * height / rise : 1
    slabs = max(1, min(all.count / 2, Int(most)))
    var counts = [Int32](repeating: 0, count: slabs + 1)
    for edge in all { for slab in slabs(of: edge) { counts[slab + 1] += 1 } }
    for slab in 0..<slabs { counts[slab + 1] += counts[slab] }
    var order = [Int32](repeating: 0, count: Int(counts[slabs]))
    var next = counts
    for (number, edge) in all.enumerated() {
      for slab in slabs(of: edge) {
        order[Int(next[slab])] = Int32(number)
        next[slab] += 1
      }
    }
    starts = counts
    edges = order.map { all[Int($0)] }
  }

  private func slabs(of edge: Edge) -> ClosedRange<Int> { slab(at: edge.low.y)...slab(at: edge.high.y) }

  private func slab(at y: Double) -> Int {
    guard let extent, extent.north > extent.south else { return 0 }
    return min(max(Int((y - extent.south) / (extent.north - extent.south) * Double(slabs)), 0), slabs - 1)
  }

  func hold(_ point: PlanarPoint) -> Bool {
    guard let extent, extent.holds(point) else { return false }
    var isInside = false
    let slab = slab(at: point.y)
    for edge in edges[Int(starts[slab])..<Int(starts[slab + 1])]
    where edge.low.y <= point.y && point.y < edge.high.y {
      let rise = (point.y - edge.low.y) / (edge.high.y - edge.low.y)
      if edge.low.x + rise * (edge.high.x - edge.low.x) > point.x { isInside.toggle() }
    }
    return isInside
  }
}

extension PlanarExtent {
  /// Whether a place lies in the rectangle, its edges included.
  func holds(_ point: PlanarPoint) -> Bool {
    point.x >= west && point.x <= east && point.y >= south && point.y <= north
  }
}
