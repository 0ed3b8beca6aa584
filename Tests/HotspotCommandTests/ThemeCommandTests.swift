import Files
import HotspotKit
import TestSupport
import Testing

@Suite struct ThemeCommandTests {
  private static let county = [
    Package.path("geodata/county/incidents"), "--area", Package.path("geodata/county/boundary.geojson"),
  ]

  private func run(_ verb: String, theme: String, _ folder: ScratchFolder, _ more: String...) throws
    -> CommandRun
  {
    try CommandRun([verb] + Self.county + ["--theme", theme, "-o", folder("out.geojson")] + more)
  }

  private func document(_ folder: ScratchFolder) throws -> JSONValue {
    try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")
  }

  @Test func `theme list prints an id and a title a line`() throws {
    let run = try CommandRun("theme", "list")
    #expect(run.status == 0 && run.messages.isEmpty)
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
    #expect(lines.map { String($0[0]) } == Theme.shipped)
    #expect(lines.allSatisfy { $0.count == 2 })
  }

  @Test(arguments: Theme.shipped)
  func `theme show prints a file that theme check finds sound and that works like the theme`(id: String)
    throws
  {
    let folder = ScratchFolder()
    let shown = try CommandRun("theme", "show", id)
    #expect(shown.status == 0)
    let file = folder.file("mine.yaml", shown.output)
    let checked = try CommandRun("theme", "check", file)
    #expect(checked.status == 0 && checked.messages.contains("sound"))
    #expect(try run("find", theme: id, folder, "--quiet").status == 0)
    let shipped = try readBytes(of: folder("out.geojson"))
    #expect(try run("find", theme: file, folder, "--quiet").status == 0)
    #expect(try readBytes(of: folder("out.geojson")) == shipped)
  }

