import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Zones labelled by areas and named by streets.
@Suite struct LabelsTests {
  private let folder = ScratchFolder()

  /// Four single-cell zones of 9, 7, 5 and 3 incidents, from west to east, 1 km apart.
  private func hotspots() async throws -> Hotspots {
    let points = Fixtures.clustered([
      (9, 572_050, 205_050), (7, 573_050, 205_050), (5, 574_050, 205_050), (3, 575_050, 205_050),
    ])
    return try await Fixtures.hotspots(of: Incidents(points: points), theme: Fixtures.theme())
  }

  /// A layer of rectangles between two eastings with properties written as JSON.
  private func layer(_ name: String, _ areas: [(west: Double, east: Double, properties: String)]) throws
    -> GeoJSONFile
  {
    let projector = try Projector(to: .britishNationalGrid)
    let features = areas.map { area in
      let corners = PlanarPoints(
        xs: [area.west, area.east, area.east, area.west, area.west],
        ys: [204_000, 204_000, 206_000, 206_000, 204_000])
      let ring = (0..<5).map { corner -> String in
        let place = projector.unproject(corners[corner])
        return "[\(place?.longitude ?? 0),\(place?.latitude ?? 0)]"
      }.joined(separator: ",")
      return """
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[\(ring)]]},"properties":{\(area.properties)}}
        """
    }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    return try GeoJSONFile(path: folder.file(name, text))
  }

  private func labelled(_ layers: [(GeoJSONFile, String, String)]) async throws -> Hotspots {
    var found = try await hotspots()
    let area = try Fixtures.square()
    try found.label(with: try layers.map { try LabelLayer($0.0, named: $0.1, property: $0.2) }, in: area)
    return found
  }

