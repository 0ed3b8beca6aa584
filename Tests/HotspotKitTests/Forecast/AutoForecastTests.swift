import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct AutoForecastTests {
  private let start = PastFixtures.newYear

  private func window(_ origin: Int, days: Int = 28) -> ForecastWindow {
    ForecastWindow(learn: start..<start + origin, test: start + origin..<start + origin + days)
  }

  /// A year of incidents: `steady` cells that have one every few days, and others anywhere.
  private func year(steady: Int, scattered: Int, seed: UInt64) -> [(x: Double, y: Double, day: Int)] {
    var random = SeededRandom(seed: seed)
    var rows: [(x: Double, y: Double, day: Int)] = []
    for place in 0..<steady {
      for day in 0..<365 where random.below(5) == 0 {
        rows.append((570_125 + Double(place % 40) * 250, 203_125 + Double(place / 40) * 2500, day))
      }
    }
    for _ in 0..<scattered {
      rows.append((570_000 + random.unit() * 10_000, 200_000 + random.unit() * 10_000, random.below(365)))
    }
    return rows + [(570_125, 203_125, 0), (570_125, 203_125, 364)]
  }

  private let one = Bands(threads: 1)

  @Test func `shares of all cells sum to one and none is negative`() async throws {
    var auto = AutoForecast(of: try PastFixtures.history(try PastFixtures.golden(), side: 500))
    for origin in [200, 228, 300] {
      let shares = try await auto.shares(for: window(origin), bands: one)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-9 && shares.allSatisfy { $0 >= 0 })
      #expect(abs(auto.weights.reduce(0.0) { $0 + $1.weight } - 1) < 1e-9)
    }
  }

  @Test func `the order in which windows are asked for does not matter`() async throws {
    let history = try PastFixtures.history(try PastFixtures.golden(), side: 500)
    var (forward, backward) = (AutoForecast(of: history), AutoForecast(of: history))
    let origins = [200, 228, 256, 263]
    var (ahead, back): ([[Double]], [[Double]]) = ([], [])
    for origin in origins { ahead.append(try await forward.shares(for: window(origin), bands: one)) }
    for origin in origins.reversed() {
      back.insert(try await backward.shares(for: window(origin), bands: one), at: 0)
    }
    for (one, other) in zip(ahead, back) {
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  @Test func `moving on in steps learns the same as moving on at once`() throws {
    let history = try PastFixtures.history(try PastFixtures.golden(), side: 500)
    var (steps, once) = (ForecastLayers(of: history), ForecastLayers(of: history))
    for day in stride(from: 10, through: 310, by: 25) { steps.advance(to: start + day) }
    steps.advance(to: start + 310)
    once.advance(to: start + 310)
    let test = start + 310..<start + 338
    for (one, other) in zip(steps.shares(for: test), once.shares(for: test)) {
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(abs(one.reduce(0, +) - 1) < 1e-9)
    }
    #expect(steps.names.count == steps.shares(for: test).count && steps.names[0] == "counts")
  }

  @Test func `where incidents come back to their cells counts weigh most, and where they never do least`()
    async throws
  {
    var steady = AutoForecast(
      of: try PastFixtures.history(year(steady: 60, scattered: 0, seed: 1), side: 500))
    _ = try await steady.shares(for: window(300), bands: one)
    let counts = steady.weights.filter { $0.name.hasPrefix("counts") }.reduce(0.0) { $0 + $1.weight }
    #expect(counts > 0.8, "\(steady.weights)")
    var scattered = AutoForecast(
      of: try PastFixtures.history(year(steady: 0, scattered: 900, seed: 2), side: 500))
    _ = try await scattered.shares(for: window(300), bands: one)
    let little = scattered.weights.filter { $0.name.hasPrefix("counts") }.reduce(0.0) { $0 + $1.weight }
    #expect(little < 0.2, "\(scattered.weights)")
  }

  @Test func `it holds its own beside counts at every share`() async throws {
    for rows in [
      try PastFixtures.golden(), year(steady: 30, scattered: 600, seed: 3),
      year(steady: 60, scattered: 0, seed: 4),
    ] {
      let question = try Backtest.Question(
        origins: .rolling(horizon: .days(28), count: 4), methods: [.auto],
        areas: [0.01, 0.05, 0.2].map(FlaggedArea.share))
      let found = try await Backtest(
        of: try PastFixtures.history(rows, side: 500), question: question, bands: Bands(threads: 1))
      for comparison in found.methods[1].comparisons {
        let interval = try #require(comparison.interval)
        // Never surely worse; a fiftieth of incidents is what these small windows let through by chance.
        #expect(interval.upperBound >= 0)
        #expect(try #require(comparison.difference) > -0.02)
      }
      // On wide ground a blend finds what plain counts have never seen.
      #expect(try #require(found.methods[1].comparisons[2].difference) >= 0)
    }
  }

  @Test func `expected incidents are as many as of late`() async throws {
    // Twice as many in the second half of the year.
    let rows =
      year(steady: 0, scattered: 300, seed: 5).map { $0 }
      + year(steady: 0, scattered: 900, seed: 6).filter { $0.day >= 180 }
    var forecaster = try Forecaster(of: try PastFixtures.history(rows, side: 500), by: .auto)
    let expected = try await forecaster.forecast(of: window(337), bands: Bands(threads: 1)).reduce(0, +)
    let recent = Double(rows.count { (157..<337).contains($0.day) }) / 180 * 28
    let all = Double(rows.count { $0.day < 337 }) / 337 * 28
    #expect(expected > all && expected < recent, "\(expected) of \(all) to \(recent)")
    #expect(forecaster.layers.count == 14)
  }

  @Test func `lessons are learnt by months where records say no more`() async throws {
    var random = SeededRandom(seed: 12)
    var rows: [(x: Double, y: Double, day: Int)] = []
    for month in 588..<600 where month != 594 {
      let day = CivilTime.days(ofMonth: month).lowerBound - start
      for _ in 0..<60 {
        rows.append((571_000 + Double(random.below(12)) * 500, 201_000 + Double(random.below(12)) * 500, day))
      }
    }
    let history = try PastFixtures.history(rows, side: 500, precision: .month)
    let question = try Backtest.Question(origins: .rolling(horizon: .months(1), count: 4), methods: [.auto])
    let found = try await Backtest(of: history, question: question, bands: Bands(threads: 1))
    #expect(found.windows.windows.count == 4)
    #expect(!found.methods[1].layers.contains { $0.name.hasPrefix("near_repeat") })
    #expect(abs(found.methods[1].layers.reduce(0.0) { $0 + $1.weight } - 1) < 1e-9)
  }

  @Test func `areas of a file are blended with those that touch them`() async throws {
    var random = SeededRandom(seed: 4)
    let layer = try LayerFixtures.areas(
      (0..<12).map { ([LayerFixtures.square(Double($0) * 100, 0)], ["code": .string("a\($0)")]) },
      property: "code")
    let areas = try PolygonCells(layer, in: try Fixtures.essex())
    let rows = (0..<600).map { index in
      (x: 570_000 + (random.unit() + random.unit()) * 600, y: 200_050.0, day: index * 364 / 599)
    }
    let history = try History(of: PastFixtures.incidents(rows), in: ForecastCells(areas))
    var forecaster = try Forecaster(of: history, by: .auto)
    let expected = try await forecaster.forecast(of: window(300), bands: Bands(threads: 1))
    #expect(expected.count == 12 && abs(expected.reduce(0, +) - 600.0 / 364 * 28) < 3)
    #expect(expected[5] > expected[0] && expected[6] > expected[11])
    #expect(forecaster.layers.contains { $0.name == "touching" })
  }
}

@Suite struct SpreadTests {
  private func grid(_ shape: CellShape) throws -> ForecastCells {
    ForecastCells(
      try Grid(
        shape: shape, plane: .britishNationalGrid, window: (2000..<2060, 1000..<1060), stretches: { _ in nil }
      ))
  }

  @Test(arguments: [CellShape.square(side: 150), .hexagon(size: 350)])
  func `nothing is lost inside, and what is spread is even round the cell`(shape: CellShape) throws {
    let cells = try grid(shape)
    for row in [1030, 1031] {
      let middle = try #require(cells.grid?.cell(column: 2030, row: row))
      var values = [Double](repeating: 0, count: cells.count)
      Spread(widths: 4, of: shape).add([(cell: middle, amount: 3)], in: cells, to: &values)
      #expect(abs(values.reduce(0, +) - 3) < 1e-12)
      let centre = try #require(cells.grid?.centre(of: middle))
      var (east, north) = (0.0, 0.0)
      for cell in values.indices where values[cell] > 0 {
        let place = try #require(cells.grid?.centre(of: cell))
        east += values[cell] * (place.x - centre.x)
        north += values[cell] * (place.y - centre.y)
      }
      #expect(abs(east) < 1e-6 && abs(north) < 1e-6)
      #expect(values.max() == values[middle])
    }
  }

  @Test func `at the edge what falls outside is lost, and a narrow kernel stays at home`() throws {
    let cells = try grid(.square(side: 150))
    var values = [Double](repeating: 0, count: cells.count)
    Spread(widths: 4, of: .square(side: 150)).add([(cell: 0, amount: 1)], in: cells, to: &values)
    #expect(values.reduce(0, +) < 0.5 && values.reduce(0, +) > 0.25)
    var own = [Double](repeating: 0, count: cells.count)
    Spread(widths: 1, of: .square(side: 150)).add([(cell: 7, amount: 1)], in: cells, to: &own)
    Spread.own.add([(cell: 7, amount: 1)], in: cells, to: &own)
    #expect(own[7] == 2 && own.reduce(0, +) == 2)
  }

  @Test func `areas share by size with those that touch`() throws {
    let layer = try LayerFixtures.areas(
      [(0.0, 100.0, "a"), (100, 200, "b"), (600, 100, "c")].map { west, side, name in
        ([LayerFixtures.square(west, 0, side: side)], ["code": .string(name)])
      }, property: "code")
    let areas = try PolygonCells(layer, in: try Fixtures.essex())
    let cells = ForecastCells(areas)
    var values = [0.0, 0, 0]
    Spread(touching: areas.touching()).add(
      [(cell: 0, amount: 1), (cell: 2, amount: 1)], in: cells, to: &values)
    #expect(abs(values[0] - 0.2) < 1e-4 && abs(values[1] - 0.8) < 1e-4 && values[2] == 1)
  }
}