  @Test func `theme check answers a mistake with its line and what is allowed, as 65`() throws {
    let folder = ScratchFolder()
    let sound = String(decoding: try CommandRun("theme", "show", "asb").output, as: UTF8.self)
    let file = folder.file("mine.yaml", sound.replacing("cap_cells: 9 ", with: "cap_cells: nine "))
    let run = try CommandRun("theme", "check", file)
    #expect(run.status == 65)
    #expect(
      run.messages.contains("mine.yaml, line 14") && run.messages.contains("whole number from 1 to 10000"))
    #expect(try CommandRun("theme", "check", folder("absent.yaml")).status == 66)
    #expect(try CommandRun("theme", "show", "nonsense").status == 64)
  }

  @Test func `theme check remarks on a category that nobody publishes`() throws {
    let run = try CommandRun("theme", "check", Package.path("geodata/themes/road-casualties.yaml"))
    #expect(run.status == 0)
    #expect(run.messages.contains("'Fatal' is no category of data.police.uk"))
  }

  @Test(arguments: ["burglary", "vehicle-crime", "rural-crime", "business-crime"])
  func `a theme in a file finds zones in the county`(name: String) throws {
    let folder = ScratchFolder()
    let file = Package.path("geodata/themes/\(name).yaml")
    #expect(try CommandRun("theme", "check", file).status == 0)
    let run = try run("find", theme: file, folder)
    #expect(run.status == 0, "\(run.messages)")
    let zones = try #require(try document(folder)["features"]?.elements)
    #expect(zones.count >= 5)
    #expect(zones.allSatisfy { $0["id"]?.text?.hasPrefix("\(name)-sq") == true })
  }

  @Test func `road casualties are found in a file that has no crime types`() throws {
    let folder = ScratchFolder()
    let rows = (0..<9).map { "2024-02-0\($0 % 9 + 1),0.58\($0),53.25,\($0 % 3 + 1)" }
    let file = folder.file(
      "stats19.csv", (["date,longitude,latitude,collision_severity"] + rows).joined(separator: "\n"))
    let run = try CommandRun(
      "find", file, "--columns", "x=longitude,y=latitude,start=date,category=collision_severity", "--theme",
      Package.path("geodata/themes/road-casualties.yaml"), "-o", folder("out.geojson"))
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("9 used"))
  }

  @Test func `rural crime lies inside its layer only`() throws {
    let folder = ScratchFolder()
    let file = Package.path("geodata/themes/rural-crime.yaml")
    #expect(try run("find", theme: file, folder, "--quiet").status == 0)
    let rural = try document(folder)
    let steps = try #require(rural["provenance"]?.elements)
    let used = try #require(steps.first { $0["step"]?.text == "rows" }?["used"]?.double)
    // The same theme without the layer takes in the towns, where nearly all of it happens.
    let text = String(decoding: try readBytes(of: file), as: UTF8.self)
    let everywhere = text.split(separator: "\n").filter { !$0.contains("inside:") }.joined(separator: "\n")
    #expect(try run("find", theme: folder.file("all.yaml", everywhere), folder, "--quiet").status == 0)
    let all = try #require(
      try document(folder)["provenance"]?.elements?.first { $0["step"]?.text == "rows" }?["used"]?.double)
    #expect(used > 50 && used < all / 10)
  }

  @Test func `a zone says what is police-generated, who owns what, and which powers apply`() throws {
    let folder = ScratchFolder()
    #expect(try run("find", theme: "street-robbery", folder, "--quiet").status == 0)
    let zones = try #require(try document(folder)["features"]?.elements)
    for zone in zones {
      let share = try #require(zone["properties"]?["police_generated_share"]?.double)
      #expect(share >= 0 && share <= 1)
      #expect(zone["properties"]?["tactics"]?.text?.contains("prevent: ") == true)
      #expect(zone["properties"]?["owner"]?.text?.contains("Robbery team") == true)
      #expect(zone["properties"]?["powers"]?.text?.contains("reasonable grounds") == true)
      #expect(zone["properties"]?["partners"]?.text?.contains("CCTV") == true)
    }
    #expect(zones.contains { ($0["properties"]?["police_generated_share"]?.double ?? 0) > 0 })
  }

  @Test func `sceptre without a knife flag runs on the nearest categories and every output says so`() throws {
    let folder = ScratchFolder()
    let found = try run("find", theme: "sceptre", folder)
    #expect(found.messages.contains("cannot tell knife-enabled offences apart"))
    let planned = try run("plan", theme: "sceptre", folder, "--units", "2")
    #expect(planned.messages.contains("not fit for tasking: the records carry no knife flag"))
    let plan = try #require(try document(folder)["plan"])
    #expect(plan["fit_for_tasking"] == false)
    #expect(
      plan["not_fit_because"]?.elements?.contains { $0.text?.contains("Robbery and Violence") == true }
        == true)
  }

  @Test func `possession counts towards sceptre only when asked for`() throws {
    let folder = ScratchFolder()
    func used(_ more: String...) throws -> Double {
      let run = try CommandRun(
        ["find"] + Self.county + ["--theme", "sceptre", "-o", folder("out.geojson"), "--quiet"] + more)
      #expect(run.status == 0)
      return try #require(
        try document(folder)["provenance"]?.elements?.first { $0["step"]?.text == "rows" }?["used"]?.double)
    }
    let without = try used()
    let steps = try #require(try document(folder)["provenance"]?.elements)
    let select = try #require(steps.first { $0["step"]?.text == "select" })
    let leftOut = try #require(select["police_generated"]?["selected_but_left_out"]?.double)
    #expect(leftOut > 0)
    #expect(try used("--include-police-generated") == without + leftOut)
  }

  @Test func `a theme of police-generated offences alone gives an empty answer and its reason`() throws {
    let folder = ScratchFolder()
    let asb = String(decoding: try CommandRun("theme", "show", "asb").output, as: UTF8.self)
    let theme = folder.file("drugs.yaml", asb.replacing("[Anti-social behaviour]", with: "[Drugs]"))
    for verb in ["find", "plan"] {
      let run = try run(verb, theme: theme, folder)
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("--include-police-generated"))
      #expect(try document(folder)["features"] == .array([]))
      #expect(try document(folder)["reason"]?.text?.contains("police-generated") == true)
    }
    // Without a boundary there is an answer too.
    let bare = try CommandRun(
      "find", Self.county[0], "--theme", theme, "-o", folder("out.geojson"), "--quiet")
    #expect(bare.status == 0)
    #expect(try run("find", theme: theme, folder, "--include-police-generated").status == 0)
    #expect(try document(folder)["features"]?.elements?.isEmpty == false)
  }
}
