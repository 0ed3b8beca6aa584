import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ForecastTests {
  private let start = PastFixtures.newYear

  private func forecast(
    _ rows: [(x: Double, y: Double, day: Int)], _ method: ForecastMethod, side: Double = 250
  ) async throws -> [Double] {
    let history = try PastFixtures.history(
      rows + [(x: 570_100, y: 200_100, day: 0), (x: 570_100, y: 200_100, day: 119)], side: side,
      monthsHeld: [588, 589, 590, 591])
    var forecaster = try Forecaster(of: history, by: method)
    return try await forecaster.forecast(
      of: ForecastWindow(learn: start..<start + 100, test: start + 100..<start + 120),
      bands: Bands(threads: 1))
  }

  @Test func `counts expect as many a day as there were`() async throws {
    let values = try await forecast([(575_100, 205_100, 3), (575_100, 205_100, 99)], .counts)
    // Two in a hundred days are 0.4 in twenty.
    #expect(values.filter { $0 > 0 }.sorted() == [0.2, 0.4])
  }

  @Test func `an incident counts half after a half-life`() async throws {
    let values = try await forecast([(575_100, 205_100, 90), (577_100, 205_100, 60)], .decayed(halfLife: 30))
    let held = values.filter { $0 > 0 }.sorted()
    // A hundred, forty and ten days before the origin.
    #expect(held.count == 3 && abs(held[2] / held[1] - 2) < 1e-12 && abs(held[1] / held[0] - 4) < 1e-12)
  }

  @Test func `a half-life without end is counts`() async throws {
    let rows = [(x: 575_100.0, y: 205_100.0, day: 90), (x: 577_100, y: 205_100, day: 60)]
    let (counts, decayed) = (
      try await forecast(rows, .counts), try await forecast(rows, .decayed(halfLife: 1e12))
    )
    #expect(zip(counts, decayed).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func `all methods expect what was there, as long as nothing is lost at the edge`() async throws {
    let rows = (0..<40).map { (x: 574_000 + Double($0) * 50, y: 205_000.0, day: 40 + $0) }
    for method: ForecastMethod in [.counts, .density(.quartic, .metres(600)), .nearRepeat] {
      let sum = try await forecast(rows, method).reduce(0, +)
      // Near the corner a density loses a part of the one incident there.
      #expect(abs(sum - 41 * 0.2) < 0.2, "\(method.name)")
    }
  }

  @Test func `near repeats are near and recent`() async throws {
    let area = try Fixtures.square()
    let rows = [
      (x: 575_125.0, y: 205_125.0, day: 99), (x: 572_125, y: 205_125, day: 92),
      (x: 578_125, y: 205_125, day: 20),
    ]
    let values = try await forecast(rows, .nearRepeat)
    let grid = try area.grid(.square(side: 250), around: PastFixtures.incidents(rows))
    func value(_ x: Double, _ y: Double) -> Double {
      grid.cell(holding: PlanarPoint(x: x, y: y)).map { values[$0] } ?? .nan
    }
    let peak = value(575_125, 205_125)
    // 250 m are five steps of fifty; seven days one week; the third is too long ago and the fourth cell too far.
    #expect(abs(value(575_375, 205_125) - peak / 6) < 1e-12)
    #expect(abs(value(575_375, 205_375) - peak / (1 + 250 * 2.0.squareRoot() / 50)) < 1e-12)
    #expect(abs(value(572_125, 205_125) - peak / 2) < 1e-12)
    #expect(value(578_125, 205_125) == 0 && value(575_625, 205_125) == 0)
  }

  @Test func `a stencil of hexagons is even round its middle, in even rows and odd`() {
    for row in [-3, -2, 0, 1, 7] {
      let steps = Stencil(of: .hexagon(size: 200), row: row, reach: 400).steps
      let shape = CellShape.hexagon(size: 200)
      #expect(steps.count == 19 && steps.count { $0.metres < 1 } == 1)
      for step in steps {
        let (a, b) = (
          shape.centre(column: 4, row: row), shape.centre(column: 4 + step.columns, row: row + step.rows)
        )
        let apart = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
        #expect(abs(apart - step.metres) < 1e-9)
      }
    }
  }

  @Test func `records by month have no near repeats, and areas have every method`() async throws {
    let monthly = try PastFixtures.history(
      [(571_000, 201_000, 0), (571_000, 201_000, 59)], precision: .month)
    #expect(throws: HotspotError.self) { try Forecaster(of: monthly, by: .nearRepeat) }
    #expect(ForecastMethod.nearRepeat.obstacle(in: monthly)?.contains("the month and not the day") == true)
    #expect(ForecastMethod.counts.obstacle(in: monthly) == nil)
    let layer = try LayerFixtures.areas(
      [([LayerFixtures.square(0, 0)], ["code": "a"]), ([LayerFixtures.square(100, 0)], ["code": "b"])])
    let areas = try PolygonCells(layer, in: try Fixtures.essex())
    let history = try History(
      of: PastFixtures.incidents([(570_050, 200_050, 0), (570_150, 200_050, 40)]), in: ForecastCells(areas))
    for method in [ForecastMethod.density(.quartic, .scott), .nearRepeat, .risk] {
      #expect(method.obstacle(in: history) == nil, "\(method.name)")
    }
    var forecaster = try Forecaster(of: history, by: .counts)
    let counts = try await forecaster.forecast(
      of: ForecastWindow(learn: start..<start + 10, test: start + 10..<start + 20), bands: Bands(threads: 1))
    #expect(counts == [1, 0])
  }
}
