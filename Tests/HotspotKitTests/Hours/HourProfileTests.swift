import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HourProfileTests {
  /// A minute of the week that begins on Monday 2019-03-04.
  private func minute(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Int32 {
    Int32((CivilTime.minute(of: "2019-03-04T00:00") ?? 0) + day * 1440 + hour * 60 + minute)
  }

  private func profile(_ spans: [(Int32, Int32)]) -> HourProfile? {
    let incidents = Incidents(
      points: .init(xs: spans.map { _ in 0 }, ys: spans.map { _ in 0 }), start: spans.map(\.0),
      end: spans.map(\.1), precision: spans.map { _ in .minute })
    return HourProfile(of: incidents, rows: spans.indices)
  }

  @Test func `an incident between two times is spread over the hours between`() {
    var hours = [Double](repeating: 0, count: 168)
    HourProfile.spread(2, from: Int(minute(4, 21, 30)), to: Int(minute(4, 23, 30)), over: &hours)
    #expect(hours[4 * 24 + 21] == 0.5 && hours[4 * 24 + 22] == 1 && hours[4 * 24 + 23] == 0.5)
    #expect(hours.reduce(0, +) == 2)
  }

  @Test func `one without an end or with an end before its start belongs to its first hour`() {
    for end in [CivilTime.unknown, minute(2, 9), minute(2, 10, 59)] {
      var hours = [Double](repeating: 0, count: 168)
      HourProfile.spread(1, from: Int(minute(2, 10, 59)), to: Int(end), over: &hours)
      #expect(hours[2 * 24 + 10] == 1)
      #expect(hours.reduce(0, +) == 1)
    }
  }

  @Test func `a span over the turn of the week wraps and one of a week or more is even`() {
    var hours = [Double](repeating: 0, count: 168)
    HourProfile.spread(1, from: Int(minute(6, 23)), to: Int(minute(7, 1)), over: &hours)
    #expect(hours[167] == 0.5 && hours[0] == 0.5)
    var even = [Double](repeating: 0, count: 168)
    HourProfile.spread(168, from: Int(minute(0, 0)), to: Int(minute(7, 0)), over: &even)
    #expect(even == [Double](repeating: 1, count: 168))
  }

  @Test func `mass is kept for any spans`() throws {
    var random = SeededRandom(seed: 4)
    let spans = (0..<500).map { _ in
      let start = minute(random.below(7), random.below(24), random.below(60))
      return (start, start + Int32(random.below(20_000)) - 500)
    }
    let found = profile(spans)
    let profile = try #require(found)
    #expect(abs(profile.shares.reduce(0, +) - 1) < 1e-12)
    #expect(profile.shares.allSatisfy { $0 >= 0 })
    #expect(profile.count == 500)
  }

  @Test func `Friday night's incidents make a Friday night window`() throws {
    let spans = (0..<60).map { index in
      let start = minute(4, 21 + index % 6)
      return (start, start)
    }
    let found = profile(spans)
    let profile = try #require(found)
    // The hours beside the night reach the bar through their neighbour: 10/60 of the week, a quarter of it.
    #expect(profile.windows.map(\.description) == ["Fri 20:00–Sat 04:00"])
    let night = Int(minute(4, 21))..<Int(minute(5, 3))
    #expect(abs(profile.share(of: night) - 1) < 1e-12)
    #expect(abs(profile.share(of: Int(minute(4, 21))..<Int(minute(4, 22))) - 1.0 / 6) < 1e-12)
    #expect(profile.share(of: Int(minute(0, 0))..<Int(minute(4, 0))) == 0)
  }

  @Test func `Sunday night's window stays whole over the turn of the week`() throws {
    let spans = (0..<60).map { index in
      let start = minute(6, 22 + index % 4)
      return (start, start)
    }
    // Hours after midnight fall on Monday, which is pooled with Tuesday to Thursday: a quarter each.
    let found = profile(spans)
    let profile = try #require(found)
    #expect(profile.windows.first { $0.start == 6 * 1440 + 21 * 60 }?.length ?? 0 >= 240)
  }

  @Test func `an even week has no window and too few records make no profile`() throws {
    let even = (0..<168).map { (minute($0 / 24, $0 % 24), minute($0 / 24, $0 % 24)) }
    #expect(profile(even)?.windows == [])
    #expect(profile(Array(even.prefix(HourProfile.fewest - 1))) == nil)
    #expect(profile(Array(even.prefix(HourProfile.fewest))) != nil)
  }

  @Test func `records without hours are passed over`() {
    let incidents = Incidents(
      points: .init(xs: [Double](repeating: 0, count: 50), ys: [Double](repeating: 0, count: 50)),
      start: [Int32](repeating: 0, count: 50), precision: [TimePrecision](repeating: .day, count: 50))
    #expect(HourProfile(of: incidents, rows: 0..<50) == nil)
  }
}
