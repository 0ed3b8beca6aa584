@testable import HotspotKit
import Testing

@Suite struct CoverageTests {
  private func minutes(_ days: [String]) -> [Int32] {
    days.map { Int32((CivilTime.days(of: $0)?.lowerBound ?? 0) * 1440 + 60) }
  }

  private func coverage(_ days: [String], _ precision: TimePrecision) -> Coverage? {
    let start = minutes(days)
    return Coverage(start: start, precision: start.map { _ in precision }, rows: start.indices)
  }

  @Test func `months without records are gaps and their days do not count`() throws {
    let covered = try #require(coverage(["2018-01", "2018-02", "2018-05"], .month))
    #expect(covered.days == 31 + 28 + 31)
    #expect(covered.first == "2018-01" && covered.last == "2018-05")
    #expect(CivilTime.text(day: covered.lastDay) == "2018-05-31")
  }

  @Test func `days count from the first record to the last`() throws {
    let covered = try #require(coverage(["2018-01-30", "2018-02-03", "2018-02-01"], .minute))
    #expect(covered.days == 5)
    #expect(covered.first == "2018-01-30" && covered.last == "2018-02-03")
  }

  @Test func `rows without a date are passed over and none at all is no coverage`() {
    #expect(Coverage(start: [.min], precision: [.unknown], rows: 0..<1) == nil)
    #expect(coverage([], .day) == nil)
  }

  @Test func `weeks begin on Monday`() {
    // 2019-03-04 was a Monday: `date -d 2019-03-04 +%a`.
    let monday = (CivilTime.days(of: "2019-03-04")?.lowerBound ?? 0) * 1440
    #expect(CivilTime.weekStart(of: monday) == monday)
    #expect(CivilTime.weekStart(of: monday - 1) == monday - WeekWindow.week)
    #expect(CivilTime.weekStart(of: monday + WeekWindow.week - 1) == monday)
  }

  @Test func `a month's days run to the first of the next`() {
    #expect(CivilTime.days(of: "2024-02")?.count == 29)
    #expect(CivilTime.days(of: "2023-02")?.count == 28)
    #expect(CivilTime.days(of: "2023-12")?.upperBound == CivilTime.days(of: "2024-01")?.lowerBound)
    #expect(CivilTime.days(of: "1969-12")?.upperBound == 0)
    #expect(CivilTime.days(of: "2024-02-30") == nil)
    #expect(CivilTime.days(of: "2024-02-01T10:00") == nil)
  }

  @Test func `a moment is printed as it is read`() {
    for text in ["2019-03-01T18:00", "1969-12-31T23:59", "2024-02-29T00:07"] {
      #expect(CivilTime.minute(of: text).map { CivilTime.text(minute: $0) } == text)
    }
  }
}
