import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Visits as points and tours as lines.
@Suite struct VisitDocumentTests {
  private static let open = Handling(marking: nil, isOpenData: false)

  private func plan(
    _ clusters: [(count: Int, x: Double, y: Double)], units: Int = 1, base: PlanarPoint? = nil,
    shift: String = "2024-03-22T18:00/2024-03-23T02:00"
  ) async throws -> PatrolPlan {
    let found = try await Fixtures.hotspots(
      of: Incidents(points: Fixtures.clustered(clusters)), theme: Fixtures.theme())
    return try PatrolPlanner(units: units, shift: Shift(shift), base: base).plan(for: found)
  }

  private func features(_ bytes: [UInt8]) throws -> [JSONValue] {
    try #require(try JSONValue(parsing: bytes, named: "test")["features"]?.elements)
  }

  private static let two: [(count: Int, x: Double, y: Double)] = [
    (9, 574_050, 205_050), (5, 576_050, 205_050),
  ]

  @Test(arguments: [(0, "+00:00"), (60, "+01:00"), (-300, "-05:00"), (-210, "-03:30"), (345, "+05:45")])
  func `a moment carries how far the clock is ahead of UTC`(minutes: Int, offset: String) async throws {
    let document = VisitDocument(try await plan(Self.two), handling: Self.open) { _ in minutes }
    let area = try Fixtures.square()
    for visit in try features(document.visits(in: area)) {
      for key in ["arrive", "depart", "earliest", "latest"] {
        let text = try #require(visit["properties"]?[key]?.text)
        #expect(text.hasSuffix(":00\(offset)") && text.count == 25, "\(text)")
      }
    }
    let route = try #require(try features(document.routes(in: area)).first?["properties"])
    #expect(route["arrive_first"]?.text?.hasSuffix(offset) == true)
  }

  @Test func `the offset is asked for each moment, for clocks change in the night`() async throws {
    let plan = try await plan(Self.two)
    let change = plan.planner.shift.start + 240
    let document = VisitDocument(plan, handling: Self.open) { $0 < change ? 0 : 60 }
    let visits = try features(document.visits(in: try Fixtures.square()))
    for visit in visits {
      let arrive = try #require(visit["properties"]?["arrive"]?.text)
      let isLater = arrive >= CivilTime.text(minute: change)
      #expect(arrive.hasSuffix(isLater ? "+01:00" : "+00:00"))
    }
    #expect(Set(visits.compactMap { $0["properties"]?["arrive"]?.text?.suffix(6) }).count == 2)
  }

  @Test func `each unit counts its own visits, and ids sort as they follow each other`() async throws {
    let plan = try await plan(Self.two + [(7, 572_050, 203_050), (6, 577_050, 207_050)], units: 2)
    let document = VisitDocument(plan, handling: Self.open) { _ in 0 }
    let visits = try features(document.visits(in: try Fixtures.square())).compactMap { $0["properties"] }
    #expect(visits.count == plan.visits.count && visits.count > 20)
    for unit in 1...2 {
      let own = visits.filter { $0["unit"] == .integer(unit) }
      #expect(own.map { $0["sequence"] } == (1...own.count).map { .integer($0) })
      let ids = own.compactMap { $0["visit_id"]?.text }
      #expect(ids == ids.sorted() && ids.first == "U\(unit)-01" && ids.allSatisfy { $0.count == 5 })
    }
    #expect(visits.compactMap { $0["arrive"]?.text } == visits.compactMap { $0["arrive"]?.text }.sorted())
  }

  @Test func `a visit may begin from the window's opening until it would just still fit`() async throws {
    let found = try await Fixtures.hotspots(
      of: Incidents(points: Fixtures.clustered(Self.two)),
      theme: Fixtures.theme(windows: ["Fri 20:00-23:00"]))
    let plan = try PatrolPlanner(units: 1, shift: Shift("2024-03-22T18:00/2024-03-23T02:00")).plan(for: found)
    let document = VisitDocument(plan, handling: Self.open) { _ in 0 }
    let visits = try features(document.visits(in: try Fixtures.square()))
    #expect(!visits.isEmpty)
    for (visit, made) in zip(visits, plan.visits) {
      let last = plan.planner.shift.start + 300 - (made.depart - made.arrive)
      #expect(visit["properties"]?["earliest"]?.text == "2024-03-22T20:00:00+00:00")
      #expect(visit["properties"]?["latest"]?.text == "\(CivilTime.text(minute: last)):00+00:00")
      #expect(made.arrive <= last)
    }
  }

  @Test func `a route goes from the base by every stop and home, and says how far`() async throws {
    // One zone 2 km north of the base, one visit: 4 km straight, 5.2 km by road.
    let base = PlanarPoint(x: 574_050, y: 203_050)
    let plan = try await plan(
      [(9, 574_050, 205_050)], base: base, shift: "2024-03-22T18:00/2024-03-22T18:40")
    #expect(plan.visits.count == 1)
    let document = VisitDocument(plan, handling: Self.open) { _ in 0 }
    let route = try #require(try features(document.routes(in: try Fixtures.square())).first)
    #expect(route["geometry"]?["coordinates"]?.elements?.count == 3)
    #expect(route["properties"]?["straight_m"] == 4000 && route["properties"]?["road_m_assumed"] == 5200)
    #expect(route["properties"]?["stops"] == 1 && route["properties"]?["callsign"] == "U1")
  }

  @Test func `a unit with one stop and no base has no route, and an idle one has none`() async throws {
    let plan = try await plan(
      [(9, 574_050, 205_050)], units: 2, shift: "2024-03-22T18:00/2024-03-22T18:40")
    #expect(plan.visits.count == 1)
    let document = VisitDocument(plan, handling: Self.open) { _ in 0 }
    #expect(try features(document.routes(in: try Fixtures.square())).isEmpty)
    let visits = try JSONValue(parsing: document.visits(in: try Fixtures.square()), named: "visits")
    #expect(visits["plan"]?["plan_ref"] == "test-2024-03-22" && visits["handling"] == "OFFICIAL-SENSITIVE")
    #expect(visits["provenance"]?.elements?.last?["step"] == "plan")
  }
}
