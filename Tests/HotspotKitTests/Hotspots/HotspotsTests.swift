import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HotspotsTests {
  private func theme(minimum: Double = 5) throws -> Theme {
    let text = """
      {id: test, title: T, select: {category: [x]}, cell: "square:100", bandwidth: 200,
       cut: {area_share: 0.002}, zones: {cap_cells: 6, most: 5, minimum_incidents: \(minimum)},
       tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-23:00"], tactics: {do: Walk, owner: Team, p: prevent}}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  /// Two planted clusters on an even background.
  private func planted() -> [(x: Double, y: Double)] {
    Fixtures.scattered(200, x: 570_100...579_900, y: 200_100...209_900, seed: 21)
      + Fixtures.scattered(60, x: 573_000...573_200, y: 204_000...204_200, seed: 22)
      + Fixtures.scattered(40, x: 577_400...577_600, y: 207_000...207_200, seed: 23)
  }

  private func hotspots(_ points: [(x: Double, y: Double)], theme: Theme, threads: Int = 2, seed: UInt64 = 1)
    async throws -> Hotspots
  {
    let incidents = Fixtures.incidents(points)
    let grid = try Fixtures.square().grid(theme.cell, around: incidents)
    return try await Hotspots(
      of: incidents, theme: theme, on: grid, seed: seed, bands: Bands(threads: threads))
  }

  @Test func `planted clusters are found, ranked, and found again in nearly every resample`() async throws {
    let found = try await hotspots(planted(), theme: theme())
    let first = try #require(found.zones.first)
    let second = try #require(found.zones.dropFirst().first)
    #expect(abs(first.peak.x - 573_100) <= 150 && abs(first.peak.y - 204_100) <= 150)
    #expect(abs(second.peak.x - 577_500) <= 150 && abs(second.peak.y - 207_100) <= 150)
    #expect(first.tier == .primary && second.tier == .secondary)
    #expect(first.stability > 0.95 && second.stability > 0.95)
    #expect(found.reasonForNone == nil)
  }

  @Test func `a zone's facts agree with its cells`() async throws {
    let found = try await hotspots(planted(), theme: theme())
    for (index, zone) in found.zones.enumerated() {
      #expect(zone.rank == index + 1)
      #expect(zone.area == Double(zone.cells.count) * 10_000)
      #expect(zone.cells.count <= 6)
      let engine = try GeometryEngine()
      #expect(abs(try engine.area(of: [zone.polygon]) - zone.area) < 1e-6)
      let inside = try engine.locate(found.incidents.points, in: [[zone.polygon]]).count { $0 == 0 }
      #expect(Double(inside) == zone.incidents)
      #expect(zone.topLocationShare > 0 && zone.topLocationShare <= 1)
    }
    #expect(zip(found.zones, found.zones.dropFirst()).allSatisfy { $0.incidents >= $1.incidents })
  }

  @Test func `even ground gives zones that are not found again`() async throws {
    let points = Fixtures.scattered(400, x: 570_100...579_900, y: 200_100...209_900, seed: 31)
    let found = try await hotspots(points, theme: theme(minimum: 1))
    let mean = found.zones.reduce(0) { $0 + $1.stability } / Double(found.zones.count)
    #expect(mean < 0.8)
  }

  @Test func `threads change nothing and the seed changes only the stability`() async throws {
    let one = try await hotspots(planted(), theme: theme(), threads: 1)
    let many = try await hotspots(planted(), theme: theme(), threads: 8)
    let other = try await hotspots(planted(), theme: theme(), seed: 99)
    #expect(one.zones.map(\.stability) == many.zones.map(\.stability))
    #expect(one.provenance == many.provenance)
    #expect(one.zones.map(\.id) == other.zones.map(\.id))
    #expect(one.zones.map(\.cells) == other.zones.map(\.cells))
  }

  @Test func `nothing above the bar is an answer with its reason`() async throws {
    let sparse = try await hotspots([(573_000, 204_000)], theme: theme())
    #expect(sparse.zones.isEmpty)
    #expect(
      try #require(sparse.reasonForNone).contains("1 incidents, and no patch of at most 6 cells holds 5"))
    let none = try await hotspots([], theme: theme())
    #expect(try #require(none.reasonForNone).contains("none of the 0 rows read"))
  }

  @Test func `a kind of place never names a zone and neither do two records`() {
    #expect(!PlaceLabel("On or near Parking Area").isPlace)
    #expect(!PlaceLabel("On or near").isPlace)
    #expect(!PlaceLabel("On or near ").isPlace)
    #expect(!PlaceLabel("No Location").isPlace)
    #expect(!PlaceLabel("On or near Chelmsford Police Station").isPlace)
    #expect(PlaceLabel("On or near High Street").isPlace)
    #expect(PlaceLabel("On or near High Street").text == "High Street")
    let grid = try? Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(500_050, 200_050)]))
    let points = PlanarPoints(
      xs: [Double](repeating: 500_050, count: 9), ys: [Double](repeating: 200_050, count: 9))
    let names = ["On or near Supermarket", "On or near Quay Road", "On or near Mill Lane"]
    for (place, expected) in [
      ([0, 0, 0, 0, 0, 0, 1, 1, 1] as [UInt32], "Quay Road" as String?), ([0, 0, 0, 0, 0, 1, 1, 2, 2], nil),
      ([1, 1, 1, 1, 2, 2, 2, 2, 0], "Mill Lane"),
    ] {
      let incidents = Incidents(points: points, place: place, placeNames: names)
      let patch = ZoneCutter.Patch(cells: [0], incidents: 9, height: 1)
      #expect(grid.map { ZonePortraits(of: [patch], incidents: incidents, on: $0).names } == [expected])
    }
  }
}
