import HotspotKit
import TestSupport
import Testing

@Suite struct IncidentDatesTests {
  let scratch = ScratchFolder()

  func table(_ dates: [String], order: DateOrder? = nil) throws -> IncidentTable {
    let rows = dates.map { "1,51,\"\($0)\"\n" }.joined()
    return try IncidentTable(files: [scratch.file("dates.csv", "lon,lat,date\n" + rows)], dateOrder: order)
  }

  /// Days and clock of each row, or its line's refusal.
  func texts(_ table: IncidentTable) -> [String] {
    (0..<table.count).map { row in
      let minute = table.start[row]
      let day = CivilTime.text(day: CivilTime.day(of: minute))
      let clock = Int(minute) - CivilTime.day(of: minute) * CivilTime.minutesPerDay
      switch table.precision[row] {
      case .unknown: return "?"
      case .month: return CivilTime.text(month: CivilTime.month(of: minute))
      case .day: return day
      case .minute: return "\(day) \(clock / 60):\(clock % 60)"
      }
    }
  }

  @Test(arguments: [
    ("2019-02-28", "2019-02-28"), ("2019-02", "2019-02"), ("2019-02-28T21:05", "2019-02-28 21:5"),
    ("2019-02-28 21:05:59", "2019-02-28 21:5"), ("2019-02-28T21:05:59.123Z", "2019-02-28 21:5"),
    ("2019-02-28T21:05+01:00", "2019-02-28 20:5"), ("2019-02-28T21:05:00-0500", "2019-03-01 2:5"),
    ("2019-02-28T21:05+01", "2019-02-28 20:5"), ("2019-07-01T23:30:00Z", "2019-07-02 0:30"),
    ("2019/02/28", "2019-02-28"), (" 2019-02-28 ", "2019-02-28"),
    ("28/02/2019", "2019-02-28"), ("28/2/2019 9:05", "2019-02-28 9:5"), ("28-02-2019", "2019-02-28"),
    ("28.02.2019 23:59:59", "2019-02-28 23:59"), ("02/28/2019 11:30:00 PM", "2019-02-28 23:30"),
    ("28/02/2019 12:01 am", "2019-02-28 0:1"), ("28/02/2019 12:01PM", "2019-02-28 12:1"), ("", "?"),
    ("NULL", "?"),
    ("29/02/2020", "2020-02-29"), ("28/02/19", "2019-02-28"), ("28/02/71 07:10", "1971-02-28 7:10"),
    ("05-JAN-24", "2024-01-05"), ("05 January 2024", "2024-01-05"), ("5 sept 2024 23:15", "2024-09-05 23:15"),
    ("05-Jan-2024 23:15:00", "2024-01-05 23:15"), ("5JAN2024", "2024-01-05"),
    ("05-JAN-24 09.15.00.000000 PM", "2024-01-05 21:15"), ("15/01/2024, 2315", "2024-01-15 23:15"),
    ("28 Feb 2019", "2019-02-28"), ("28/02/2019 21:05+01:00", "2019-02-28 20:5"),
  ])
  func `a date is read as it is written`(text: String, meaning: String) throws {
    #expect(texts(try table([text])) == [meaning])
  }

  @Test(arguments: [
    "2019-02-29", "2019-13-01", "2019-00", "2019-1-1-1", "30/02/2019", "00/01/2019", "28/02/9", "2019",
    "05-JA-24", "05-JANU4-24", "31-APR-24", "05 January", "05 Januaries 2024",
    "05/01/2024 2460", "05/01/2024 23.15:00",
    "2019-02-28T", "2019-02-28 24:00", "2019-02-28 12:60", "2019-02-28 1:2", "2019-02-28 13:00 PM",
    "2019-02-28x",
    "2019-02-28 12:00:00 and on", "1066-10-14", "28/02-2019", "2019-02-28T21:05+1", "20190228",
    "2019-02-28 12:00 xm",
  ])
  func `what is no date is refused`(text: String) throws {
    let table = try table([text])
    #expect(table.count == 0)
    #expect(table.refused == [Refusal(file: 0, line: 2, reason: .badDate)])
  }

