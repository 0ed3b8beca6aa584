import Files
import Foundation
import TestSupport
import Testing

/// Harm, venues, and areas and streets as cells: whole commands on the sample county.
@Suite struct PlacesCommandTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")
  private static let districts = Package.path("geodata/county/districts.geojson")
  private static let streets = Package.path("geodata/county/streets.geojson")
  private static let pubs = Package.path("geodata/county/places/pubs.csv")

  private func run(_ arguments: [String]) throws -> CommandRun {
    let run = try CommandRun(arguments)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }

  private func json(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: readBytes(of: path), named: "output")
  }

  private func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `find --weight harm ranks by harm, numbers incidents, and says whose figures they are`() throws {
    let folder = ScratchFolder()
    let common = ["find", Self.incidents, "--area", Self.boundary, "--theme", "nte-violence"]
    let run = try run(common + ["--weight", "harm", "-o", folder("harm.geojson")])
    #expect(run.messages.contains("second-hand") && run.messages.contains("incidents have a value"))
    _ = try self.run(common + ["-o", folder("count.geojson"), "--quiet"])
    for (name, key) in [("harm", "harm"), ("count", "incidents")] {
      let zones = try #require(try json(folder("\(name).geojson"))["features"]?.elements)
      let values = zones.compactMap { $0["properties"]?[key]?.double }
      #expect(values.count == zones.count && values == values.sorted(by: >) && zones.count > 5)
      for zone in zones {
        let properties = try #require(zone["properties"])
        #expect(properties["incidents"]?.double ?? 0.5 == (properties["incidents"]?.double ?? 0).rounded())
        #expect(properties["harm_by"]?.text?.contains("second-hand") == true)
        #expect((0...1).contains(properties["share_of_harm"]?.double ?? -1))
      }
    }
    let steps = try #require(try json(folder("harm.geojson"))["provenance"]?.elements)
    let step = try #require(steps.first { $0["step"]?.text == "harm" })
    #expect(step["second_hand"] == true && step["table"] == "Cambridge Crime Harm Index 2026")
  }

  @Test func `find --harm none leaves harm unknown, and --harm-table takes a newer one`() throws {
    let folder = ScratchFolder()
    let common = ["find", Self.incidents, "--area", Self.boundary, "--theme", "street-robbery"]
    let none = try run(common + ["--harm", "none", "-o", folder("none.geojson")])
    #expect(!none.messages.contains("harm"))
    #expect(try json(folder("none.geojson"))["features"]?.elements?.first?["properties"]?["harm"] == .null)
    let table = folder.file("newer.csv", "category,value,unit,dated\nRobbery,400,days,2030\n")
    let own = try run(common + ["--harm-table", table, "-o", folder("own.geojson")])
    #expect(own.messages.contains("newer.csv (2030, a table of your own), in days"))
    let zone = try #require(try json(folder("own.geojson"))["features"]?.elements?.first?["properties"])
    #expect(zone["harm"]?.double == 400 * (zone["incidents"]?.double ?? 0))
    #expect(zone["harm_by"]?.text?.contains("second-hand") == false)
  }

  @Test func `anti-social behaviour has no harm to weigh by, and that is 65`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "find", Self.incidents, "--area", Self.boundary, "--theme", "asb", "--weight", "harm", "-o",
      folder("z.geojson"))
    #expect(run.status == 65 && run.messages.contains("has a value for none of the"))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["grid", "density", "cluster", "concentration", "hours", "plan"])
  func `--weight harm is understood wherever rows count`(verb: String) throws {
    let folder = ScratchFolder()
    let output = ["concentration", "hours"].contains(verb) ? "out.json" : "out.geojson"
    let cell = ["hours", "plan"].contains(verb) ? [] : ["--cell", "square:1500"]
    let run = try run(
      [verb, Self.incidents, "--area", Self.boundary, "--theme", "nte-violence", "--weight", "harm"] + cell
        + [
          "-o", folder(output),
        ])
    #expect(run.messages.contains("second-hand"), "\(run.messages)")
    let steps = try #require(try json(folder(output))["provenance"]?.elements)
    #expect(steps.contains { $0["step"]?.text == "harm" && $0["counts_by"]?.text == "harm" })
  }

  @Test func `grid --weight harm -o .csv has incidents and harm side by side`() throws {
    let folder = ScratchFolder()
    _ = try run([
      "grid", Self.incidents, "--area", Self.boundary, "--cell", "square:3000", "--weight", "harm", "-o",
      folder("out.csv"),
    ])
    let table = try rows(folder("out.csv"))
    #expect(table[0] == ["cell", "x", "y", "incidents", "harm"])
    #expect(table.dropFirst().contains { Double($0[4]) ?? 0 > 100 * (Double($0[3]) ?? 0) })
  }

  @Test func `find --by-premises tells how much of each zone is one venue`() throws {
    let folder = ScratchFolder()
    let common = [
      "find", Self.incidents, "--area", Self.boundary, "--theme", "nte-violence", "--by-premises", Self.pubs,
    ]
    let run = try run(common + ["--premises-within", "60", "-o", folder("z.geojson")])
    #expect(run.messages.contains("when it stands within 60 m"))
    let document = try json(folder("z.geojson"))
    #expect(document["handling"] == "OFFICIAL-SENSITIVE")
    let zones = try #require(document["features"]?.elements)
    let named = zones.compactMap { $0["properties"]?["top_location"]?.text }
    let pubs = Set(try rows(Self.pubs).map { $0[0] })
    #expect(!named.isEmpty && named.allSatisfy(pubs.contains))
    #expect(document["provenance"]?.elements?.last?["step"] == "premises")
  }

  @Test func `find --by-premises is refused on the records of data.police.uk, before anything is looked for`()
    throws
  {
    let folder = ScratchFolder()
    let file = folder.file(
      "2019-01-street.csv",
      """
      Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context
      ,2019-01,A,A,0.59,53.25,On or near Mill Road,,,Robbery,,

      """)
    let run = try CommandRun(
      "find", file, "--theme", "street-robbery", "--by-premises", Self.pubs, "-o", folder("z.geojson"))
    #expect(run.status == 65 && run.messages.contains("moves every coordinate to a shared map point"))
    #expect(folder.names == ["2019-01-street.csv"])
  }

  @Test(arguments: [["--premises-within", "20"], ["--by-premises", "p.csv", "--premises-within", "500"]])
  func `venue options that do not do are 64 before any file is read`(options: [String]) throws {
    let run = try CommandRun(["find", "absent.csv", "--theme", "asb"] + options + ["-o", "z.geojson"])
    #expect(run.status == 64, "\(run.messages)")
  }

  @Test(arguments: ["gi-star", "local-moran", "emerging"])
  func `cluster --cell zones:districts.geojson asks areas, the same at 1 and 8 threads`(statistic: String)
    throws
  {
    let folder = ScratchFolder()
    var outputs: [[UInt8]] = []
    for threads in ["1", "8"] {
      let run = try run([
        "cluster", Self.incidents, "--cell", "zones:\(Self.districts)", "--neighbours", "knn:2",
        "--statistic",
        statistic, "--permutations", "99", "--threads", threads, "-o", folder("c.geojson"),
      ])
      #expect(run.messages.contains("6 cells"))
      outputs.append(try readBytes(of: folder("c.geojson")))
    }
    #expect(outputs[0] == outputs[1])
    let features = try #require(try JSONValue(parsing: outputs[0], named: "c")["features"]?.elements)
    #expect(features.count == 6 && features.allSatisfy { $0["properties"]?["neighbours"] == 2 })
    #expect(Set(features.compactMap { $0["id"]?.text }).count == 6)
  }

  @Test func `cluster --population tests rates, and streets:FILE asks street segments`() throws {
    let folder = ScratchFolder()
    let census = folder.file(
      "census.csv", "code,residents\nSM06,1000\nSM05,2000\nSM04,30000\nSM03,4000\nSM02,5000\nSM01,\n")
    let rates = try run([
      "cluster", Self.incidents, "--cell", "zones:\(Self.districts):code", "--population",
      "\(census):residents", "-o",
      folder("c.csv"),
    ])
    #expect(rates.messages.contains("1 areas without people have no rate"))
    let table = try rows(folder("c.csv"))
    #expect(
      table[0].prefix(6) == ["cell", "x", "y", "incidents", "population", "rate_per_1000"] && table.count == 6
    )
    let lines = try run([
      "cluster", Self.incidents, "--theme", "street-robbery", "--cell", "streets:\(Self.streets)", "-o",
      folder("s.csv"),
    ])
    #expect(lines.messages.contains("snapped to the nearest line within 50 m"))
    #expect(try rows(folder("s.csv")).count > 100)
  }

  @Test(arguments: [
    ["--cell", "square:500", "--population", "p"], ["--cell", "zones:a.geojson", "--snap", "20"],
    ["--cell", "zones:a.geojson", "--population", "p", "--statistic", "emerging"],
  ])
  func `cluster's options that do not go together are 64 before any file is read`(options: [String]) throws {
    let run = try CommandRun(["cluster", "absent.csv"] + options + ["-o", "c.csv"])
    #expect(run.status == 64, "\(run.messages)")
  }

  @Test func `concentration on areas and on streets counts places without an incident too`() throws {
    let folder = ScratchFolder()
    for (cell, places, more) in [
      ("zones:\(Self.districts)", "zones:districts.geojson", []),
      ("streets:\(Self.streets)", "streets:streets.geojson", ["--snap", "40"]),
    ] {
      let run = try run(
        [
          "concentration", Self.incidents, "--theme", "street-robbery", "--cell", cell, "--period", "6m",
          "--plot",
          folder("c.svg"), "-o", folder("c.json"),
        ] + more)
      #expect(run.messages.contains("half of ") && !run.messages.contains("rectangle round the incidents"))
      let found = try json(folder("c.json"))
      #expect(found["place"]?.text == places && found["grid_origins"]?["tried"] == 1)
      #expect(
        found["whole"]?["places"]?.double ?? 0 > (found["whole"]?["places_with_incidents"]?.double ?? 0) - 1)
      #expect(found["periods"]?.elements?.count == 2)
    }
    for options in [
      ["--cell", "square:500", "--snap", "20"], ["--cell", "streets:a.geojson", "--snap", "0"],
    ] {
      #expect(try CommandRun(["concentration", "absent.csv"] + options + ["-o", "c.json"]).status == 64)
    }
  }
}
