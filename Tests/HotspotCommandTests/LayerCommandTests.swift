import Files
import Foundation
import TestSupport
import Testing

/// `hotspot grid` on areas and streets of files: whole commands on the sample county.
@Suite struct LayerCommandTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")
  private static let districts = Package.path("geodata/county/districts.geojson")
  private static let streets = Package.path("geodata/county/streets.geojson")

  private func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  private func step(_ name: String, of path: String) throws -> JSONValue {
    let document = try JSONValue(parsing: readBytes(of: path), named: "output")
    return try #require((document["provenance"] ?? document).elements?.first { $0["step"]?.text == name })
  }

  private func grid(_ arguments: String...) throws -> CommandRun {
    let run = try CommandRun(["grid"] + arguments)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }

  @Test func `grid --cell zones:districts.geojson counts every incident once and says what it chose`() throws
  {
    let folder = ScratchFolder()
    let run = try grid(
      Self.incidents, "--cell", "zones:\(Self.districts)", "-o", folder("out.csv"), "--provenance",
      folder("steps.json"))
    #expect(run.messages.contains("districts.geojson: each area's id is its code, found by itself"))
    let table = try rows(folder("out.csv"))
    #expect(table[0] == ["cell", "x", "y", "incidents", "area_km2", "rate_per_km2"])
    #expect(table.dropFirst().map { $0[0] } == ["SM01", "SM02", "SM03", "SM04", "SM05", "SM06"])
    let counted = table.dropFirst().compactMap { Double($0[3]) }.reduce(0, +)
    let used = try #require(try step("rows", of: folder("steps.json"))["used"]?.double)
    let strays = try #require(try step("grid", of: folder("steps.json"))["incidents_in_no_cell"]?.double)
    #expect(counted + strays == used && counted > 20_000)
    let cells = try step("grid", of: folder("steps.json"))
    #expect(cells["cell"] == "zones:districts.geojson" && cells["id_property"] == "code")
    #expect(run.messages.contains("\(Int(strays)) of \(Int(used)) incidents stand in none of the 6 areas"))
  }

  @Test func `--population FILE:COLUMN gives rates, smoothed as the provenance says`() throws {
    let folder = ScratchFolder()
    let census = folder.file(
      "census.csv",
      "code,residents\nSM06,1000\nSM05,2000\nSM04,30000\nSM03,4000\nSM02,5000\nSM01,\n")
    let run = try grid(
      Self.incidents, "--cell", "zones:\(Self.districts):code", "--population", "\(census):residents",
      "--smoothing", "local", "-o", folder("out.geojson"))
    #expect(run.messages.contains("population: 42000 in 5 areas, from census.csv, column residents"))
    #expect(run.messages.contains("1 of 6 areas have no population there"))
    let cells = try step("grid", of: folder("out.geojson"))
    #expect(cells["smoothing"] == "local empirical Bayes (Marshall 1991)")
    let document = try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")
    for feature in try #require(document["features"]?.elements) {
      let properties = try #require(feature["properties"])
      let rate = properties["rate_per_1000"]?.double
      #expect((rate == nil) == (feature["id"] == "SM01"))
      guard let rate, let count = properties["incidents"]?.double,
        let people = properties["population"]?.double
      else { continue }
      #expect(abs(rate - 1000 * count / people) < 1e-9 * rate)
      #expect(properties["smoothed_rate_per_1000"]?.double ?? 0 > 0)
    }
  }

  @Test
  func `grid --cell streets:streets.geojson counts on lines within --snap, and the same bytes come twice`()
    throws
  {
    let folder = ScratchFolder()
    var outputs: [[UInt8]] = []
    for threads in ["1", "8"] {
      let run = try grid(
        Self.incidents, "--area", Self.boundary, "--cell", "streets:\(Self.streets)", "--snap", "30",
        "--threads",
        threads, "-o", folder("out.csv"), "--provenance", folder("steps.json"))
      #expect(run.messages.contains("each line's id is made of its middle on the plane"))
      #expect(run.messages.contains("snapped to the nearest line within 30 m"))
      outputs.append(try readBytes(of: folder("out.csv")))
    }
    #expect(outputs[0] == outputs[1])
    let table = try rows(folder("out.csv"))
    #expect(table[0] == ["cell", "x", "y", "incidents", "length_m", "rate_per_100m"])
    let counted = table.dropFirst().compactMap { Double($0[3]) }.reduce(0, +)
    let used = try #require(try step("rows", of: folder("steps.json"))["used"]?.double)
    let cells = try step("grid", of: folder("steps.json"))
    #expect(counted + (cells["incidents_in_no_cell"]?.double ?? 0) == used)
    #expect(cells["incidents_snapped"]?.double == counted && counted > 1000)
    #expect(Set(table.map { $0[0] }).count == table.count)
  }

  @Test
  func `find --cell zones:districts.geojson ranks the districts and names them, the same at 1 and 8 threads`()
    throws
  {
    let folder = ScratchFolder()
    var outputs: [[UInt8]] = []
    for threads in ["1", "8"] {
      let run = try CommandRun(
        "find", Self.incidents, "--area", Self.boundary, "--theme", "asb", "--cell",
        "zones:\(Self.districts)",
        "--streets", Self.streets, "--threads", threads, "-o", folder("zones.geojson"))
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("each area's id is its code, found by itself"))
      outputs.append(try readBytes(of: folder("zones.geojson")))
    }
    #expect(outputs[0] == outputs[1])
    let document = try JSONValue(parsing: outputs[0], named: "zones")
    let zone = try #require(document["features"]?.elements?.first)
    #expect(zone["id"]?.text?.hasPrefix("asb-SM0") == true)
    #expect(zone["properties"]?["streets"]?.text?.isEmpty == false)
    #expect(try step("find", of: folder("zones.geojson"))["chosen_by"] == "incidents per square kilometre")
  }

  @Test func `find on areas has no bandwidth, and none on streets`() throws {
    for (cell, said) in [("zones:a.geojson", "--bandwidth"), ("streets:a.geojson", "streets for the first")] {
      let run = try CommandRun(
        "find", "absent.csv", "--theme", "asb", "--cell", cell, "--bandwidth", "300", "-o", "out.geojson")
      #expect(run.status == 64 && run.messages.contains(said), "\(run.messages)")
    }
  }

  @Test(arguments: ["density", "plan"])
  func `other verbs say whom areas and streets are for, before any file is read`(verb: String) throws {
    for cell in ["zones:lsoa.geojson", "streets:roads.geojson"] {
      let run = try CommandRun(
        [verb, "absent.csv", "--cell", cell, "--theme", "asb", "-o", "out.geojson"])
      #expect(run.status == 64)
      #expect(run.messages.contains("hotspot grid") && run.messages.contains("square:150"))
    }
  }

  @Test(arguments: [
    ["--cell", "square:150", "--population", "census.csv:pop"], ["--snap", "20"],
    ["--cell", "zones:a.geojson", "--snap", "20"], ["--cell", "zones:a.geojson", "--smoothing", "local"],
    ["--cell", "zones:a.geojson", "--population", "p", "--smoothing", "spatial"],
    ["--cell", "streets:a.geojson", "--population", "p"], ["--cell", "streets:a.geojson", "--snap", "0"],
    ["--cell", "streets:a.geojson", "--snap", "nan"], ["--cell", "zones:"], ["--cell", "zones:areas:"],
    ["--cell", "streets:"],
  ])
  func `options that do not go together are 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(["grid", "absent.csv"] + arguments + ["-o", "out.geojson"])
    #expect(run.status == 64, "\(run.messages)")
  }

  @Test func `a file's name may hold colons, and what follows its ending is the property`() throws {
    let folder = ScratchFolder()
    let layer = folder.file("beats:2025.geojson", try readBytes(of: Self.districts))
    for (cell, id) in [("zones:\(layer)", "SM01"), ("zones:\(layer):name", "Marlhaven")] {
      _ = try grid(Self.incidents, "--cell", cell, "-o", folder("out.csv"))
      #expect(try rows(folder("out.csv"))[1][0] == id)
    }
  }

  @Test func `rows known by a coarse grid square are said to be no news of a street`() throws {
    let folder = ScratchFolder()
    let streets = folder.file(
      "one.geojson",
      """
      {"type":"Feature","properties":{"usrn":1},"geometry":{"type":"LineString","coordinates":[[0.5,51.7],[0.51,51.7]]}}
      """)
    let file = folder.file(
      "a.csv", "date,category,grid_ref\n2024-02-01,Robbery,TL 727 024\n2024-02-02,Robbery,TL 72743 02467\n")
    let run = try grid(file, "--cell", "streets:\(streets)", "-o", folder("out.csv"))
    #expect(run.messages.contains("1 of 2 rows are known by a grid square wider than the snap alone"))
  }

  @Test func `a layer that is not there is 66, one without areas 65, and nothing is written`() throws {
    let folder = ScratchFolder()
    let absent = try CommandRun(
      "grid", Self.incidents, "--cell", "zones:\(folder("none.geojson"))", "-o", folder("out.csv"))
    #expect(absent.status == 66 && absent.messages.contains("none.geojson"))
    let lines = try CommandRun(
      "grid", Self.incidents, "--cell", "zones:\(Self.streets)", "-o", folder("out.csv"))
    #expect(lines.status == 65 && lines.messages.contains("there is no area in it"))
    let raster = try CommandRun(
      "grid", Self.incidents, "--cell", "zones:\(Self.districts)", "-o", folder("out.asc"))
    #expect(raster.status == 64)
    #expect(folder.names.isEmpty)
  }
}
