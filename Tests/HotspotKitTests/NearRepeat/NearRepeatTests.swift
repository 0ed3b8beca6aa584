import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct NearRepeatTests {
  /// Incidents at places on days counted from 1970.
  private func incidents(_ places: [(x: Double, y: Double)], days: [Int]) -> Incidents {
    Fixtures.incidents(
      places, start: days.map { Int32($0 * 1440 + 600) }, precision: days.map { _ in .day })
  }

  /// Places in a square of one kilometre, some on one spot, over sixty days.
  private func scattered(_ count: Int, seed: UInt64) -> Incidents {
    var places = Fixtures.scattered(count, x: 570_000...571_000, y: 200_000...201_000, seed: seed)
    for index in stride(from: 0, to: count - 1, by: 7) { places[index + 1] = places[index] }
    var random = SeededRandom(seed: seed, stream: 9)
    return incidents(places, days: places.map { _ in 17_000 + random.below(60) })
  }

  /// The definition, word for word: every pair of incidents.
  private func bruteForce(_ incidents: Incidents, _ method: NearRepeat) -> [[Int]] {
    let distances = [NearRepeat.samePlace] + method.distanceBands
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: method.dayBands.count + 1), count: distances.count + 1)
    for a in 0..<incidents.count {
      for b in 0..<a {
        let dx = incidents.points.xs[a] - incidents.points.xs[b]
        let dy = incidents.points.ys[a] - incidents.points.ys[b]
        let distance = method.measure == .manhattan ? abs(dx) + abs(dy) : (dx * dx + dy * dy).squareRoot()
        let days = abs(CivilTime.day(of: incidents.start[a]) - CivilTime.day(of: incidents.start[b]))
        let row = distances.firstIndex { distance < $0 } ?? distances.count
        let column = method.dayBands.firstIndex { days < $0 } ?? method.dayBands.count
        table[row][column] += 1
      }
    }
    return table
  }

  private func rows(of table: KnoxTable) -> [[Int]] {
    let width = table.method.dayBands.count + 1
    return stride(from: 0, to: table.cells.count, by: width).map { first in
      table.cells[first..<first + width].map(\.observed)
    }
  }

  @Test func `five incidents make ten pairs, each in its cell`() async throws {
    // Two on one spot, one at 100 m exactly, one at 150 m by the streets, one far away.
    let places = [(0.0, 0.0), (0, 0), (100, 0), (75, 75), (9000, 0)].map { (x: 500_000 + $0.0, y: $0.1) }
    let method = try NearRepeat(distanceBands: [100, 200], dayBands: [1, 3], permutations: 19)
    let table = try await method.table(
      of: incidents(places, days: [0, 0, 2, 3, 1]), bands: Bands(threads: 1))
    // 0–1 same place; 0–2, 1–2, 0–3, 1–3 in 100 to <200 and 2–3 at 100 m by the streets; the last with all four.
    #expect(rows(of: table) == [[1, 0, 0], [0, 0, 0], [0, 3, 2], [0, 4, 0]])
    #expect(
      table.cells.map { "\($0.distance) | \($0.days)" }.prefix(4)
        == [
          "same place | 0 to <1", "same place | 1 to <3", "same place | 3 and over",
          "0.0005 to <100 | 0 to <1",
        ])
    #expect("\(table.cells[9].distance)" == "200 and over")
  }

  @Test(arguments: [DistanceMeasure.manhattan, .euclidean], [3, 40, 150])
  func `the table equals the count of every pair`(measure: DistanceMeasure, count: Int) async throws {
    for (distances, days) in [
      ([200.0, 400, 600], [1, 2, 3]), ([50], [7]), ([10, 20, 900], [1, 2, 5, 9, 30]),
    ] {
      let method = try NearRepeat(
        measure: measure, distanceBands: distances, dayBands: days, permutations: 19, seed: 3)
      let incidents = scattered(count, seed: UInt64(count))
      let table = try await method.table(of: incidents, bands: Bands(threads: 2))
      #expect(rows(of: table) == bruteForce(incidents, method))
    }
  }

  @Test func `moving every place by the same step leaves the table, cells of the net apart`() async throws {
    let method = try NearRepeat(permutations: 19)
    let here = scattered(120, seed: 5)
    // Whole metres are exact in binary, so distances stay to the last digit.
    let rounded = (0..<here.count).map { (here.points.xs[$0].rounded(), here.points.ys[$0].rounded()) }
    let days = here.start.map { CivilTime.day(of: $0) }
    let first = try await method.table(of: incidents(rounded, days: days), bands: Bands(threads: 1))
    let moved = incidents(rounded.map { ($0.0 - 570_313, $0.1 - 201_077) }, days: days.map { $0 - 300 })
    let second = try await method.table(of: moved, bands: Bands(threads: 1))
    #expect(rows(of: first) == rows(of: second))
  }

  @Test func `dealing the days keeps every margin`() async throws {
    let method = try NearRepeat(dayBands: [1, 5, 20], permutations: 50)
    let table = try await method.table(of: scattered(90, seed: 8), bands: Bands(threads: 1))
    for row in 0..<5 {
      let cells = table.cells[row * 4..<row * 4 + 4]
      #expect(abs(cells.reduce(0) { $0 + $1.expected - Double($1.observed) }) < 1e-9)
    }
    for column in 0..<4 {
      let cells = (0..<5).map { table.cells[$0 * 4 + column] }
      #expect(abs(cells.reduce(0) { $0 + $1.expected - Double($1.observed) }) < 1e-9)
    }
    #expect(table.cells.reduce(0) { $0 + $1.observed } == 90 * 89 / 2)
  }

  @Test(arguments: [19, 32, 45])
  func `the same table at 1, 2 and 8 threads and another with another seed`(permutations: Int) async throws {
    let incidents = scattered(60, seed: 2)
    var tables: [[KnoxCell]] = []
    for (threads, seed) in [(1, 4), (2, 4), (8, 4), (1, 5)] as [(Int, UInt64)] {
      let method = try NearRepeat(dayBands: [5, 10], permutations: permutations, seed: seed)
      tables.append(try await method.table(of: incidents, bands: Bands(threads: threads)).cells)
    }
    #expect(tables[0] == tables[1] && tables[0] == tables[2])
    #expect(tables[0] != tables[3])
  }

  @Test func `a cell's p counts the records as they are among the dealings`() {
    let cell = KnoxCell(
      distance: .samePlace, days: DayBand(lower: 0, upper: 1), observed: 5, permuted: [1, 5, 9, 2, 4, 3])
    #expect(cell.p == 3.0 / 7)
    #expect(cell.expected == 4 && cell.medianExpected == 3.5)
    #expect(cell.ratioToMean == 1.25)
    let none = KnoxCell(
      distance: .samePlace, days: DayBand(lower: 0, upper: 1), observed: 0, permuted: [0, 0])
    #expect(none.ratioToMean == nil && none.ratioToMedian == nil && none.p == 1)
  }

  @Test func `more than thirty-two thousand pairs of one place are counted without overflow`() async throws {
    // 300 on one spot and one day: 44,850 pairs in the first cell.
    let places = [(x: Double, y: Double)](repeating: (500_000, 0), count: 300)
    let method = try NearRepeat(permutations: 19)
    let table = try await method.table(
      of: incidents(places, days: places.map { _ in 4 }), bands: Bands(threads: 1))
    #expect(table.cells[0].observed == 44_850 && table.cells[0].expected == 44_850 && table.cells[0].p == 1)
  }

  @Test func `records by the month are refused and those without a day are counted`() async throws {
    let monthly = Fixtures.incidents(
      [(0, 0), (1, 1), (2, 2)], start: [0, 0, 0], precision: [.month, .month, .month])
    let method = try NearRepeat(permutations: 19)
    await #expect {
      try await method.table(of: monthly, bands: Bands(threads: 1))
    } throws: { error in
      guard case .insufficientData(let text) = error as? HotspotError else { return false }
      return text.contains("month and not the day")
    }
    let mixed = Fixtures.incidents(
      [(0, 0), (1, 1), (2, 2)], start: [0, 1440, 0], precision: [.day, .minute, .month])
    let table = try await method.table(of: mixed, bands: Bands(threads: 1))
    #expect(table.incidents == 2 && table.withoutDay == 1)
  }

  @Test(arguments: [[200, 200], [0.5], [], [400, 200]] as [[Double]])
  func `distance bands that do not ascend are refused`(bands: [Double]) {
    #expect(throws: HotspotError.self) { try NearRepeat(distanceBands: bands) }
  }

  @Test func `day bands, too few permutations and unknown distances are refused`() {
    #expect(throws: HotspotError.self) { try NearRepeat(dayBands: [0, 1]) }
    #expect(throws: HotspotError.self) { try NearRepeat(dayBands: [3, 2]) }
    #expect(throws: HotspotError.self) { try NearRepeat(permutations: 9) }
    #expect(throws: HotspotError.self) { try DistanceMeasure("crow") }
  }
}

