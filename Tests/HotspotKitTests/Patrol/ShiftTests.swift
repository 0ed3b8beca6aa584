import HotspotKit
import Testing

@Suite struct ShiftTests {
  @Test func `a shift is read and printed as it is written`() throws {
    let text = "2019-03-01T18:00/2019-03-02T02:00"
    let shift = try Shift(text)
    #expect(shift.length == 480)
    #expect(shift.description == text)
    #expect(!shift.isAssumed)
  }

  @Test(arguments: [
    "2019-03-01T18:00", "2019-03-01T18:00/", "18:00/02:00", "2019-02-30T18:00/2019-03-02T02:00",
    "2019-03-01T18:00/2019-03-01T18:00", "2019-03-02T02:00/2019-03-01T18:00",
    "2019-03-01T18:00/2019-03-03T18:00", "",
  ])
  func `a shift that is none is answered with what would do`(text: String) {
    #expect {
      try Shift(text)
    } throws: { error in
      "\(error)".contains("START/END") || "\(error)".contains("within 24 hours")
    }
  }

  @Test func `only what a window leaves open is patrolled`() throws {
    // 2019-03-01 is a Friday.
    let shift = try Shift("2019-03-01T18:00/2019-03-02T02:00")
    let start = shift.start
    let cases: [(String, [Range<Int>])] = [
      ("Fri 20:00-22:00", [start + 120..<start + 240]),
      ("Fri 12:00-20:00", [start..<start + 120]),
      ("Fri 12:00-Sat 06:00", [start..<start + 480]),
      ("Sat 12:00-20:00", []),
      ("Sat 00:00-01:00", [start + 360..<start + 420]),
    ]
    for (window, open) in cases { #expect(shift.open(in: try WeekWindow.parse(window)) == open) }
  }

  @Test func `a window that began in the week before is still open`() throws {
    // 2019-03-04 is a Monday.
    let shift = try Shift("2019-03-04T00:00/2019-03-04T06:00")
    #expect(shift.open(in: try WeekWindow.parse("Sun 22:00-Mon 02:00")) == [shift.start..<shift.start + 120])
    let night = try Shift("2019-03-03T20:00/2019-03-04T06:00")
    #expect(
      night.open(in: try WeekWindow.parse("Mon 01:00-03:00")) == [night.start + 300..<night.start + 420])
  }

  @Test func `windows that touch or overlap are one stretch`() throws {
    let shift = try Shift("2019-03-01T18:00/2019-03-02T02:00")
    let windows = try ["Fri 18:00-20:00", "Fri 19:00-21:00", "Fri 21:00-22:00", "Fri 23:00-23:30"]
      .flatMap(WeekWindow.parse)
    let start = shift.start
    #expect(shift.open(in: windows) == [start..<start + 240, start + 300..<start + 330])
  }

  @Test func `without a shift the theme's longest window after the last record is assumed`() throws {
    let windows = try WeekWindow.parse("Mon-Thu 15:00-22:00") + WeekWindow.parse("Fri 15:00-Sat 02:00")
    // The last moment of 2019-02-28, a Thursday.
    let end = try Shift("2019-02-28T23:59/2019-03-01T00:00").start
    let shift = try #require(Shift.assumed(from: windows, after: end))
    #expect(shift.description == "2019-03-01T15:00/2019-03-02T02:00")
    #expect(shift.isAssumed)
    #expect(Shift.assumed(from: [], after: end) == nil)
  }
}
