import Files
import Foundation
import TestSupport
import Testing

/// `hotspot concentration`, whole, on the sample county.
@Suite struct ConcentrationCommandTests {
  private static let county = [
    "concentration", Package.path("geodata/county/incidents"), "--area",
    Package.path("geodata/county/boundary.geojson"), "--theme", "street-robbery", "--cell", "square:1000",
  ]

  @Test func `concentration --period 6m tells the share of places, what stays, and how the origin matters`()
    throws
  {
    let folder = ScratchFolder()
    let run = try CommandRun(Self.county + ["--period", "6m", "-o", folder("c.json")])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("half of ") && run.messages.contains("generalised Gini"))
    #expect(run.messages.contains("would stay if no place had changed"))
    #expect(run.messages.contains("with the grid's origin moved to 16 places"))
    #expect(!run.messages.contains("no --area was given"))
    let found = try JSONValue(parsing: readBytes(of: folder("c.json")), named: "c")
    let whole = try #require(found["whole"])
    let range = try #require(found["grid_origins"]?["generalised_gini"])
    let gini = try #require(whole["generalised_gini"]?.double)
    #expect(range["lowest"]?.double ?? 1 <= gini && range["highest"]?.double ?? 0 >= gini)
    #expect(found["lorenz"]?.elements?.first == [0, 0] && found["lorenz"]?.elements?.last == [1, 1])
    #expect(found["periods"]?.elements?.count ?? 0 >= 2)
    #expect(found["handling"]?.text == "OFFICIAL-SENSITIVE")
    #expect(found["provenance"]?.elements?.last?["step"]?.text == "concentration")
  }

  @Test func `concentration -o c.csv has one width and the same bytes at 1 and 2 threads`() throws {
    let folder = ScratchFolder()
    let tables = try ["1", "2"].map { threads in
      let run = try CommandRun(
        Self.county + [
          "--period", "6m", "--offsets", "2", "--threads", threads, "--plot", folder("\(threads).svg"), "-o",
          folder("\(threads).csv"),
        ])
      #expect(run.status == 0, "\(run.messages)")
      return try String(contentsOfFile: folder("\(threads).csv"), encoding: .utf8)
    }
    #expect(tables[0] == tables[1])
    #expect(try readBytes(of: folder("1.svg")) == readBytes(of: folder("2.svg")))
    let lines = tables[0].split(separator: "\n")
    let width = lines[0].split(separator: ",").count
    #expect(lines.count >= 3)
    for line in lines { #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == width) }
    let picture = try String(contentsOfFile: folder("1.svg"), encoding: .utf8)
    #expect(picture.contains("OFFICIAL-SENSITIVE") && picture.contains("squares of 1000 m"))
  }

  @Test func `each location is a place with --cell location, and without an area it is said what counts`()
    throws
  {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", "date,longitude,latitude\n2019-01-01,0.5,51.7\n2019-01-02,0.6,51.7\n")
    let places = try CommandRun("concentration", file, "--cell", "location", "-o", folder("a.csv.json"))
    #expect(places.messages.contains("of 2 locations with an incident"), "\(places.messages)")
    let cells = try CommandRun("concentration", file, "--cell", "square:1000", "-o", folder("b.json"))
    #expect(cells.messages.contains("no --area was given"))
  }

  @Test(arguments: [
    ["--top", "0"], ["--top", "2"], ["--offsets", "0"], ["--offsets", "11"], ["--period", "soon"],
    ["--cell", "street"],
  ])
  func `wrong usage is 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(["concentration", "absent.csv", "-o", "c.json"] + arguments)
    #expect(run.status == 64, "\(run.messages)")
  }
}
