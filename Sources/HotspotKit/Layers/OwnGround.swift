internal import Geospatial

/// The ground that each of some areas has to itself: what it covers, less what an area before it covers.
///
/// So ground belongs to the first area by the file's order, as a place does, and what is spread over ground is given once.
/// Overlaps of less than a square metre come of how neighbours are drawn, and are let be.
struct OwnGround: Sendable {
  /// The areas as they are drawn.
  let areas: [[Polygon<PlanarPoint>]]

  /// What of each area lies in areas before it.
  let taken: [[Polygon<PlanarPoint>]]

  /// The areas, ready for asking which of them holds a place first.
  let index: PolygonIndex

  /// Overlaps smaller than this are how neighbours are drawn, in square metres.
  private static let least = 1.0

  /// The ground of areas of one or more polygons each.
  ///
  /// Time O(areas²) comparisons of rectangles, and an overlay for each area whose rectangle meets another's.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` where an area is beyond repair.
  init(_ areas: [[Polygon<PlanarPoint>]]) throws(HotspotError) {
    let extents = areas.map { PlanarExtent(of: $0.flatMap(\.exterior)) }
    var taken = [[Polygon<PlanarPoint>]](repeating: [], count: areas.count)
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      for (area, extent) in extents.enumerated() {
        guard let extent else { continue }
        var before: [Polygon<PlanarPoint>] = []
        for other in 0..<area {
          guard let met = extents[other], met.meets(extent) else { continue }
          before += areas[other]
        }
        let common = try engine.clip(areas[area], to: before)
        if try engine.area(of: common) >= Self.least { taken[area] = common }
      }
    } catch {
      throw .geospatial(error)
    }
    (self.areas, self.taken) = (areas, taken)
    index = PolygonIndex(areas)
  }
}

extension PlanarExtent {
  /// Whether two rectangles have ground in common.
  fileprivate func meets(_ other: PlanarExtent) -> Bool {
    west < other.east && other.west < east && south < other.north && other.south < north
  }
}
