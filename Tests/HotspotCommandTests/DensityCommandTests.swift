import Files
import Foundation
import TestSupport
import Testing

/// `hotspot density` with its rules, corrections and comparisons, on the sample county and on rows made up here.
@Suite struct DensityCommandTests {
  private static let county = [
    "density", Package.path("geodata/county/incidents"), "--area",
    Package.path("geodata/county/boundary.geojson"),
    "--theme", "street-robbery", "--cell", "square:2000",
  ]
  private let folder = ScratchFolder()

  private func run(_ arguments: [String]) throws -> CommandRun {
    let run = try CommandRun(arguments)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }

  private func features(_ path: String) throws -> [JSONValue] {
    try #require(try JSONValue(parsing: readBytes(of: path), named: "output")["features"]?.elements)
      .compactMap { $0["properties"] }
  }

  private func step(_ name: String, of path: String) throws -> JSONValue {
    let document = try JSONValue(parsing: readBytes(of: path), named: "output")
    let steps = try #require((document["provenance"] ?? document).elements)
    return try #require(steps.last { $0["step"]?.text == name })
  }

  @Test(arguments: [("silverman", "silverman_arcgis"), ("cv", "cv"), ("diggle", "diggle")])
  func `--bandwidth by a rule announces what was found and stores it`(name: String, rule: String) throws {
    let path = folder("d.geojson")
    let run = try run(Self.county + ["--bandwidth", name, "-o", path])
    let density = try step("density", of: path)
    #expect(density["bandwidth_rule"]?.text == rule)
    let metres = try #require(density["bandwidth_m"]?.double)
    #expect(metres > 50 && metres < 30_000)
    #expect(density["bandwidth_found"] != nil)
    #expect(run.messages.contains("quartic density, support radius \(Int(metres))"))
    #expect(run.messages.contains("could not be verified") == (name == "silverman"))
  }

  @Test func `find --bandwidth cv cuts its zones out of that density`() throws {
    let path = folder("zones.geojson")
    let run = try run([
      "find", Package.path("geodata/county/incidents"), "--area",
      Package.path("geodata/county/boundary.geojson"),
      "--theme", "street-robbery", "--bandwidth", "cv", "--cell", "square:500", "-o", path,
    ])
    #expect(run.messages.contains("by likelihood cross-validation"))
    #expect(try step("density", of: path)["bandwidth_rule"]?.text == "cv")
  }

  @Test func `--bandwidth best tells what forecast best, for density and find alike`() throws {
    for (verb, path) in [("density", folder("d.geojson")), ("find", folder("zones.geojson"))] {
      let run = try run(
        [verb] + Self.county.dropFirst() + ["--bandwidth", "best", "--best-share", "0.05", "-o", path])
      #expect(run.messages.contains("m forecast best: the densest"))
      let density = try step("density", of: path)
      #expect(density["bandwidth_rule"] == "best")
      #expect(density["bandwidth_found"]?["ladder"]?.elements?.count == 10)
    }
  }

  @Test func `--edge uniform raises cells at the edge, and jones-diggle keeps every incident inside`() throws
  {
    var sums: [String: Double] = [:]
    for edge in ["none", "uniform", "jones-diggle"] {
      let path = folder("\(edge).geojson")
      _ = try run(Self.county + ["--bandwidth", "9000", "--edge", edge, "-o", path])
      // Cells of 4 km².
      sums[edge] = try features(path).reduce(0) { $0 + ($1["density_per_km2"]?.double ?? 0) * 4 }
      #expect(try step("density", of: path)["edge_correction"]?.text == edge)
    }
    let used = try #require(try step("rows", of: folder("none.geojson"))["used"]?.double)
    let (none, uniform, whole) = (
      try #require(sums["none"]), try #require(sums["uniform"]), try #require(sums["jones-diggle"])
    )
    #expect(none < 0.99 * used && uniform > 1.05 * none)
    // Whole cells stand for a ragged coast.
    #expect(abs(whole / used - 1) < 0.01, "\(whole) of \(used)")
  }

