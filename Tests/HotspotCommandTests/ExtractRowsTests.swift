import Files
import Foundation
import TestSupport
import Testing

/// Which rows of an extract count, and what becomes of those that do not, through the whole command.
@Suite struct ExtractRowsTests {
  private let folder = ScratchFolder()

  /// An extract whose n-th row stands n kilometres east of the first; the fields go before the coordinates.
  private func extract(_ header: String, _ rows: [String]) -> String {
    let lines = rows.enumerated().map { "\($0.element),\(600_500 + $0.offset * 1000),225500" }
    return folder.file(
      "extract.csv", (["\(header),Easting,Northing"] + lines).joined(separator: "\n") + "\n")
  }

  private func kept(_ path: String, _ options: String...) throws -> [Int] {
    try RowsOfAnswer([path], ["--cell", "square:1000"] + options).kilometres
  }

  @Test func `cancelled, no-crime and transferred rows are left out and counted, in every verb`() throws {
    let states = [
      "Filed", "Cancelled", "NO CRIME", "Transferred to Kent", "No suspect identified", "Not cancelled", "",
      "Crimed then no-crimed",
    ]
    let path = extract("Crime Number,Status", states.enumerated().map { "\($0.offset),\($0.element)" })
    let found = try RowsOfAnswer(path, "--cell", "square:1000")
    #expect(found.kilometres == [0, 4, 5, 6] && found.refused == ["cancelled": 4])
    let checked = try CommandRun("check", path, "-o", "-")
    let document = try JSONValue(parsing: checked.output, named: "check")
    #expect(document["refused_by_reason"] == ["cancelled": 4] && document["rows_used"] == 4)
    // A column that is named is asked; another one is not.
    let outcome = extract("Crime Number,Outcome", ["1,Cancelled", "2,Filed"])
    #expect(try kept(outcome) == [0, 1])
    #expect(try kept(outcome, "--columns", "status=Outcome") == [1])
  }

