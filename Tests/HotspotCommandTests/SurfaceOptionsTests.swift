import Files
import Foundation
import TestSupport
import Testing

/// What cells, kernels, bandwidths and weights do to whole commands on the sample county.
@Suite struct SurfaceOptionsTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")

  private func steps(_ path: String) throws -> [JSONValue] {
    let document = try JSONValue(parsing: readBytes(of: path), named: "output")
    return try #require((document["provenance"] ?? document).elements)
  }

  private func step(_ name: String, of path: String) throws -> JSONValue {
    try #require(try steps(path).first { $0["step"]?.text == name })
  }

  private func run(_ arguments: String...) throws -> CommandRun {
    let run = try CommandRun(arguments)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }

  @Test func `grid --cell hex:350 counts every incident of the county once`() throws {
    let folder = ScratchFolder()
    let run = try run(
      "grid", Self.incidents, "--area", Self.boundary, "--cell", "hex:350", "-o", folder("hex.csv"),
      "--provenance", folder("hex.json"))
    #expect(run.messages.contains("cells of hex:350 on EPSG:"))
    let rows = try String(contentsOfFile: folder("hex.csv"), encoding: .utf8).split(separator: "\n")
      .dropFirst()
    #expect(rows.allSatisfy { $0.hasPrefix("hex350-") })
    let counted = rows.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }.reduce(0, +)
    let used = try #require(try step("rows", of: folder("hex.json"))["used"]?.double)
    let strays = try #require(try step("grid", of: folder("hex.json"))["incidents_in_no_cell"]?.double)
    #expect(counted == used - strays && counted > 20_000)
  }

  @Test(arguments: ["density", "find", "plan"])
  func `--cell hex:350 serves every verb, with the same bytes at 1 and 8 threads`(verb: String) throws {
    let folder = ScratchFolder()
    var outputs: [[UInt8]] = []
    for threads in ["1", "8"] {
      let own: [String] =
        switch verb {
        case "density": ["--bandwidth", "500"]
        case "find": ["--theme", "asb"]
        default: ["--theme", "asb", "--shift", "2025-03-07T18:00/2025-03-08T02:00"]
        }
      let run = try CommandRun(
        [verb, Self.incidents, "--area", Self.boundary, "--cell", "hex:350", "--threads", threads] + own
          + ["-o", folder("out.geojson")])
      #expect(run.status == 0, "\(run.messages)")
      outputs.append(try readBytes(of: folder("out.geojson")))
    }
    #expect(outputs[0] == outputs[1])
    let document = try JSONValue(parsing: outputs[0], named: "out")
    let features = try #require(document["features"]?.elements)
    #expect(features.count > 3)
    #expect(features.allSatisfy { $0["id"]?.text?.contains("hex350-") == true })
  }

  @Test func `hexagons beside each other share their corners in degrees too`() throws {
    let folder = ScratchFolder()
    _ = try run(
      "grid", Self.incidents, "--area", Self.boundary, "--cell", "hex:2000", "-o", folder("hex.geojson"))
    let document = try JSONValue(parsing: readBytes(of: folder("hex.geojson")), named: "hex")
    var met: [[Double]: Int] = [:]
    for feature in try #require(document["features"]?.elements) {
      let ring = try #require(feature["geometry"]?["coordinates"]?.elements?.first?.elements)
      #expect(ring.count == 7 && ring.first == ring.last)
      for corner in ring.dropLast() { met[corner.elements?.compactMap(\.double) ?? [], default: 0] += 1 }
    }
    #expect(met.values.allSatisfy { $0 <= 3 })
    #expect(met.values.count { $0 == 3 } > met.count / 2)
    // A corner off by a digit would stand a millimetre beside its like; no two are nearer than a kilometre.
    let corners = met.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    for (a, b) in zip(corners, corners.dropFirst()) where abs(a[0] - b[0]) < 1e-6 {
      #expect(abs(a[1] - b[1]) > 1e-3)
    }
  }

  @Test func `--cell hex:350 with an .asc is refused before any file is read`() throws {
    let run = try CommandRun("density", "absent.csv", "--cell", "hex:350", "-o", "out.asc")
    #expect(run.status == 64)
    #expect(run.messages.contains(".geojson .csv"))
  }

  @Test func `density without theme and bandwidth announces Scott's rule and stores it`() throws {
    let folder = ScratchFolder()
    let run = try run(
      "density", Self.incidents, "--area", Self.boundary, "--cell", "square:1000", "-o", folder("d.geojson"))
    #expect(run.messages.contains("quartic density, support radius "))
    #expect(run.messages.contains("by Scott's rule"))
    let density = try step("density", of: folder("d.geojson"))
    #expect(density["bandwidth_rule"]?.text == "scott")
    let themed = try self.run(
      "density", Self.incidents, "--area", Self.boundary, "--cell", "square:1000", "--theme", "asb", "-o",
      folder("d.geojson"))
    #expect(themed.messages.contains("support radius 300 m,"))
    #expect(try step("density", of: folder("d.geojson"))["bandwidth_rule"]?.text == "given")
  }

  @Test func `find --kernel and --bandwidth change what zones are cut out of`() throws {
    let folder = ScratchFolder()
    let run = try run(
      "find", Self.incidents, "--area", Self.boundary, "--theme", "asb", "--kernel", "gaussian",
      "--bandwidth", "scott", "--cell", "square:2000", "-o", folder("zones.geojson"))
    #expect(run.messages.contains("gaussian density, standard deviation "))
    let density = try step("density", of: folder("zones.geojson"))
    #expect(density["kernel"]?.text == "gaussian" && density["bandwidth_rule"]?.text == "scott")
  }

  @Test func `find refuses a bandwidth that reaches too many cells to resample, and says what to change`()
    throws
  {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "find", Self.incidents, "--area", Self.boundary, "--theme", "asb", "--cell", "square:50",
      "--bandwidth", "20000", "-o", folder("zones.geojson"))
    #expect(run.status == 64)
    #expect(run.messages.contains("take a shorter --bandwidth or larger cells"))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: [
    ["density", "--kernel", "cosine"], ["density", "--bandwidth", "silver"],
    ["density", "--theme", "asb", "--kernel", "gaussian"], ["find", "--theme", "asb", "--kernel", "cosine"],
    ["grid", "--weight", "damage"], ["grid", "--cell", "hex:abc"], ["grid", "--harm", "csi"],
    ["grid", "--weight", "harm", "--harm", "none"], ["grid", "--harm", "cchi", "--harm-table", "mine.csv"],
    ["plan", "--theme", "asb", "--weight", "column:a", "--columns", "weight=b"],
  ])
  func `a choice that there is not is 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun([arguments[0], "absent.csv"] + arguments.dropFirst() + ["-o", "out.geojson"])
    #expect(run.status == 64, "\(run.messages)")
  }

  private static let weighted = """
    date,category,longitude,latitude,harm
    2024-02-01,Robbery,0.5,51.7,3
    2024-02-02,Robbery,0.5,51.7,4.5
    2024-02-03,Robbery,0.51,51.7,1

    """

  @Test func `grid --weight column:harm sums the column and says so`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.weighted)
    for arguments in [["--weight", "column:harm"], ["--columns", "weight=harm"]] {
      let run = try CommandRun(
        ["grid", file] + arguments + ["-o", folder("out.csv"), "--provenance", folder("steps.json")])
      #expect(run.status == 0, "\(run.messages)")
      let rows = try String(contentsOfFile: folder("out.csv"), encoding: .utf8).split(separator: "\n")
      let held = rows.dropFirst().compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
      #expect(held.filter { $0 > 0 } == [7.5, 1])
      #expect(try step("select", of: folder("steps.json"))["weight"]?.text == "column:harm")
    }
    let plain = try run("grid", file, "--weight", "count", "-o", folder("out.csv"))
    #expect(plain.messages.contains("3 used"))
  }

  @Test func `find and plan --weight rank zones by weight, and a weight is not called incidents`() throws {
    let folder = ScratchFolder()
    let far = (1...6).map { "2024-02-0\($0),Robbery,0.5,51.7,1\n2024-02-0\($0),Robbery,0.6,51.8,100.5\n" }
    let file = folder.file("a.csv", "date,category,longitude,latitude,harm\n" + far.joined())
    for verb in ["find", "plan"] {
      _ = try run(
        verb, file, "--theme", "street-robbery", "--weight", "column:harm", "-o", folder("out.geojson"))
      let document = try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")
      let zone = try #require(document["features"]?.elements?.first?["properties"])
      #expect(zone["incidents"] == 603)
      #expect(zone["expected_incidents"] == .null)
      #expect(zone["reasons"]?.text?.hasPrefix("a weight of 603 of 609 from") == true)
    }
  }

  @Test func `a weight that is missing is 65 and names the first line`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.weighted + "2024-02-03,Robbery,0.51,51.7,-1\n")
    let run = try CommandRun("grid", file, "--weight", "column:harm", "-o", folder("out.csv"))
    #expect(run.status == 65)
    #expect(run.messages.contains("a.csv, line 5") && run.messages.contains("1 of 4 rows"))
    #expect(folder.names == ["a.csv"])
    let absent = try CommandRun("grid", file, "--weight", "column:cost", "-o", folder("out.csv"))
    #expect(absent.status == 65)
    #expect(absent.messages.contains("no column 'cost' for weight"))
  }
}
