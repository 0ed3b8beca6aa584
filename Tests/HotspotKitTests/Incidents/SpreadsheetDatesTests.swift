import HotspotKit
import TestSupport
import Testing

@Suite struct SpreadsheetDatesTests {
  let scratch = ScratchFolder()

  private func table(_ header: String, _ rows: String...) throws -> IncidentTable {
    let text = "lon,lat,\(header)\n" + rows.map { "1,51,\($0)\n" }.joined()
    return try IncidentTable(files: [scratch.file("dates.csv", text)])
  }

  private func texts(_ table: IncidentTable) -> [String] {
    table.start.map { $0 == CivilTime.unknown ? "?" : CivilTime.text(minute: Int($0)) }
  }

  /// What LibreOffice and Excel show for these numbers; `datetime(1899, 12, 30) + timedelta(days=N)` in Python.
  @Test func `day numbers of a spreadsheet are dates where the whole column is made of them`() throws {
    let table = try table("date", "45296", "45296.96875", "45351.041666666664", "")
    #expect(texts(table) == ["2024-01-05T00:00", "2024-01-05T23:15", "2024-02-29T01:00", "?"])
    #expect(table.precision == [.minute, .minute, .minute, .unknown])
    let days = try self.table("date", "45296", "109574", "10000")
    #expect(texts(days) == ["2024-01-05T00:00", "2199-12-31T00:00", "1927-05-18T00:00"])
    #expect(days.precision == [.day, .day, .day])
  }

  @Test func `a bare number among written dates is refused, and so is a year or what lies too far off`()
    throws
  {
    let mixed = try table("date", "45296", "2024-01-05")
    #expect(mixed.refused == [Refusal(file: 0, line: 2, reason: .badDate)])
    let odd = try table("date", "2019", "9999", "109575", "20240105", "45296.5.1", "45296x")
    #expect(odd.count == 0)
    #expect(odd.refused.allSatisfy { $0.reason == .badDate })
  }

  @Test func `starts and ends are judged apart`() throws {
    let table = try table("date from,date to", "2024-01-05 10:00,45297.5")
    #expect(table.end.map { CivilTime.text(minute: Int($0[0])) } == "2024-01-06T12:00")
  }

  @Test func `a time in a column of its own joins its date`() throws {
    let table = try table(
      "Date From,Time From,Date To,Time To", "05/01/2024,23:15,06/01/2024,0105", "05-JAN-24,2315,,0700",
      "05/01/2024 00:00:00,9:05 PM,13/01/2024,915", "05/01/2024,,06/01/2024,", "05/01/2024,5,06/01/2024,0",
      "05/01/2024,0.96875,06/01/2024,30/12/1899 07:30:00", "05/01/2024,25:00,06/01/2024,")
    #expect(
      texts(table) == [
        "2024-01-05T23:15", "2024-01-05T23:15", "2024-01-05T21:05", "2024-01-05T00:00", "2024-01-05T00:05",
        "2024-01-05T23:15",
      ])
    #expect(table.precision == [.minute, .minute, .minute, .day, .minute, .minute])
    let ends = try #require(table.end)
    #expect(
      ends.map { $0 == CivilTime.unknown ? "?" : CivilTime.text(minute: Int($0)) } == [
        "2024-01-06T01:05", "?", "2024-01-13T09:15", "2024-01-06T00:00", "2024-01-06T00:00",
        "2024-01-06T07:30",
      ])
    #expect(table.refused == [Refusal(file: 0, line: 8, reason: .badDate)])
  }

  @Test func `a column called time with the whole date is the date`() throws {
    #expect(texts(try table("Time", "2024-01-05 23:15")) == ["2024-01-05T23:15"])
  }

  @Test func `day numbers and times apart are joined too`() throws {
    #expect(texts(try table("date,time", "45296,2315")) == ["2024-01-05T23:15"])
  }

  @Test func `a spike at midnight is an unknown time, and a few midnights are midnights`() throws {
    let some = (1...190).map { "2024-01-05 10:\(10 + $0 % 50)" }
    let ten = [String](repeating: "2024-01-06 00:00", count: 10)
    // 10 of 200 are one in twenty and no more.
    let few = try IncidentTable(files: [
      scratch.file("few.csv", "lon,lat,date\n" + (some + ten).map { "1,51,\($0)\n" }.joined())
    ])
    #expect(few.precision.allSatisfy { $0 == .minute } && few.notes.isEmpty)
    let spike = try IncidentTable(files: [
      scratch.file("spike.csv", "lon,lat,date\n" + (some.dropLast() + ten).map { "1,51,\($0)\n" }.joined())
    ])
    #expect(spike.precision.count { $0 == .day } == 10)
    #expect(
      spike.notes == [
        "10 rows at exactly 00:00 in 1 file, too many for chance: their day is used and their time is not"
      ])
  }
}
