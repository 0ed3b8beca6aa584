import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What a plan expects, when its zones are hot, and how it says so.
@Suite struct PatrolPlanTests {
  private static let friday = "2024-03-22T18:00/2024-03-23T02:00"

  /// 2024-03-04 was a Monday: day 19786 since 1970.
  private static func minute(_ day: Int, _ hour: Int) -> Int32 { Int32((19_786 + day) * 1440 + hour * 60) }

  /// Incidents with one start each; the precision is to the minute unless said otherwise.
  private static func incidents(
    _ clusters: [(count: Int, x: Double, y: Double)], start: (Int) -> Int32,
    precision: TimePrecision = .minute
  ) -> Incidents {
    let points = Fixtures.clustered(clusters)
    let rows = 0..<points.count
    let starts = rows.map(start)
    let known = rows.map { _ in precision }
    return Incidents(
      points: points, start: starts, precision: known,
      coverage: Coverage(start: starts, precision: known, rows: rows))
  }

  private func plan(_ incidents: Incidents, shift: String = friday, units: Int = 1) async throws -> PatrolPlan
  {
    let found = try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
    return try PatrolPlanner(units: units, shift: Shift(shift)).plan(for: found)
  }

  @Test func `without hours a zone's incidents are spread evenly over the days with records`() async throws {
    // 28 days from the first to the last, 12 incidents: 3 a week, and 8 of 168 hours of them.
    let found = try await plan(
      Self.incidents([(12, 574_050, 205_050)], start: { Self.minute($0 == 0 ? 0 : 27, 0) }, precision: .day))
    let zone = try #require(found.hotspots.zones.first)
    #expect(abs(try #require(found.expectedIncidents(in: zone)) - 3.0 * 8 / 168) < 1e-12)
    #expect(PlanFacts.properties(of: zone, in: found)["expected_incidents"] == 0.142857)
    #expect(found.hours[0].isRecorded == false && found.hours[0].windows == found.hotspots.theme.windows)
  }

  @Test func `with hours a shift is expected to meet what falls into it`() async throws {
    // 40 incidents on 28 days, every one on a Friday at 22: 10 a week, all within the shift.
    let found = try await plan(
      Self.incidents(
        [(40, 574_050, 205_050)],
        start: { row in Self.minute(row == 0 ? 0 : row == 1 ? 27 : 4 + row % 4 * 7, 22) }))
    let zone = try #require(found.hotspots.zones.first)
    // The first row is a Monday's and the second a Sunday's: 38 of 40 are a Friday's.
    let expected = try #require(found.expectedIncidents(in: zone))
    #expect(abs(expected - 10.0 * 38 / 40) < 1e-9)
    let morning = try await plan(
      found.hotspots.incidents, shift: "2024-03-22T06:00/2024-03-22T14:00")
    #expect(morning.expectedIncidents(in: zone) == 0)
  }

  @Test func `a zone goes by its own hours where it has a hundred timed records, else by all`() async throws {
    // A hundred on Friday evenings, and forty elsewhere on Tuesday mornings.
    let incidents = Self.incidents(
      [(100, 572_050, 205_050), (40, 576_050, 205_050)],
      start: { $0 < 100 ? Self.minute(4 + $0 % 4 * 7, 21 + $0 % 2) : Self.minute(1 + $0 % 4 * 7, 9 + $0 % 2) }
    )
    let found = try await plan(incidents)
    #expect(found.hotspots.zones[0].hours?.count == 100 && found.hotspots.zones[1].hours == nil)
    #expect(found.hotspots.hours?.count == 140)
    #expect(found.hours.map(\.isRecorded) == [true, true])
    #expect(found.hours[0].windows.map(\.description) == ["Fri 20:00–Sat 00:00"])
    #expect(found.hours[1].windows == found.hotspots.hours?.windows)
    #expect(found.hours[1].windows != found.hours[0].windows)
  }

  @Test func `a flat week is nobody's window: the theme's is assumed and said`() async throws {
    let incidents = Self.incidents(
      [(168, 574_050, 205_050)], start: { Self.minute($0 / 24, $0 % 24) })
    let found = try await plan(incidents)
    #expect(found.hotspots.zones[0].hours?.windows == [])
    #expect(found.hours[0].isRecorded == false)
    let zone = PlanFacts.properties(of: found.hotspots.zones[0], in: found)
    #expect(zone["window_basis"] == "assumed" && zone["windows"] == "Fri 18:00–Sat 02:00")
    // The hours are still known: an eighth-hour shift meets 8 of 168 evenly.
    let expected = try #require(found.expectedIncidents(in: found.hotspots.zones[0]))
    #expect(abs(expected - 168 * 8 / 168) < 1e-9)
  }

