import Files
import Geospatial
import Testing

@Suite struct `Reading GeoJSON` {
  private func read(_ text: String) throws(GeospatialError) -> [GeoJSONFeature] {
    try GeoJSONFile(bytes: Array(text.utf8), named: "area.geojson").features
  }

  private func shape(_ text: String) throws -> Geometry? { try #require(try read(text).first).geometry }

  private func place(_ longitude: Double, _ latitude: Double) -> GeographicPoint {
    GeographicPoint(longitude: longitude, latitude: latitude)
  }

  @Test func `every shape of RFC 7946, its appendix's examples among them`() throws {
    #expect(try shape(#"{"type":"Point","coordinates":[100.0,0]}"#) == .point(place(100, 0)))
    #expect(
      try shape(#"{"type":"MultiPoint","coordinates":[[100,0],[101,1]]}"#)
        == .multiPoint([place(100, 0), place(101, 1)]))
    #expect(
      try shape(#"{"type":"LineString","coordinates":[[100,0],[101,1]]}"#)
        == .lineString([place(100, 0), place(101, 1)]))
    #expect(
      try shape(#"{"type":"MultiLineString","coordinates":[[[100,0],[101,1]],[[102,2],[103,3]]]}"#)
        == .multiLineString([[place(100, 0), place(101, 1)], [place(102, 2), place(103, 3)]]))
    let ring = [place(0, 0), place(9, 0), place(9, 9), place(0, 0)]
    let hole = [place(5, 1), place(8, 4), place(8, 1), place(5, 1)]
    let polygon = Polygon(exterior: ring, holes: [hole])
    let rings = "[[0,0],[9,0],[9,9],[0,0]],[[5,1],[8,4],[8,1],[5,1]]"
    #expect(try shape("{\"type\":\"Polygon\",\"coordinates\":[\(rings)]}") == .polygon(polygon))
    #expect(
      try shape("{\"type\":\"MultiPolygon\",\"coordinates\":[[\(rings)],[[[0,0],[9,0],[9,9],[0,0]]]]}")
        == .multiPolygon([polygon, Polygon(exterior: ring)]))
  }

