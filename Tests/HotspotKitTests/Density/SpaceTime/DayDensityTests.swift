import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct DayDensityTests {
  private let two = Bands(threads: 2)
  /// 2019-01-01, in days since 1970.
  private let first = 17_897

  private func incidents(
    _ points: [(x: Double, y: Double)], days: [Int], weights: [Double]? = nil, precision: TimePrecision = .day
  ) -> Incidents {
    let start = days.map { Int32((first + $0) * 1440) }
    let precisions = [TimePrecision](repeating: precision, count: days.count)
    return Incidents(
      points: PlanarPoints(xs: points.map(\.x), ys: points.map(\.y)), weights: weights, start: start,
      precision: precisions, coverage: Coverage(start: start, precision: precisions, rows: start.indices))
  }

  /// Months from January 1970: those of 2019 from January on.
  private func months(_ numbers: Int...) -> Set<Int> { Set(numbers.map { 49 * 12 + $0 - 1 }) }

  /// Tests/Goldens/density/refined.py: the product kernel over covered days, word for word.
  @Test(
    arguments: [
      ("quartic_last", Kernel.quartic, 300.0, nil, 28.0), ("quartic_in_gap", .quartic, 300, 72, 21.5),
      ("gaussian_early", .gaussian, 120, 3, 10),
    ] as [(String, Kernel, Double, Int?, Double)])
  func `a day's density is the definition's to 1e-12 of the peak`(
    column: String, kernel: Kernel, spread: Double, day: Int?, bandwidth: Double
  ) async throws {
    let points = try Golden("density/day-points.csv")
    let golden = try Golden("density/day.csv")
    let incidents = incidents(
      zip(points["x"], points["y"]).map { (x: $0, y: $1) }, days: points["day"].map { Int($0) },
      weights: points["weight"])
    let onDay = try DayDensity(
      of: incidents, on: day.map { $0 + first }, bandwidth: bandwidth, kernel: kernel,
      months: months(1, 2, 4, 5))
    let density = try await RefinedDensity(
      try KernelDensity(kernel: kernel, bandwidth: spread), of: onDay.weighted, within: nil, bands: two)
    let grid = try RefinedDensityTests.grid(569_600...572_400, 199_600...201_900, side: 100)
    let surface = try await density.surface(on: grid, bands: two)
    let peak = try #require(golden[column].max())
    #expect(peak > 0 && grid.count == golden.count)
    for (row, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let cell = try #require(grid.cell(holding: PlanarPoint(x: x, y: y)))
      #expect(abs(surface.values[cell] - golden[column][row]) < 1e-12 * peak)
    }
  }

  @Test(arguments: Kernel.allCases)
  func `a steady rate keeps its height on the first day, the last day, beside a gap and within it`(
    kernel: Kernel
  ) throws {
    // Two a day at one place over three months and none in March; what counts must be two, whatever the day.
    let days = (0..<151).filter { !(59..<90).contains($0) }.flatMap { [$0, $0] }
    let incidents = incidents(days.map { _ in (x: 5e5, y: 2e5) }, days: days)
    for day in [0, 30, 58, 60, 90, 150] {
      let onDay = try DayDensity(
        of: incidents, on: first + day, bandwidth: 20, kernel: kernel, months: months(1, 2, 4, 5))
      #expect(abs(onDay.weighted.totalWeight - 2) < 1e-12)
      #expect(onDay.counted.weights == nil && onDay.counted.count == onDay.weighted.count)
    }
  }

  @Test func `doubling the weights doubles it, and other days count the less the further off they are`()
    throws
  {
    let points = [(x: 5e5, y: 2e5), (x: 5e5, y: 2e5), (x: 5e5, y: 2e5), (x: 5e5, y: 2e5)]
    let plain = try DayDensity(
      of: incidents(points, days: [30, 25, 20, 0], weights: [1, 1, 1, 1]), on: nil, bandwidth: 14,
      kernel: .triangular,
      months: months(1))
    // Of a triangle of 14 days on the last day there is 14 + 13 + … + 1 = 105 fourteenths; the first day is out of reach.
    #expect(plain.day == first + 30)
    let weights = try #require(plain.weighted.weights)
    #expect(weights.count == 3)
    for (weight, expected) in zip(weights, [14.0 / 105, 9.0 / 105, 4.0 / 105]) {
      #expect(abs(weight - expected) < 1e-15)
    }
    let double = try DayDensity(
      of: incidents(points, days: [30, 25, 20, 0], weights: [2, 2, 2, 2]), on: nil, bandwidth: 14,
      kernel: .triangular,
      months: months(1))
    #expect(double.weighted.weights == weights.map { $0 * 2 })
    #expect(plain.remarks[0].contains("3 of 4 incidents count"))
    #expect(plain.weighted.provenance.steps.last?["days_with_records_within_reach"] == 14)
  }

  @Test
  func `records by month are refused with what would do, and undated rows among dated ones are counted`()
    throws
  {
    let monthly = incidents([(5e5, 2e5), (5e5, 2e5)], days: [0, 31], precision: .month)
    #expect {
      try DayDensity(of: monthly, on: nil, bandwidth: 14, kernel: .quartic, months: months(1, 2))
    } throws: {
      "\($0)".contains("the month and not the day") && "\($0)".contains("the date of each incident")
    }
    let start = [Int32(first * 1440), Int32.min, Int32(first * 1440)]
    let mixed = Incidents(
      points: PlanarPoints(xs: [5e5, 5e5, 5e5], ys: [2e5, 2e5, 2e5]), start: start,
      precision: [.minute, .unknown, .month],
      coverage: Coverage(start: start, precision: [.minute, .unknown, .month], rows: 0..<3))
    let onDay = try DayDensity(of: mixed, on: nil, bandwidth: 14, kernel: .quartic, months: months(1))
    #expect(
      onDay.counted.count == 1 && onDay.remarks.contains { $0.hasPrefix("2 incidents do not say their day") })
  }

  @Test func `a day out of reach of all records, and a bandwidth that is none, are refused`() throws {
    let some = incidents([(5e5, 2e5)], days: [0])
    #expect {
      try DayDensity(of: some, on: first + 400, bandwidth: 14, kernel: .quartic, months: months(1))
    } throws: { "\($0)".contains("within 14 days of 2020-02-05") }
    for bandwidth in [0, -3, Double.nan, 40_000] {
      #expect(throws: HotspotError.self) {
        try DayDensity(of: some, on: nil, bandwidth: bandwidth, kernel: .quartic, months: months(1))
      }
    }
    #expect {
      try DayDensity(
        of: Fixtures.incidents([(5e5, 2e5)]), on: nil, bandwidth: 14, kernel: .quartic, months: [])
    } throws: { "\($0)".contains("no incident has a date") }
  }
}