  @Test func `a zone's minutes, visits and units are those of its visits`() async throws {
    let found = try await plan(
      Incidents(points: Fixtures.clustered([(30, 572_050, 205_050), (10, 577_050, 205_050)])), units: 3)
    for zone in found.hotspots.zones {
      let own = found.visits.filter { $0.zone == zone.rank - 1 }
      let facts = PlanFacts.properties(of: zone, in: found)
      #expect(facts["visits"] == .integer(own.count))
      #expect(facts["minutes_total"] == .integer(own.reduce(0) { $0 + $1.depart - $1.arrive }))
      #expect(own.allSatisfy { facts["minutes_per_visit"] == .integer($0.depart - $0.arrive) })
      let units = Set(own.map(\.unit)).sorted().map { "U\($0 + 1)" }.joined(separator: "; ")
      #expect(facts["units"] == .string(units))
    }
    let tours = try #require(PlanFacts.tours(of: found).elements)
    #expect(tours.compactMap { $0["unit"]?.text } == ["U1", "U2", "U3"])
    for (unit, tour) in tours.enumerated() {
      let stops = try #require(tour["stops"]?.elements)
      let own = found.tour(of: unit)
      #expect(stops.map { $0["arrive"] } == own.map { .string(CivilTime.text(minute: $0.arrive)) })
      #expect(stops.map { $0["zone_id"] } == own.map { .string(found.hotspots.zones[$0.zone].id) })
      #expect(stops.map { $0["sequence"] } == own.indices.map { .integer($0 + 1) })
    }
  }

  @Test func `a zone without a visit has no minutes a visit and no unit`() async throws {
    let found = try await plan(
      Incidents(points: Fixtures.clustered([(30, 574_050, 205_050)])),
      shift: "2024-03-24T06:00/2024-03-24T10:00")
    let facts = PlanFacts.properties(of: found.hotspots.zones[0], in: found)
    #expect(facts["visits"] == 0 && facts["minutes_total"] == 0)
    #expect(facts["minutes_per_visit"] == .null && facts["units"] == .null)
  }

  @Test func `the plan is told in words: its size, its first three zones, one of a thing as one`()
    async throws
  {
    let one = try await plan(
      Incidents(points: Fixtures.clustered([(9, 574_050, 205_050)])),
      shift: "2024-03-22T18:00/2024-03-22T18:30")
    let sentences = one.sentences(on: .britishNationalGrid)
    let minutes = one.visits.reduce(0) { $0 + $1.depart - $1.arrive }
    #expect(
      sentences[0] == "1 zones, 1 visits, \(minutes) minutes for 1 unit, 2024-03-22T18:00/2024-03-22T18:30")
    #expect(
      sentences[1].hasPrefix(
        "Zone Z01 without a name (TL 7405 0505), primary: 1 visit of \(minutes) minutes; "))
    let many = try await plan(
      Incidents(
        points: Fixtures.clustered((0..<5).map { (9 - $0, 572_050 + 1000 * Double($0), 205_050) })), units: 2)
    let told = many.sentences(on: try CoordinateSystem("32631"))
    #expect(told[0].contains("5 zones") && told[0].contains("for 2 units"))
    #expect(told.count { $0.hasPrefix("Zone Z0") } == 3)
    #expect(told[1].hasPrefix("Zone Z01 without a name, primary: "), "no grid letters off the National Grid")
  }

  @Test func `papers are carried whole, and the reference is the theme and the day without one`() async throws
  {
    var found = try await plan(Incidents(points: Fixtures.clustered([(9, 574_050, 205_050)])))
    let handling = Handling(marking: "OFFICIAL", isOpenData: false)
    let plain = PlanFacts.facts(of: found, handling: handling)
    #expect(plain["plan_ref"] == "test-2024-03-22" && plain["duty_date"] == "2024-03-22")
    #expect(plain["data_from"] == .null && plain["data_to"] == .null && plain["status"] == "draft")
    found.papers.reference = "S-7"
    found.papers.approvedRole = "duty inspector"
    let facts = PlanFacts.facts(of: found, handling: handling)
    #expect(facts["plan_ref"] == "S-7" && facts["status"] == "approved")
    #expect(facts.keys == plain.keys, "every fact is there, known or not")
    #expect(facts["handling"] == "OFFICIAL")
  }
}
