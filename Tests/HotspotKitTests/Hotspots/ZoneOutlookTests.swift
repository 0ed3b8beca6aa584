import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ZoneOutlookTests {
  private let start = PastFixtures.newYear

  /// Days of incidents, two a day at the first place and one a day at the second, and others.
  private func steady(
    days: Int = 50, also others: [(x: Double, y: Double, day: Int)] = []
  ) -> [(x: Double, y: Double, day: Int)] {
    var rows = others
    for day in 0..<days {
      rows.append((572_050, 205_050, day))
      rows.append((572_050, 205_050, day))
      rows.append((577_050, 205_050, day))
    }
    return rows
  }

  private func outlook(
    _ rows: [(x: Double, y: Double, day: Int)], by method: ForecastMethod = .counts
  ) async throws -> (ZoneOutlook, Grid, Incidents) {
    let area = try Fixtures.square()
    let incidents = PastFixtures.incidents(rows)
    let grid = try area.grid(.square(side: 100), around: incidents)
    let history = try History(of: incidents, in: ForecastCells(grid))
    let found = try await ZoneOutlook(
      of: history, by: method, rule: Fixtures.theme().rule, bands: Bands(threads: 1))
    return (found, grid, incidents)
  }

  @Test func `zones of one cell each that hold all incidents caught as many times even ground as sums say`()
    async throws
  {
    let (found, _, _) = try await outlook(steady())
    // A fortnight fits once into the last half of fifty days.
    #expect(found.windows.count == 1 && found.incidents == 42)
    #expect(found.windows[0].test == start + 36..<start + 50 && found.windows[0].learn == start..<start + 36)
    // Ten thousand cells: two thirds of the incidents in the first, a third in the second.
    #expect(abs(try #require(found.byRank[0].pai) - 10_000 * 2 / 3) < 1e-6)
    #expect(abs(try #require(found.byRank[1].pai) - 10_000 / 3) < 1e-6)
    #expect(abs(try #require(found.all.pai) - 5000) < 1e-6 && found.all.interval == nil)
    #expect(found.byRank[2].pai == nil)
    #expect(found.days == start + 50..<start + 64)
  }

  @Test
  func `where incidents count for their harm, a zone of the past needs as many of them as one of today`()
    async throws
  {
    // One grave offence early on and one in the window to come, at a place of its own.
    let rows = steady(also: [(573_050, 203_050, 5), (573_050, 203_050, 40)])
    let harm = rows.map { $0.x == 573_050 ? 9000.0 : 2 }
    let area = try Fixtures.square()
    var incidents = PastFixtures.incidents(rows, weights: harm)
    let grid = try area.grid(.square(side: 100), around: incidents)
    func outlook() async throws -> ZoneOutlook {
      try await ZoneOutlook(
        of: try History(of: incidents, in: ForecastCells(grid)), by: .counts, rule: Fixtures.theme().rule,
        bands: Bands(threads: 1))
    }
    // As a weight that a record gives it makes a zone and catches the second; as harm it is one offence, too few.
    let weighed = try await outlook()
    #expect(weighed.byRank[0].hits == 9000 && weighed.all.hits == 9084)
    incidents.harm = HarmValues(
      values: harm, table: "T", unit: "days", isWeight: true, account: .init(), facts: [:])
    let harmed = try await outlook()
    #expect(harmed.all.hits == 84 && harmed.incidents == 9084)
  }

  @Test func `a week expects seven days of what was`() async throws {
    let (found, grid, _) = try await outlook(steady())
    let cell = try #require(grid.cell(holding: PlanarPoint(x: 572_050, y: 205_050)))
    #expect(abs(found.perWeek(in: [cell]) - 14) < 1e-9)
    #expect(abs(found.perWeek.reduce(0, +) - 21) < 1e-9)
  }

  @Test func `what zones caught was not known when they were drawn`() async throws {
    // The hot place moves in the last fortnight: nothing is caught there.
    var later: [(x: Double, y: Double, day: Int)] = []
    for day in 36..<50 { for _ in 0..<3 { later.append((573_050, 203_050, day)) } }
    let moved = steady(days: 36, also: later)
    let (found, grid, incidents) = try await outlook(moved)
    #expect(found.all.hits == 0 && found.all.pai == 0 && found.incidents == 42)
    // And yet today's zones know the new place.
    let hotspots = try await Hotspots(
      of: incidents, theme: Fixtures.theme(), on: grid, outlook: found, seed: 1, bands: Bands(threads: 1))
    #expect(hotspots.zones.contains { $0.peak == PlanarPoint(x: 573_050, y: 203_050) })
  }

  @Test func `zones are ranked by what is expected, and the document says so`() async throws {
    // The third place has more incidents than the second, long ago.
    let old = (0..<90).map { _ in (x: 573_050.0, y: 203_050.0, day: 0) }
    let (found, grid, incidents) = try await outlook(
      steady(days: 60, also: old), by: .decayed(halfLife: 5))
    let hotspots = try await Hotspots(
      of: incidents, theme: Fixtures.theme(), on: grid, outlook: found, seed: 1, bands: Bands(threads: 1))
    #expect(hotspots.zones.map(\.incidents).prefix(3) == [120, 60, 90])
    #expect(hotspots.zones[0].peak.x == 572_050 && hotspots.zones[1].peak.x == 577_050)
    let facts = OutlookFacts.properties(of: hotspots.zones[0], in: hotspots)
    #expect(facts["expected_per_week"]?.double ?? 0 > 13 && facts["pai"]?.double ?? 0 > 1000)
    #expect(facts["pai_low"] != nil && facts["overlap_theme"] == nil)
    #expect(OutlookFacts.members(of: hotspots)["forecast"]?["method"] == "decayed")
    #expect(hotspots.outlookSentences.contains { $0.contains("times what even ground would") })
    #expect(hotspots.provenance.steps.contains { $0["step"] == "forecast" })
    let area = try Fixtures.square()
    let plain = try await Hotspots(
      of: incidents, theme: Fixtures.theme(), on: grid, seed: 1, bands: Bands(threads: 1))
    let properties = ZoneDocument.properties(of: plain.zones[0], in: plain, plane: area.plane)
    #expect(properties["pai"] == .null && properties["pai_low"] == nil && plain.outlookSentences.isEmpty)
    // Without a forecast the most incidents come first.
    #expect(plain.zones.map(\.incidents).prefix(3) == [120, 90, 60])
  }

  @Test func `a plan takes its expected incidents and its minutes from the forecast`() async throws {
    let old = (0..<200).map { _ in (x: 577_050.0, y: 205_050.0, day: 0) }
    let (found, grid, incidents) = try await outlook(steady(also: old), by: .decayed(halfLife: 5))
    let hotspots = try await Hotspots(
      of: incidents, theme: Fixtures.theme(), on: grid, outlook: found, seed: 1, bands: Bands(threads: 1))
    // The last record is of 2019-02-19; a Friday night after it.
    let plan = try PatrolPlanner(units: 1, shift: Shift("2019-02-22T18:00/2019-02-23T02:00")).plan(
      for: hotspots)
    let zone = hotspots.zones[0]
    #expect(zone.peak.x == 572_050 && zone.incidents == 100)
    let expected = try #require(plan.expectedIncidents(in: zone))
    #expect(abs(expected - found.perWeek(in: zone.cells) * 8 / 168) < 1e-12)
    // Twice as much is expected of the first, though the second holds more than twice its records.
    #expect(hotspots.zones[1].incidents == 250)
    #expect(hotspots.demand(of: zone) > 1.9 * hotspots.demand(of: hotspots.zones[1]))
    #expect(plan.provenance.steps.last?["expected_incidents"]?.text?.hasPrefix("forecast by decayed") == true)
  }

  @Test func `records too short for a window have a forecast and no index`() async throws {
    let (found, _, _) = try await outlook(steady(days: 6))
    #expect(found.windows.isEmpty && found.all.pai == nil && found.byRank.allSatisfy { $0.pai == nil })
    #expect(found.perWeek.reduce(0, +) > 20)
  }

  @Test func `areas are held against what came after as they are chosen`() async throws {
    let layer = try LayerFixtures.areas(
      (0..<10).map { ([LayerFixtures.square(Double($0) * 100, 0)], ["code": .string("a\($0)")]) },
      property: "code")
    let areas = try PolygonCells(layer, in: try Fixtures.essex())
    let rows = (0..<60).map { (x: 570_000 + ($0 % 3 == 0 ? 650.0 : 250), y: 200_050.0, day: $0) }
    let incidents = PastFixtures.incidents(rows)
    let found = try await ZoneOutlook(
      of: try History(of: incidents, in: ForecastCells(areas)), by: .auto, rule: Fixtures.theme().rule,
      bands: Bands(threads: 1))
    let hotspots = await Hotspots(
      of: incidents, theme: try Fixtures.theme(), in: areas, outlook: found, seed: 1, bands: Bands(threads: 1)
    )
    #expect(hotspots.zones.map(\.incidents) == [40])
    // Two thirds of the incidents on a tenth of the ground.
    #expect(abs(try #require(found.byRank[0].pai) - 20.0 / 3) < 0.8)
    let week = try #require(
      OutlookFacts.properties(of: hotspots.zones[0], in: hotspots)["expected_per_week"]?.double)
    #expect(week > 3 && week < 6)
  }
}

