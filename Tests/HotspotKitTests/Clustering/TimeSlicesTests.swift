import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct TimeSlicesTests {
  private func day(_ text: String) throws -> Int { try #require(CivilTime.days(of: text)).lowerBound }

  private func slices(_ first: String, _ last: String, _ length: String, without gaps: [String] = [])
    throws -> TimeSlices
  {
    let days = try day(first)...day(last)
    let missing = try gaps.map { try day($0) }
    let months = Set(
      days.filter { day in
        !missing.contains { CivilTime.text(day: $0).prefix(7) == CivilTime.text(day: day).prefix(7) }
      }.map { CivilTime.month(of: Int32($0 * 1440)) })
    return TimeSlices(of: days, months: months, length: try SliceLength(length))
  }

  @Test func `a month without data is a gap, not a slice of noughts`() throws {
    let months = try slices("2018-01-01", "2019-02-28", "month", without: ["2018-08-01", "2018-09-01"])
    #expect(months.count == 12)
    #expect(months.gaps.map(\.name) == ["2018-08", "2018-09"])
    #expect(months.slices.first?.name == "2018-01" && months.slices.last?.name == "2019-02")
    #expect(try months.slice(ofDay: day("2018-07-31")) == 6)
    #expect(try months.slice(ofDay: day("2018-08-15")) == nil)
    #expect(try months.slice(ofDay: day("2018-10-01")) == 7)
  }

  @Test func `a slice of days that reaches into a gap is left out whole`() throws {
    let weeks = try slices("2019-01-01", "2019-03-31", "28d", without: ["2019-02-01"])
    // Back from 31 March: from 4 March, 4 February and 7 January on.
    #expect(weeks.slices.map(\.name) == ["2019-03-04 to 2019-03-31"])
    #expect(weeks.gaps.count == 2)
  }

  @Test func `slices of days are counted back from the last day and never overlap`() throws {
    let weeks = try slices("2019-01-01", "2019-02-28", "7d")
    #expect(weeks.count == 8)
    #expect(weeks.slices.last?.name == "2019-02-22 to 2019-02-28")
    for (earlier, later) in zip(weeks.slices, weeks.slices.dropFirst()) {
      #expect(earlier.days.upperBound == later.days.lowerBound && later.days.count == 7)
    }
    // 59 days hold eight weeks and three days; those three are in none.
    #expect(try weeks.slice(ofDay: day("2019-01-03")) == nil)
    #expect(try weeks.slice(ofDay: day("2019-01-04")) == 0)
    #expect(try weeks.slice(ofDay: day("2019-02-28")) == 7)
    #expect(try weeks.slice(ofDay: day("2019-03-01")) == nil)
  }

  @Test func `quarters and years begin where the calendar's do, and only whole ones count`() throws {
    let quarters = try slices("2018-02-01", "2019-03-31", "quarter")
    #expect(quarters.slices.map(\.name).first == "2018-04 to 2018-06")
    #expect(quarters.gaps.map(\.name) == ["2018-01 to 2018-03"])
    #expect(quarters.count == 4)
    let years = try slices("1968-01-01", "1971-12-31", "year")
    #expect(years.slices.map(\.name) == (1968...1971).map { "\($0)-01 to \($0)-12" })
  }

  @Test func `the length follows the span: days, weeks, four weeks, quarters, years`() {
    let lengths = [14, 15, 91, 92, 732, 733, 3653, 3654].map { SliceLength(span: $0, isByMonth: false) }
    #expect(lengths.map(\.description) == ["1d", "7d", "7d", "28d", "28d", "91d", "91d", "year"])
    #expect(
      [31, 365, 800, 4000].map { SliceLength(span: $0, isByMonth: true).description }
        == ["month", "month", "quarter", "year"])
  }

  @Test(arguments: ["", "week", "0d", "d", "-7d", "1.5d", "28", "9999d"])
  func `a length that is none is refused with the spellings that would do`(text: String) {
    #expect {
      try SliceLength(text)
    } throws: { "\($0)".contains("month, quarter, year") }
  }

  private func incidents(_ days: [String?], precision: TimePrecision = .day) throws -> Incidents {
    Fixtures.incidents(
      days.map { _ in (570_050, 200_050) },
      start: try days.map { try $0.map { Int32(try day($0) * 1440) } ?? CivilTime.unknown },
      precision: days.map { $0 == nil ? .unknown : precision })
  }

  @Test func `every incident is in one slice, or said to be in none`() throws {
    let found = try incidents(["2018-01-31", "2018-02-01", "2018-02-28", nil, "2018-04-30", "2017-12-31"])
    let grid = try Fixtures.essex().grid(.square(side: 100), around: found)
    let counts = try SlicedCounts(
      of: found, on: grid, in: try slices("2018-01-01", "2018-06-30", "month", without: ["2018-04-01"]))
    #expect(counts.values == [[1], [2], [0], [0], [0]])
    #expect(counts.undated == 1 && counts.outsideEverySlice == 2)
  }

  @Test func `records by month cannot be cut into days, and the answer says what to take`() throws {
    let found = try incidents(["2018-01-01", "2018-02-01", "2018-03-01"], precision: .month)
    let grid = try Fixtures.essex().grid(.square(side: 100), around: found)
    #expect {
      try SlicedCounts(of: found, on: grid, in: try slices("2018-01-01", "2018-03-31", "7d"))
    } throws: { "\($0)".contains("3 of 3 incidents are known to the month alone") }
    #expect(
      try SlicedCounts(of: found, on: grid, in: try slices("2018-01-01", "2018-03-31", "month"))
        .values == [[1], [1], [1]])
  }

  @Test func `fewer than three slices are too few`() throws {
    let found = try incidents(["2018-01-01"])
    let grid = try Fixtures.essex().grid(.square(side: 100), around: found)
    #expect {
      try SlicedCounts(
        of: found, on: grid, in: try slices("2018-01-01", "2018-03-31", "month", without: ["2018-02-01"]))
    } throws: { "\($0)".contains("2 slices of month have data (1 are gaps)") }
  }
}
