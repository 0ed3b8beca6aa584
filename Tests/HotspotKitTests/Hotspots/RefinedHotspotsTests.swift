import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Zones cut from a density that is corrected at the edge of the area or adapts, and how they are found again.
@Suite struct RefinedHotspotsTests {
  private let two = Bands(threads: 2)

  /// A theme on cells of 100 m.
  private func theme(share: Double, cap: Int = 1, most: Int = 1, bandwidth: Double = 300) throws -> Theme {
    let text = """
      {id: test, title: T, select: {category: [x]}, cell: "square:100", bandwidth: \(bandwidth),
       cut: {area_share: \(share)}, zones: {cap_cells: \(cap), most: \(most), minimum_incidents: 1},
       tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-23:00"], tactics: {do: Walk, owner: T, p: prevent}}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  /// Hotspots in the square of 10 km, whose edges are those of cells.
  private func hotspots(
    _ incidents: Incidents, theme: Theme, edge: EdgeCorrection = .none, isAdaptive: Bool = false,
    threads: Int = 2
  ) async throws -> (found: Hotspots, surface: Surface) {
    let area = try Fixtures.square()
    let outline = area.outline
    let grid = try area.grid(theme.cell, around: incidents)
    let bands = Bands(threads: threads)
    let density = try await RefinedDensity(
      try KernelDensity(bandwidth: theme.bandwidth), edge: edge, isAdaptive: isAdaptive, of: incidents,
      within: outline, bands: bands)
    return (
      try await Hotspots(of: incidents, theme: theme, on: grid, density: density, seed: 1, bands: bands),
      try await density.surface(on: grid, bands: bands)
    )
  }

  /// Crowds of about equal size, far from one another, of which eight are cut in half by the area's western and southern edge.
  private func crowds(seed: UInt64) -> Incidents {
    var random = SeededRandom(seed: seed)
    var points: [(x: Double, y: Double)] = []
    for crowd in 0..<12 {
      let along = Double(crowd / 3) * 1800 + random.unit() * 600
      let middle =
        switch crowd % 3 {
        case 0: (x: 570_000.0, y: 202_500 + along)
        case 1: (x: 572_500 + along, y: 200_000.0)
        default: (x: 572_500 + along, y: 202_500 + along)
        }
      let size = 30 + random.below(10)
      var met = 0
      while met < size {
        let (dx, dy) = (random.unit() - 0.5, random.unit() - 0.5)
        let place = (x: middle.x + dx * 500, y: middle.y + dy * 500)
        guard place.x > 570_000, place.y > 200_000 else { continue }
        points.append(place)
        met += 1
      }
    }
    return Fixtures.incidents(points)
  }

  private func distance(_ place: PlanarPoint) -> Double {
    min(place.x - 570_000, 580_000 - place.x, place.y - 200_000, 210_000 - place.y)
  }

  @Test(arguments: 1...12)
  func `with --edge uniform no zone at the edge falls behind one away from it, where the density is the same`(
    seed: UInt64
  ) async throws {
    let incidents = crowds(seed: seed)
    let theme = try theme(share: 0.006, cap: 25, most: 12)
    let (plain, before) = try await hotspots(incidents, theme: theme)
    let (corrected, after) = try await hotspots(incidents, theme: theme, edge: .uniform)
    for cell in before.values.indices {
      if distance(before.grid.centre(of: cell)) >= 300 {
        #expect(after.values[cell] == before.values[cell])
      } else {
        #expect(after.values[cell] >= before.values[cell])
      }
    }
    func isAtTheEdge(_ zone: Zone) -> Bool {
      zone.cells.contains { distance(before.grid.centre(of: $0)) < 300 }
    }
    // Zones at the edge may overtake one another; none falls behind one that nothing was made good for.
    func ahead(of zone: Zone, in hotspots: Hotspots) -> Int {
      hotspots.zones.prefix { $0.rank < zone.rank }.count { !isAtTheEdge($0) }
    }
    let atTheEdge = plain.zones.filter(isAtTheEdge)
    #expect(atTheEdge.count > 4)
    for zone in atTheEdge {
      let cells = Set(zone.cells)
      let again = try #require(corrected.zones.first { !cells.isDisjoint(with: $0.cells) })
      #expect(ahead(of: again, in: corrected) <= ahead(of: zone, in: plain), "zone \(zone.id)")
    }
    func cells(_ hotspots: Hotspots) -> Int {
      hotspots.zones.flatMap(\.cells).count { distance(before.grid.centre(of: $0)) < 300 }
    }
    #expect(cells(corrected) > cells(plain))
    #expect(corrected.provenance.steps.contains { $0["edge_correction"] == "uniform" })
    #expect(corrected.provenance.steps.last?["resampled_with"] != nil)
    #expect(plain.provenance.steps.last?["resampled_with"] == nil)
  }

  @Test func `resamples are divided by what lies inside as the density is`() async throws {
    // Beside the line between the first and the second column of cells, the second a little ahead by records alone.
    let incidents = Incidents(points: Fixtures.clustered([(21, 570_102, 205_050), (19, 570_098, 205_050)]))
    let theme = try theme(share: 0.0001)
    let plain = try await hotspots(incidents, theme: theme).found.zones
    #expect(plain.map(\.peak.x) == [570_150] && plain[0].stability < 0.8)
    // In the first column less of a kernel lies inside, so that it is ahead whatever rows are drawn.
    let corrected = try await hotspots(incidents, theme: theme, edge: .uniform).found.zones
    #expect(corrected.map(\.peak.x) == [570_050] && corrected[0].stability == 1)
  }

  @Test func `resamples make incidents whole at the edge as the density does`() async throws {
    let incidents = Incidents(points: Fixtures.clustered([(45, 570_050, 205_050), (55, 575_050, 205_050)]))
    let theme = try theme(share: 0.0001)
    #expect(try await hotspots(incidents, theme: theme).found.zones.map(\.peak.x) == [575_050])
    let corrected = try await hotspots(incidents, theme: theme, edge: .jonesDiggle).found.zones
    // Found without the correction where 50 of a hundred rows are drawn of 45: one time in six.
    #expect(corrected.map(\.peak.x) == [570_050] && corrected[0].stability > 0.8)
  }

  @Test func `resamples spread each place as far as all records have it`() async throws {
    let incidents = Incidents(points: Fixtures.clustered([(55, 572_050, 205_050), (45, 577_050, 205_050)]))
    let theme = try theme(share: 0.0001)
    let plain = try await hotspots(incidents, theme: theme).found.zones
    let adaptive = try await hotspots(incidents, theme: theme, isAdaptive: true).found.zones
    #expect(plain.map(\.peak.x) == [572_050] && adaptive.map(\.peak.x) == [572_050])
    // 51 of a hundred rows drawn of 55, and 46 where each counts 55/45 times as high.
    #expect(abs(plain[0].stability - 0.84) < 0.08 && adaptive[0].stability > 0.94)
  }

  @Test(arguments: [(EdgeCorrection.uniform, false), (.jonesDiggle, true), (.none, true)])
  func `any number of threads finds the same zones, as surely`(edge: EdgeCorrection, isAdaptive: Bool)
    async throws
  {
    let incidents = crowds(seed: 3)
    let theme = try theme(share: 0.006, cap: 25, most: 12)
    let one = try await hotspots(incidents, theme: theme, edge: edge, isAdaptive: isAdaptive, threads: 1)
      .found
    let eight = try await hotspots(incidents, theme: theme, edge: edge, isAdaptive: isAdaptive, threads: 8)
      .found
    #expect(one.zones.map(\.cells) == eight.zones.map(\.cells) && one.zones.count > 5)
    #expect(one.zones.map(\.stability) == eight.zones.map(\.stability))
    #expect(one.provenance == eight.provenance)
  }

  @Test func `a theme held against itself overlaps wholly, however both are refined`() async throws {
    let incidents = crowds(seed: 5)
    let theme = try theme(share: 0.006, cap: 25, most: 12)
    let area = try Fixtures.square()
    let outline = area.outline
    let grid = try area.grid(theme.cell, around: incidents)
    for (edge, isAdaptive) in [(EdgeCorrection.uniform, false), (.jonesDiggle, true)] {
      let density = try await RefinedDensity(
        try KernelDensity(bandwidth: theme.bandwidth), edge: edge, isAdaptive: isAdaptive, of: incidents,
        within: outline, bands: two)
      let overlap = try await ThemeOverlap(
        of: incidents, density: density, with: incidents, theme: theme, on: grid, bands: two)
      #expect(abs(overlap.coefficient - 1) < 1e-12)
    }
  }

  @Test func `without incidents there are no zones, however it is refined`() async throws {
    for (edge, isAdaptive) in [(EdgeCorrection.uniform, false), (.jonesDiggle, true)] {
      let found = try await hotspots(
        Incidents(points: PlanarPoints([])), theme: try theme(share: 0.01), edge: edge, isAdaptive: isAdaptive
      )
      #expect(found.found.zones.isEmpty && found.found.reasonForNone != nil)
    }
  }

  @Test func `a bandwidth that adapts and reaches too far to resample is refused by what it reaches`()
    async throws
  {
    // Half of all places far from the others: their bandwidths are longer than the pilot's.
    let near = Fixtures.scattered(600, x: 575_000...575_100, y: 205_000...205_100, seed: 51)
    let far = Fixtures.scattered(600, x: 570_000...580_000, y: 200_000...210_000, seed: 52)
    let incidents = Fixtures.incidents(near + far)
    let grid = try Fixtures.square().grid(.square(side: 20), around: incidents)
    func require(isAdaptive: Bool) async throws {
      let density = try await RefinedDensity(
        try KernelDensity(bandwidth: 2000), isAdaptive: isAdaptive, of: incidents, within: nil, bands: two)
      try Stability.require(density, for: incidents, on: grid)
    }
    try await require(isAdaptive: false)
    await #expect {
      try await require(isAdaptive: true)
    } throws: { "\($0)".contains("cells of square:20 from each of 1200 places: too many to resample") }
  }
}