@Suite struct ThemeOverlapTests {
  private func overlap(
    _ own: [(count: Int, x: Double, y: Double)], _ other: [(count: Int, x: Double, y: Double)]
  ) async throws -> (ThemeOverlap, Hotspots) {
    let area = try Fixtures.square()
    let theme = try Fixtures.theme()
    let incidents = Incidents(points: Fixtures.clustered(own))
    let grid = try area.grid(theme.cell, around: incidents)
    let density = try await RefinedDensity(
      try KernelDensity(bandwidth: theme.bandwidth), of: incidents, within: nil, bands: Bands(threads: 1))
    let found = try await ThemeOverlap(
      of: incidents, density: density, with: Incidents(points: Fixtures.clustered(other)),
      theme: Fixtures.theme(id: "other"), on: grid, bands: Bands(threads: 1))
    return (
      found,
      try await Hotspots(
        of: incidents, theme: theme, on: grid, density: density, overlap: found, seed: 1,
        bands: Bands(threads: 1))
    )
  }

  @Test func `themes that lie alike have all in common, and those that never meet nothing`() async throws {
    let places = [(6, 572_050.0, 205_050.0), (3, 577_050, 205_050)].map { (count: $0.0, x: $0.1, y: $0.2) }
    let (same, zones) = try await overlap(places, places.map { (count: $0.count * 2, x: $0.x, y: $0.y) })
    #expect(abs(same.coefficient - 1) < 1e-12 && zones.zones.map(\.incidents) == [6, 3])
    #expect(same.inBoth == 9 && same.caveats.first?.hasPrefix("9 incidents are of both themes") == true)
    let (apart, none) = try await overlap(places, [(8, 574_050, 201_050)])
    #expect(apart.coefficient == 0 && none.zones.isEmpty && none.reasonForNone != nil && apart.inBoth == 0)
  }

