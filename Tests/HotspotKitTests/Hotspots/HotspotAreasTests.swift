import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct AreaCutterTests {
  private func rule(share: Double = 0.25, most: Int = 5, minimum: Double = 2) -> ZoneRule {
    ZoneRule(areaShare: share, capCells: 1, most: most, minimumIncidents: minimum)
  }

  @Test func `areas are taken by incidents on their ground and ranked by incidents`() {
    // Per unit of ground: 10, 2, 0.5, 4, 30. A quarter of 100 is 25: the fifth, the first and the fourth cover 18, the
    // second would make it 48.
    let cutter = AreaCutter(sizes: [10, 30, 52, 7, 1], rule: rule())
    #expect(cutter.chosen(incidents: [100, 60, 26, 28, 30]) == [0, 4, 3])
  }

  @Test func `the last area is taken where that is nearer to the share`() {
    // A quarter of 40 is 10: with the second 12 are covered, without it 6.
    let cutter = AreaCutter(sizes: [6, 6, 28], rule: rule())
    #expect(cutter.chosen(incidents: [60, 30, 28]) == [0, 1])
    // 14 is farther from 10 than 6 is, were it by a hair.
    #expect(AreaCutter(sizes: [6, 8.1, 25.9], rule: rule()).chosen(incidents: [60, 30, 28]) == [0])
  }

  @Test func `one area at least, none with too few, no more than the most`() {
    #expect(AreaCutter(sizes: [90, 10], rule: rule(share: 0.01)).chosen(incidents: [900, 5]) == [0])
    #expect(AreaCutter(sizes: [1, 1], rule: rule(minimum: 5)).chosen(incidents: [4, 0]) == [])
    let even = AreaCutter(sizes: [Double](repeating: 1, count: 40), rule: rule(share: 0.5, most: 3))
    #expect(even.chosen(incidents: [Double](repeating: 7, count: 40)) == [0, 1, 2])
  }

  @Test func `no area without an incident is chosen, however low the bar`() {
    #expect(
      AreaCutter(sizes: [1, 1, 2], rule: rule(share: 1, minimum: 0)).chosen(incidents: [0, 3, 0]) == [1])
  }
}

@Suite struct HotspotAreasTests {
  private func theme() throws -> Theme {
    let text = """
      {id: test, title: T, select: {category: [x]}, cell: "square:100", bandwidth: 200,
       cut: {area_share: 0.08}, zones: {cap_cells: 6, most: 5, minimum_incidents: 5},
       tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-23:00"], tactics: {do: Walk, owner: Team, p: prevent}}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  /// A hundred squares of 100 m, the last two of them one beat of two parts.
  private func layer() throws -> CellLayer {
    try LayerFixtures.areas(
      (0..<100).map { number in
        (
          [LayerFixtures.square(Double(number % 10) * 100, Double(number / 10) * 100)],
          ["beat": .string("B\(min(number, 98))"), "beat_name": .string("Beat \(min(number, 98))")]
        )
      }, property: "beat")
  }

  private func incidents() -> Incidents {
    Fixtures.incidents(
      Fixtures.scattered(300, x: 570_000...571_100, y: 200_000...201_000, seed: 51)
        + Fixtures.scattered(40, x: 570_410...570_490, y: 200_310...200_390, seed: 52)
        + Fixtures.scattered(60, x: 570_810...570_990, y: 200_910...200_990, seed: 53))
  }

  private func hotspots(threads: Int = 2) async throws -> Hotspots {
    let area = try Fixtures.essex()
    let cells = try PolygonCells(try layer(), in: area)
    return await Hotspots(
      of: incidents(), theme: try theme(), in: cells, seed: 3, bands: Bands(threads: threads))
  }

  @Test func `the beats with planted clusters come first, whole, with all that they hold`() async throws {
    let found = try await hotspots()
    #expect(found.zones.prefix(2).map(\.id) == ["test-B98", "test-B34"])
    #expect(found.zones.prefix(2).map(\.name) == ["Beat 98", "Beat 34"])
    #expect(found.zones.prefix(2).allSatisfy { $0.stability > 0.9 })
    #expect(found.reasonForNone == nil)
    let engine = try GeometryEngine()
    for zone in found.zones {
      let parts = [zone.polygon] + zone.otherParts
      #expect(abs(try engine.area(of: parts) - zone.area) < 1e-3)
      let held = try engine.locate(found.incidents.points, in: [parts]).count { $0 == 0 }
      #expect(Double(held) == zone.incidents)
      #expect(try engine.locate(PlanarPoints([zone.peak]), in: [parts]) == [0])
    }
    #expect(zip(found.zones, found.zones.dropFirst()).allSatisfy { $0.incidents >= $1.incidents })
  }

  @Test func `all the beats make the area that shares are of, and the account is kept`() async throws {
    let found = try await hotspots()
    #expect(abs(found.gridArea - 1_000_000) < 1)
    // Some of the incidents stand east of every beat.
    let grid = try #require(found.provenance.steps.first { $0["step"] == "grid" })
    let outside = try #require(grid["incidents_in_no_cell"]?.double)
    #expect(outside > 0)
    #expect(found.remarks.contains("\(Int(outside)) of 400 incidents stand in none of the 99 areas"))
    #expect(found.provenance.steps.last?["contiguity"] == "each area is a zone")
  }

  @Test func `the answer is the same at 1, 2 and 8 threads`() async throws {
    let one = try await hotspots(threads: 1)
    for threads in [2, 8] {
      let other = try await hotspots(threads: threads)
      #expect(one.zones.map(\.id) == other.zones.map(\.id))
      #expect(one.zones.map(\.stability) == other.zones.map(\.stability))
      #expect(one.provenance == other.provenance)
    }
  }

  @Test func `without incidents there are no zones, and a sentence says why`() async throws {
    let cells = try PolygonCells(try layer(), in: try Fixtures.essex())
    let none = await Hotspots(
      of: LayerFixtures.incidents([(50, 50)]), theme: try theme(), in: cells, seed: 3,
      bands: Bands(threads: 1))
    #expect(none.zones.isEmpty)
    #expect(none.reasonForNone == "no zones: 1 incidents, and no area holds 5 or more of them")
  }

  @Test func `a beat of two parts is written as one feature of two`() async throws {
    // The last two squares share an edge and become one; a beat of parts that lie apart stays two.
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(0, 0), LayerFixtures.square(500, 0, side: 200)], ["code": "A"]),
      ([LayerFixtures.square(2000, 0, side: 900)], ["code": "B"]),
    ])
    let area = try Fixtures.essex()
    let cells = try PolygonCells(layer, in: area)
    let incidents = LayerFixtures.incidents((0..<9).map { (Double($0) * 10 + 5, 50) } + [(600, 100)])
    let found = await Hotspots(
      of: incidents, theme: try theme(), in: cells, seed: 3, bands: Bands(threads: 1))
    let zone = try #require(found.zones.first)
    #expect(zone.incidents == 10 && zone.otherParts.count == 1)
    // The larger part is the zone's edge, and its peak lies there.
    #expect(zone.peak.x > 570_500)
    let bytes = ZoneDocument.geoJSON(
      of: found, in: area, handling: Handling(marking: nil, isOpenData: true))
    let written = try #require(try GeoJSONFile(bytes: bytes, named: "zones").features.first?.geometry)
    #expect(written.polygons.count == 2)
  }
}