  @Test func `one date tells the order for the whole file, before it and behind it`() throws {
    #expect(
      texts(try table(["2019-05-06", "01/02/2019", "13/02/2019"])) == [
        "2019-05-06", "2019-02-01", "2019-02-13",
      ])
    #expect(
      texts(try table(["2019-05-06", "01/02/2019", "02/13/2019"])) == [
        "2019-05-06", "2019-01-02", "2019-02-13",
      ])
  }

  @Test func `where dates of both orders stand the rarer ones are refused`() throws {
    let table = try table(["13/02/2019", "02/13/2019", "01/02/2019", "14/02/2019", "2019-01-01"])
    #expect(texts(table) == ["2019-02-13", "2019-02-01", "2019-02-14", "2019-01-01"])
    #expect(table.refused == [Refusal(file: 0, line: 3, reason: .badDate)])
    let american = try self.table(["13/02/2019", "02/13/2019", "01/02/2019", "02/14/2019"])
    #expect(texts(american) == ["2019-02-13", "2019-01-02", "2019-02-14"])
    #expect(american.refused == [Refusal(file: 0, line: 2, reason: .badDate)])
  }

  @Test(arguments: [["01/02/2019"], ["13/02/2019", "02/13/2019"]])
  func `where nothing tells the order the option is named`(dates: [String]) throws {
    #expect(
      throws: HotspotError.malformedInput(
        """
        \(scratch("dates.csv")): its dates are written like 01/02/2019 and nothing shows whether the day or the \
        month comes first; say it with --dates dmy or --dates mdy
        """)
    ) { try table(dates) }
    #expect(
      texts(try table(["01/02/2019", "13/02/2019"], order: .dayFirst)) == ["2019-02-01", "2019-02-13"])
    let american = try table(["01/02/2019", "13/02/2019"], order: .monthFirst)
    #expect(texts(american) == ["2019-01-02"])
    #expect(american.refused == [Refusal(file: 0, line: 3, reason: .badDate)])
  }

  @Test func `a row refused at the file's end stands in its place and gives up its number`() throws {
    let table = try IncidentTable(files: [
      scratch.file(
        "ids.csv",
        """
        id,lon,lat,date
        A,1,51,02/13/2019
        B,,51,13/02/2019
        A,2,52,13/02/2019
        A,3,53,14/02/2019
        """)
    ])
    #expect(table.x == [2])
    #expect(
      table.refused == [
        Refusal(file: 0, line: 2, reason: .badDate), Refusal(file: 0, line: 3, reason: .noCoordinates),
        Refusal(file: 0, line: 5, reason: .duplicateID),
      ])
  }

  @Test func `dates that mean the same both ways need no option`() throws {
    #expect(texts(try table(["05/05/2019", "06/06/2019"])) == ["2019-05-05", "2019-06-06"])
  }

  @Test func `midnight throughout is no time, midnight among times is one`() throws {
    #expect(texts(try table(["2019-01-01 00:00", "2019-01-02T00:00:00"])) == ["2019-01-01", "2019-01-02"])
    #expect(
      texts(try table(["2019-01-01 00:00", "2019-01-02 00:01", "2019-01-03"])) == [
        "2019-01-01 0:0", "2019-01-02 0:1", "2019-01-03",
      ])
  }

  @Test func `a start and an end are two columns, in either order of day and month`() throws {
    let path = scratch.file(
      "spans.csv",
      """
      lon,lat,date_single,date_start,date_end
      1,51,05/06/2019,01/02/2019 22:00,03/02/2019 07:30
      1,51,05/06/2019,01/02/2019 22:00,
      1,51,05/06/2019,01/02/2019 22:00,31/02/2019
      1,51,05/06/2019,02/02/2019 22:00,14/02/2019
      """)
    let plain = scratch.file("plain.csv", "lon,lat,date\n1,51,2019-02-01\n")
    let table = try IncidentTable(files: [plain, path, plain])
    let first = Int32(CivilTime.days(year: 2019, month: 2, day: 1) * 1440)
    #expect(table.start == [first, first + 1320, first + 1320, first + 2760, first])
    #expect(
      table.end == [
        CivilTime.unknown, first + 2 * 1440 + 450, CivilTime.unknown, first + 13 * 1440, CivilTime.unknown,
      ])
    #expect(table.refused == [Refusal(file: 1, line: 4, reason: .badDate)])
    let american = try IncidentTable(files: [path], dateOrder: .monthFirst)
    let second = Int32(CivilTime.days(year: 2019, month: 1, day: 2) * 1440)
    #expect(american.start == [second + 1320, second + 1320])
    #expect(
      american.end == [Int32(CivilTime.days(year: 2019, month: 3, day: 2) * 1440 + 450), CivilTime.unknown])
  }
}
