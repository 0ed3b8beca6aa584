import Files
import Foundation
import TestSupport
import Testing

/// `hotspot hours`, whole, on the sample county.
@Suite struct HoursCommandTests {
  private static let county = [
    "hours", Package.path("geodata/county/incidents"), "--area",
    Package.path("geodata/county/boundary.geojson"),
    "--theme", "street-robbery", "--resamples", "19",
  ]

  @Test func `hours -o h.csv has 168 rows that sum to the timed incidents`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county + ["-o", folder("h.csv"), "--windows", folder("w.csv"), "--plot", folder("h.svg")])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("peak windows of ") && run.messages.contains("found again in"))
    let rows = try String(contentsOfFile: folder("h.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count == 168)
    let fields = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(abs(fields.reduce(0) { $0 + (Double($1[4]) ?? 0) } - 1) < 1e-9)
    let windows = try String(contentsOfFile: folder("w.csv"), encoding: .utf8).split(separator: "\n")
    #expect(windows.count >= 2)
    let hot = windows.dropFirst().compactMap { Int($0.split(separator: ",")[2]) }.reduce(0, +)
    #expect(fields.count { $0[5] == "1" } == hot)
    #expect(try String(contentsOfFile: folder("h.svg"), encoding: .utf8).contains("by hour of the week"))
  }

  @Test func `hours --zones find gives each zone the windows that its plan has`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(Self.county + ["--zones", "find", "-o", folder("h.json")])
    #expect(run.status == 0, "\(run.messages)")
    let weeks = try #require(
      try JSONValue(parsing: readBytes(of: folder("h.json")), named: "hours")["weeks"]?.elements)
    let plan = try CommandRun(
      "plan", Self.county[1], "--area", Self.county[3], "--theme", "street-robbery", "--units", "2",
      "--shift",
      "2025-03-07T18:00/2025-03-08T02:00", "-o", folder("p.geojson"))
    #expect(plan.status == 0)
    let zones = try #require(
      try JSONValue(parsing: readBytes(of: folder("p.geojson")), named: "plan")["features"]?.elements)
    #expect(weeks.count == zones.count + 1 && zones.count > 2)
    for (zone, week) in zip(zones, weeks.dropFirst()) {
      let properties = try #require(zone["properties"])
      #expect(week["zone"] == properties["zone_id"])
      #expect(properties["window_basis"]?.text == "recorded")
      // A plan writes alike days together; the first window of the week begins both.
      let first = try #require(week["windows"]?.elements?.first?["window"]?.text)
      #expect(properties["windows"]?.text?.prefix(3) == first.prefix(3))
    }
  }

  @Test func `hours --zones FILE takes what find writes, and the same bytes come at 1 and 8 threads`() throws
  {
    let folder = ScratchFolder()
    let find = try CommandRun(
      "find", Self.county[1], "--area", Self.county[3], "--theme", "street-robbery", "-o", folder("z.geojson")
    )
    #expect(find.status == 0)
    for threads in ["1", "8"] {
      let run = try CommandRun(
        Self.county + ["--zones", folder("z.geojson"), "--threads", threads, "-o", folder("\(threads).json")])
      #expect(run.status == 0, "\(run.messages)")
    }
    #expect(try readBytes(of: folder("1.json")) == readBytes(of: folder("8.json")))
    let found = try JSONValue(parsing: readBytes(of: folder("1.json")), named: "hours")
    #expect(found["weeks"]?.elements?.dropFirst().first?["zone"]?.text?.hasPrefix("street-robbery-") == true)
  }

  @Test func `records by the month are 65, find without a theme and too few resamples 64`() throws {
    let folder = ScratchFolder()
    let rows = (1...40).map { "2019-0\(1 + $0 % 9),0.5,51.\($0)\n" }
    let file = folder.file("a.csv", "Month,Longitude,Latitude\n" + rows.joined())
    let monthly = try CommandRun("hours", file, "-o", folder("h.csv"))
    #expect(monthly.status == 65)
    #expect(monthly.messages.contains("the month and not the hour"))
    #expect(try CommandRun("hours", "absent.csv", "--zones", "find", "-o", "h.csv").status == 64)
    #expect(try CommandRun("hours", "absent.csv", "--resamples", "3", "-o", "h.csv").status == 64)
    #expect(folder.names == ["a.csv"])
  }
}
