import HotspotKit
import Testing

@Suite struct CivilTimeTests {
  /// `date -u -d 2000-02-29 +%s` over 86,400, and so on.
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11016), (1900, 3, 1, -25508), (2019, 2, 28, 17955),
    (2100, 3, 1, 47541),
  ])
  func `dates have the number that the date command gives`(year: Int, month: Int, day: Int, days: Int) {
    #expect(CivilTime.days(year: year, month: month, day: day) == days)
    #expect(CivilTime.date(days: days) == (year, month, day))
  }

  @Test func `days follow each other from 1600 to 2400 without a gap`() {
    var (year, month, day) = (1600, 1, 1)
    let first = CivilTime.days(year: year, month: month, day: day)
    for days in first..<first + 2 * 146_097 {
      #expect(CivilTime.date(days: days) == (year, month, day))
      #expect(CivilTime.exists(year: year, month: month, day: day))
      day += 1
      if !CivilTime.exists(year: year, month: month, day: day) { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2400, 1, 1))
  }

  @Test func `impossible dates do not exist`() {
    #expect(!CivilTime.exists(year: 2019, month: 2, day: 29))
    #expect(!CivilTime.exists(year: 1900, month: 2, day: 29))
    #expect(CivilTime.exists(year: 2000, month: 2, day: 29))
    #expect(!CivilTime.exists(year: 2019, month: 4, day: 31))
    #expect(!CivilTime.exists(year: 2019, month: 13, day: 1))
    #expect(!CivilTime.exists(year: 2019, month: 0, day: 1))
    #expect(!CivilTime.exists(year: 2019, month: 1, day: 0))
  }

  @Test func `minutes know their day and month, before 1970 too`() {
    #expect(CivilTime.day(of: 0) == 0)
    #expect(CivilTime.day(of: 1439) == 0)
    #expect(CivilTime.day(of: 1440) == 1)
    #expect(CivilTime.day(of: -1) == -1)
    #expect(CivilTime.day(of: -1440) == -1)
    #expect(CivilTime.day(of: -1441) == -2)
    #expect(CivilTime.month(of: 31 * 1440) == 1)
    #expect(CivilTime.month(of: -1) == -1)
    #expect(CivilTime.text(month: 0) == "1970-01")
    #expect(CivilTime.text(month: -1) == "1969-12")
    #expect(CivilTime.text(month: -12) == "1969-01")
    #expect(CivilTime.text(month: 577) == "2018-02")
    #expect(CivilTime.text(day: 17955) == "2019-02-28")
  }
}