  @Test(arguments: [
    ("crime", [0, 4, 5]), ("victim", [0, 1, 4, 5]), ("row", [0, 1, 2, 4, 5, 3].sorted()),
  ])
  func `--one-row-per says what counts once`(what: String, rows: [Int]) throws {
    // Two victims of one crime, one of them twice; a blank number is never a duplicate.
    let path = extract("Crime Number,Victim ID", ["7,a", "7,b", "7,a", "7,b", ",a", ",a"])
    let found = try RowsOfAnswer(path, "--cell", "square:1000", "--one-row-per", what)
    #expect(found.kilometres == rows)
    #expect(found.refused == (rows.count == 6 ? [:] : ["duplicate_id": 6 - rows.count]))
    if what == "crime" { #expect(try kept(path) == rows, "an extract with crime numbers counts each once") }
  }

  @Test func `--where takes a value, a list, none of a list, an empty text and a value with a comma`() throws
  {
    let rows = [
      "A1,Robbery", "a1,Burglary", "A2,Robbery", ",Robbery", "B9,\"Theft, other\"", "B9,Arson",
    ]
    let path = extract("Beat,Offence", rows)
    let cases: [([String], [Int])] = [
      (["Beat=A1"], [0, 1]), (["beat=A1,A2"], [0, 1, 2]), (["Beat!=A1"], [2, 3, 4, 5]),
      (["Beat!=A1,A2"], [3, 4, 5]), (["Beat="], [3]), (["Beat!="], [0, 1, 2, 4, 5]),
      (["category=Robbery"], [0, 2, 3]), (["Offence=\"Theft, other\",Arson"], [4, 5]),
      (["Beat=A1", "category!=Robbery"], [1]), (["Beat= A2 , B9 "], [2, 4, 5]),
    ]
    for (conditions, rows) in cases {
      let options = conditions.flatMap { ["--where", $0] }
      let found = try RowsOfAnswer([path], ["--cell", "square:1000"] + options)
      #expect(found.kilometres == rows, "\(conditions)")
      #expect(found.notSelected == 6 - rows.count)
      let select = found.steps.first { $0["step"]?.text == "select" }
      #expect(select?["where"]?.elements?.count == conditions.count)
    }
  }

  @Test func `--from and --to take days and months, both included, and no row without a date`() throws {
    let path = extract(
      "Date", ["2024-01-31 23:59", "2024-02-01 00:01", "2024-02-29 23:59", "2024-03-01 00:01", ""])
    #expect(try kept(path, "--from", "2024-02", "--to", "2024-02") == [1, 2])
    #expect(try kept(path, "--from", "2024-02-01") == [1, 2, 3])
    #expect(try kept(path, "--to", "2024-01-31") == [0])
    #expect(try kept(path, "--from", "2024-02-29", "--to", "2024-03-01") == [2, 3])
    #expect(try kept(path) == [0, 1, 2, 3, 4])
    let odd = try CommandRun("grid", path, "--from", "spring", "-o", folder("out.csv"))
    #expect(odd.status == 64 && odd.messages.contains("--from 'spring'"))
  }

  @Test func `--rejects holds every refused row with its line and reason, and only its owner may read it`()
    throws
  {
    let boundary = folder.file(
      "area.geojson",
      #"{"type":"Polygon","coordinates":[[[0.4,51.6],[0.6,51.6],[0.6,51.8],[0.4,51.8],[0.4,51.6]]]}"#)
    let ignored = folder.file("dump.csv", "location\nCustody Suite\n")
    var bytes = Array("id,date,category,location,status,longitude,latitude\n".utf8)
    let rows = [
      "1,2024-01-05,a,High Street,,0.5,51.7", "2,2024-01-05,a,High Street,,,51.7",
      "3,2024-01-05,a,High Street,,0.5,north", "4,2024-01-05,a,High Street,,0,0",
      "5,2024-01-05,a,High Street,,51.7,0.5", "6,2024-01-05,a,High Street,,0.9,51.7",
      "7,2024-01-05,a,High Street,,-73.9,40.7", "8,2024-02-30,a,High Street,,0.5,51.7",
      "9,2024-01-05,a", "10,2024-01-05,a,Caf\u{e9},,0.5,51.7",
      "11,2024-01-05,a,High Street,Cancelled,0.5,51.7",
      "12,2024-01-05,a,Custody suite,,0.5,51.7", "1,2024-01-05,a,High Street,,0.5,51.7",
    ]
    bytes += Array((rows.joined(separator: "\n") + "\n").utf8)
    bytes += Array("13,2024-01-05,a,Caf".utf8) + [0xe9] + Array(",,0.5,51.7\n".utf8)
    let path = folder.file("all, kinds.csv", bytes)
    let rejects = folder.file("rejects.csv", "an older file that everybody may read\n")
    let found = try RowsOfAnswer(
      path, "--area", boundary, "--plane", "27700", "--ignore-places", ignored, "--rejects", rejects)
    let expected = [
      (3, "no_coordinates"), (4, "bad_coordinates"), (5, "null_island"), (6, "swapped_axes"),
      (7, "outside_area"),
      (8, "outside_plane"), (9, "bad_date"), (10, "ragged_row"), (12, "cancelled"), (13, "ignored_place"),
      (14, "duplicate_id"), (15, "bad_encoding"),
    ]
    let text = String(decoding: try readBytes(of: rejects), as: UTF8.self)
    #expect(
      text.split(separator: "\n").map(String.init)
        == ["file,line,reason"] + expected.map { "\"\(path)\",\($0.0),\($0.1)" })
    #expect(found.refused == Dictionary(uniqueKeysWithValues: expected.map { ($0.1, 1) }))
    #expect(found.read == 14 && found.used == 2)
    let mode = try FileManager.default.attributesOfItem(atPath: rejects)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a weight column sums over every row that counts and no other`() throws {
    let path = extract("Crime Number,Status,Harm", ["1,,2.5", "2,Cancelled,", "3,,4", "3,,100"])
    let run = try CommandRun(
      "grid", path, "--weight", "column:Harm", "--cell", "square:1000", "-o", folder("out.csv"))
    #expect(run.status == 0, "\(run.messages)")
    let held = String(decoding: try readBytes(of: folder("out.csv")), as: UTF8.self).split(separator: "\n")
      .dropFirst().compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }.filter { $0 > 0 }
    #expect(held == [2.5, 4])
    #expect(
      run.messages.contains("4 rows read = 2 used + 2 refused (1 cancelled, 1 duplicate_id) + 0 not selected")
    )
  }
}

/// What `--from` and `--to` do to a plan's period.
@Suite struct PeriodTests {
  @Test func `a plan of one month expects what that month leads one to expect`() throws {
    let folder = ScratchFolder()
    // Twenty in January and five in February 2024, at one place and by day.
    let rows =
      (1...20).map { "2024-01-\($0 < 10 ? "0" : "")\($0)" } + (25...29).map { "2024-02-\($0)" }
    let path = folder.file(
      "a.csv",
      (["Date,Offence,Easting,Northing"] + rows.map { "\($0),Robbery,600500,225500" }).joined(separator: "\n")
    )
    func plan(_ more: String...) throws -> JSONValue {
      let run = try CommandRun(
        [
          "plan", path, "--theme", "street-robbery", "--shift", "2024-03-01T18:00/2024-03-02T02:00", "-o",
          "-",
        ] + more)
      #expect(run.status == 0, "\(run.messages)")
      return try JSONValue(parsing: run.output, named: "plan")
    }
    let whole = try plan()
    #expect(whole["plan"]?["data_from"] == "2024-01-01" && whole["plan"]?["data_to"] == "2024-02-29")
    let all = try #require(whole["features"]?.elements?.first?["properties"])
    // 25 in 60 days, by 8 of 168 hours of a week.
    let inWhole: Double = 25.0 / 60 * 7 * 8 / 168
    let saidOfWhole = try #require(all["expected_incidents"]?.double)
    #expect(abs(saidOfWhole - inWhole) < 1e-6)
    let month = try plan("--from", "2024-02")
    #expect(month["plan"]?["data_from"] == "2024-02-25" && month["plan"]?["data_to"] == "2024-02-29")
    let part = try #require(month["features"]?.elements?.first?["properties"])
    #expect(part["incidents"] == 5)
    // 5 in 5 days.
    let inMonth: Double = 7.0 * 8 / 168
    let saidOfMonth = try #require(part["expected_incidents"]?.double)
    #expect(abs(saidOfMonth - inMonth) < 1e-6)
    #expect(part["reasons"]?.text?.contains("from 2024-02-25 to 2024-02-29") == true)
  }
}
