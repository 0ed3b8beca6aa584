import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HourTablesTests {
  /// A minute of the week that begins on Monday 2019-03-04.
  private func minute(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Int32 {
    Int32((CivilTime.minute(of: "2019-03-04T00:00") ?? 0) + day * 1440 + hour * 60 + minute)
  }

  private func incidents(
    _ spans: [(Int32, Int32)], weights: [Double]? = nil, at place: (Double, Double) = (575_000, 205_000),
    precision: TimePrecision = .minute
  ) -> Incidents {
    Incidents(
      points: PlanarPoints(xs: spans.map { _ in place.0 }, ys: spans.map { _ in place.1 }), weights: weights,
      start: spans.map(\.0), end: spans.map(\.1), precision: spans.map { _ in precision })
  }

  private func scattered(_ count: Int, seed: UInt64) -> Incidents {
    var random = SeededRandom(seed: seed)
    return incidents(
      (0..<count).map { _ in
        let start = minute(random.below(7), random.below(24), random.below(60))
        return (start, start + Int32(random.below(15_000)) - 900)
      })
  }

  /// Incidents on Friday nights and as many at any hour.
  private func nights(_ count: Int, seed: UInt64) -> Incidents {
    var random = SeededRandom(seed: seed)
    return incidents(
      (0..<count).map { index in
        let start =
          index % 2 == 0
          ? minute(4, 21 + random.below(5), random.below(60)) : minute(random.below(7), random.below(24))
        return (start, start)
      })
  }

  private func table(
    _ incidents: Incidents, least: Int = 30, resamples: Int = 99, seed: UInt64 = 1, threads: Int = 1
  ) async -> HourTable {
    await HourTable(
      of: incidents, rows: 0..<incidents.count, least: least, resamples: resamples, seed: seed,
      bands: Bands(threads: threads))
  }

  @Test(arguments: [1, 2, 3]) func `the sums of parts are those of spreading each incident`(seed: UInt64) {
    let incidents = scattered(200, seed: seed)
    var expected = [Double](repeating: 0, count: 168)
    for row in 0..<200 {
      HourProfile.spread(
        1, from: Int(incidents.start[row]), to: Int(incidents.end?[row] ?? 0), over: &expected)
    }
    let timed = TimedRows(of: incidents, rows: 0..<200)
    #expect(zip(timed.weights, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(timed.weights.reduce(0, +) - 200) < 1e-9)
    let ends = (0..<200).map { (Int(incidents.end?[$0] ?? 0), Int(incidents.start[$0])) }
    #expect(timed.spread == ends.count { $0.0 > $0.1 } && timed.reversed == ends.count { $0.0 < $0.1 })
  }

  @Test func `an incident of just under a week reaches every hour and one of a minute one hour`() {
    let timed = TimedRows(
      of: incidents([(minute(0, 0, 59), minute(7, 0, 58)), (minute(2, 5), minute(2, 5, 1))]), rows: 0..<2)
    #expect(timed.weights.allSatisfy { $0 > 0 })
    #expect(abs(timed.weights.reduce(0, +) - 2) < 1e-12)
    #expect(timed.weights[2 * 24 + 5] > 1)
  }

  @Test func `drawing again keeps the number of incidents`() {
    let timed = TimedRows(of: scattered(150, seed: 9), rows: 0..<150)
    var random = SeededRandom(seed: 3)
    for _ in 0..<20 { #expect(abs(timed.resampled(by: &random).reduce(0, +) - 150) < 1e-9) }
  }

  @Test func `a strong window is found again and its interval holds its share`() async throws {
    let table = await table(nights(400, seed: 5))
    let peak = try #require(table.peaks.max { $0.share < $1.share })
    #expect(peak.window.description.hasPrefix("Fri 20:00") || peak.window.description.hasPrefix("Fri 21:00"))
    #expect(peak.foundAgain == 1 && peak.interval.contains(peak.share))
    #expect(peak.share > 0.45 && peak.interval.lowerBound > 0.4 && peak.interval.upperBound < 0.62)
    #expect(table.foundAgain[4 * 24 + 22] == 1 && table.foundAgain[2 * 24 + 12] < 0.2)
    #expect(peak.evenShare == Double(peak.window.length) / 10_080)
  }

  @Test func `an interval is as wide as a share of so many incidents varies`() async throws {
    let table = await table(nights(400, seed: 6), resamples: 999)
    let peak = try #require(table.peaks.max { $0.share < $1.share })
    // A share p of n has the standard error √(p(1 − p)/n); nineteen of twenty lie within 1.96 of them.
    let width = 2 * 1.96 * (peak.share * (1 - peak.share) / 400).squareRoot()
    #expect(abs((peak.interval.upperBound - peak.interval.lowerBound) / width - 1) < 0.15)
  }

  @Test func `windows are those a plan takes`() async throws {
    let incidents = nights(300, seed: 7)
    let found = HourProfile(of: incidents, rows: 0..<incidents.count)
    let profile = try #require(found)
    #expect(await table(incidents).peaks.map(\.window) == profile.windows)
  }

  @Test func `the same table at 1, 2 and 8 threads and another with another seed`() async {
    let incidents = nights(120, seed: 8)
    var answers: [[HourTable.Peak]] = []
    for (threads, seed) in [(1, 1), (2, 1), (8, 1), (1, 2)] as [(Int, UInt64)] {
      answers.append(await table(incidents, seed: seed, threads: threads).peaks)
    }
    #expect(answers[0] == answers[1] && answers[0] == answers[2] && answers[0] != answers[3])
  }

  @Test func `doubling every weight doubles the hours and leaves windows and shares`() async {
    let once = nights(150, seed: 9)
    let twice = Incidents(
      points: once.points, weights: [Double](repeating: 2, count: 150), start: once.start, end: once.end,
      precision: once.precision)
    let (a, b) = (await table(once), await table(twice))
    #expect(a.weights.map { $0 * 2 } == b.weights)
    #expect(a.peaks == b.peaks && a.foundAgain == b.foundAgain)
  }

  @Test func `a zone with too few timed incidents takes the windows of all`() async throws {
    let incidents = nights(200, seed: 10)
    let zones = [
      ZoneRows(id: "a", title: "A", rows: Array(0..<99)), ZoneRows(id: "b", title: "B", rows: Array(0..<150)),
      ZoneRows(id: "c", title: "C", rows: []),
    ]
    let found = try await HourTables(of: incidents, zones: zones, resamples: 19, bands: Bands(threads: 2))
    #expect(found.zones.map(\.hasOwnPeaks) == [false, true, false])
    #expect(found.zones[0].peaks == found.all.peaks && found.zones[0].table.count == 99)
    #expect(found.zones[1].peaks.map(\.window) != [] && found.zones[2].table.shares.allSatisfy { $0 == 0 })
    #expect(found.sentence.contains("2 of 3 zones"))
    let lines = String(decoding: HourDocument.csv(of: found), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 1 + 4 * 168)
    #expect(lines[1].hasPrefix("all,Mon,0,") && lines[1].hasSuffix(",all"))
    #expect(lines[169].hasPrefix("a,Mon,0,") && lines[169].hasSuffix(",,all"))
    #expect(lines[337].hasPrefix("b,Mon,0,") && lines[337].hasSuffix(",zone"))
  }

  @Test(arguments: [(TimePrecision.month, "the month and not the hour"), (.day, "the day and not the hour")])
  func `records without hours are refused with what to ask for`(precision: TimePrecision, words: String)
    async throws
  {
    let untimed = incidents([(Int32, Int32)](repeating: (0, 0), count: 50), precision: precision)
    await #expect {
      try await HourTables(of: untimed, zones: [], bands: Bands(threads: 1))
    } throws: { error in
      guard case .insufficientData(let text) = error as? HotspotError else { return false }
      return text.contains(words) && text.contains("extract with times")
    }
    let few = incidents([(Int32, Int32)](repeating: (0, 0), count: 29))
    await #expect(throws: HotspotError.self) {
      try await HourTables(of: few, zones: [], bands: Bands(threads: 1))
    }
  }

  @Test func `the picture writes every hour out, frames windows and fetches nothing`() async throws {
    let found = try await HourTables(
      of: nights(200, seed: 11), zones: [ZoneRows(id: "z", title: "Z01 <Pier>", rows: Array(0..<50))],
      resamples: 19, bands: Bands(threads: 1))
    let svg = String(
      decoding: HourPicture.svg(
        of: found, title: "T", period: "2019-03", handling: Handling(marking: nil, isOpenData: false)),
      as: UTF8.self)
    #expect(svg.contains("200 incidents with a recorded time, 2019-03"))
    #expect(svg.contains("Basis: recorded times") && svg.contains("OFFICIAL-SENSITIVE"))
    #expect(svg.contains("Z01 &lt;Pier&gt;: 50 timed incidents"))
    #expect(svg.contains("the windows of all incidents hold here"))
    #expect(svg.contains("stroke-width=\"2.4\""))
    // Two weeks of 168 hours, their frames, five shades of the key and the sheet.
    #expect(svg.split(separator: "<rect").count - 1 >= 2 * 168 + 5 + 1)
    #expect(!svg.contains("href"))
  }

  @Test func `zones of a file are named by the property asked for, and a common edge counts once`() throws {
    let area = try Fixtures.square()
    let feature = { (west: Double, east: Double, properties: String) in
      let corners = PlanarPoints(
        xs: [west, east, east, west, west], ys: [203_000, 203_000, 207_000, 207_000, 203_000])
      let degrees = area.projector.unproject(corners)
      let ring = (0..<5).map { "[\(degrees[$0].longitude),\(degrees[$0].latitude)]" }.joined(separator: ",")
      return """
        {"type":"Feature","properties":\(properties),"geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
        """
    }
    let first = feature(571_000, 575_000, #"{"beat":"A1","zone_id":"one"}"#)
    let second = feature(574_000, 579_000, #"{"beat":"A2","zone_id":"two"}"#)
    let text = #"{"type":"FeatureCollection","features":["# + first + "," + second + "]}"
    let places = Fixtures.incidents([
      (572_000, 205_000), (574_500, 205_000), (578_000, 205_000), (579_900, 205_000),
    ])
    let file = try GeoJSONFile(bytes: Array(text.utf8), named: "f")
    let zones = try ZoneRows.zones(of: file, named: "f", incidents: places, in: area)
    #expect(
      zones == [
        ZoneRows(id: "one", title: "one", rows: [0, 1]), ZoneRows(id: "two", title: "two", rows: [2]),
      ])
    #expect(
      try ZoneRows.zones(of: file, named: "f", property: "beat", incidents: places, in: area).map(\.id)
        == ["A1", "A2"])
    #expect(throws: HotspotError.self) {
      try ZoneRows.zones(of: file, named: "f", property: "ward", incidents: places, in: area)
    }
  }
}
