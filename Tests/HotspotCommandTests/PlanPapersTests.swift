import Files
import TestSupport
import Testing

/// What goes beside a plan: names, labels, visits, routes and papers.
@Suite struct PlanPapersTests {
  private static let county = Package.path("geodata/county")

  private func plan(_ folder: ScratchFolder, _ more: [String]) throws -> CommandRun {
    try CommandRun(
      [
        "plan", "\(Self.county)/incidents", "--theme", "street-robbery", "--area",
        "\(Self.county)/boundary.geojson", "--units", "3", "--shift", "2025-07-04T18:00/2025-07-05T02:00",
        "--quiet", "-o", folder("plan.geojson"),
      ] + more)
  }

  private func features(_ path: String) throws -> [JSONValue] {
    try #require(try JSONValue(parsing: readBytes(of: path), named: "output")["features"]?.elements)
  }

  @Test func `zones are named by street and counted within their district`() throws {
    let folder = ScratchFolder()
    let run = try plan(
      folder,
      ["--streets", "\(Self.county)/streets.geojson", "--label", "\(Self.county)/districts.geojson:name"])
    #expect(run.status == 0, "\(run.messages)")
    let zones = try features(folder("plan.geojson")).compactMap { $0["properties"] }
    var counts: [String: Int] = [:]
    for zone in zones {
      let district = try #require(zone["districts"]?.text)
      let letters = String(district.filter(\.isLetter).prefix(3)).uppercased()
      counts[letters, default: 0] += 1
      let number = try #require(counts[letters])
      #expect(zone["zone_ref"]?.text == "\(letters)-0\(number)")
      let streets = try #require(zone["streets"]?.text)
      #expect(zone["name"]?.text == streets.split(separator: ";").first.map(String.init))
    }
    #expect(counts.count > 1)
  }

  @Test func `visits agree with the plan and carry the offset of British summer time`() throws {
    let folder = ScratchFolder()
    let run = try plan(folder, ["--visits", folder("visits.geojson"), "--routes", folder("routes.geojson")])
    #expect(run.status == 0, "\(run.messages)")
    let zones = try features(folder("plan.geojson")).compactMap { $0["properties"] }
    let visits = try features(folder("visits.geojson")).compactMap { $0["properties"] }
    #expect(!visits.isEmpty)
    for zone in zones {
      let here = visits.filter { $0["zone_id"] == zone["zone_id"] }
      #expect(zone["visits"] == .integer(here.count))
    }
    for visit in visits {
      let arrive = try #require(visit["arrive"]?.text)
      #expect(arrive.hasSuffix("+01:00"))
      let bounds = try [#require(visit["earliest"]?.text), arrive, #require(visit["latest"]?.text)]
      #expect(bounds == bounds.sorted())
      #expect(visit["arrived"] == .null && visit["left"] == .null && visit["outcome"] == .null)
    }
    let routes = try features(folder("routes.geojson"))
    let stops = routes.compactMap { $0["properties"]?["stops"]?.double }.reduce(0, +)
    #expect(stops <= Double(visits.count) && stops >= Double(visits.count - 3))
  }

  @Test func `a plan carries the papers it is given and is a draft without an approval`() throws {
    let folder = ScratchFolder()
    #expect(try plan(folder, []).status == 0)
    let draft = try JSONValue(parsing: readBytes(of: folder("plan.geojson")), named: "plan")["plan"]
    #expect(draft?["status"] == "draft" && draft?["operation"] == .null && draft?["version"] == 1)
    let run = try plan(
      folder,
      [
        "--operation", "Sceptre", "--district", "Saltmarsh", "--plan-ref", "S-7", "--plan-version", "2",
        "--supersedes", "S-6", "--valid-until", "2025-07-31", "--approved-by", "duty inspector", "--marking",
        "OFFICIAL",
      ])
    #expect(run.status == 0, "\(run.messages)")
    let plan = try JSONValue(parsing: readBytes(of: folder("plan.geojson")), named: "plan")
    for (key, value) in [
      ("operation", "Sceptre"), ("district", "Saltmarsh"), ("plan_ref", "S-7"), ("supersedes", "S-6"),
      ("valid_until", "2025-07-31"), ("approved_role", "duty inspector"), ("status", "approved"),
      ("handling", "OFFICIAL"),
    ] {
      #expect(plan["plan"]?[key] == .string(value))
    }
    #expect(plan["plan"]?["version"] == 2 && plan["handling"] == "OFFICIAL")
  }

  @Test(arguments: [
    (["--label", "districts"], 64, "FILE:PROPERTY"), (["--valid-until", "soon"], 64, "write a day"),
    (["--plan-version", "0"], 64, "from 1"), (["--label", "absent.geojson:name"], 66, "absent.geojson"),
    (["--label", "COUNTY/districts.geojson:beat"], 65, "there are: name, code"),
    (["--streets", "COUNTY/districts.geojson"], 65, "no line has a property"),
    (["--visits", "/dev/null", "--time-zone", "Europe/Lodnon"], 64, "Lodnon"),
  ])
  func `a mistake is answered and leaves nothing behind`(more: [String], status: Int32, text: String) throws {
    let folder = ScratchFolder()
    let run = try plan(folder, more.map { $0.replacing("COUNTY", with: Self.county) })
    #expect(run.status == status, "\(run.messages)")
    #expect(run.messages.contains(text), "\(run.messages)")
    #expect(folder.names.isEmpty)
  }
}
