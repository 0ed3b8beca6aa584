import Files
import TestSupport
import Testing

/// What options of a place, a plane and a shift are answered with.
@Suite struct OptionAnswerTests {
  private let folder = ScratchFolder()

  private func extract(dated: Bool = true) -> String {
    let rows = (10..<30).map { "\(dated ? "2024-01-\($0) 22:30" : ""),Robbery,600500,225500" }
    return folder.file("a.csv", (["Date,Offence,Easting,Northing"] + rows).joined(separator: "\n") + "\n")
  }

  private func plan(_ path: String, _ more: String...) throws -> CommandRun {
    try CommandRun(["plan", path, "--theme", "street-robbery", "-o", folder("plan.geojson")] + more)
  }

  @Test func `without a shift the theme's longest window after the last record is taken and marked`() throws {
    // The last record is of Monday 2024-01-29; the longest windows begin on Friday and on Saturday at 15:00.
    let run = try plan(extract())
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("2024-02-02T15:00/2024-02-03T02:00 (assumed)"))
    #expect(run.messages.contains("bear in mind: nobody gave a shift"))
    let document = try JSONValue(parsing: readBytes(of: folder("plan.geojson")), named: "plan")
    #expect(document["plan"]?["duty_date"] == "2024-02-02")
    #expect(document["provenance"]?.elements?.last?["shift_assumed"] == true)
  }

  @Test func `records without dates need a shift`() throws {
    let path = extract(dated: false)
    let run = try plan(path)
    #expect(run.status == 64 && run.messages.contains("give --shift START/END"))
    #expect(folder.names == ["a.csv"])
    let given = try plan(path, "--shift", "2024-02-02T18:00/2024-02-03T02:00")
    #expect(given.status == 0)
    #expect(given.messages.contains("not fit for tasking: the records carry no dates"))
  }

  @Test(arguments: ["home", "0.9", "0.9,51.9,3", "-73.9,40.7", "0.9;51.9", "51.9,north"])
  func `a base that is no place on the plane is 64 and says how to write it`(base: String) throws {
    let run = try plan(extract(), "--base", base)
    #expect(run.status == 64)
    #expect(run.messages.contains("write LONGITUDE,LATITUDE"))
    #expect(folder.names == ["a.csv"])
  }

  @Test func `a base west of Greenwich is read`() throws {
    let run = try plan(extract(), "--base", "-0.12,51.5")
    #expect(run.status == 0, "\(run.messages)")
  }

  @Test func `the plane is said to be chosen or asked for; verbose names better ways that are missing`()
    throws
  {
    let path = extract()
    func messages(_ more: String...) throws -> String {
      let run = try CommandRun(["grid", path, "-o", folder("g.csv")] + more)
      #expect(run.status == 0, "\(run.messages)")
      return run.messages
    }
    #expect(try messages().contains("plane EPSG:27700, chosen by position: "))
    #expect(try messages("--plane", "EPSG:32631").contains("plane EPSG:32631, as asked: "))
    #expect(!(try messages().contains("not possible here")))
    if CommandGolden.canBeHeld {
      #expect(try messages("--verbose").contains("better, and not possible here: "))
    }
  }

  @Test func `a file given twice is 74, and no file at all is 64`() throws {
    let path = extract()
    let twice = try CommandRun("check", path, path)
    #expect(twice.status == 74 && twice.messages.contains("given twice"))
    #expect(try CommandRun("check").status == 64)
    #expect(try CommandRun("check", folder.folder("empty")).status == 66)
  }

  @Test func `--input-crs tells what eastings are in where it is not the National Grid`() throws {
    // UTM zone 31: some 0.5 degrees west of its central meridian and 51.7 north.
    let path = folder.file("utm.csv", "Easting,Northing\n327260,5730900\n")
    let wrong = try CommandRun("check", path, "-o", "-")
    #expect(wrong.status == 65 && wrong.messages.contains("--input-crs"))
    let found = try RowsOfAnswer(path, "--input-crs", "32631", "--cell", "square:1000")
    #expect(found.used == 1 && found.refused.isEmpty)
    let onPlane = try RowsOfAnswer(path, "--input-crs", "32631", "--plane", "32631", "--cell", "square:1000")
    #expect(onPlane.cells == ["sq1000-32631-327-5730": 1])
    let odd = try CommandRun("grid", path, "--input-crs", "99999", "-o", "-")
    #expect(odd.status == 64)
  }
}
