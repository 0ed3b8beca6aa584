import Files
import Foundation
import TestSupport
import Testing

/// `hotspot risk`, whole, on the sample county and on published data.
@Suite struct RiskCommandTests {
  private static let county = [
    "risk", Package.path("geodata/county/incidents"), "--area",
    Package.path("geodata/county/boundary.geojson"),
    "--block", "400", "--reach", "1", "--folds", "3",
  ]
  private static let factors = [
    "--factor", "pubs=\(Package.path("geodata/county/places/pubs.csv"));proximity", "--factor",
    "stations=\(Package.path("geodata/county/places/stations.csv"));proximity",
  ]

  @Test func `risk names what draws robberies, with a model beside it`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county + Self.factors + [
        "--theme", "street-robbery", "--model", folder("model.json"), "-o", folder("risk.geojson"),
      ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("m of pubs: ") && run.messages.contains("times the risk"))
    #expect(run.messages.contains("factor pubs: 87 places"))
    #expect(run.messages.contains("the lowest wins"))
    let text = String(decoding: try readBytes(of: folder("risk.geojson")), as: UTF8.self)
    let model = String(decoding: try readBytes(of: folder("model.json")), as: UTF8.self)
    // No premises by name, in either output.
    let table = try String(contentsOfFile: Package.path("geodata/county/places/pubs.csv"), encoding: .utf8)
    for line in table.split(separator: "\n").dropFirst() {
      let name = line.prefix { $0 != "," }
      #expect(!text.contains(name) && !model.contains(name))
    }
    let found = try JSONValue(parsing: Array(model.utf8), named: "model")
    #expect(found["terms"]?.elements?.isEmpty == false)
    #expect(found["provenance"]?.elements?.last?["step"]?.text == "risk")
  }

  @Test func `risk -o risk.csv has the same bytes at 1, 2 and 8 threads`() throws {
    let folder = ScratchFolder()
    let tables = try ["1", "2", "8"].map { threads in
      let run = try CommandRun(
        Self.county + Self.factors + [
          "--where", "category=Robbery", "--threads", threads, "--model", folder("\(threads).json"), "-o",
          folder("\(threads).csv"),
        ])
      #expect(run.status == 0, "\(run.messages)")
      return [try readBytes(of: folder("\(threads).csv")), try readBytes(of: folder("\(threads).json"))]
    }
    #expect(tables[0] == tables[1] && tables[0] == tables[2])
  }

  @Test func `risk --exposure tells rates for a metre of street and accounts for every incident`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      Self.county + Self.factors + [
        "--where", "category=Robbery", "--exposure", Package.path("geodata/county/streets.geojson"),
        "--model",
        folder("m.json"), "-o", folder("risk.csv"),
      ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(
      run.messages.contains(" metres of streets.geojson in ")
        && run.messages.contains("risk is for one of metres"))
    let model = try JSONValue(parsing: readBytes(of: folder("m.json")), named: "m")
    let held = try #require(model["incidents"]?.double)
    let bare = try #require(model["incidents_without_exposure"]?.double)
    let nowhere = try #require(model["incidents_in_no_cell"]?.double)
    // The county's truth: 625 clean robberies.
    #expect(held + bare + nowhere == 625)
    #expect(model["exposure"]?["unit"]?.text == "metres")
    let lines = String(decoding: try readBytes(of: folder("risk.csv")), as: UTF8.self).split(separator: "\n")
    let sum = lines.dropFirst().reduce(0.0) { $0 + (Double($1.split(separator: ",").last ?? "") ?? 0) }
    #expect(abs(sum / (model["exposure"]?["total"]?.double ?? 0) - 1) < 1e-6)
  }

  @Test func `risk refuses a layer that shows where police looked, and tells how to take it in`() throws {
    let folder = ScratchFolder()
    let stops = folder.file(
      "stops.csv", "Type,Date,Longitude,Latitude,Object of search\nPerson search,2019-01-01,1.2,53.5,Drugs\n")
    let run = try CommandRun(
      Self.county + ["--factor", "stops=\(stops)", "-o", folder("risk.geojson")])
    #expect(run.status == 64 && run.messages.contains("--include-police-generated"))
    #expect(!folder.names.contains("risk.geojson"))
  }

  @Test(arguments: [
    (["-o", "risk.geojson"], 64, "no factor is given"),
    (["--factor", "pubs", "-o", "risk.geojson"], 64, "NAME=FILE"),
    (["--factor", "pubs=nowhere.csv", "-o", "risk.geojson"], 66, "nowhere.csv"),
    (["--factor", "pubs=nowhere.csv", "--steps", "third", "-o", "risk.geojson"], 64, "half or whole"),
    (
      ["--factor", "pubs=nowhere.csv", "--exposure", "a.csv;per=door", "-o", "risk.geojson"], 64,
      "column=NAME"
    ),
    (["--factor", "pubs=nowhere.csv", "--cell", "zones:a.geojson", "-o", "risk.geojson"], 64, "square:SIDE"),
    (["--factor", "pubs=nowhere.csv", "-o", "risk.asc"], 64, ".geojson .csv"),
    (["--factor", "pubs=nowhere.csv", "--model", "m.json", "-o", "m.json"], 64, "two outputs"),
  ])
  func `risk says what is wrong`(arguments: [String], status: Int, words: String) throws {
    let run = try CommandRun(["risk", Package.path("geodata/county/incidents")] + arguments)
    #expect(Int(run.status) == status && run.messages.contains(words), "\(run.messages)")
  }

  @Test(.enabled(if: RealData.path("nyc") != nil, "published data is not here: skipped"))
  func `New York's shootings stand near liquor licences, by metres and in any folder`() throws {
    let folder = ScratchFolder()
    let licences = try #require(RealData.path("nyc/liquor_licences.csv"))
    let run = try CommandRun([
      "risk", try #require(RealData.path("nyc/shootings.csv")), "--area",
      try #require(RealData.path("nyc/boroughs.geojson")), "--where", "borough=MANHATTAN", "--block", "800",
      "--reach",
      "1", "--folds", "3", "--factor", "licences=\(licences);proximity", "--model", folder("m.json"), "-o",
      folder("risk.csv"),
    ])
    #expect(run.status == 0, "\(run.messages)")
    let model = try JSONValue(parsing: readBytes(of: folder("m.json")), named: "m")
    let term = try #require(model["terms"]?.elements?.first)
    #expect(term["relative_risk_value"]?.double ?? 0 > 1.5)
  }
}
