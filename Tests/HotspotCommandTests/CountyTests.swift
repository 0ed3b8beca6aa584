import Files
import Foundation
import TestSupport
import Testing

/// Whole commands on the sample county that travels with the project.
@Suite struct CountyTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")
  private static let shift = "2025-03-07T18:00/2025-03-08T02:00"

  private func json(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: readBytes(of: path), named: "output")
  }

  private func plan(_ folder: ScratchFolder, _ more: String...) throws -> CommandRun {
    try CommandRun(
      [
        "plan", Self.incidents, "--theme", "street-robbery", "--area", Self.boundary, "--units", "4",
        "--shift", Self.shift, "-o", folder("plan.geojson"),
      ] + more)
  }

  @Test func `plan writes zones in rank order with every property and tells the first three in words`() throws
  {
    let folder = ScratchFolder()
    let run = try plan(folder)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.isEmpty)
    #expect(run.messages.contains("Zone Z01") && run.messages.contains("Zone Z03"))
    let document = try json(folder("plan.geojson"))
    let features = try #require(document["features"]?.elements)
    #expect(features.count >= 3)
    let ranks = features.map { $0["properties"]?["rank"]?.double }
    #expect(ranks == (1...features.count).map(Double.init))
    let held = features.compactMap { $0["properties"]?["incidents"]?.double }
    #expect(held == held.sorted(by: >))
    #expect(document["plan"]?["duty_date"]?.text == "2025-03-07")
    #expect(document["handling"]?.text == "OFFICIAL-SENSITIVE")
    let steps = document["provenance"]?.elements?.compactMap { $0["step"]?.text }
    let area = document["provenance"]?.elements?.first { $0["step"]?.text == "area" }
    #expect(area?["geos_version"]?.text != nil && area?["projection"]?["proj_version"]?.text != nil)
    #expect(
      steps == ["read", "area", "project", "select", "rows", "harm", "grid", "density", "find", "plan"])
  }

  @Test func `rows are never lost: read = used + refused + not selected`() throws {
    let folder = ScratchFolder()
    _ = try plan(folder)
    let rows = try #require(
      try json(folder("plan.geojson"))["provenance"]?.elements?.first { $0["step"]?.text == "rows" })
    let parts = try ["read", "used", "refused", "not_selected"].map { try #require(rows[$0]?.double) }
    #expect(parts[0] == parts[1] + parts[2] + parts[3])
    #expect(parts.allSatisfy { $0 > 0 })
    let reasons = try #require(rows["refused_by_reason"]?.members)
    #expect(reasons.values.compactMap(\.double).reduce(0, +) == parts[2])
  }

  @Test func `the same bytes come out at 1, 2 and 8 threads and on a second run`() throws {
    let folder = ScratchFolder()
    var outputs: [[UInt8]] = []
    for threads in ["1", "2", "8", "2"] {
      #expect(try plan(folder, "--threads", threads, "--quiet").status == 0)
      outputs.append(try readBytes(of: folder("plan.geojson")))
    }
    #expect(Set(outputs).count == 1)
  }

  @Test func `quiet says nothing and standard output holds the document alone`() throws {
    let run = try CommandRun(
      "find", Self.incidents, "--theme", "asb", "--area", Self.boundary, "-o", "-", "--quiet")
    #expect(run.status == 0)
    #expect(run.messages.isEmpty)
    #expect(try JSONValue(parsing: run.output, named: "output")["type"]?.text == "FeatureCollection")
  }

  @Test func `grid and density write a row for every cell, as CSV and as an ASCII grid`() throws {
    let folder = ScratchFolder()
    let common = [Self.incidents, "--area", Self.boundary, "--cell", "square:500", "--quiet"]
    for (verb, header) in [("grid", "cell,x,y,incidents"), ("density", "cell,x,y,incidents,density")] {
      for format in ["csv", "asc", "geojson"] {
        let run = try CommandRun([verb] + common + ["-o", folder("\(verb).\(format)")])
        #expect(run.status == 0, "\(run.messages)")
      }
      let rows = try String(contentsOfFile: folder("\(verb).csv"), encoding: .utf8).split(separator: "\n")
      #expect(String(rows[0]) == header)
      let features = try #require(try json(folder("\(verb).geojson"))["features"]?.elements)
      #expect(features.count == rows.count - 1)
      let ascii = try String(contentsOfFile: folder("\(verb).asc"), encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: " ") }
      #expect(ascii[0][0] == "ncols" && ascii[4] == ["cellsize", "500"])
      let cells = ascii.dropFirst(6).flatMap(\.self).filter { $0 != "-9999" }
      #expect(cells.count == features.count)
      #expect(try readBytes(of: folder("\(verb).prj")).starts(with: Array("PROJCS[".utf8)))
    }
  }

  @Test func `the incidents of a grid's cells are the incidents used, less those at the edge`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "grid", Self.incidents, "--area", Self.boundary, "-o", folder("grid.csv"), "--provenance",
      folder("steps.json"))
    #expect(run.status == 0)
    let counts = try String(contentsOfFile: folder("grid.csv"), encoding: .utf8).split(separator: "\n")
      .dropFirst().compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    let steps = try #require(try json(folder("steps.json")).elements)
    let used = try #require(steps.first { $0["step"]?.text == "rows" }?["used"]?.double)
    let strays = try #require(steps.first { $0["step"]?.text == "grid" }?["incidents_in_no_cell"]?.double)
    #expect(counts.reduce(0, +) == used - strays)
  }

  @Test func `no single record, path or clock stands in an output`() throws {
    let folder = ScratchFolder()
    _ = try plan(folder)
    let text = String(decoding: try readBytes(of: folder("plan.geojson")), as: UTF8.self)
    #expect(!text.contains("/" + "incidents") && !text.contains(folder.path))
    #expect(!text.contains(ProcessInfo.processInfo.hostName))
    let labelled = try plan(folder, "--source-label", "extract of the week")
    #expect(labelled.status == 0)
    let relabelled = String(decoding: try readBytes(of: folder("plan.geojson")), as: UTF8.self)
    #expect(relabelled.contains("extract of the week") && !relabelled.contains(".csv"))
  }

  @Test func `check counts what the truth beside the county says was planted`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "check", Self.incidents, "--area", Self.boundary, "-o", folder("check.json"))
    #expect(run.status == 0, "\(run.messages)")
    let found = try json(folder("check.json"))
    let parts = try ["rows_read", "rows_used", "rows_refused"].map { try #require(found[$0]?.double) }
    #expect(parts[0] == parts[1] + parts[2])
    let truth = try json(Package.path("geodata/county/truth.json"))
    #expect(truth["rows"]?.double == parts[0])
    let planted = try #require(truth["faulty"]?.members)
    let reasons = try #require(found["refused_by_reason"]?.members)
    for (reason, count) in zip(planted.keys, planted.values) {
      #expect(reasons[reason] == count, "\(reason)")
    }
    #expect(reasons.keys.count == planted.keys.count)
  }
}
