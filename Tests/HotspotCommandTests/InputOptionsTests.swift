import Files
import Foundation
import TestSupport
import Testing

/// Options that mean the same for every verb that reads records.
@Suite struct InputOptionsTests {
  private let folder = ScratchFolder()

  private var extract: String {
    folder.file(
      "extract.csv",
      """
      Crime Number,Committed From,Offence,Easting,Northing,Postcode,Status,Beat,Location
      1,05/01/2024 23:15,Robbery,599500,225200,,Filed,A1,High Street
      2,13/01/2024 23:15,Robbery,,,CO1 1AA,Filed,A2,High Street
      3,13/01/2024 23:15,Robbery,599500,225200,,Cancelled,A1,High Street
      4,13/01/2024 23:15,Robbery,599600,225300,,Filed,A2,Custody Suite
      1,14/01/2024 23:15,Robbery,599500,225200,,Filed,A1,High Street
      5,2024-07-01T23:30:00Z,Robbery,599500,225200,,Filed,A1,High Street
      """)
  }

  private func refused(_ path: String) throws -> [String] {
    String(decoding: try readBytes(of: path), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["check", "grid", "density", "find", "plan"])
  func `refused rows go into a file that only its owner can read`(verb: String) throws {
    let path = extract
    var arguments = [verb, path, "--rejects", folder("rejects.csv"), "-o"]
    arguments.append(verb == "check" ? folder("out.json") : folder("out.geojson"))
    if verb == "find" || verb == "plan" { arguments += ["--theme", "street-robbery"] }
    let run = try CommandRun(arguments)
    #expect(run.status == 0, "\(run.messages)")
    #expect(
      try refused(folder("rejects.csv")) == [
        "file,line,reason", "\(path),3,no_coordinates", "\(path),4,cancelled", "\(path),6,duplicate_id",
      ])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder("rejects.csv"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `what was done to read is said, quietly not, and stands in the provenance`() throws {
    let postcodes = folder.file("pc.csv", "pcds,oseast1m,osnrth1m\nCO1 1AA,599500,225200\n")
    let places = folder.file("dump.csv", "name\nCustody Suite\n")
    let options = [
      "--postcodes", postcodes, "--ignore-places", places, "--one-row-per", "row", "--time-zone",
      "Europe/Paris", "--where", "Beat=A1,A2", "--where", "beat!=A1",
    ]
    let run = try CommandRun(["grid", extract, "-o", folder("out.geojson")] + options)
    #expect(run.status == 0, "\(run.messages)")
    let notes = [
      "1 time was given with an offset from UTC: taken as local times of Europe/Paris",
      "1 row placed in the middle of a postcode",
    ]
    for note in notes { #expect(run.messages.contains(note)) }
    let document = try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")
    let steps = try #require(document["provenance"]?.elements)
    #expect(steps[0]["notes"]?.elements?.compactMap(\.text) == notes)
    let rows = try #require(steps.first { $0["step"]?.text == "rows" })
    #expect(rows["read"] == 6 && rows["used"] == 1 && rows["not_selected"] == 3)
    #expect(rows["refused_by_reason"] == ["cancelled": 1, "ignored_place": 1])
    let quiet = try CommandRun(["grid", extract, "-o", folder("out.geojson"), "--quiet"] + options)
    #expect(quiet.messages.isEmpty)
  }

  @Test func `check without a file says each thing once`() throws {
    let run = try CommandRun("check", extract)
    #expect(run.messages.components(separatedBy: "offset from UTC").count == 2)
  }

  @Test(arguments: [
    (["--one-row-per", "person"], Int32(64), "crime, victim or row"),
    (["--one-row-per", "victim"], 65, "--columns victim=NAME"),
    (["--time-zone", "Europe/Londn"], 64, "Europe/London"),
    (["--where", "Ward=x"], 65, "'Beat'"), (["--where", "Ward"], 64, "COLUMN=VALUE"),
    (["--postcodes", "absent.csv"], 66, "absent.csv"), (["--ignore-places", "absent.csv"], 66, "absent.csv"),
  ])
  func `a choice that cannot be met is told with what can`(
    options: [String], status: Int32, words: String
  ) throws {
    let run = try CommandRun(["grid", extract, "-o", folder("out.csv")] + options)
    #expect(run.status == status)
    #expect(run.messages.contains(words), "\(run.messages)")
    #expect(!folder.names.contains("out.csv"))
  }
}
