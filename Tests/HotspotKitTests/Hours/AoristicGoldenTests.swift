import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The 168 hours against others' counts.
@Suite struct AoristicGoldenTests {
  @Test func `spans spread as numpy spreads them minute by minute`() async throws {
    let spans = try Golden("hours/spans.csv")
    let golden = try Golden("hours/aoristic.csv")["weight"]
    let incidents = Incidents(
      points: PlanarPoints(xs: spans["start"], ys: spans["start"]), start: spans["start"].map { Int32($0) },
      end: spans["end"].map { Int32($0) },
      precision: spans["start"].map { _ in .minute })
    let table = await HourTable(
      of: incidents, rows: 0..<300, least: 30, resamples: 19, seed: 1, bands: Bands(threads: 1))
    #expect(table.weights.count == golden.count)
    for (ours, theirs) in zip(table.weights, golden) { #expect(abs(ours - theirs) < 1e-9 * theirs) }
    #expect(table.spread == 225 && table.reversed == 15)
  }

  @Test(
    .enabled(
      if: RealData.path("memphis/memphis_robberies_2019.csv") != nil,
      "the Memphis robberies are not on this machine"))
  func `Memphis' robberies fall on the hours that are written in the file`() async throws {
    let path = try #require(RealData.path("memphis/memphis_robberies_2019.csv"))
    let lines = String(decoding: try readBytes(of: path), as: UTF8.self).split(whereSeparator: \.isNewline)
    var counts = [Double](repeating: 0, count: 168)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for line in lines.dropFirst() {
      // "2019-01-01T01:30:00": 2019 began on a Tuesday.
      let date = try #require(line.split(separator: ",").dropFirst(2).first)
      let parts = date.split(whereSeparator: { "-T:\"".contains($0) }).compactMap { Int($0) }
      try #require(parts.count >= 5)
      let day = lengths.prefix(parts[1] - 1).reduce(0, +) + parts[2] - 1
      counts[(day + 1) % 7 * 24 + parts[3]] += 1
    }
    var rules = ReadingRules()
    rules.timeZone = "America/Chicago"
    let table = try IncidentTable(files: [path], by: rules)
    let area = try StudyArea(around: try table.places(in: table.system(given: nil)))
    let incidents = try table.incidents(
      matching: Selection(), system: table.system(given: nil), in: area, sources: Provenance())
    let hours = await HourTable(
      of: incidents, rows: 0..<incidents.count, least: 30, resamples: 19, seed: 1, bands: Bands(threads: 2))
    #expect(hours.count == lines.count - 1)
    // One row stands in the hour that the clocks skipped, and is taken an hour later.
    let apart = zip(hours.weights, counts).map { $0 - $1 }.filter { $0 != 0 }
    #expect(apart == [] || apart == [-1, 1])
    #expect(hours.peaks.contains { $0.window.description.hasPrefix("Fri 18:00") && $0.foundAgain > 0.95 })
  }
}