  @Test func `a zone is where both are hot and says what each holds`() async throws {
    // The first theme's hottest place has nothing of the other.
    let (found, hotspots) = try await overlap(
      [(50, 572_050, 205_050), (6, 577_050, 205_050)], [(4, 577_050, 205_050), (40, 573_050, 202_050)])
    #expect(hotspots.zones.map(\.peak.x) == [577_050])
    let facts = OutlookFacts.properties(of: hotspots.zones[0], in: hotspots)
    #expect(facts["overlap_theme"] == "other" && facts["overlap_incidents"]?.double == 4)
    #expect(hotspots.zones[0].incidents == 6 && hotspots.zones[0].stability > 0.9)
    // 6 of 56 beside 4 of 44.
    #expect(abs(found.coefficient - 4.0 / 44) < 1e-9)
    #expect(OutlookFacts.reason(for: hotspots.zones[0], in: hotspots) == "; and 4 of other")
    #expect(hotspots.provenance.steps.contains { $0["step"] == "overlap" })
  }

  @Test func `a zone holds the fewest incidents of either theme`() async throws {
    let (_, hotspots) = try await overlap(
      [(50, 572_050, 205_050), (6, 577_050, 205_050)], [(1, 577_050, 205_050), (4, 572_050, 205_050)])
    #expect(hotspots.zones.map(\.peak.x) == [572_050])
  }

  @Test func `nothing to overlap with is told`() async throws {
    await #expect(throws: HotspotError.self) { try await self.overlap([(5, 572_050, 205_050)], []) }
  }
}
