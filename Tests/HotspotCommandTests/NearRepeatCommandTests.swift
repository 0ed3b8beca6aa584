import Files
import Foundation
import TestSupport
import Testing

/// `hotspot near-repeat`, whole.
@Suite struct NearRepeatCommandTests {
  /// Forty incidents over Essex, each followed two days later by one 80 m further north.
  private static let records: String = {
    var lines = ["date,category,longitude,latitude"]
    for index in 0..<40 {
      let (month, day) = (1 + index % 3, 1 + index * 7 % 26)
      let (longitude, latitude) = (0.5 + Double(index % 8) * 0.01, 51.7 + Double(index / 8) * 0.01)
      lines.append("2019-0\(month)-\(two(day)),Burglary,\(longitude),\(latitude)")
      lines.append("2019-0\(month)-\(two(day + 2)),Burglary,\(longitude),\(latitude + 0.00072)")
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static let bands = ["--distance-bands", "100,300", "--day-bands", "1,4", "--permutations", "99"]

  @Test func `near-repeat -o table.csv finds what was planted`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.records)
    let run = try CommandRun(
      ["near-repeat", file] + Self.bands + ["-o", folder("t.csv"), "--provenance", folder("p.json")])
    #expect(run.status == 0, "\(run.messages)")
    #expect(
      run.messages.contains("near repeats among 80 incidents: 0.0005 to <100 m away 1 to <4 days later"))
    let lines = try String(contentsOfFile: folder("t.csv"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 1 + 4 * 3)
    let cell = try #require(lines.first { $0.hasPrefix("0.0005 to <100,1 to <4,") }).split(separator: ",")
    #expect(cell[2] == "40" && cell[6] == "0.01")
    let steps = try JSONValue(parsing: readBytes(of: folder("p.json")), named: "steps")
    #expect(
      steps.elements?.last?["seed"]?.text == "1" && steps.elements?.last?["distance"]?.text == "manhattan")
  }

  @Test func `near-repeat -o areas.geojson shows where on the day after the last record`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.records)
    let run = try CommandRun(["near-repeat", file] + Self.bands + ["-o", folder("a.geojson")])
    #expect(run.status == 0, "\(run.messages)")
    let document = try JSONValue(parsing: readBytes(of: folder("a.geojson")), named: "areas")
    let areas = try #require(document["features"]?.elements)
    #expect(!areas.isEmpty)
    for area in areas {
      #expect(area["properties"]?["as_of"]?.text == "2019-03-29")
      #expect(area["properties"]?["ratio"]?.double ?? 0 >= 1.2)
    }
    #expect(document["handling"]?.text == "OFFICIAL-SENSITIVE")
    #expect(document["provenance"]?.elements?.last?["step"]?.text == "near-repeat-areas")
    let late = try CommandRun(
      ["near-repeat", file] + Self.bands + ["--as-of", "2020-01-01", "-o", folder("b.geojson")])
    #expect(late.messages.contains("no live areas on 2020-01-01"))
  }

  @Test func `the same bytes at 1, 2 and 8 threads`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.records)
    let outputs = try ["1", "2", "8"].map { threads in
      let run = try CommandRun(
        ["near-repeat", file] + Self.bands + ["--threads", threads, "-o", folder(threads + ".json")])
      #expect(run.status == 0)
      return try readBytes(of: folder(threads + ".json"))
    }
    #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2])
  }

  @Test func `records by the month are 65 and leave no file`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", "Month,Longitude,Latitude\n2019-01,0.5,51.7\n2019-02,0.5,51.7\n")
    let run = try CommandRun("near-repeat", file, "-o", folder("t.csv"))
    #expect(run.status == 65)
    #expect(run.messages.contains("the records say the month and not the day"))
    #expect(folder.names == ["a.csv"])
  }

  @Test(arguments: [
    ["--distance-bands", "a,b"], ["--distance-bands", "400,200"], ["--day-bands", "1.5"],
    ["--distance", "crow"],
    ["--as-of", "2019-03"], ["--alpha", "2"], ["--ratio", "0.5"], ["--permutations", "5"],
  ])
  func `wrong usage is 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(["near-repeat", "absent.csv", "-o", "t.csv"] + arguments)
    #expect(run.status == 64, "\(run.messages)")
  }
}
