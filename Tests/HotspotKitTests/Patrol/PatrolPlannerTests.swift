import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PatrolPlannerTests {
  private static let friday = "2019-03-01T18:00/2019-03-02T02:00"

  /// Hotspots with one zone per cluster of so many incidents at a place.
  private func hotspots(
    _ clusters: [(count: Int, x: Double, y: Double)], windows: String = "Fri 18:00-Sat 02:00"
  ) async throws -> Hotspots {
    let text = """
      {id: test, title: T, select: {category: [x]}, cell: "square:100", bandwidth: 100,
       cut: {area_share: 0.01}, zones: {cap_cells: 1, most: 50, minimum_incidents: 2},
       tiers: {primary: 1, secondary: 1}, windows: ["\(windows)"], tactics: {do: Walk, owner: Team, p: prevent}}
      """
    let theme = try ThemeReader(naming: "test").theme(from: text)
    let points = clusters.flatMap { cluster in
      (0..<cluster.count).map { _ in (x: cluster.x, y: cluster.y) }
    }
    let incidents = Fixtures.incidents(points)
    let grid = try Fixtures.square().grid(theme.cell, around: incidents)
    return try await Hotspots(of: incidents, theme: theme, on: grid, seed: 1, bands: Bands(threads: 1))
  }

  private func plan(
    _ hotspots: Hotspots, units: Int = 2, shift: String = friday, base: PlanarPoint? = nil
  ) throws -> PatrolPlan {
    try PatrolPlanner(units: units, shift: try Shift(shift), base: base).plan(for: hotspots)
  }

  private static let clusters: [(count: Int, x: Double, y: Double)] = [
    (40, 572_050, 202_050), (20, 573_050, 203_050), (10, 577_050, 207_050), (10, 578_050, 202_050),
  ]

  @Test func `visits keep to the shift, to 10–16 minutes, and to the smallest gap`() async throws {
    let plan = try plan(await hotspots(Self.clusters))
    #expect(plan.visits.count > 10)
    #expect(plan.unplaced.allSatisfy { $0 == 0 })
    for visit in plan.visits {
      #expect(visit.arrive >= plan.planner.shift.start && visit.depart <= plan.planner.shift.end)
      #expect(PatrolPlanner.visitMinutes.contains(visit.depart - visit.arrive))
    }
    for zone in plan.hotspots.zones.indices {
      let starts = plan.visits.filter { $0.zone == zone }.map(\.arrive).sorted()
      #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= PatrolPlanner.smallestGap })
    }
  }

  @Test func `a unit is in one place at a time and has time to travel`() async throws {
    let plan = try plan(await hotspots(Self.clusters), units: 3)
    for unit in 0..<3 {
      let tour = plan.tour(of: unit)
      for (one, next) in zip(tour, tour.dropFirst()) {
        let zones = plan.hotspots.zones
        let travel = plan.planner.travel.minutes(from: zones[one.zone].peak, to: zones[next.zone].peak)
        #expect(next.arrive >= one.depart + travel)
      }
    }
  }

  @Test func `minutes are in proportion to what a zone holds`() async throws {
    // Far more demand than the smallest gap binds: one unit, four zones of 4, 2, 1 and 1 parts.
    let plan = try plan(await hotspots(Self.clusters), units: 1)
    let minutes = plan.hotspots.zones.indices.map { zone in
      plan.visits.filter { $0.zone == zone }.reduce(0) { $0 + $1.depart - $1.arrive }
    }
    let total = Double(minutes.reduce(0, +))
    for (zone, share) in zip(minutes, [0.5, 0.25, 0.125, 0.125]) {
      // A zone's minutes come in visits of 10 to 16: half a visit is the rounding.
      #expect(abs(Double(zone) - share * total) <= 16)
    }
  }

  @Test func `with a base every unit is back before the shift ends`() async throws {
    let base = PlanarPoint(x: 575_000, y: 205_000)
    let plan = try plan(await hotspots(Self.clusters), base: base)
    #expect(!plan.visits.isEmpty)
    for unit in 0..<2 {
      guard let last = plan.tour(of: unit).last, let first = plan.tour(of: unit).first else { continue }
      let zones = plan.hotspots.zones
      let back = plan.planner.travel.minutes(from: zones[last.zone].peak, to: base)
      #expect(last.depart + back <= plan.planner.shift.end)
      let out = plan.planner.travel.minutes(from: base, to: zones[first.zone].peak)
      #expect(first.arrive >= plan.planner.shift.start + out)
    }
  }

  @Test func `without a base the first unit starts in the first zone and the next far from it`() async throws
  {
    let plan = try plan(await hotspots(Self.clusters))
    #expect(plan.tour(of: 0).first?.zone == 0)
    #expect(plan.tour(of: 0).first?.arrive == plan.planner.shift.start)
    let second = try #require(plan.tour(of: 1).first)
    #expect(second.zone >= 2)
  }

  @Test func `a shift outside the windows has no visits and says so`() async throws {
    let plan = try plan(
      await hotspots(Self.clusters), shift: "2019-03-03T06:00/2019-03-03T14:00")
    #expect(plan.visits.isEmpty)
    #expect(plan.notFitBecause.contains { $0.contains("outside the hot windows") })
  }

  @Test func `no zones is a plan without visits`() async throws {
    let plan = try plan(await hotspots([]))
    #expect(plan.visits.isEmpty)
    #expect(plan.notFitBecause.contains("there are no zones"))
  }

  @Test(arguments: [0, -1, 501])
  func `units are 1 to 500`(units: Int) throws {
    let shift = try Shift(Self.friday)
    #expect(throws: HotspotError.self) { try PatrolPlanner(units: units, shift: shift) }
  }

  @Test func `travel is the straight line, lengthened, at a steady speed, rounded up`() {
    let model = TravelModel(speed: 30, detour: 1.3)
    // 1000 m × 1.3 at 500 m a minute is 2.6 minutes.
    #expect(model.minutes(from: PlanarPoint(x: 0, y: 0), to: PlanarPoint(x: 600, y: 800)) == 3)
    #expect(model.minutes(from: PlanarPoint(x: 5, y: 5), to: PlanarPoint(x: 5, y: 5)) == 0)
  }
}

