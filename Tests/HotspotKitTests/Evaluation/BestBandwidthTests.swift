import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The bandwidth that forecasts best, on records that are made so that it is known.
@Suite struct BestBandwidthTests {
  private let two = Bands(threads: 2)

  /// Daily incidents over some days from 2019-01-01: each near one of a few places that stay, as far off as `spread`.
  private func history(
    spread: Double, days: Int = 140, perDay: Int = 4, byMonth: Bool = false, without month: Int? = nil,
    weight: Double? = nil
  ) throws -> History {
    var random = SeededRandom(seed: 91)
    let places = (0..<6).map { _ in (x: 571_000 + random.unit() * 4000, y: 201_000 + random.unit() * 4000) }
    var points: [PlanarPoint] = []
    var start: [Int32] = []
    for day in 0..<days {
      for _ in 0..<perDay {
        let place = places[random.below(places.count)]
        // Six draws of twelve: a bell near enough.
        func away() -> Double { ((0..<6).reduce(0.0) { sum, _ in sum + random.unit() } - 3) * 1.414 * spread }
        let (x, y) = (place.x + away(), place.y + away())
        var date = 17_897 + day
        if byMonth {
          let (year, month, _) = CivilTime.date(days: date)
          date = CivilTime.days(year: year, month: month, day: 1)
        }
        if CivilTime.month(of: Int32(date * 1440)) == month { continue }
        points.append(PlanarPoint(x: min(max(x, 570_000), 575_999), y: min(max(y, 200_000), 205_999)))
        start.append(Int32(date * 1440))
      }
    }
    let incidents = Incidents(
      points: PlanarPoints(points), weights: weight.map { [Double](repeating: $0, count: points.count) },
      start: start, precision: [TimePrecision](repeating: byMonth ? .month : .day, count: points.count))
    let corners = Fixtures.incidents([(570_050, 200_050), (575_950, 205_950)])
    let grid = try Fixtures.essex().grid(.square(side: 100), around: corners)
    return try History(of: incidents, in: ForecastCells(grid))
  }

  private func best(_ history: History, kernel: Kernel = .quartic, threads: Int = 2) async throws
    -> BestBandwidth
  {
    try await BestBandwidth(
      for: kernel, of: history,
      origins: .rolling(horizon: Origins.usualHorizon(byMonth: history.isByMonth)), area: .share(0.02),
      bands: Bands(threads: threads))
  }

  @Test func `where places are wide a wide density forecasts best, and where they are narrow a narrow one`()
    async throws
  {
    let wide = try await best(try history(spread: 250))
    let narrow = try await best(try history(spread: 25))
    #expect(wide.found.metres > 2 * narrow.found.metres)
    #expect(narrow.found.metres <= 300)
    // A density of places that wide beats counts, which hold a few incidents a cell.
    let (held, counted) = (try #require(wide.rungs.map { $0.result.hits }.max()), wide.counts.hits)
    #expect(held > 1.1 * counted)
  }

  @Test func `each rung is what a back-test of that bandwidth alone says, and the best has most hits`()
    async throws
  {
    let history = try history(spread: 120)
    let found = try await best(history)
    #expect(found.rungs.count == BestBandwidth.steps.count)
    for rung in [0, 3, 7] {
      let alone = try await Backtest(
        of: history,
        question: try Backtest.Question(
          origins: .rolling(horizon: .days(14)),
          methods: [.density(.quartic, .metres(found.rungs[rung].metres))],
          areas: [.share(0.02)]), bands: two)
      #expect(alone.methods[1].shares[0].hitsByOrigin == found.rungs[rung].result.hitsByOrigin)
      #expect(alone.methods[0].shares[0].hitsByOrigin == found.counts.hitsByOrigin)
    }
    let most = try #require(found.rungs.map { $0.result.hits }.max())
    let chosen = try #require(found.rungs.first { $0.result.hits == most })
    #expect(chosen.metres == found.found.metres && chosen.besideBest.difference == 0)
    #expect(found.rungs.allSatisfy { ($0.besideBest.difference ?? 1) <= 0 })
    #expect(found.found.rule == "best" && found.found.facts["origins"] == 5)
    #expect(found.found.remarks[0].contains("forecast best: the densest 2 % of the ground held"))
  }

  @Test func `8 threads find what one does, and doubled weights change nothing`() async throws {
    let one = try await best(try history(spread: 120, weight: 1), threads: 1)
    let eight = try await best(try history(spread: 120, weight: 1), threads: 8)
    #expect(one.found == eight.found)
    let double = try await best(try history(spread: 120, weight: 2))
    #expect(double.found.metres == one.found.metres)
  }

  @Test func `records by month have months for origins, and a month without records is left out and said`()
    async throws
  {
    // Ten months, the eighth of them, 2019-08, without a record.
    let history = try history(spread: 120, days: 300, byMonth: true, without: 49 * 12 + 7)
    let found = try await best(history)
    #expect(found.found.facts["horizon"] == "1m" && found.found.facts["origins_in_gaps"] == 1)
    #expect(
      found.found.remarks.contains { $0.contains("2019-08-01") && $0.contains("a gap is no quiet month") })
  }

  @Test(arguments: Kernel.allCases)
  func `every kernel climbs the same ladder by equal variance`(kernel: Kernel) async throws {
    let found = try await best(try history(spread: 120, days: 60), kernel: kernel)
    for (rung, step) in zip(found.rungs, BestBandwidth.steps) {
      #expect(abs(rung.metres / kernel.bandwidthOfUnitDeviation * 8.0.squareRoot() - step * 100) < 1e-9)
    }
  }

  @Test func `too short a past is refused`() async throws {
    await #expect(throws: HotspotError.self) { try await best(try history(spread: 50, days: 9)) }
  }
}
