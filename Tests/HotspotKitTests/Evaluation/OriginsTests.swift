@testable import HotspotKit
import TestSupport
import Testing

@Suite struct OriginsTests {
  private func day(_ text: String) -> Int { CivilTime.days(of: text)?.lowerBound ?? 0 }

  /// A record a day, or on the first of each month.
  private func history(_ first: String, _ last: String, byMonth: Bool = false, without: [String] = []) throws
    -> History
  {
    let days = (day(first)...day(last)).filter { day in
      let text = CivilTime.text(day: day)
      return (!byMonth || text.hasSuffix("-01")) && !without.contains { text.hasPrefix($0) }
    }
    return try PastFixtures.history(
      days.map { (571_000, 201_000, $0 - PastFixtures.newYear) }, side: 1000,
      precision: byMonth ? .month : .day)
  }

  private func firstDays(_ windows: Origins.Windows) -> [String] {
    windows.windows.map { CivilTime.text(day: $0.test.lowerBound) }
  }

  @Test func `windows follow each other from the first origin, and learn all that lay before`() throws {
    let history = try history("2019-01-01", "2019-03-31")
    let windows = try Origins.rolling(horizon: .days(14), count: 3, first: day("2019-02-01")).windows(
      in: history)
    #expect(firstDays(windows) == ["2019-02-01", "2019-02-15", "2019-03-01"])
    #expect(windows.windows.allSatisfy { $0.learn == day("2019-01-01")..<$0.test.lowerBound })
    #expect(windows.windows.allSatisfy { $0.test.count == 14 } && windows.beyond == 0)
  }

  @Test func `without a first origin the last window ends with the records`() throws {
    let history = try history("2019-01-01", "2019-03-31")
    let windows = try Origins.rolling(horizon: .days(7), count: 2).windows(in: history)
    #expect(firstDays(windows) == ["2019-03-18", "2019-03-25"])
    // As many as leave half of ninety days, which is 45: six weeks.
    let usual = try Origins.rolling(horizon: .days(7)).windows(in: history)
    #expect(usual.windows.count == 6 && usual.windows.last?.test.upperBound == day("2019-04-01"))
    let first = try Origins.rolling(horizon: .days(7), first: day("2019-03-01")).windows(in: history)
    #expect(firstDays(first) == ["2019-03-01", "2019-03-08", "2019-03-15", "2019-03-22"])
  }

  @Test func `what lies outside the records is counted and left out`() throws {
    let history = try history("2019-01-01", "2019-03-31")
    let windows = try Origins.rolling(horizon: .days(14), count: 5, first: day("2019-02-15")).windows(
      in: history)
    #expect(windows.windows.count == 3 && windows.beyond == 2)
    #expect(windows.remarks[0].hasPrefix("2 of the origins"))
    // An origin on the first day has nothing to learn from.
    let early = try Origins.rolling(horizon: .days(7), count: 3, first: day("2019-01-01")).windows(
      in: history)
    #expect(firstDays(early) == ["2019-01-08", "2019-01-15"])
    #expect(throws: HotspotError.self) {
      try Origins.rolling(horizon: .days(60), count: 1, first: self.day("2019-03-15")).windows(in: history)
    }
  }

  @Test func `a month without records is a gap, and no window forecasts into it`() throws {
    let history = try history("2018-01-01", "2019-02-01", byMonth: true, without: ["2018-08", "2018-09"])
    let windows = try Origins.rolling(horizon: .months(1), count: 8).windows(in: history)
    #expect(
      firstDays(windows) == [
        "2018-07-01", "2018-10-01", "2018-11-01", "2018-12-01", "2019-01-01", "2019-02-01",
      ])
    #expect(windows.gaps.map { CivilTime.text(day: $0.test.lowerBound) } == ["2018-08-01", "2018-09-01"])
    #expect(windows.remarks[0].contains("2018-08-01, 2018-09-01"))
    #expect(windows.windows.last?.test == day("2019-02-01")..<day("2019-03-01"))
    // Seven months of 2018 before the gap: 212 days.
    #expect(history.coveredDays(in: day("2018-01-01")..<day("2018-10-01")) == 212)
    let quarter = try Origins.rolling(horizon: .months(3), count: 3).windows(in: history)
    #expect(firstDays(quarter) == ["2018-12-01"] && quarter.gaps.count == 2)
  }

  @Test func `days are not asked of records by month`() throws {
    let history = try history("2018-01-01", "2018-12-01", byMonth: true)
    #expect(throws: HotspotError.self) { try Origins.rolling(horizon: .days(14)).windows(in: history) }
    #expect(throws: HotspotError.self) {
      try Origins.rolling(horizon: .months(1), first: self.day("2018-06-15")).windows(in: history)
    }
    #expect(throws: HotspotError.self) {
      try Origins.split(
        learnTo: self.day("2018-06-15"), testFrom: self.day("2018-07-01"), testTo: self.day("2018-07-31")
      ).windows(in: history)
    }
    let split = try Origins.split(
      learnTo: day("2018-06-30"), testFrom: day("2018-07-01"), testTo: day("2018-12-31")
    ).windows(in: history)
    #expect(
      split.windows == [
        ForecastWindow(
          learn: day("2018-01-01")..<day("2018-07-01"), test: day("2018-07-01")..<day("2019-01-01"))
      ])
  }

  @Test func `a split may leave days out between and must not reach back`() throws {
    let history = try history("2019-01-01", "2019-03-31")
    let windows = try Origins.split(
      learnTo: day("2019-01-31"), testFrom: day("2019-03-01"), testTo: day("2019-03-31")
    ).windows(in: history)
    #expect(windows.windows[0].learn.upperBound == day("2019-02-01") && windows.windows[0].test.count == 31)
    for (to, from, last) in [
      ("2019-03-01", "2019-03-01", "2019-03-31"), ("2019-02-01", "2019-03-10", "2019-03-01"),
      ("2019-02-01", "2019-03-01", "2019-05-01"), ("2018-02-01", "2019-03-01", "2019-03-31"),
    ] {
      #expect(throws: HotspotError.self) {
        try Origins.split(learnTo: self.day(to), testFrom: self.day(from), testTo: self.day(last)).windows(
          in: history)
      }
    }
  }
}
