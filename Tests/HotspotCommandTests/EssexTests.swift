import Files
import TestSupport
import Testing

/// Whole commands on the published records of Essex; skipped where the data are absent.
@Suite(.enabled(if: RealData.path("essex/street") != nil, "the Essex records are not on this machine"))
struct EssexTests {
  private static let street = RealData.path("essex/street") ?? ""
  private static let area = RealData.path("essex/boundaries/essex_force_area.geojson") ?? ""

  @Test func `check tells what is known of the published records`() throws {
    let run = try CommandRun("check", Self.street, "-o", "-")
    #expect(run.status == 0)
    let found = try JSONValue(parsing: run.output, named: "check")
    #expect(found["rows_read"] == 199_298)
    #expect(found["refused_by_reason"]?["no_coordinates"] == 587)
    #expect(found["located"] == 198_711)
    #expect(found["distinct_locations"] == 19_315)
    #expect(found["missing_months"] == ["2018-08", "2018-09"])
    #expect(found["categories"]?["Anti-social behaviour"] == 45_210)
    #expect(found["busiest_locations"]?.elements?.first?["incidents"] == 1691)
    #expect(found["time_precision"] == "month")
    let warnings = try #require(found["warnings"]?.elements).compactMap(\.text)
    #expect(warnings.contains { $0.contains("snapped") })
  }

  @Test(arguments: ["street-robbery", "asb"])
  func `the plan has zones in the towns and is not fit for tasking on monthly data`(theme: String) throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "plan", Self.street, "--theme", theme, "--area", Self.area, "--units", "4", "--shift",
      "2019-03-01T18:00/2019-03-02T02:00", "-o", folder("plan.geojson"))
    #expect(run.status == 0, "\(run.messages)")
    let plan = try JSONValue(parsing: readBytes(of: folder("plan.geojson")), named: "plan")
    #expect(plan["plan"]?["fit_for_tasking"] == false)
    #expect(plan["plan"]?["not_fit_because"]?.elements?.count ?? 0 >= 2)
    #expect(plan["handling"] == .null)
    let zones = try #require(plan["features"]?.elements)
    #expect(zones.count >= 10)
    // The middles of the county's largest towns: each has a zone within 2 km or so (0.02° north, 0.03° east).
    let towns = [(0.711, 51.538), (0.889, 51.891), (0.460, 51.570)]
    for town in towns {
      #expect(
        zones.contains { zone in
          guard let point = zone["geometry"]?["coordinates"]?.elements?.first?.elements?.first?.elements
          else { return false }
          return abs((point[0].double ?? 0) - town.0) < 0.03 && abs((point[1].double ?? 0) - town.1) < 0.02
        })
    }
  }
}