/// Against others' answers.
@Suite struct NearRepeatGoldenTests {
  @Test func `observed and expected pairs agree with pointpats`() async throws {
    let points = try Golden("near-repeat/points.csv")
    let golden = try Golden("near-repeat/knox.csv")
    let incidents = Fixtures.incidents(
      zip(points["x"], points["y"]).map { ($0, $1) }, start: points["day"].map { Int32($0 * 1440) },
      precision: points["day"].map { _ in .day })
    let method = try NearRepeat(
      measure: .euclidean, distanceBands: [100, 200, 400], dayBands: [1, 3, 7, 14], permutations: 999)
    let table = try await method.table(of: incidents, bands: Bands(threads: 2))
    for index in 0..<golden.count {
      // pointpats counts all that is nearer than a bound: the sum of our cells up to it.
      let within = table.cells.filter {
        ($0.distance.upper ?? .infinity) <= golden["metres"][index]
          && Double($0.days.upper ?? .max) <= golden["days"][index]
      }
      #expect(Double(within.reduce(0) { $0 + $1.observed }) == golden["observed"][index])
      let mean = within.reduce(0) { $0 + $1.expected }
      // Two means of 999 dealings each: four standard errors of their difference.
      let error = golden["sd"][index] * (2.0 / 999).squareRoot()
      #expect(abs(mean - golden["mean"][index]) < 4 * error + 1e-9)
    }
  }