  @Test func `a zone is called by its district and its place in the district's ranking`() async throws {
    let file = try layer(
      "districts.geojson",
      [
        (571_500, 572_500, #""name":"Colchester""#), (572_500, 573_500, #""name":"St. Osyth""#),
        (573_500, 574_500, #""name":"Colchester""#),
      ])
    let found = try await labelled([(file, "districts.geojson", "name")])
    #expect(found.zones.map(\.reference) == ["COL-01", "STO-01", "COL-02", "Z04"])
    #expect(
      found.zones.map { $0.labels.map(\.value) } == [["Colchester"], ["St. Osyth"], ["Colchester"], [nil]])
    #expect(found.zones.allSatisfy { $0.labels.map(\.key) == ["districts"] })
    #expect(found.provenance.steps.last?["layers"] == ["districts"])
  }

  @Test func `a name without three letters gives no reference, and the second layer gives none at all`()
    async throws
  {
    let beats = try layer(
      "beats.geojson", [(571_500, 573_500, #""beat":"A1""#), (573_500, 575_500, #""beat":7"#)])
    let wards = try layer("wards.geojson", [(571_500, 575_500, #""ward":"Harbour""#)])
    let found = try await labelled([(beats, "beats.geojson", "beat"), (wards, "wards.geojson", "ward")])
    #expect(found.zones.map(\.reference) == ["Z01", "Z02", "Z03", "Z04"])
    #expect(found.zones.map { $0.labels.compactMap(\.value) }.last == ["7", "Harbour"])
  }

  @Test func `letters of other alphabets are passed over in a reference`() async throws {
    let file = try layer("d.geojson", [(571_500, 575_500, #""d":"Ynys Môn""#)])
    #expect(try await labelled([(file, "d.geojson", "d")]).zones[0].reference == "YNY-01")
    let short = try layer("e.geojson", [(571_500, 575_500, #""d":"Œñé""#)])
    #expect(try await labelled([(short, "e.geojson", "d")]).zones[0].reference == "Z01")
  }

  @Test func `no label takes the name of a zone's own property or of another label`() async throws {
    let properties = #""name":"North","code":"N1","Priority":"low","BEAT No":"4""#
    let file = try layer("a.geojson", [(571_500, 575_500, properties)])
    let found = try await labelled([
      (file, "a.geojson", "code"), (file, "b/My Wards.geojson", "code"), (file, "My Wards.geojson", "name"),
      (file, "streets.geojson", "name"), (file, "p.geojson", "Priority"), (file, "p.geojson", "BEAT No"),
    ])
    let keys = found.zones[0].labels.map(\.key)
    #expect(keys == ["code", "my_wards", "my_wards_name", "streets_name", "p", "beat_no"])
    let text = String(
      decoding: ZoneDocument.geoJSON(
        of: found, in: try Fixtures.square(), handling: Handling(marking: nil, isOpenData: false)),
      as: UTF8.self)
    let document = try JSONValue(parsing: Array(text.utf8), named: "zones")
    let zone = try #require(document["features"]?.elements?.first?["properties"])
    #expect(zone["priority"] == "must" && zone["streets"] == .null && zone["name"] == .null)
    #expect(zone["p"] == "low" && zone["my_wards"] == "N1" && zone["streets_name"] == "North")
  }

  @Test func `one label twice is refused`() async throws {
    let file = try layer("a.geojson", [(571_500, 575_500, #""code":"N1""#)])
    await #expect {
      try await labelled([
        (file, "a.geojson", "code"), (file, "a.geojson", "code"), (file, "a.geojson", "code"),
        (file, "a.geojson", "code"),
      ])
    } throws: { "\($0)".contains("'a_code'") }
  }

  @Test func `every property of a zone is kept from labels`() async throws {
    let found = try await hotspots()
    let keys = ZoneDocument.properties(of: found.zones[0], in: found, plane: .britishNationalGrid).keys
    #expect(Set(keys).isSubset(of: LabelLayer.reserved))
    // What is written only where a forecast or a second theme is asked for is kept all the same.
    let asked: Set = ["expected_per_week", "pai_low", "pai_high", "overlap_theme", "overlap_incidents"]
    #expect(LabelLayer.reserved.subtracting(keys) == asked.union(["id"]))
  }

  @Test func `a property that no area has is answered with those that there are`() throws {
    let file = try layer("a.geojson", [(571_500, 575_500, #""code":"N1","ward":"W""#)])
    #expect {
      try LabelLayer(file, named: "a.geojson", property: "beat")
    } throws: { "\($0)".contains("there are: code, ward") }
  }

  // Streets

  /// Lines at northing 205050 or on an easting, between two places in metres, with properties as JSON.
  private func streets(_ lines: [(from: (Double, Double), to: (Double, Double), properties: String)]) throws
    -> GeoJSONFile
  {
    let projector = try Projector(to: .britishNationalGrid)
    let features = lines.map { line in
      let ends = [line.from, line.to].map { end -> String in
        let place = projector.unproject(PlanarPoint(x: end.0, y: end.1))
        return "[\(place?.longitude ?? 0),\(place?.latitude ?? 0)]"
      }.joined(separator: ",")
      return """
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[\(ends)]},"properties":{\(line.properties)}}
        """
    }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    return try GeoJSONFile(path: folder.file("streets.geojson", text))
  }

  @Test func `a zone is named by the street that runs furthest through it, and lists four`() async throws {
    // The first zone is the cell from 572000 to 572100 east and 205000 to 205100 north.
    let file = try streets([
      ((571_000, 205_010), (572_035, 205_010), #""name":"Long Road, mostly outside""#),
      ((572_000, 205_020), (572_045, 205_020), #""name":"Twice""#),
      ((572_055, 205_020), (572_100, 205_020), #""name":"Twice""#),
      ((572_000, 205_030), (572_085, 205_030), #""name1":"Second""#),
      ((572_000, 205_040), (572_065, 205_040), #""street":"Third""#),
      ((572_000, 205_050), (572_055, 205_050), #""NAME":"Fourth""#),
      ((572_000, 205_060), (572_100, 205_060), #""number":"A12""#),
      ((573_000, 205_050), (573_100, 205_050), #""name":"""#),
    ])
    var found = try await hotspots()
    try found.nameStreets(from: file, named: "streets.geojson", in: try Fixtures.square())
    #expect(found.zones[0].streets == ["Twice", "Second", "Third", "Fourth"])
    #expect(found.zones[0].name == "Twice")
    #expect(found.zones[1].streets.isEmpty && found.zones[1].name == nil)
    #expect(found.provenance.steps.last?["named_streets"] == 5)
  }

  @Test func `streets of one length stand by the alphabet, and a zone without any keeps its recorded name`()
    async throws
  {
    let file = try streets([
      ((572_000, 205_020), (572_100, 205_020), #""name":"Zebra Lane""#),
      ((572_000, 205_040), (572_100, 205_040), #""name":"Acorn Lane""#),
    ])
    let points = Fixtures.clustered([(9, 572_050, 205_050), (7, 573_050, 205_050)])
    let incidents = Incidents(
      points: points, place: [UInt32](repeating: 0, count: 16), placeNames: ["On or near Mill Lane"])
    var found = try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
    try found.nameStreets(from: file, named: "streets.geojson", in: try Fixtures.square())
    #expect(found.zones.map(\.streets) == [["Acorn Lane", "Zebra Lane"], []])
    #expect(found.zones.map(\.name) == ["Acorn Lane", "Mill Lane"])
  }
}
