import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct CellLayerTests {
  private func ids(_ properties: [JSONObject], property: String? = nil) throws -> LayerCells {
    let layer = try LayerFixtures.areas(
      properties.enumerated().map { ([LayerFixtures.square(Double($0) * 200, 0)], $1) }, property: property)
    return try layer.cells(calling: "area", where: { !$0.polygons.isEmpty })
  }

  @Test func `codes of the Office for National Statistics go before other ids`() throws {
    let found = try ids([
      ["objectid": 1, "LSOA11NM": "Harlow 001A", "LSOA11CD": "E01021825"],
      ["objectid": 2, "LSOA11NM": "Harlow 001B", "LSOA11CD": "E01021826"],
    ])
    #expect(found.property == "LSOA11CD")
    #expect(found.ids == ["E01021825", "E01021826"])
  }

  @Test(arguments: ["beat_id", "BeatCode", "LAD22CD", "ward_cd_2022", "cell", "OBJECTID"])
  func `a property that sounds like an id is found where no value stands twice`(name: String) throws {
    let found = try ids([["name": "A", name: "x1"], ["name": "B", name: "x2"]])
    #expect(found.property == name)
    #expect(throws: HotspotError.self) { try ids([["name": "A", name: "x1"], ["name": "B", name: "x1"]]) }
    #expect(throws: HotspotError.self) { try ids([["name": "A", name: "x1"], ["name": "B"]]) }
  }

  @Test func `a cell is called by its name where the file has one`() throws {
    let layer = try LayerFixtures.areas(
      [
        (
          [LayerFixtures.square(0, 0)],
          ["LAD13CD": "E07000073", "LSOA11NM": "Harlow 001A", "LAD13NM": "Harlow"]
        ),
        ([LayerFixtures.square(200, 0)], ["LAD13CD": "E07000074", "LSOA11NM": "", "LAD13NM": "Maldon"]),
        (
          [LayerFixtures.square(400, 0)],
          ["LAD13CD": "E07000073", "LSOA11NM": "Harlow 001B", "LAD13NM": "Harlow"]
        ),
      ], property: "LAD13CD")
    let cells = try PolygonCells(layer, in: try Fixtures.essex())
    // Two names for one cell are none: the next property is asked.
    #expect((0..<2).map { cells.name(of: $0) } == ["Harlow", "Maldon"])
    let single = try PolygonCells(
      try LayerFixtures.areas([([LayerFixtures.square(0, 0)], ["id": 1, "Beat_Name": "Quay"])]),
      in: try Fixtures.essex())
    #expect(single.name(of: 0) == "Quay")
  }

  @Test func `without an id the user is asked to name a property, and told which there are`() {
    #expect {
      try ids([["name": "A", "kind": "park"], ["name": "B", "kind": "park"]])
    } throws: { "\($0)".contains("FILE:PROPERTY") && "\($0)".contains("name, kind") }
  }

  @Test func `a property that is not there, or not everywhere, is refused`() {
    #expect {
      try ids([["name": "A"]], property: "beat")
    } throws: { "\($0)".contains("no area has a property 'beat'") && "\($0)".contains("name") }
    #expect {
      try ids([["name": "A"], ["name": ""]], property: "name")
    } throws: { "\($0)".contains("1 of 2 areas have no name") }
  }

  @Test func `numbers are ids without a point, and the order is the file's`() throws {
    let found = try ids([["id": 3.0], ["id": 1], ["id": 2.5]])
    #expect(found.ids == ["3", "1", "2.5"])
    let grouped = try ids([["team": "B"], ["team": "A"], ["team": "B"]], property: "team")
    #expect(grouped.ids == ["B", "A"])
    #expect(grouped.members == [[0, 2], [1]])
  }

  @Test func `features without an area are left out and counted, and a file of none is refused`() throws {
    let text = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"a","properties":null,"geometry":{"type":"Point","coordinates":[0.5,51]}},
      {"type":"Feature","id":"b","properties":null,"geometry":null},
      {"type":"Feature","id":"c","properties":null,"geometry":
      {"type":"Polygon","coordinates":[[[0.5,51],[0.6,51],[0.6,51.1],[0.5,51]]]}}]}
      """
    let layer = try CellLayer(bytes: Array(text.utf8), named: "mixed.geojson")
    let found = try layer.cells(calling: "area", where: { !$0.polygons.isEmpty })
    #expect(found.ids == ["c"] && found.property == "feature id")
    #expect(found.remarks[0] == "mixed.geojson: 2 features are no areas and are left out")
    #expect {
      try layer.cells(calling: "line", where: { !$0.lines.isEmpty })
    } throws: { "\($0)" == "mixed.geojson: there is no line in it" }
  }
}
