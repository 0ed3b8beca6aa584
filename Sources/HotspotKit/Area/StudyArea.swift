public import Files
public import Geospatial

/// Where the question is asked: the plane on which distances are measured, and the edge beyond which rows
/// do not count.
///
/// Owns the projector between degrees and the plane, and therefore is not copied.
public struct StudyArea: ~Copyable {
  /// The plane on which distances and areas are measured.
  public let plane: CoordinateSystem

  /// The way between degrees and the plane.
  public let projector: Projector

  /// The edge; `nil` when none was given and every row counts.
  public let outline: Outline?

  /// The same laid over a raster, for asking of many places.
  let raster: OutlineRaster?

  /// Whether the user named the plane; else it was chosen by position.
  public let isPlaneGiven: Bool

  /// What was decided here, for the provenance of whatever is asked of the area.
  public let facts: JSONObject

  /// The area inside given boundaries.
  ///
  /// Overlapping boundaries are dissolved into one. Without `plane` it is the British National Grid in Great
  /// Britain and the UTM zone of the boundaries' middle elsewhere.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when a boundary lies outside the plane's area of use or cannot
  ///   be repaired; ``HotspotError/insufficientData(_:)`` when there is none.
  public init(
    boundaries: [Polygon<GeographicPoint>], named name: String, plane chosen: CoordinateSystem? = nil
  ) throws(HotspotError) {
    guard let middle = Self.middle(of: GeographicPoints(boundaries.flatMap(\.exterior))) else {
      throw .insufficientData("\(name): no polygon in it; a study area needs at least one")
    }
    let projector = try Self.projector(to: chosen ?? CoordinateSystem.plane(around: middle))
    let (edge, squareMetres) = try Self.dissolved(boundaries, by: projector)
    let facts = Self.facts(
      of: projector, chosen: chosen != nil,
      area: [
        "boundary": .string(name), "polygons": .integer(edge.count),
        "area_km2": .number((squareMetres / 1e6).rounded(toPlaces: 6)),
      ])
    self.init(projector: projector, outline: try Outline(edge), isPlaneGiven: chosen != nil, facts: facts)
  }

  /// The area without an edge: wherever the given places are.
  ///
  /// The plane is chosen by the places' median, so that a stray point does not move it.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is no place.
  public init(
    around places: GeographicPoints, plane chosen: CoordinateSystem? = nil
  ) throws(HotspotError) {
    guard let middle = Self.middle(of: places) else {
      throw .insufficientData(
        """
        no row has coordinates that can be placed on a map: say what they are \
        in with --input-crs
        """)
    }
    let projector = try Self.projector(to: chosen ?? CoordinateSystem.plane(around: middle))
    let facts = Self.facts(of: projector, chosen: chosen != nil, area: ["boundary": nil])
    self.init(projector: projector, outline: nil, isPlaneGiven: chosen != nil, facts: facts)
  }

  // What may fail is done before: a value that owns handles is made at once or not at all.
  private init(
    projector: consuming Projector, outline: Outline?, isPlaneGiven: Bool, facts: JSONObject
  ) {
    plane = projector.operation.target
    self.projector = projector
    self.outline = outline
    raster = outline.map(OutlineRaster.init)
    self.isPlaneGiven = isPlaneGiven
    self.facts = facts
  }

  private static func projector(to plane: CoordinateSystem) throws(HotspotError) -> Projector {
    do throws(GeospatialError) {
      try plane.requirePlane()
      return try Projector(to: plane)
    } catch {
      throw .geospatial(error)
    }
  }

  /// The boundaries on the plane as polygons that do not overlap, and their area in square metres.
  private static func dissolved(
    _ boundaries: [Polygon<GeographicPoint>], by projector: borrowing Projector
  ) throws(HotspotError) -> (polygons: [Polygon<PlanarPoint>], area: Double) {
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      let planar = try projector.project(boundaries)
      let dissolved = try engine.dissolve(try engine.repaired(planar))
      return (dissolved, try engine.area(of: dissolved))
    } catch {
      throw .geospatial(error)
    }
  }

  private static func facts(
    of projector: borrowing Projector, chosen: Bool, area: JSONObject
  ) -> JSONObject {
    var facts = area
    facts["plane_chosen_by"] = chosen ? "user" : "position"
    facts["projection"] = .object(projector.operation.json)
    facts["geos_version"] = .string(GeometryEngine.version)
    return facts
  }

  /// The median longitude and latitude, each to a thousandth of a degree: one stray point does not move it.
  private static func middle(of points: GeographicPoints) -> GeographicPoint? {
    guard points.count > 0 else { return nil }
    return GeographicPoint(
      longitude: median(of: points.longitudes, within: 180),
      latitude: median(of: points.latitudes, within: 90))
  }

  /// By counting. Time O(numbers).
  private static func median(of degrees: [Double], within limit: Double) -> Double {
    let steps = Int(limit * 2000)
    var counts = [Int](repeating: 0, count: steps + 1)
    for degree in degrees where abs(degree) <= limit { counts[Int((degree + limit) * 1000)] += 1 }
    let half = counts.reduce(0, +) / 2
    var passed = 0
    for (step, count) in counts.enumerated() {
      passed += count
      if passed > half { return (Double(step) + 0.5) / 1000 - limit }
    }
    return 0
  }
}

extension Double {
  /// The nearest number with so many decimals, for facts that a person reads.
  func rounded(toPlaces places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
