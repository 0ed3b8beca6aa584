import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Densities, near repeats and risk terrains on the areas of a file.
@Suite struct AreaForecastTests {
  private let start = PastFixtures.newYear
  private let one = Bands(threads: 1)
  private var window: ForecastWindow {
    ForecastWindow(learn: start..<start + 100, test: start + 100..<start + 128)
  }
  private let methods: [ForecastMethod] = [.density(.quartic, .metres(400)), .nearRepeat]

  private func forecast(_ method: ForecastMethod, _ history: History, threads: Int = 1) async throws
    -> [Double]
  {
    var forecaster = try Forecaster(of: history, by: method)
    return try await forecaster.forecast(of: window, bands: Bands(threads: threads))
  }

  @Test func `densities and near repeats agree with circles in Python`() async throws {
    let golden = try Golden("forecast/area-forecasts.csv")
    let history = try AreaFixtures.history(try AreaFixtures.rows(), in: try AreaFixtures.polygons())
    for (method, name) in zip(methods, ["density", "near_repeat"]) {
      let found = try await forecast(method, history)
      for area in found.indices {
        #expect(abs(found[area] - golden[name][area]) < 1e-9, "\(name) of area \(area)")
      }
      #expect(found == (try await forecast(method, history, threads: 8)))
    }
  }

  @Test func `what comes after an origin does not touch it, and one forecaster serves several`() async throws
  {
    let rows = try AreaFixtures.rows()
    let later = rows.map { $0.day < 100 || $0.day == 127 ? $0 : (x: 573_100, y: 200_100, day: $0.day) }
    let polygons = try AreaFixtures.polygons()
    let (known, other) = (
      try AreaFixtures.history(rows, in: polygons), try AreaFixtures.history(later, in: polygons)
    )
    for method in methods {
      #expect(try await forecast(method, known) == forecast(method, other))
      var forecaster = try Forecaster(of: known, by: method)
      let early = ForecastWindow(learn: start..<start + 60, test: start + 60..<start + 88)
      let first = try await forecaster.forecast(of: early, bands: one)
      #expect(try await forecaster.forecast(of: window, bands: one) == forecast(method, known))
      #expect(try await forecaster.forecast(of: early, bands: one) == first)
    }
  }

  @Test func `an area cut in two expects in both what it did`() async throws {
    let rows = try AreaFixtures.rows()
    let polygons = try AreaFixtures.polygons()
    // The last of them is a square of 400 m.
    let cut =
      polygons.dropLast() + [
        [
          Polygon(
            exterior: [(3000, 0), (3150, 0), (3150, 400), (3000, 400), (3000, 0)].map {
              PlanarPoint(x: 570_000 + $0.0, y: 200_000 + $0.1)
            })
        ],
        [
          Polygon(
            exterior: [(3150, 0), (3400, 0), (3400, 400), (3150, 400), (3150, 0)].map {
              PlanarPoint(x: 570_000 + $0.0, y: 200_000 + $0.1)
            })
        ],
      ]
    for method in methods {
      let whole = try await forecast(method, try AreaFixtures.history(rows, in: polygons))
      let halves = try await forecast(method, try AreaFixtures.history(rows, in: Array(cut)))
      #expect(abs(whole[4] - halves[4] - halves[5]) < 1e-10)
      #expect(abs(whole[0] - halves[0]) < 1e-10)
    }
  }

  @Test func `areas are ranked by what they may expect per square kilometre`() async throws {
    // A small area with one incident beside one of a hundred times its size with two.
    let small = [LayerFixtures.square(0, 0)]
    let large = [LayerFixtures.square(2000, 0, side: 1000)]
    let rows = [(570_050.0, 200_050.0, 0), (572_500, 200_500, 10), (572_500, 200_500, 20)].map {
      (x: $0.0, y: $0.1, day: $0.2)
    }
    let later = (0..<6).map { (x: 570_050.0, y: 200_050.0, day: 100 + $0 * 5) }
    let history = try AreaFixtures.history(rows + later, in: [small, large])
    let found = try await Backtest(
      of: history,
      question: try Backtest.Question(
        origins: .split(learnTo: start + 99, testFrom: start + 100, testTo: history.span.upperBound),
        methods: [.density(.quartic, .metres(100))], areas: [.squareKilometres(0.01)]), bands: one)
    #expect(found.methods.allSatisfy { $0.shares[0].hits == 6 })
    #expect(found.sentences.contains { $0.hasPrefix("density: an area may expect") })
  }

  @Test func `months still know no near repeats, and a weight no risk terrain`() throws {
    let rows = try AreaFixtures.rows().filter { $0.day >= 0 }
    let cells = ForecastCells(try AreaFixtures.cells(try AreaFixtures.polygons()))
    let monthly = try History(of: PastFixtures.incidents(rows, precision: .month), in: cells)
    #expect(ForecastMethod.nearRepeat.obstacle(in: monthly)?.contains("by days") == true)
    #expect(ForecastMethod.density(.quartic, .scott).obstacle(in: monthly) == nil)
    let weighted = try History(of: PastFixtures.incidents(rows, weights: rows.map { _ in 2 }), in: cells)
    #expect(ForecastMethod.risk.obstacle(in: weighted)?.contains("weights") == true)
    #expect(ForecastMethod.risk.obstacle(in: monthly) == nil)
  }
}
