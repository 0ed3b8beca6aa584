import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What a zone says of itself, in words and in properties.
@Suite struct ZoneDocumentTests {
  @Test(arguments: [
    (1.0, "100 %"), (0.5, "50 %"), (0.1, "10 %"), (0.0999, "10 %"), (0.0821, "8.2 %"), (0.01, "1 %"),
    (0.00996, "1 %"), (0.0017, "0.17 %"), (0.00017, "0.017 %"), (0.000004, "0 %"), (0, "0 %"),
  ])
  func `a share is said with two figures`(share: Double, text: String) {
    #expect(ZoneDocument.percent(share) == text)
  }

  /// Zones of 9 and 3 incidents of 12, from some days on, the second half of the first on one coordinate.
  private func hotspots(
    weights: [Double]? = nil, days: [Int]? = nil, precision: TimePrecision = .day, spread: Double = 0
  ) async throws -> Hotspots {
    var points = Fixtures.clustered([(9, 574_050, 205_050), (3, 575_050, 205_050)])
    for row in 0..<5 { points.xs[row] += spread * Double(row + 1) }
    let start = days.map { days in (0..<12).map { Int32(days[$0 % days.count] * 1440) } }
    let known = [TimePrecision](repeating: days == nil ? .unknown : precision, count: 12)
    let coverage = start.flatMap { Coverage(start: $0, precision: known, rows: 0..<12) }
    let incidents = Incidents(
      points: points, weights: weights, start: start, precision: known, coverage: coverage)
    return try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
  }

  private func reasons(_ hotspots: Hotspots) -> String {
    ZoneDocument.reasons(for: hotspots.zones[0], in: hotspots)
  }

  // 2024-03-01 is day 19783 since 1970; the square has 10,000 cells of 100 m.
  @Test func `reasons say how many of how many, when, on how little ground and how surely`() async throws {
    let days = [19_783, 19_800]
    let found = try await hotspots(days: days, spread: 1)
    #expect(
      reasons(found)
        == """
        9 of 12 incidents from 2024-03-01 to 2024-03-18 (75 %) on 0.01 % of the area; found again in \
        \(ZoneDocument.percent(found.zones[0].stability)) of resamples
        """)
    let month = try await hotspots(days: [19_783], precision: .month, spread: 1)
    #expect(reasons(month).hasPrefix("9 of 12 incidents in 2024-03 (75 %)"))
    #expect(reasons(try await hotspots(spread: 1)).hasPrefix("9 of 12 incidents (75 %)"))
  }

  @Test func `half of a zone on one recorded location is said, and less is not`() async throws {
    // Nine in one place; with a spread five of them stand apart: four of nine are left.
    #expect(reasons(try await hotspots()).hasSuffix("; 100 % stand on one recorded location"))
    #expect(!reasons(try await hotspots(spread: 1)).contains("stand on one"))
  }

  @Test func `a weight is never called incidents`() async throws {
    let weights = (0..<12).map { $0 < 9 ? 2.5 : 0.5 }
    let found = try await hotspots(weights: weights)
    #expect(reasons(found).hasPrefix("a weight of 22.5 of 24 (94 %)"))
    let plan = try PatrolPlanner(units: 1, shift: Shift("2024-03-22T18:00/2024-03-23T02:00")).plan(for: found)
    #expect(PlanFacts.properties(of: found.zones[0], in: plan)["expected_incidents"] == .null)
  }

  @Test func `without a plan nothing of a plan is invented`() async throws {
    let found = try await hotspots()
    let zone = ZoneDocument.properties(of: found.zones[0], in: found, plane: .britishNationalGrid)
    for key in [
      "name", "streets", "expected_incidents", "expected_harm", "share_of_harm", "police_generated_share",
      "location_precision_m", "pai", "windows", "window_basis", "visits", "minutes_per_visit",
      "minutes_total",
      "units", "partners", "powers",
    ] { #expect(zone[key] == .null, "\(key)") }
    #expect(zone["zone_ref"] == "Z01" && zone["rank"] == 1 && zone["tier"] == "primary")
    #expect(zone["priority"] == "must" && zone["origin"] == "data" && zone["theme"] == "test")
    #expect(
      zone["area_m2"]?.double == 10_000 && zone["incidents"]?.double == 9
        && zone["grid_ref"] == "TL 7405 0505")
    #expect(zone["tactics"] == "prevent: Walk (Beat team); pursue: Ask (Detectives)")
    #expect(zone["owner"] == "Beat team; Detectives")
    let abroad = ZoneDocument.properties(of: found.zones[0], in: found, plane: try CoordinateSystem("32631"))
    #expect(abroad["grid_ref"] == .null, "the letters are Great Britain's")
  }

  @Test func `a plan has the same properties in the same order, with what it knows`() async throws {
    let found = try await hotspots(days: [19_783, 19_800])
    let area = try Fixtures.square()
    let open = Handling(marking: nil, isOpenData: true)
    let plan = try PatrolPlanner(units: 1, shift: Shift("2024-03-22T18:00/2024-03-23T02:00")).plan(for: found)
    let documents = [
      ZoneDocument.geoJSON(of: found, in: area, handling: open),
      ZoneDocument.geoJSON(of: plan, in: area, handling: open),
    ]
    var keys: [[String]] = []
    for bytes in documents {
      let document = try JSONValue(parsing: bytes, named: "zones")
      #expect(document["handling"] == .null)
      #expect(document["attribution"]?.text?.contains("Open Government Licence") == true)
      let zones = try #require(document["features"]?.elements)
      #expect(zones.compactMap { $0["id"]?.text } == found.zones.map(\.id))
      keys.append(try #require(zones[0]["properties"]?.members?.keys))
    }
    #expect(keys[0] == keys[1])
  }

  @Test func `an empty answer carries its reason`() async throws {
    let none = try await Fixtures.hotspots(
      of: Fixtures.incidents([(574_050, 205_050)]), theme: Fixtures.theme())
    let bytes = ZoneDocument.geoJSON(
      of: none, in: try Fixtures.square(), handling: Handling(marking: "OFFICIAL", isOpenData: false))
    let document = try JSONValue(parsing: bytes, named: "zones")
    #expect(document["features"] == .array([]) && document["handling"] == "OFFICIAL")
    #expect(document["reason"]?.text == none.reasonForNone && document["attribution"] == nil)
  }
}
