import Geospatial
import Testing

@Suite struct `Coordinate systems` {
  @Test(arguments: ["27700", "EPSG:27700", "epsg:27700", " 27700"])
  func `a code is read with and without its prefix`(text: String) throws {
    #expect(try CoordinateSystem(text) == .britishNationalGrid)
    #expect(CoordinateSystem.britishNationalGrid.description == "EPSG:27700")
  }

  @Test(arguments: ["", "EPSG:", "27700x", "-27700", "0", "ESRI:102100", "99999999999999999999", "٢٧"])
  func `what is no code is refused`(text: String) {
    #expect(throws: GeospatialError.self) { try CoordinateSystem(text) }
  }

  @Test(arguments: [
    ("London", -0.12, 51.50, 27700), ("Dover", 1.31, 51.13, 27700), ("Lowestoft", 1.75, 52.48, 27700),
    ("Lerwick", -1.14, 60.15, 27700), ("Douglas", -4.48, 54.15, 27700), ("Hugh Town", -6.31, 49.91, 27700),
    ("St Davids", -5.27, 51.88, 27700), ("Portpatrick", -5.12, 54.84, 27700),
    ("Campbeltown", -5.61, 55.42, 27700), ("Southend, Kintyre", -5.64, 55.31, 27700),
    ("Port Ellen", -6.19, 55.63, 27700), ("Stornoway", -6.39, 58.21, 27700),
    ("Penzance", -5.54, 50.12, 27700),
    ("Belfast", -5.93, 54.60, 32630), ("Portaferry", -5.55, 54.38, 32630), ("Dublin", -6.26, 53.35, 32629),
    ("Rathlin", -6.19, 55.29, 32629), ("Malin Head", -7.37, 55.38, 32629), ("Cork", -8.47, 51.90, 32629),
    ("Calais", 1.86, 50.95, 32631), ("St Helier", -2.10, 49.19, 32630), ("Alderney", -2.20, 49.71, 32630),
    ("Memphis", -90.05, 35.15, 32615), ("Chicago", -87.65, 41.85, 32616), ("Sydney", 151.2, -33.87, 32756),
    ("Fiji, east", 180.0, -17.0, 32760), ("Fiji, west", -180.0, -17.0, 32701), ("Quito", -78.5, -0.2, 32717),
  ])
  func `the plane of a town`(town: String, longitude: Double, latitude: Double, code: Int) {
    let place = GeographicPoint(longitude: longitude, latitude: latitude)
    #expect(CoordinateSystem.plane(around: place).code == code)
  }

  @Test func `PROJ's database gives name, unit and area of use`() throws {
    // projinfo EPSG:27700 -o WKT2:2019 → name, metre, BBOX[49.75,-9,61.01,2.01]
    let grid = try CoordinateSystem.britishNationalGrid.facts()
    #expect(grid.name == "OSGB36 / British National Grid")
    #expect(!grid.isGeographic)
    #expect(grid.metresPerUnit == 1)
    #expect(grid.areaOfUse == GeographicExtent(west: -9, south: 49.75, east: 2.01, north: 61.01))

    let degrees = try CoordinateSystem.wgs84.facts()
    #expect(degrees.isGeographic)
    #expect(degrees.metresPerUnit == nil)
    #expect(degrees.areaOfUse == .world)
  }

  @Test(arguments: [27700, 32630, 32756, 3035, 2157])
  func `metres to the east and north are a plane`(code: Int) throws {
    try CoordinateSystem(epsg: code).requirePlane()
  }

  @Test(arguments: [
    (4326, "in degrees"), (3435, "not in metres: one unit is 0.3048"), (2053, "do not run east and north"),
    (3857, "stretches every distance"), (5701, "longitude and latitude or of a plane"),
    (7405, "longitude and latitude or of a plane"), (99_999, "not a coordinate system"),
  ])
  func `what cannot be measured on is refused with the reason`(code: Int, reason: String) {
    #expect {
      try CoordinateSystem(epsg: code).requirePlane()
    } throws: {
      "\($0)".contains(reason) && "\($0)".contains("EPSG:\(code)")
    }
  }

  @Test func `a side file for shapefiles names the grid in Esri's words on one line`() throws {
    // projinfo EPSG:27700 -o WKT1:ESRI --single-line
    let expected =
      #"PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936","#
      + #"SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],"#
      + #"UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#
      + #"PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],"#
      + #"PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],"#
      + #"PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]"#
    #expect(try CoordinateSystem.britishNationalGrid.esriWKT() == expected)
  }
}

@Suite struct `Geographic extents` {
  @Test func `the edge belongs to a box`() {
    let box = GeographicExtent(west: -1, south: 50, east: 2, north: 51)
    #expect(box.contains(GeographicPoint(longitude: -1, latitude: 51)))
    #expect(!box.contains(GeographicPoint(longitude: -1.0001, latitude: 51)))
    #expect(!box.contains(GeographicPoint(longitude: 0, latitude: 51.0001)))
    #expect(!box.contains(GeographicPoint(longitude: .nan, latitude: 50.5)))
    #expect(!box.contains(GeographicPoint(longitude: 0, latitude: .nan)))
  }

  @Test func `a box may cross the antimeridian`() {
    let fiji = GeographicExtent(west: 176, south: -21, east: -178, north: -12)
    #expect(fiji.contains(GeographicPoint(longitude: 178, latitude: -17)))
    #expect(fiji.contains(GeographicPoint(longitude: -179, latitude: -17)))
    #expect(!fiji.contains(GeographicPoint(longitude: 0, latitude: -17)))
    #expect(!fiji.contains(GeographicPoint(longitude: 181, latitude: -17)))
  }
}
