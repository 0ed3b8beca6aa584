import Files
import Foundation
import TestSupport
import Testing

/// `hotspot backtest`, whole, on the sample county.
@Suite struct BacktestCommandTests {
  private static let county = [
    "backtest", Package.path("geodata/county/incidents"), "--area",
    Package.path("geodata/county/boundary.geojson"), "--theme", "street-robbery", "--cell", "square:1000",
  ]

  @Test func `backtest --origins 4 tells every method beside counts, the same at 1 and 2 threads`() throws {
    let folder = ScratchFolder()
    let documents = try ["1", "2"].map { threads in
      let run = try CommandRun(
        Self.county + [
          "--horizon", "28d", "--origins", "4", "--threads", threads, "--plot", folder("\(threads).svg"),
          "-o",
          folder("\(threads).json"),
        ])
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("held against 4 forecasts, each from what lay before it"))
      #expect(run.messages.contains("on 1 % of the area"))
      return try readBytes(of: folder("\(threads).json"))
    }
    #expect(documents[0] == documents[1])
    #expect(try readBytes(of: folder("1.svg")) == readBytes(of: folder("2.svg")))
    let found = try JSONValue(parsing: documents[0], named: "b")
    let names = found["methods"]?.elements?.map { $0["name"]?.text }
    #expect(names == ["counts", "decayed", "density", "near-repeat", "auto"])
    #expect(found["origins"]?.elements?.count == 4)
    #expect(found["comparisons"]?.elements?.count == 20)
    #expect(found["provenance"]?.elements?.last?["step"]?.text == "backtest")
  }

  @Test func `backtest --train-to makes one cut and -o b.csv a row for each share`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county + [
        "--train-to", "2024-12", "--method", "counts", "--share", "0.05,0.01", "-o", folder("b.csv"),
      ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("from 2025-01-01 to 2025-02-28 held against a forecast"))
    let lines = try String(contentsOfFile: folder("b.csv"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3 && lines[1].hasPrefix("counts,0.01,") && lines[2].hasPrefix("counts,0.05,"))
  }

  @Test func `backtest --cell zones asks every method of areas and says what each means there`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county.dropLast(2) + [
        "--cell", "zones:" + Package.path("geodata/county/districts.geojson"), "--origins", "3", "--share",
        "0.1,0.5", "-o", folder("b.json"),
      ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(!run.messages.contains("left out: "))
    #expect(run.messages.contains("density: an area may expect what of each past incident's kernel"))
    #expect(run.messages.contains("near-repeat: an area may expect the weights by distance"))
    let found = try JSONValue(parsing: readBytes(of: folder("b.json")), named: "b")
    #expect(
      found["methods"]?.elements?.map { $0["name"]?.text }
        == ["counts", "decayed", "density", "near-repeat", "auto"])
    let step = try #require(found["provenance"]?.elements?.last)
    #expect(step["methods"]?.elements?.map { $0["on_areas"] != nil } == [false, false, true, true, false])
    let share = try #require(found["methods"]?.elements?[0]["shares"]?.elements?[1])
    #expect(share["flagged_share"]?.double == 0.5)
  }

  @Test func `backtest --cell zones --factor makes a risk terrain within areas and takes it into the blend`()
    throws
  {
    let folder = ScratchFolder()
    let documents = try ["1", "2"].map { threads in
      let run = try CommandRun(
        Self.county.dropLast(2) + [
          "--cell", "zones:" + Package.path("geodata/county/districts.geojson"), "--origins", "2", "--method",
          "risk,auto", "--factor", "pubs=" + Package.path("geodata/county/places/pubs.csv"), "--block",
          "1000",
          "--reach", "1", "--steps", "whole", "--folds", "3", "--share", "0.2", "--threads", threads, "-o",
          folder("\(threads).json"),
        ])
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("areas are unlike: the risk terrain is made on"))
      return try readBytes(of: folder("\(threads).json"))
    }
    #expect(documents[0] == documents[1])
    let found = try JSONValue(parsing: documents[0], named: "b")
    #expect(found["methods"]?.elements?.map { $0["name"]?.text } == ["counts", "risk", "auto"])
    #expect(found["methods"]?.elements?[2]["layers_at_last_origin"]?["risk"]?.double != nil)
    let factors = found["provenance"]?.elements?.first { $0["step"]?.text == "factors" }
    #expect(factors?["on_areas"]?.text?.contains("square:500") == true)
  }

  @Test func `monthly records are tested by months, without near repeats`() throws {
    let folder = ScratchFolder()
    var rows = ["Crime ID,Month,Reported by,Longitude,Latitude,Location,Crime type"]
    for month in 1...8 where month != 4 {
      for row in 0..<12 {
        rows.append(
          "\(month)-\(row),2018-0\(month),Essex Police,0.\(470 + row % 4 * 10),51.7\(row % 3),On or near A,Robbery"
        )
      }
    }
    let file = folder.file("2018.csv", rows.joined(separator: "\n"))
    let run = try CommandRun(
      "backtest", file, "--cell", "square:500", "--origins", "5", "-o", folder("b.json"))
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("left out: near-repeat: the records say the month and not the day"))
    #expect(run.messages.contains("1 origin is left out (2018-04-01)"))
    #expect(run.messages.contains("no --area was given"))
    #expect(run.messages.contains("nothing finer is claimed"))
    let asked = try CommandRun(
      "backtest", file, "--method", "near-repeat", "--origins", "2", "-o", folder("c.json"))
    #expect(asked.status == 65 && asked.messages.contains("near repeats are told by days"))
    let days = try CommandRun("backtest", file, "--horizon", "14d", "-o", folder("c.json"))
    #expect(days.status == 64 && days.messages.contains("--horizon in months"))
  }

  @Test func `backtest --factor holds a risk terrain against counts and takes it into the blend`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county + [
        "--horizon", "28d", "--origins", "2", "--factor",
        "pubs=" + Package.path("geodata/county/places/pubs.csv"), "--block", "1000", "--reach", "1",
        "--steps", "whole",
        "--folds", "3", "--method", "risk,auto", "-o", folder("b.json"),
      ])
    #expect(run.status == 0, "\(run.messages)")
    let found = try JSONValue(parsing: readBytes(of: folder("b.json")), named: "b")
    #expect(found["methods"]?.elements?.map { $0["name"]?.text } == ["counts", "risk", "auto"])
    #expect(found["methods"]?.elements?[2]["layers_at_last_origin"]?["risk"]?.double != nil)
  }

  @Test(arguments: [
    ["--share", "0"], ["--share", "a"], ["--share", "0.1", "--area-km2", "1"], ["--method", "magic"],
    ["--origins", "0"], ["--horizon", "soon"], ["--test-from", "2024-05"], ["--half-life", "0"],
    ["--train-to", "2024-05", "--origins", "3"], ["--cell", "streets:a.geojson"],
    ["--method", "risk"], ["--first-origin", "yesterday"], ["--train-to", "x"],
  ])
  func `wrong usage is 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(["backtest", "absent.csv", "-o", "b.json"] + arguments)
    #expect(run.status == 64, "\(run.messages)")
  }
}
