import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ExposureTests {
  /// A square of 75 m cells by the place 0.5° east, 51.7° north.
  private func exposure(
    _ text: String, as name: String = "doors.csv", column: String? = nil, policeGenerated: Bool = false,
    label: String? = nil, side: Double = 75
  ) throws -> (Exposure, Grid) {
    let folder = ScratchFolder()
    let area = try Fixtures.square()
    let grid = try area.grid(
      .square(side: side), around: Fixtures.incidents([(570_000, 200_000), (579_999, 209_999)]))
    let setting = ExposureSetting(path: folder.file(name, text), column: column)
    return (
      try Exposure(
        reading: setting, in: area, on: grid, label: label, includesPoliceGenerated: policeGenerated), grid
    )
  }

  @Test func `places are counted in cells, and every row is accounted for`() throws {
    let (found, grid) = try exposure(
      "easting,northing\n575000,205000\n575001,205001\n572000,202000\n,\n590000,205000\n")
    #expect(found.unit == .places && found.total == 3 && found.outsideEveryCell == 1)
    #expect(found.rowsRead == 5 && found.rowsUnusable == 1)
    let cell = try #require(grid.cell(holding: PlanarPoint(x: 575_000.5, y: 205_000.5)))
    #expect(found.values[cell] == 2 && found.cells.count == 2)
    #expect(found.sentence.contains("3 places of doors.csv in 2 of"))
    #expect(
      found.sentence.contains("1 lie in no cell") && found.sentence.contains("1 of 5 rows cannot be used"))
    #expect(found.facts["file"]?.text == "doors.csv" && found.digest.count == 64)
    let (labelled, _) = try exposure("easting,northing\n575000,205000\n", label: "OP WILLOW")
    #expect(labelled.facts["file"]?.text == "OP WILLOW" && !labelled.sentence.contains("doors"))
  }

  @Test func `a column's numbers count instead, and a row without one does not`() throws {
    let text =
      "easting,northing,People about\n575000,205000,2.5\n575001,205001,4\n572000,202000,x\n572000,202000,-1\n"
    let (found, _) = try exposure(text, column: "people about")
    #expect(found.unit == .column("people about") && found.total == 6.5 && found.rowsUnusable == 2)
    #expect(found.sentence.contains("6.5 people about of doors.csv in 1 of"))
    #expect(throws: HotspotError.self) { try self.exposure(text, column: "flats") }
  }

  @Test func `nearness is asked from where doors stand, not from the middle of their cell`() throws {
    let (found, grid) = try exposure(
      "easting,northing,n\n575001,205001,3\n575005,205009,1\n", column: "n")
    let cell = try #require(found.cells.first)
    let centre = grid.centre(of: cell)
    let place = found.place(of: cell, centre: centre)
    #expect(abs(place.x - 575_002) < 0.01 && abs(place.y - 205_003) < 0.01)
    let other = try #require((0..<grid.count).first { found.values[$0] == 0 })
    #expect(found.place(of: other, centre: grid.centre(of: other)) == grid.centre(of: other))
    // A pub 40 m from the doors and further from the middle, and one the other way about.
    for (x, y, isNear) in [(574_962.0, 205_003.0, true), (place.x + 60, place.y, false)] {
      let pub = Factor(FactorSetting(name: "a", path: "a"), points: PlanarPoints(xs: [x], ys: [y]))
      let field = DistanceField(of: pub, on: grid, reach: 100, exposure: found)
      let plain = DistanceField(of: pub, on: grid, reach: 100)
      #expect(field.within(45)[cell] == isNear)
      let (dx, dy) = (place.x - x, place.y - y)
      #expect(abs(field.squares[cell].squareRoot() - (dx * dx + dy * dy).squareRoot()) < 1e-6)
      #expect(field.squares[other] == plain.squares[other])
    }
  }

  @Test func `lines count by their metres and areas by their square metres`() throws {
    let line = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"flow":8},
      "geometry":{"type":"LineString","coordinates":[[0.56,51.72],[0.562,51.721],[0.565,51.72]]}}]}
      """
    let (metres, _) = try exposure(line, as: "streets.geojson")
    #expect(metres.unit == .metres && (400...450).contains(metres.total) && metres.cells.count >= 5)
    let (flow, _) = try exposure(line, as: "streets.geojson", column: "flow")
    #expect(abs(flow.total - 8) < 1e-9)
    for cell in flow.cells { #expect(abs(flow.values[cell] / 8 - metres.values[cell] / metres.total) < 1e-9) }
    let area = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"people":30},
      "geometry":{"type":"Polygon","coordinates":[[[0.56,51.72],[0.565,51.72],[0.565,51.722],[0.56,51.72]]]}}]}
      """
    let (ground, _) = try exposure(area, as: "estates.geojson")
    #expect(ground.unit == .squareMetres && (36_000...41_000).contains(ground.total))
    #expect(ground.values.allSatisfy { $0 <= 75 * 75 + 1e-6 })
    let (people, _) = try exposure(area, as: "estates.geojson", column: "people")
    #expect(abs(people.total - 30) < 1e-9 && people.unit.words == "people")
  }

  @Test func `kinds do not add up, police traces and far layers are refused, each with what to do`() throws {
    func message(_ work: () throws -> Void) -> String {
      do { try work() } catch { return "\(error)" }
      return ""
    }
    let mixed = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0.56,51.72]}},
      {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0.56,51.72],[0.57,51.72]]}}]}
      """
    #expect(message { _ = try self.exposure(mixed, as: "m.geojson") }.contains("column=NAME"))
    #expect(
      message { _ = try self.exposure("longitude,latitude\n2.1,52.9\n") }.contains("none of its 1 rows"))
    let stops = "easting,northing\n575000,205000\n"
    #expect(
      message { _ = try self.exposure(stops, as: "arrests.csv") }.contains("--include-police-generated"))
    #expect(try exposure(stops, as: "arrests.csv", policeGenerated: true).0.total == 1)
  }

  @Test func `settings are read, and what is none of them is named`() throws {
    let setting = try ExposureSetting(parsing: "doors.csv;column=people;crs=27700")
    #expect(
      setting.path == "doors.csv" && setting.column == "people" && setting.system == .britishNationalGrid)
    #expect(try ExposureSetting(parsing: "a.csv").column == nil)
    #expect(throws: HotspotError.self) { try ExposureSetting(parsing: "") }
    #expect(throws: HotspotError.self) { try ExposureSetting(parsing: "a.csv;weight=3") }
  }
}
