import Files
import Foundation
import TestSupport
import Testing

/// `hotspot find` and `hotspot plan` with a density that is corrected at the edge or adapts.
@Suite struct FindRefinementTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")
  private static let robbery = [
    incidents, "--area", boundary, "--theme", "street-robbery", "--cell", "square:500",
  ]
  private let folder = ScratchFolder()

  private func answer(_ arguments: [String], _ path: String) throws -> (document: JSONValue, said: String) {
    let run = try CommandRun(arguments + ["-o", path])
    #expect(run.status == 0, "\(run.messages)")
    return (try JSONValue(parsing: readBytes(of: path), named: "output"), run.messages)
  }

  private func step(_ name: String, of document: JSONValue) throws -> JSONValue {
    try #require(document["provenance"]?.elements?.last { $0["step"]?.text == name })
  }

  @Test(arguments: ["find", "plan"])
  func `--edge and --adaptive are said, stored, and the same at 1 and 8 threads`(verb: String) throws {
    let path = folder("zones.geojson")
    let uniform = try answer([verb] + Self.robbery + ["--bandwidth", "4000", "--edge", "uniform"], path)
    #expect(try step("density", of: uniform.document)["edge_correction"] == "uniform")
    #expect(uniform.said.contains("share of a kernel there that lies inside the area (uniform)"))
    var bytes: [[UInt8]] = []
    for threads in ["1", "8"] {
      let whole = try answer(
        [verb] + Self.robbery + ["--edge", "jones-diggle", "--adaptive", "--threads", threads], path)
      let density = try step("density", of: whole.document)
      #expect(density["edge_correction"] == "jones-diggle" && density["adaptive"]?["rule"] == "abramson")
      #expect(try step("find", of: whole.document)["resampled_with"] != nil)
      #expect(whole.said.contains("adaptive (Abramson): bandwidths from "))
      #expect(whole.said.contains("made whole inside it (jones-diggle)"))
      bytes.append(try readBytes(of: path))
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `the density of find is that of density, cell by cell where zones are cut`() throws {
    let more = ["--bandwidth", "4000", "--edge", "uniform"]
    let zones = try answer(["find"] + Self.robbery + more, folder("zones.geojson")).document
    let cells = try answer(["density"] + Self.robbery + more, folder("cells.geojson")).document
    let (found, asked) = (try step("density", of: zones), try step("density", of: cells))
    for fact in ["kernel", "bandwidth_m", "edge_correction", "unit"] {
      #expect(found[fact] != nil && found[fact] == asked[fact])
    }
    // The highest of all cells lies in a zone; its id is part of the zone's where it is the zone's peak.
    let densest = try #require(
      cells["features"]?.elements?.max {
        ($0["properties"]?["density_per_km2"]?.double ?? 0)
          < ($1["properties"]?["density_per_km2"]?.double ?? 0)
      }?["properties"]?["cell"]?.text)
    let ids = try #require(zones["features"]?.elements).compactMap { $0["properties"]?["zone_id"]?.text }
    #expect(ids.contains("street-robbery-\(densest)"))
  }

  @Test func `--edge none says nothing and changes no byte`() throws {
    _ = try answer(["find"] + Self.robbery, folder("a.geojson"))
    let said = try answer(["find"] + Self.robbery + ["--edge", "none"], folder("b.geojson")).said
    #expect(try readBytes(of: folder("a.geojson")) == readBytes(of: folder("b.geojson")))
    #expect(!said.contains("edge") && !said.contains("adaptive"))
  }

  @Test(arguments: [
    (["--edge", "uniform"], "give one with --area"), (["--edge", "ripley"], "none, uniform, jones-diggle"),
    (["--cell", "zones:absent.geojson", "--adaptive"], "leave them out with --cell zones:FILE"),
    (
      ["--cell", "zones:absent.geojson", "--area", "absent.geojson", "--edge", "uniform"],
      "leave them out with --cell zones:FILE"
    ),
  ])
  func `a refinement that cannot be met ends with 64 before any file is read`(options: [String], says: String)
    throws
  {
    let run = try CommandRun(
      ["find", "absent.csv", "--theme", "street-robbery", "-o", folder("z.geojson")] + options)
    #expect(run.status == 64 && run.messages.contains(says), "\(run.messages)")
  }

  @Test(arguments: ["find", "plan"])
  func `--edge uniform with --adaptive is 64 and names what would do`(verb: String) throws {
    let run = try CommandRun(
      [verb] + Self.robbery + ["--adaptive", "--edge", "uniform", "-o", folder("z.geojson")])
    #expect(run.status == 64 && run.messages.contains("take --edge jones-diggle"), "\(run.messages)")
  }
}