  @Test func `p agrees with pointpats within what two samples of dealings differ by`() async throws {
    let points = try Golden("near-repeat/points.csv")
    let golden = try Golden("near-repeat/knox.csv")
    let incidents = Fixtures.incidents(
      zip(points["x"], points["y"]).map { ($0, $1) }, start: points["day"].map { Int32($0 * 1440) },
      precision: points["day"].map { _ in .day })
    // The row of the same place stands for pointpats' bound of half a millimetre.
    for index in 0..<golden.count where golden["metres"][index] == NearRepeat.samePlace {
      let method = try NearRepeat(measure: .euclidean, dayBands: [Int(golden["days"][index])], seed: 11)
      let cell = try await method.table(of: incidents, bands: Bands(threads: 2)).cells[0]
      let p = golden["p"][index]
      #expect(abs(cell.p - p) < 4 * (max(p * (1 - p), 0.01) * 2 / 999).squareRoot())
    }
  }

  @Test(
    .enabled(
      if: RealData.path("near_repeat/chicago_be_month1.csv") != nil,
      "the Chicago burglaries are not on this machine"))
  func `a month of Chicago's burglaries gives the published calculator's table`() async throws {
    let folder = RealData.path("near_repeat") ?? ""
    let text = String(
      decoding: try readBytes(of: "\(folder)/chicago_be_month1.csv"), as: UTF8.self)
    let fields = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    let incidents = Fixtures.incidents(
      fields.map { (Double($0[0]) ?? .nan, Double($0[1]) ?? .nan) },
      start: fields.map { Int32((CivilTime.days(of: String($0[2]))?.lowerBound ?? 0) * 1440) },
      precision: fields.map { _ in .day })
    let method = try NearRepeat(distanceBands: [100, 200, 300], dayBands: [7, 14, 21], permutations: 999)
    let table = try await method.table(of: incidents, bands: Bands(threads: 2))
    #expect(table.cells.map(\.observed) == (try Calculator(folder).numbers(after: "Observed frequencies")))
    let simulated = try Calculator(folder).simulated
    for (cell, runs) in zip(table.cells, simulated) {
      let mean = runs.reduce(0, +) / Double(runs.count)
      let variance = runs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs.count - 1)
      // Nineteen dealings there, 999 here: four standard errors of the difference.
      #expect(abs(cell.expected - mean) < 4 * (variance * (1 / 19.0 + 1 / 999.0)).squareRoot())
    }
    #expect(table.cells[0].p <= 0.05 && table.cells[4].p <= 0.05)
  }
}

/// What the Near Repeat Calculator 1.3 wrote of that month.
private struct Calculator {
  let lines: [String]

  init(_ folder: String) throws {
    let name = "chicago_be_month1_NRverbose_2019-09-23_143005.csv"
    lines = String(decoding: try readBytes(of: "\(folder)/\(name)"), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  /// The five rows of four numbers below a heading, row by row.
  func numbers(after heading: String) -> [Int] {
    let start = lines.firstIndex { $0.hasPrefix(heading) } ?? 0
    return lines[start + 3..<start + 8].flatMap { $0.split(separator: ",").suffix(4).compactMap { Int($0) } }
  }

  /// The nineteen simulated counts of each cell, row by row; the file has them column by column.
  var simulated: [[Double]] {
    let runs = lines.filter { $0.hasPrefix("Expected,") }.map { line in
      line.split(separator: ",").dropFirst().compactMap { Double($0) }
    }
    return (0..<5).flatMap { row in (0..<4).map { runs[$0 * 5 + row] } }
  }
}
