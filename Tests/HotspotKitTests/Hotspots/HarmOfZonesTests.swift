import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Zones whose incidents have a harm.
@Suite struct HarmOfZonesTests {
  /// Six thefts in one cell, three robberies in another, one rape in a third; cells of 100 m, two incidents at least.
  private func incidents(_ weighting: Weighting, harm: HarmTable?) throws -> Incidents {
    let folder = ScratchFolder()
    let kinds = [("Shoplifting", 6, 574_050), ("Robbery", 3, 575_050), ("Rape", 1, 576_050)]
    let rows = kinds.flatMap { kind, count, east in
      (0..<count).map { "2024-03-\(CivilTime.padded($0 + 1))T20:00,\(kind),\(east),205050" }
    }
    let file = folder.file("a.csv", (["date,category,easting,northing"] + rows).joined(separator: "\n"))
    return try IncidentTable(files: [file]).incidents(
      matching: Selection(weighting: weighting, harm: harm), system: .britishNationalGrid,
      in: try Fixtures.square(), sources: Provenance())
  }

  private func hotspots(_ weighting: Weighting, harm: HarmTable? = nil) async throws -> Hotspots {
    try await Fixtures.hotspots(
      of: try incidents(weighting, harm: try harm ?? HarmTable.shipped(.cchi)), theme: Fixtures.theme())
  }

  private func properties(_ hotspots: Hotspots) -> [JSONObject] {
    hotspots.zones.map { ZoneDocument.properties(of: $0, in: hotspots, plane: .britishNationalGrid) }
  }

  @Test func `counts rank zones by counts, and harm stands beside them`() async throws {
    let zones = properties(try await hotspots(.count))
    #expect(zones.map { $0["incidents"]?.double } == [6, 3])
    #expect(zones.map { $0["harm"]?.double } == [6, 1095])
    #expect(
      zones[0]["harm_by"]?.text?.hasPrefix(
        "days of imprisonment, Cambridge Crime Harm Index 2026 (second-hand") == true)
    // 6 + 3·365 + 2555 days in all.
    #expect(zones[1]["share_of_harm"]?.double == (1095 / 3656.0 * 10_000).rounded() / 10_000)
  }

  @Test func `harm ranks zones by harm, numbers incidents all the same, and one grave offence makes no zone`()
    async throws
  {
    let found = try await hotspots(.harm)
    let zones = properties(found)
    #expect(zones.map { $0["incidents"]?.double } == [3, 6])
    #expect(zones.map { $0["harm"]?.double } == [1095, 6])
    #expect(zones.map { $0["top_location_share"]?.double } == [1, 1])
    #expect(
      zones[0]["reasons"]?.text?.hasPrefix("3 of 10 incidents from 2024-03-01 to 2024-03-06 (30 %)") == true)
    #expect(zones[0]["reasons"]?.text?.contains("; 30 % of the harm; found again") == true)
    #expect(found.zones.map(\.incidents) == [1095, 6] && found.zones.map(\.records) == [3, 6])
  }

  @Test func `areas of a file are ranked by harm and chosen by how many incidents they hold`() async throws {
    let incidents = try incidents(.harm, harm: try HarmTable.shipped(.cchi))
    let area = try Fixtures.square()
    let layer = try LayerFixtures.areas(
      [4, 5, 6].map { ([LayerFixtures.square($0 * 1000, 5000)], ["code": .string("A\(Int($0))")]) })
    let theme = try Fixtures.theme()
    let found = await Hotspots(
      of: incidents, theme: theme, in: try PolygonCells(layer, in: area), seed: 1, bands: Bands(threads: 1))
    // The area of one rape is under the theme's two incidents; the cut takes one area of the other two.
    #expect(found.zones.map(\.id) == ["test-A5"])
    #expect(found.zones[0].records == 3 && found.zones[0].harm == 1095)
  }

  @Test func `what has no value is null, not nought`() async throws {
    let folder = ScratchFolder()
    let table = try HarmTable(path: folder.file("t.csv", "offence,value\nArson,1\n"))
    let none = properties(try await hotspots(.count, harm: table))
    #expect(
      none.allSatisfy { $0["harm"] == .null && $0["share_of_harm"] == .null && $0["harm_by"] == .null })
  }

  @Test func `a plan expects harm as it expects incidents, and shares minutes by what counts`() async throws {
    let shift = try Shift("2024-03-22T18:00/2024-03-23T02:00")
    for (weighting, measure) in [(Weighting.count, "incidents"), (.harm, "harm")] {
      let plan = try PatrolPlanner(units: 1, shift: shift).plan(for: try await hotspots(weighting))
      let robberies = try #require(plan.hotspots.zones.first { $0.records == 3 })
      let facts = PlanFacts.properties(of: robberies, in: plan)
      let (incidents, harm) = (facts["expected_incidents"]?.double, facts["expected_harm"]?.double)
      #expect(abs((harm ?? 0) - 365 * (incidents ?? 0)) < 1e-3 && incidents ?? 0 > 0)
      #expect(plan.provenance.steps.last?["minutes_in_proportion_to"]?.text == measure)
      #expect(plan.caveats.contains { $0.contains("second-hand") } == (weighting == .harm))
    }
  }
}