/// Tours on terms written by hand.
@Suite struct ToursTests {
  /// Places along a line, in metres; a unit makes 500 m a minute of straight line.
  private func tours(
    _ places: [Double], wanted: [Int], minutes: Int = 10, starts: [Double] = [0], base: Double? = nil,
    open: [[Range<Int>]]? = nil, gap: Int = 45, shift: Range<Int> = 0..<480
  ) -> Tours {
    let terms = Tours.Terms(
      places: places.map { PlanarPoint(x: $0, y: 0) }, starts: starts.map { PlanarPoint(x: $0, y: 0) },
      base: base.map { PlanarPoint(x: $0, y: 0) }, open: open ?? places.map { _ in [shift] }, shift: shift,
      smallestGap: gap, travel: TravelModel(speed: 30, detour: 1))
    return Tours(wanted: wanted, minutes: places.map { _ in minutes }, terms: terms)
  }

  private func text(_ tours: Tours) -> [String] {
    tours.visits.map { "U\($0.unit + 1) \($0.zone) \($0.arrive)-\($0.depart)" }
  }

  @Test func `the nearest comes first, and the gap between two visits to one place is kept`() {
    // 1 km is two minutes: there at 2, on to 5 km (8 minutes) and back for the second visit not before 47.
    #expect(text(tours([5000, 1000], wanted: [1, 2])) == ["U1 1 2-12", "U1 0 20-30", "U1 1 47-57"])
  }

  @Test func `the unit that is free first takes the next visit, and visits stand by when they begin`() {
    // The second unit has 9 km to go: it is asked before the first is free again, and begins later.
    let found = tours([0, 20_000], wanted: [2, 1], starts: [0, 11_000], gap: 15)
    #expect(text(found) == ["U1 0 0-10", "U1 0 15-25", "U2 1 18-28"])
    #expect(found.unplaced == [0, 0])
  }

  @Test func `a stretch that is too short is passed over for the next that is open`() {
    let found = tours([0], wanted: [1], open: [[0..<9, 30..<39, 60..<70]])
    #expect(text(found) == ["U1 0 60-70"])
    #expect(tours([0], wanted: [1], open: [[0..<9]]).unplaced == [1])
  }

  @Test func `who must be home by the end leaves out what is too far`() {
    // 5 km are 10 minutes each way: 10 + 10 + 10 fit into 30 minutes, not into 29.
    #expect(text(tours([5000], wanted: [1], base: 0, shift: 0..<30)) == ["U1 0 10-20"])
    #expect(tours([5000], wanted: [1], base: 0, shift: 0..<29).unplaced == [1])
    #expect(text(tours([5000], wanted: [1], shift: 0..<29)) == ["U1 0 10-20"])
  }

  @Test func `nothing wanted and nothing open are no tours`() {
    #expect(tours([0], wanted: [0]).visits.isEmpty)
    let shut = tours([0], wanted: [3], open: [[]])
    #expect(shut.visits.isEmpty && shut.unplaced == [3])
  }

  @Test func `visits stand in the order in which they begin, and none is lost`() {
    var random = SeededRandom(seed: 31)
    for _ in 0..<100 {
      let places = (0..<1 + random.below(8)).map { _ in random.unit() * 20_000 }
      let wanted = places.map { _ in random.below(5) }
      let found = tours(
        places, wanted: wanted, minutes: 10 + random.below(7),
        starts: (0..<1 + random.below(4)).map { _ in random.unit() * 20_000 })
      let begins = found.visits.map(\.arrive)
      #expect(begins == begins.sorted())
      for zone in places.indices {
        let starts = found.visits.filter { $0.zone == zone }.map(\.arrive)
        #expect(starts.count + found.unplaced[zone] == wanted[zone])
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= 45 })
      }
    }
  }
}
