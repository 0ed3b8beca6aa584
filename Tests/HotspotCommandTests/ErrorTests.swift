import Files
import TestSupport
import Testing

/// Bad input gets an exit code for a script and a sentence for a person, and leaves no file behind.
@Suite struct ErrorTests {
  private static let header = "id,date,category,longitude,latitude\n"

  private func complaint(_ arguments: String..., input: String = "") throws -> (Int32, String) {
    let run = try CommandRun(arguments, input: Array(input.utf8))
    #expect(run.output.isEmpty)
    return (run.status, run.messages)
  }

  @Test func `no such file is 66 and names it`() throws {
    let (status, text) = try complaint("check", "absent.csv")
    #expect(status == 66)
    #expect(text.contains("absent.csv"))
  }

  @Test(arguments: [
    ["plan", "x.csv", "-o", "out.geojson"], ["nonsense"], ["grid", "x.csv"],
    ["grid", "x.csv", "-o", "out.xls"], ["find", "x.csv", "--theme", "none", "-o", "out.geojson"],
    ["grid", "x.csv", "-o", "out.csv", "--threads", "0"],
    ["plan", "x.csv", "--theme", "asb", "--shift", "tonight", "-o", "out.geojson"],
    ["density", "x.csv", "--bandwidth", "0", "-o", "out.csv"],
  ])
  func `wrong usage is 64 before any file is read`(arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 64)
    #expect(!run.messages.isEmpty)
  }

  @Test func `columns that are not there are 65 and the answer says which there are`() throws {
    let folder = ScratchFolder()
    let file = folder.file("odd.csv", "a,b,c\n1,2,3\n")
    let (status, text) = try complaint("check", file)
    #expect(status == 65)
    #expect(text.contains("--columns") && text.contains("'a', 'b', 'c'"))
  }

  @Test func `dates that could be either way round are 65 and name the option`() throws {
    let folder = ScratchFolder()
    let file = folder.file("dates.csv", Self.header + "1,01/02/2024,x,0.5,51.7\n2,03/04/2024,x,0.5,51.7\n")
    let (status, text) = try complaint("check", file)
    #expect(status == 65)
    #expect(text.contains("--dates dmy"))
    #expect(try complaint("check", file, "--dates", "dmy").0 == 0)
  }

  @Test func `a plane in feet is refused`() throws {
    let folder = ScratchFolder()
    let file = folder.file("ny.csv", Self.header + "1,2024-02-01,x,-73.9,40.7\n")
    let (status, text) = try complaint("grid", file, "--plane", "2263", "-o", folder("out.csv"))
    #expect(status == 64)
    #expect(text.contains("is not in metres") && text.contains("27700"))
    #expect(folder.names == ["ny.csv"])
  }

  @Test func `points of New York on the British grid are counted as outside the plane`() throws {
    let folder = ScratchFolder()
    let file = folder.file("mixed.csv", Self.header + "1,2024-02-01,x,-73.9,40.7\n2,2024-02-01,x,0.5,51.7\n")
    let run = try CommandRun("check", file, "--plane", "27700", "-o", folder("check.json"))
    #expect(run.status == 0)
    let found = try JSONValue(parsing: readBytes(of: folder("check.json")), named: "check")
    #expect(found["refused_by_reason"]?["outside_plane"] == 1)
    #expect(found["rows_used"] == 1)
  }

  @Test func `an output folder that is not there is 73 and nothing is written`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.header + "1,2024-02-01,x,0.5,51.7\n")
    let (status, text) = try complaint("grid", file, "-o", folder("absent/out.csv"))
    #expect(status == 73)
    #expect(text.contains("absent"))
    #expect(folder.names == ["a.csv"])
  }

  @Test func `an empty answer is a valid file and a sentence why`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.header + "1,2024-02-01,Robbery,0.5,51.7\n")
    for verb in ["find", "plan"] {
      let run = try CommandRun(verb, file, "--theme", "street-robbery", "-o", folder("out.geojson"))
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("no zones: 1 incident"))
      let document = try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")
      #expect(document["features"] == .array([]))
      #expect(document["reason"]?.text?.contains("no zones") == true)
    }
  }

  @Test func `nothing to place is 65`() throws {
    let folder = ScratchFolder()
    let file = folder.file("a.csv", Self.header + "1,2024-02-01,Robbery,,\n")
    let (status, text) = try complaint("grid", file, "-o", folder("out.csv"))
    #expect(status == 65)
    #expect(text.contains("no row has coordinates"))
  }

  @Test func `standard input is read under the name of a dash`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      ["grid", "-", "-o", folder("out.csv")], input: Array((Self.header + "1,2024-02-01,x,0.5,51.7\n").utf8))
    #expect(run.status == 0, "\(run.messages)")
    #expect(folder.names == ["out.csv"])
  }
}
