import Files
import TestSupport
import Testing

/// When it happened, as extracts write it, through the whole command.
@Suite struct ExtractDatesTests {
  private let folder = ScratchFolder()

  /// An extract whose n-th row stands n kilometres east of the first; the fields go before the coordinates.
  private func extract(_ header: String, _ rows: [String]) -> String {
    let lines = rows.enumerated().map { "\($0.element),Public order,\(600_500 + $0.offset * 1000),225500" }
    return folder.file(
      "extract.csv", (["\(header),Offence,Easting,Northing"] + lines).joined(separator: "\n") + "\n")
  }

  /// The rows that begin between 21:00 and 05:00: night-time violence asks for the hour.
  private func atNight(_ header: String, _ rows: [String], _ more: String...) throws -> RowsOfAnswer {
    try RowsOfAnswer(
      [extract(header, rows)], ["--theme", "nte-violence", "--cell", "square:1000"] + more)
  }

  private func check(_ path: String, _ more: String...) throws -> JSONValue {
    let run = try CommandRun(["check", path, "-o", "-"] + more)
    #expect(run.status == 0, "\(run.messages)")
    return try JSONValue(parsing: run.output, named: "check")
  }

  @Test func `a clock in a column of its own is read in every spelling`() throws {
    let rows = [
      "05/01/2024,23:15", "05/01/2024,2315", "05/01/2024,23:15:00", "05/01/2024,11:15 PM",
      "05/01/2024,0.96875", "05/01/2024,30", "05/01/2024,1215", "05/01/2024,915", "13/01/2024,12:15 PM",
    ]
    let found = try atNight("Date From,Time From", rows)
    #expect(found.kilometres == [0, 1, 2, 3, 4, 5])
    #expect(found.notSelected == 3 && found.refused.isEmpty)
  }

  @Test func `date and time in separate columns go with one another, start and end`() throws {
    // Ten rows by day and one that has a date and no time: its hour is not known.
    let rows = (0..<10).map { "1\($0)/01/2024,10:00,1\($0)/01/2024,11:00" } + ["20/01/2024,,21/01/2024,0730"]
    let found = try atNight(
      "Committed From Date,Committed From Time,Committed To Date,Committed To Time", rows)
    #expect(found.kilometres == [10])
    #expect(found.couldNotTell.contains { $0.hasPrefix("the records carry no hour") })
    #expect(try check(folder("extract.csv"))["time_precision"] == "mixed")
  }

  @Test func `an Excel serial number is a day and its fraction the clock`() throws {
    let path = extract("Date", ["45296.96875", "45296.5", "45297.041666666664", "45327.999305555"])
    let found = try RowsOfAnswer(path, "--theme", "nte-violence", "--cell", "square:1000")
    #expect(found.kilometres == [0, 2, 3])
    let checked = try check(path)
    #expect(checked["first_date"] == "2024-01-05" && checked["last_date"] == "2024-02-05")
    #expect(checked["months"] == ["2024-01": 3, "2024-02": 1])
  }

  @Test(arguments: [
    "05-JAN-24 23:15", "05 January 2024 23.15", "\"5/Jan/2024, 11:15 pm\"", "2024-01-05T23:15:59",
  ])
  func `a date in letters needs no option`(date: String) throws {
    let found = try atNight("Committed Date", [date, "13/01/2024 12:00"])
    #expect(found.kilometres == [0] && found.read == 2)
  }

  @Test func `dates that could be either way round are 65, and --dates decides which day is meant`() throws {
    let path = extract("Date", ["01/02/2024", "03/04/2024"])
    let refused = try CommandRun("grid", path, "-o", "-")
    #expect(refused.status == 65 && refused.output.isEmpty)
    #expect(refused.messages.contains("--dates dmy or --dates mdy"))
    let options = ["--cell", "square:1000", "--from", "2024-02-01", "--to", "2024-02-01"]
    #expect(try RowsOfAnswer([path], ["--dates", "dmy"] + options).kilometres == [0])
    let american = ["--dates", "mdy", "--cell", "square:1000", "--from", "2024-03", "--to", "2024-03"]
    #expect(try RowsOfAnswer([path], american).kilometres == [1])
  }

  @Test
  func `one date that can only be read one way decides for the file, and the one against it is refused`()
    throws
  {
    let path = extract("Date", ["01/02/2024", "25/02/2024", "26/02/2024", "02/27/2024"])
    let found = try RowsOfAnswer(path, "--cell", "square:1000", "--from", "2024-02", "--to", "2024-02")
    #expect(found.kilometres == [0, 1, 2] && found.refused == ["bad_date": 1])
  }

  @Test func `a spike at 00:00 is an unknown time: said, and not taken for midnight`() throws {
    let day = (0..<30).map { "2024-01-05 1\($0 % 10):30" }
    let spike = try atNight("Date", day + (0..<12).map { "2024-01-\(10 + $0) 00:00" })
    #expect(
      spike.notes == [
        "12 rows at exactly 00:00 in 1 file, too many for chance: their day is used and their time is not"
      ])
    #expect(spike.messages.contains("12 rows at exactly 00:00"))
    // They count, for nobody can say that it was not at night; and that is said too.
    #expect(spike.kilometres == Array(30..<42))
    #expect(spike.couldNotTell.contains { $0.hasPrefix("the records carry no hour") })
    let few = try atNight("Date", day + (0..<9).map { "2024-01-1\($0) 00:00" })
    #expect(few.notes.isEmpty && few.kilometres == Array(30..<39))
    #expect(!few.couldNotTell.contains { $0.contains("no hour") })
  }

  @Test func `the two odd hours of the year are said, by the clocks that are asked for`() throws {
    let rows = ["2024-03-31 01:30", "2024-10-27 01:30", "2024-03-31 02:30", "2024-06-05 12:00"]
    let london = try RowsOfAnswer(extract("Date", rows))
    #expect(london.used == 4 && london.notes.count == 2)
    #expect(london.notes[0].hasPrefix("1 row in the hour that the clocks of Europe/London skipped"))
    #expect(london.notes[1].hasPrefix("1 row in the hour that came twice"))
    let paris = try RowsOfAnswer(extract("Date", rows), "--time-zone", "Europe/Paris")
    #expect(paris.notes.count == 1 && paris.notes[0].contains("Europe/Paris skipped"))
  }

  @Test func `the date of the record stands in for that of the event, and that is said`() throws {
    let found = try RowsOfAnswer(extract("Recorded Date", ["2024-01-05", "2024-01-06", "2024-02-30"]))
    #expect(found.used == 2 && found.refused == ["bad_date": 1])
    #expect(found.notes.count == 1 && found.notes[0].contains("the date of the record stands for it"))
    #expect(found.messages.contains(found.notes[0]))
  }
}
