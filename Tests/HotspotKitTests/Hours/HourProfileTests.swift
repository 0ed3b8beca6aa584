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

/// Windows of profiles drawn hour by hour.
@Suite struct HourWindowTests {
  /// A profile with so many incidents in each of some hours of the week.
  private func windows(_ hours: [Int: Int]) -> [String] {
    let monday = (CivilTime.minute(of: "2019-03-04T00:00") ?? 0)
    let starts = hours.sorted { $0.key < $1.key }.flatMap { hour, count in
      [Int32](repeating: Int32(monday + hour * 60), count: count)
    }
    let incidents = Incidents(
      points: .init(xs: starts.map { _ in 0 }, ys: starts.map { _ in 0 }), start: starts,
      precision: starts.map { _ in .minute })
    return HourProfile(of: incidents, rows: starts.indices)?.windows.map(\.description) ?? ["none"]
  }

  private func friday(_ hour: Int) -> Int { 4 * 24 + hour }

  @Test func `one hot hour reaches its neighbours, a half of it each way`() {
    // Averaged 1, 2, 1: hour 21 gets a half, 20 and 22 a quarter of all, far above 1.25/168.
    #expect(windows([friday(21): 60]) == ["Fri 20:00–23:00"])
  }

  @Test func `a gap of one hour is bridged, one of two is not`() {
    // Hot 20–22 and 24–26 after averaging: hour 23 lies between.
    #expect(windows([friday(18): 30, friday(22): 30]) == ["Fri 17:00–Sat 00:00"])
    #expect(windows([friday(17): 30, friday(22): 30]) == ["Fri 16:00–19:00", "Fri 21:00–Sat 00:00"])
  }

  /// 168 × 20 incidents evenly; the bar is 25 an hour, the mean of 1, 2, 1 with the neighbours.
  private func even(_ more: [Int: Int]) -> [String] {
    var hours = Dictionary(uniqueKeysWithValues: (0..<168).map { ($0, 20) })
    for (hour, count) in more { hours[hour, default: 0] += count }
    return windows(hours)
  }

  @Test func `an hour is hot from one and a quarter times an even share on`() {
    // Two hours on top of 20 each: 20 + 3/4 · n each. The bar moves with the whole: 1.25 (3360 + 2n)/168.
    #expect(even([friday(21): 6, friday(22): 6]) == [])
    #expect(even([friday(21): 8, friday(22): 8]) == ["Fri 21:00–23:00"])
  }

  @Test func `a single hot hour is chance and no window`() {
    // 20 + n/2 is above the bar for n = 12, and the neighbours' 20 + n/4 is not.
    #expect(even([friday(21): 12]) == [])
    #expect(even([friday(21): 30]) == ["Fri 20:00–23:00"])
  }

  @Test func `Monday to Thursday are one kind of day`() {
    // All on Tuesday at 21: a quarter for each of the four, hot on all of them.
    #expect(
      windows([24 + 21: 80]) == ["Mon 20:00–23:00", "Tue 20:00–23:00", "Wed 20:00–23:00", "Thu 20:00–23:00"])
    #expect(windows([6 * 24 + 21: 80]) == ["Sun 20:00–23:00"])
  }

  @Test func `a stretch takes parts of hours, over the turn of the week too`() throws {
    let start = (CivilTime.minute(of: "2019-03-10T23:00") ?? 0)
    let starts = [Int32](repeating: Int32(start), count: 40)
    let incidents = Incidents(
      points: .init(xs: starts.map { _ in 0 }, ys: starts.map { _ in 0 }), start: starts,
      precision: starts.map { _ in .minute })
    let found = HourProfile(of: incidents, rows: 0..<40)
    let profile = try #require(found)
    // All on Sunday from 23 to 24.
    #expect(abs(profile.share(of: start + 15..<start + 45) - 0.5) < 1e-12)
    #expect(abs(profile.share(of: start + 45..<start + 600) - 0.25) < 1e-12)
    #expect(abs(profile.share(of: start - 10_080 + 30..<start - 10_080 + 60) - 0.5) < 1e-12, "a week before")
    #expect(abs(profile.share(of: start..<start + 10_080) - 1) < 1e-12)
    #expect(profile.share(of: start..<start) == 0)
  }
}
