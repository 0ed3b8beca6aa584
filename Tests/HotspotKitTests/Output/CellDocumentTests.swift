import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct CellDocumentTests {
  private func areas() throws -> CellDocument {
    var holed = LayerFixtures.square(200, 0)
    holed.holes = [LayerFixtures.ring(220, 20, side: 50)]
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(0, 0)], ["code": "Quay, old", "people": 50]),
      ([holed, LayerFixtures.square(500, 500)], ["code": "Mill \"A\"", "people": nil]),
    ])
    let cells = try PolygonCells(layer, in: try Fixtures.essex())
    return CellDocument(
      cells.table(
        of: LayerFixtures.incidents([(50, 50), (210, 10), (505, 505)]),
        population: try Population(property: "people", of: cells)))
  }

  private let open = Handling(marking: nil, isOpenData: true)

  @Test func `CSV has a row for each area in the file's order, and nothing where nothing is known`() throws {
    let lines = String(decoding: try areas().csv(), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "cell,x,y,incidents,area_km2,rate_per_km2,population,rate_per_1000,smoothed_rate_per_1000")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("\"Quay, old\",5700") && lines[1].contains(",1,0.0"))
    #expect(lines[1].hasSuffix(",50,20,20"))
    #expect(lines[2].hasPrefix("\"Mill \"\"A\"\"\",") && lines[2].hasSuffix(",,,"))
  }

  @Test func `GeoJSON ranks areas by incidents, with their parts, holes and right-handed rings`() throws {
    let bytes = try areas().geoJSON(in: try Fixtures.essex(), handling: open)
    let features = try GeoJSONFile(bytes: bytes, named: "test").features
    #expect(features.map { $0.properties["rank"] } == [1, 2])
    #expect(features[0].id == "Mill \"A\"" && features[0].properties["incidents"] == 2)
    #expect(features[0].properties["rate_per_1000"] == .null)
    guard case .multiPolygon(let parts) = features[0].geometry, case .polygon(let quay) = features[1].geometry
    else {
      Issue.record("an area of two parts and one of one")
      return
    }
    #expect(parts.map(\.holes.count).sorted() == [0, 1])
    for polygon in parts + [quay] {
      #expect(signedArea(polygon.exterior) > 0)
      for hole in polygon.holes { #expect(signedArea(hole) < 0) }
    }
  }

  @Test func `areas in degrees are those of the layer to a centimetre`() throws {
    let layer = try LayerFixtures.areas([([LayerFixtures.square(0, 0)], ["code": "A"])])
    let table = try PolygonCells(layer, in: try Fixtures.essex()).table(of: LayerFixtures.incidents([]))
    let bytes = try CellDocument(table).geoJSON(in: try Fixtures.essex(), handling: open)
    let written = try #require(try GeoJSONFile(bytes: bytes, named: "test").features[0].geometry?.polygons[0])
    let given = try #require(layer.features[0].geometry?.polygons[0])
    for corner in written.exterior {
      #expect(
        given.exterior.contains {
          abs($0.longitude - corner.longitude) <= 6e-8 && abs($0.latitude - corner.latitude) <= 6e-8
        })
    }
  }

  @Test func `streets are lines, those of several parts too`() throws {
    let layer = try LayerFixtures.lines(
      [
        ([(0, 0), (100, 0)], ["name": "High Street"]), ([(0, 300), (100, 300)], ["name": "High Street"]),
        ([(0, 600), (100, 600)], ["name": "Mill Lane"]),
      ], property: "name")
    let streets = try StreetCells(layer, in: try Fixtures.essex())
    let document = CellDocument(try streets.table(of: LayerFixtures.incidents([(50, 610)])))
    let lines = String(decoding: document.csv(), as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "cell,x,y,incidents,length_m,rate_per_100m")
    #expect(lines[1].hasPrefix("High Street,570050.0"))
    let bytes = try document.geoJSON(in: try Fixtures.essex(), handling: open)
    let features = try GeoJSONFile(bytes: bytes, named: "test").features
    #expect(features.map { $0.id } == ["Mill Lane", "High Street"])
    #expect(features.map { $0.geometry?.lines.count } == [1, 2])
  }

  private func signedArea(_ ring: [GeographicPoint]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) {
      $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
    }
  }
}
