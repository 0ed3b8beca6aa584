internal import CPROJ

/// What PROJ's database knows of a coordinate system.
public struct CoordinateSystemFacts: Hashable, Sendable {
  /// The name, such as "OSGB36 / British National Grid".
  public let name: String

  /// Whether places are given in longitude and latitude.
  public let isGeographic: Bool

  /// Metres to one unit of the axes: 1 for metres, 0.3048 for feet; `nil` where the axes are angles.
  public let metresPerUnit: Double?

  /// Where the system is meant to be used; the world where that is not known.
  public let areaOfUse: GeographicExtent

  /// Whether the axes run east and north, in whichever order; then x, y order can be had.
  let runsEastAndNorth: Bool

  /// Whether the axes are angles in degrees.
  let isInDegrees: Bool
}

extension CoordinateSystem {
  /// The system's name, unit and area of use.
  ///
  /// Opens PROJ's database anew: milliseconds, so ask once.
  public func facts() throws(GeospatialError) -> CoordinateSystemFacts {
    let context = try ProjContext.open()
    return try facts(in: context)
  }

  func facts(in context: borrowing ProjContext) throws(GeospatialError) -> CoordinateSystemFacts {
    let object = try context.object(for: self)
    let name = object.name
    let type = unsafe proj_get_type(object.handle)
    let isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    guard isGeographic || type == PJ_TYPE_PROJECTED_CRS,
      let axes = unsafe ProjObject(
        owning: proj_crs_get_coordinate_system(context.handle, object.handle))
    else {
      throw .coordinateSystem(
        "\(self) (\(name)) says nothing of longitude and latitude or of a plane alone; "
          + "give the code of the flat system, such as 4326 or 27700")
    }

    var directions: Set<String> = []
    var factor = 0.0
    let count = unsafe proj_cs_get_axis_count(context.handle, axes.handle)
    for index in 0..<count {
      var direction: UnsafePointer<CChar>? = nil
      var axisFactor = 0.0
      _ = unsafe proj_cs_get_axis_info(
        context.handle, axes.handle, index, nil, nil, &direction, &axisFactor, nil, nil, nil)
      if let direction = unsafe direction { directions.insert(unsafe String(cString: direction)) }
      if index == 0 { factor = axisFactor }
    }

    return CoordinateSystemFacts(
      name: name,
      isGeographic: isGeographic,
      metresPerUnit: isGeographic ? nil : factor,
      areaOfUse: object.areaOfUse(in: context),
      runsEastAndNorth: directions.isSuperset(of: ["east", "north"]),
      isInDegrees: isGeographic && abs(factor - .pi / 180) < 1e-12)
  }

  /// Refuses what distances cannot be measured on, with a sentence that says what to give instead.
  ///
  /// Degrees, planes in feet or with axes to the west or south, and Web Mercator, whose metres are about 1.6 times too
  /// long at the latitude of England.
  public func requirePlane() throws(GeospatialError) {
    let facts = try facts()
    try requireMetres(facts)
    if code == 3857 {
      throw .coordinateSystem(
        "\(self) (\(facts.name)) stretches every distance, in England about 1.6 times; \(Self.planesToGive)")
    }
  }

  /// Refuses what is no plane with metres to the east and to the north.
  func requireMetres(_ facts: CoordinateSystemFacts) throws(GeospatialError) {
    guard let metresPerUnit = facts.metresPerUnit else {
      throw .coordinateSystem(
        "\(self) (\(facts.name)) is in degrees, in which nothing can be measured; \(Self.planesToGive)")
    }
    guard metresPerUnit == 1 else {
      throw .coordinateSystem(
        "\(self) (\(facts.name)) is not in metres: one unit is \(metresPerUnit) m; \(Self.planesToGive)")
    }
    guard facts.runsEastAndNorth else {
      throw .coordinateSystem(
        "\(self) (\(facts.name)) has axes that do not run east and north; \(Self.planesToGive)")
    }
  }

  private static let planesToGive =
    "give a plane in metres, such as 27700 in Great Britain, or a UTM zone: 326 and the zone's number in the "
    + "northern hemisphere, 327 and the number in the southern"

  /// The system in the words that a shapefile's `.prj` side file holds, on one line.
  public func esriWKT() throws(GeospatialError) -> String {
    let context = try ProjContext.open()
    let object = try context.object(for: self)
    guard let text = unsafe proj_as_wkt(context.handle, object.handle, PJ_WKT1_ESRI, nil) else {
      throw .coordinateSystem("\(self) cannot be written as a .prj file: its words know no such system")
    }
    return unsafe String(cString: text).split(whereSeparator: \.isNewline)
      .map { String($0.trimmingPrefix(while: \.isWhitespace)) }.joined()
  }
}

extension ProjObject {
  /// Where it is meant to be used; the world where that is not known.
  borrowing func areaOfUse(in context: borrowing ProjContext) -> GeographicExtent {
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    let isKnown = unsafe proj_get_area_of_use(
      context.handle, handle, &west, &south, &east, &north, nil)
    // PROJ answers −1000 for an edge that is not known.
    guard isKnown != 0, min(west, south, east, north) > -1000 else { return .world }
    return GeographicExtent(west: west, south: south, east: east, north: north)
  }
}