  @Test func `a collection's parts are found by kind, however deep`() throws {
    let collection = try #require(
      try shape(
        """
        {"type":"GeometryCollection","geometries":[
          {"type":"Point","coordinates":[1,2]},
          {"type":"GeometryCollection","geometries":[
            {"type":"LineString","coordinates":[[1,2],[3,4]]},
            {"type":"MultiPoint","coordinates":[[5,6]]},
            {"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}]},
          {"type":"MultiLineString","coordinates":[[[7,8],[9,10]]]}]}
        """))
    #expect(collection.points == [place(1, 2), place(5, 6)])
    #expect(collection.lines == [[place(1, 2), place(3, 4)], [place(7, 8), place(9, 10)]])
    #expect(collection.polygons.map(\.exterior.count) == [4])
  }

  @Test func `a collection keeps order, identifiers, properties and features without a shape`() throws {
    let features = try read(
      """
      {"type":"FeatureCollection","name":"x","bbox":[0,0,1,1],"features":[
        {"type":"Feature","id":"a","properties":{"name":"Ore","n":3},"geometry":{"type":"Point","coordinates":[1,2,300]}},
        {"type":"Feature","id":7,"properties":null,"geometry":null},
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[]}}]}
      """)
    #expect(features.map(\.id) == ["a", 7, nil])
    #expect(features.map(\.geometry) == [.point(place(1, 2)), nil, nil])
    #expect(features[0].properties == ["name": "Ore", "n": 3])
    #expect(features[1].properties == [:])
  }

  @Test func `a lone feature and an empty collection are files too`() throws {
    let lone = try read(
      #"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#)
    #expect(lone == [GeoJSONFeature(geometry: .point(place(1, 2)), properties: ["a": 1])])
    #expect(try read(#"{"type":"FeatureCollection","features":[]}"#).isEmpty)
  }

  @Test func `the edges of the world belong to it`() throws {
    let corners = try shape(#"{"type":"MultiPoint","coordinates":[[-180,-90],[180,90]]}"#)
    #expect(corners == .multiPoint([place(-180, -90), place(180, 90)]))
  }

  @Test(arguments: ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326"])
  func `an old member that says WGS 84 is accepted`(name: String) throws {
    let crs = #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
    #expect(try read("{\"type\":\"FeatureCollection\",\(crs),\"features\":[]}").isEmpty)
  }

  @Test(arguments: ["urn:ogc:def:crs:EPSG::27700", "EPSG:3857", ""])
  func `an old member that says another system is refused with what to do`(name: String) {
    let crs = #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
    #expect {
      try read("{\"type\":\"FeatureCollection\",\(crs),\"features\":[]}")
    } throws: {
      "\($0)".hasPrefix("area.geojson: its ‘crs’ says") && "\($0)".contains("reproject it")
    }
  }

  @Test(arguments: [
    (#"{"type":"Point","coordinates":[530000,180000]}"#, "probably in metres"),
    (#"{"type":"Point","coordinates":[0,90.1]}"#, "probably in metres"),
    (#"{"type":"Point","coordinates":[-180.1,0]}"#, "probably in metres"),
    (#"{"type":"Point","coordinates":[1]}"#, "not a longitude and a latitude"),
    (#"{"type":"Point","coordinates":["1","2"]}"#, "not a longitude and a latitude"),
    (#"{"type":"Point","coordinates":[null,2]}"#, "not a longitude and a latitude"),
    (#"{"type":"Point","coordinates":[[1,2]]}"#, "not a longitude and a latitude"),
    (#"{"type":"LineString","coordinates":[[1,2]]}"#, "at least two points"),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#, "at least four"),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#, "open"),
    (#"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#, "not a longitude and a latitude"),
    (#"{"type":"MultiPolygon","coordinates":[[]]}"#, "no ring"),
    (#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,0]]]]}"#, "at least four"),
    (#"{"type":"Polygon","coordinates":[7]}"#, "not nested"),
    (#"{"type":"Point"}"#, "‘coordinates’"), (#"{"type":"GeometryCollection"}"#, "‘geometries’"),
    (#"{"type":"Circle","coordinates":[1,2]}"#, "‘Circle’"), (#"{"coordinates":[1,2]}"#, "‘type’"),
    ("7", "‘type’"),
  ])
  func `a shape that is none is refused by the feature's number`(geometry: String, reason: String) {
    let good = #"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1,2]}}"#
    let bad = #"{"type":"Feature","properties":null,"geometry":\#(geometry)}"#
    #expect {
      try read("{\"type\":\"FeatureCollection\",\"features\":[\(good),\(bad)]}")
    } throws: {
      "\($0)".hasPrefix("area.geojson: feature 2: ") && "\($0)".contains(reason)
    }
  }

  @Test(arguments: [
    (#"{"type":"FeatureCollection"}"#, "‘features’"),
    (
      #"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#,
      "feature 1: its ‘type’"
    ),
    (#"{"type":"Feature","properties":[],"geometry":null}"#, "‘properties’"),
    (#"{"type":"Feature","id":true,"properties":null,"geometry":null}"#, "‘id’"),
    (#"[]"#, "‘type’"), ("{\n\"type\":\n}", "line 3"), (#"{"type":"Point","coordinates":[NaN,2]}"#, "line 1"),
  ])
  func `a file that is no GeoJSON is refused`(text: String, reason: String) {
    #expect {
      try read(text)
    } throws: {
      if case GeospatialError.malformed = $0 { "\($0)".contains(reason) } else { false }
    }
  }

  @Test func `a missing file is said to be missing`() {
    #expect(throws: GeospatialError.file(.notFound("/no/such.geojson: there is no such file"))) {
      try GeoJSONFile(path: "/no/such.geojson")
    }
  }

  /// python3 -c 'import json,sys; f=json.load(open(sys.argv[1]))["features"]; c=lambda x: sum(map(c,x)) if
  ///   isinstance(x[0],list) else 1; print(len(f), sum(c(x["geometry"]["coordinates"]) for x in f))' FILE
  @Test(
    .enabled(if: SharedData.has("essex/boundaries"), "needs published boundaries in HOTSPOT_DATA"),
    arguments: [
      ("essex/boundaries/essex_wards_2013.geojson", 304, 29637),
      ("essex/boundaries/essex_lsoa_2011.geojson", 1077, 65918),
      ("national/police_forces.geojson", 43, 24814), ("memphis/memphis_precincts.geojson", 9, 25057),
      ("network/london_streets.geojson", 20972, 85609), ("chicago/sanitation.geojson", 19733, 19733),
    ])
  func `published boundaries and streets are read whole`(name: String, features: Int, corners: Int) throws {
    let file = try GeoJSONFile(path: SharedData.path(name))
    #expect(file.features.count == features)
    let shapes = file.features.compactMap(\.geometry)
    let areas = shapes.flatMap(\.polygons).flatMap(\.rings).map(\.count).reduce(0, +)
    let lines = shapes.flatMap(\.lines).map(\.count).reduce(0, +)
    #expect(areas + lines + shapes.flatMap(\.points).count == corners)
  }
}
