import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// How surely a zone is found again, and what it says of its busiest place.
@Suite struct StabilityTests {
  /// A theme that keeps one zone of one cell.
  private func theme(most: Int = 1) throws -> Theme {
    let text = """
      {id: test, title: T, select: {category: [x]}, cell: "square:100", bandwidth: 100,
       cut: {area_share: 0.01}, zones: {cap_cells: 1, most: \(most), minimum_incidents: 1},
       tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-23:00"], tactics: {do: Walk, owner: T, p: prevent}}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  private func hotspots(
    _ clusters: [(count: Int, x: Double, y: Double)], weights: [Double]? = nil, most: Int = 1
  ) async throws -> Hotspots {
    try await Fixtures.hotspots(
      of: Incidents(points: Fixtures.clustered(clusters), weights: weights), theme: theme(most: most))
  }

  @Test func `one place alone is found again always`() async throws {
    #expect(try await hotspots([(5, 574_050, 205_050)]).zones.map(\.stability) == [1])
  }

  @Test func `of two equal places the first is found again half of the time`() async throws {
    let found = try await hotspots([(50, 572_050, 205_050), (50, 577_050, 205_050)])
    // 200 throws of a coin: four standard deviations are 0.14. A draw, one in 12, goes to the grid's order.
    #expect(abs(try #require(found.zones.first).stability - 0.54) < 0.14)
    let both = try await hotspots([(50, 572_050, 205_050), (50, 577_050, 205_050)], most: 2)
    #expect(both.zones.map(\.stability) == [1, 1], "where both are kept, both are found again")
  }

  @Test func `a resample draws rows and counts what they weigh`() async throws {
    // Two rows of 100 against twenty of 1: lost only where neither is drawn, (20/22)^22 = 0.123 of the time.
    let weights = [100, 100] + [Double](repeating: 1, count: 20)
    let found = try await hotspots([(2, 572_050, 205_050), (20, 577_050, 205_050)], weights: weights)
    let zone = try #require(found.zones.first)
    #expect(zone.incidents == 200)
    #expect(abs(zone.stability - 0.877) < 0.1)
  }

  @Test func `the busiest place's share is of what a zone's records weigh`() async throws {
    let points = Fixtures.clustered([(3, 574_030, 205_030), (1, 574_070, 205_070)])
    let plain = try await Fixtures.hotspots(of: Incidents(points: points), theme: theme())
    #expect(plain.zones.map(\.topLocationShare) == [0.75])
    let weighed = try await Fixtures.hotspots(
      of: Incidents(points: points, weights: [1, 1, 1, 9]), theme: theme())
    #expect(weighed.zones.map(\.topLocationShare) == [0.75])
    #expect(weighed.zones.map(\.incidents) == [12])
  }

  @Test func `too little weight for a zone is called weight`() async throws {
    let found = try await hotspots([(3, 574_050, 205_050)], weights: [0.1, 0.2, 0.3])
    #expect(found.reasonForNone?.hasSuffix("holds 1 or more of their weight") == true)
    let none = try await hotspots([])
    #expect(none.reasonForNone?.contains("none of the 0 rows read") == true)
  }
}
