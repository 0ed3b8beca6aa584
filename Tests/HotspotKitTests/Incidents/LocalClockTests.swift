import HotspotKit
import TestSupport
import Testing

@Suite(.enabled(if: RealData.hasTimeZones, "tzdata is not installed"))
struct LocalClockTests {
  let scratch = ScratchFolder()

  private func table(_ dates: [String], zone: String? = nil) throws -> IncidentTable {
    var rules = ReadingRules()
    if let zone { rules.timeZone = zone }
    let rows = dates.map { "1,51,\($0)\n" }.joined()
    return try IncidentTable(files: [scratch.file("t.csv", "lon,lat,from,to\n" + rows)], by: rules)
  }

  private func starts(_ table: IncidentTable) -> [String] {
    table.start.map { CivilTime.text(minute: Int($0)) }
  }

  @Test
  func `the hour that never was is taken an hour later, the one that came twice is left, both are counted`()
    throws
  {
    let table = try table([
      "2024-03-31 01:30,", "2024-03-31 02:30,", "2024-10-27 01:30,", "2024-10-27 02:00,",
      "2024-03-30 22:00,2024-03-31 01:15",
    ])
    #expect(
      starts(table) == [
        "2024-03-31T02:30", "2024-03-31T02:30", "2024-10-27T01:30", "2024-10-27T02:00", "2024-03-30T22:00",
      ])
    #expect(table.end.map { CivilTime.text(minute: Int($0[4])) } == "2024-03-31T02:15")
    #expect(
      table.notes == [
        "2 rows in the hour that the clocks of Europe/London skipped: taken as much later as they were put forward",
        "1 row in the hour that came twice when the clocks of Europe/London were put back: left as written",
      ])
  }

  @Test func `the same hours are nothing odd elsewhere, and a date without a time is not moved`() throws {
    let american = try table(["2024-03-31 01:30,", "2024-03-10 02:30,"], zone: "America/Chicago")
    #expect(starts(american) == ["2024-03-31T01:30", "2024-03-10T03:30"])
    let days = try table(["2024-03-31,"])
    #expect(starts(days) == ["2024-03-31T00:00"] && days.notes.isEmpty)
  }

  @Test func `a time with an offset becomes the local time of the place, over midnight too`() throws {
    let dates = ["2024-07-01T23:30:00Z,", "2024-01-01T23:30:00Z,", "2024-07-01T23:30:00-05:00,"]
    let british = try table(dates)
    #expect(starts(british) == ["2024-07-02T00:30", "2024-01-01T23:30", "2024-07-02T05:30"])
    #expect(
      british.notes == ["3 times were given with an offset from UTC: taken as local times of Europe/London"])
    #expect(
      starts(try table(dates, zone: "America/Chicago")) == [
        "2024-07-01T18:30", "2024-01-01T17:30", "2024-07-01T23:30",
      ])
  }

  @Test func `a place that is not known is an error only where an offset asks for it`() throws {
    #expect(starts(try table(["2024-03-31 01:30,"], zone: "Nowhere/At_All")) == ["2024-03-31T01:30"])
    #expect(throws: HotspotError.self) { try table(["2024-03-31T01:30Z,"], zone: "Nowhere/At_All") }
  }
}