  @Test func `--adaptive says how far its bandwidths reach, with the same bytes at 1 and 8 threads`() throws {
    var outputs: [[UInt8]] = []
    for threads in ["1", "8"] {
      let path = folder("a.geojson")
      let run = try run(
        Self.county + [
          "--bandwidth", "2000", "--adaptive", "--edge", "jones-diggle", "--threads", threads, "-o", path,
        ])
      #expect(run.messages.contains("adaptive (Abramson): bandwidths from "))
      outputs.append(try readBytes(of: path))
    }
    #expect(outputs[0] == outputs[1])
    let adaptive = try step("density", of: folder("a.geojson"))["adaptive"]
    let (least, most) = (
      try #require(adaptive?["least_bandwidth_m"]?.double),
      try #require(adaptive?["greatest_bandwidth_m"]?.double)
    )
    #expect(least < 2000 && most > 2000 && most <= 10_000)
  }

  @Test func `--relative-to all crimes tells what share is robbery, and null where too few crimes stand`()
    throws
  {
    let path = folder("r.geojson")
    let run = try run(
      Self.county + [
        "--bandwidth", "3000", "--relative-to", Package.path("geodata/county/incidents/2024-03.csv"), "-o",
        path,
      ])
    #expect(
      run.messages.contains("2024-03.csv: ")
        && run.messages.contains("less than 10 of 2024-03.csv within 3000 m"))
    var (told, nulls) = (0, 0)
    for cell in try features(path) {
      let (one, other) = (
        try #require(cell["density_per_km2"]?.double), try #require(cell["relative_to_per_km2"]?.double)
      )
      if let ratio = cell["ratio"]?.double {
        told += 1
        #expect(abs(ratio - one / other) <= 1e-12 * ratio)
        #expect(nulls == 0, "cells that can be told come first")
      } else {
        #expect(cell["ratio"] == .null)
        nulls += 1
      }
    }
    #expect(told > 20 && nulls > 20)
    #expect(try step("relative", of: path)["cells_left_out"]?.double == Double(nulls))
  }

  @Test func `--relative-to areas with people gives incidents per thousand, in a CSV with empty fields`()
    throws
  {
    let areas = folder.file(
      "areas.geojson",
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"W","people":40000},"geometry":\
      {"type":"Polygon","coordinates":[[[0.50,51.70],[0.60,51.70],[0.60,51.80],[0.50,51.80],[0.50,51.70]]]}}]}
      """)
    let rows = (0..<40).map { "2024-02-01,Robbery,\(0.53 + 0.001 * Double($0)),51.75" }
    let records = folder.file(
      "a.csv", (["date,category,longitude,latitude"] + rows).joined(separator: "\n") + "\n")
    let run = try run([
      "density", records, "--bandwidth", "1500", "--cell", "square:500", "--relative-to", "\(areas):people",
      "-o",
      folder("d.csv"), "--provenance", folder("steps.json"),
    ])
    #expect(run.messages.contains("40000 in 1 areas, from areas.geojson, property people"))
    let lines = try String(contentsOfFile: folder("d.csv"), encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines[0].suffix(4) == ["incidents", "density", "relative_to", "per_1000"])
    let told = lines.dropFirst().filter { !$0[6].isEmpty }
    #expect(told.count > 20)
    for line in told {
      let (one, other, rate) = (
        try #require(Double(line[4])), try #require(Double(line[5])), try #require(Double(line[6]))
      )
      #expect(abs(rate - one / other * 1000) <= 1e-9 * max(rate, 1e-9))
    }
    // 0.1° by 0.1° here are 6.9 km by 11.1 km: some 520 people a square kilometre.
    let densest = try #require(lines.dropFirst().compactMap { Double($0[5]) }.max())
    #expect(abs(densest - 520) < 10, "\(densest)")
    #expect(try step("relative", of: folder("steps.json"))["kind"] == "population_of_areas")
  }

  @Test func `--time-bandwidth is the density of one day, and by month it is refused with 65`() throws {
    let days = (1...28).map { "2024-02-\($0 < 10 ? "0" : "")\($0),Robbery,0.5,51.7" }
    let dated = folder.file(
      "a.csv", (["date,category,longitude,latitude"] + days).joined(separator: "\n") + "\n")
    let path = folder("d.geojson")
    let run = try run([
      "density", dated, "--bandwidth", "400", "--cell", "square:100", "--time-bandwidth", "10", "-o", path,
    ])
    #expect(run.messages.contains("on 2024-02-28: 10 of 28 incidents count"))
    // One a day at one place: the cells times their area sum to one incident a day.
    let sum = try features(path).reduce(0) { $0 + ($1["density_per_km2_day"]?.double ?? 0) * 0.01 }
    #expect(abs(sum - 1) < 0.02, "\(sum)")
    #expect(try step("density", of: path)["unit"]?.text == "incidents per square kilometre and day")
    // With harm beside the counts, that of the same incidents.
    _ = try self.run([
      "density", dated, "--bandwidth", "400", "--cell", "square:100", "--time-bandwidth", "10", "--weight",
      "harm", "-o", path,
    ])
    let cells = try features(path)
    let counted = cells.reduce(0) { $0 + ($1["incidents"]?.double ?? 0) }
    let harm = cells.reduce(0) { $0 + ($1["harm"]?.double ?? 0) }
    #expect(counted == 10 && harm > 10)
    let unit = try step("density", of: path)["unit"]?.text
    #expect(unit == "harm per square kilometre and day")
    let early = try self.run([
      "density", dated, "--bandwidth", "400", "--cell", "square:100", "--time-bandwidth", "5", "--on",
      "2024-02-10", "-o",
      path,
    ])
    #expect(early.messages.contains("on 2024-02-10: 9 of 28 incidents count"))
    let months = folder.file(
      "m.csv", "month,category,longitude,latitude\n2024-02,Robbery,0.5,51.7\n2024-03,Robbery,0.5,51.7\n")
    let monthly = try CommandRun(
      "density", months, "--bandwidth", "400", "--time-bandwidth", "10", "-o", folder("m.csv.geojson"))
    #expect(monthly.status == 65, "\(monthly.messages)")
    #expect(monthly.messages.contains("the month and not the day"))
  }

  @Test(arguments: [
    (["--edge", "uniform"], "give one with --area"), (["--edge", "ripley"], "none, uniform, jones-diggle"),
    (["--on", "2024-01-01"], "give --time-bandwidth too"),
    (["--time-bandwidth", "7", "--on", "2024-01"], "write a day"),
    (["--relative-as", "ratio"], "go with --relative-to"),
    (["--relative-minimum", "5"], "go with --relative-to"),
    (["--relative-to", "b.csv", "--relative-as", "log"], "write ratio or difference"),
    (["--relative-to", "b.csv", "--relative-minimum", "nan"], "give a number from 0 up"),
    (["--relative-to", "b.csv", "--adaptive"], "leave out --adaptive"),
    (["--relative-to", "b.csv", "--time-bandwidth", "7"], "leave out --adaptive"),
    (["--bandwidth", "cross"], "scott, silverman, cv or diggle"),
    (["--best-share", "0.1"], "goes with --bandwidth best"),
    (["--bandwidth", "best", "--best-share", "1.5"], "give a share above 0"),
  ])
  func `choices that do not go together are 64 before any file is read`(arguments: [String], sentence: String)
    throws
  {
    let run = try CommandRun(["density", "absent.csv"] + arguments + ["-o", "out.geojson"])
    #expect(run.status == 64)
    #expect(run.messages.contains(sentence), "\(run.messages)")
  }

  @Test func `--edge uniform with --adaptive is 64 and names what would do`() throws {
    let run = try CommandRun(Self.county + ["--adaptive", "--edge", "uniform", "-o", folder("d.geojson")])
    #expect(run.status == 64 && run.messages.contains("take --edge jones-diggle"))
    #expect(folder.names.isEmpty)
  }

  @Test func `an .asc holds the last column, with no data where nothing can be told`() throws {
    let rows = (0..<30).map { "2024-02-01,Robbery,\(0.53 + 0.0005 * Double($0)),51.75" }
    let records = folder.file(
      "a.csv", (["date,category,longitude,latitude"] + rows).joined(separator: "\n") + "\n")
    _ = try run([
      "density", records, "--bandwidth", "400", "--cell", "square:100", "--relative-to", records, "-o",
      folder("d.asc"),
    ])
    let values = try String(contentsOfFile: folder("d.asc"), encoding: .utf8).split(separator: "\n")
      .dropFirst(6)
      .flatMap { $0.split(separator: " ") }
    #expect(Set(values) == ["1", "-9999"])
  }
}
