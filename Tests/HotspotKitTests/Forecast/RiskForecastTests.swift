import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct RiskForecastTests {
  private let start = PastFixtures.newYear
  private let one = Bands(threads: 1)

  /// Thirty pubs, and incidents of half a year: most within 250 m of a pub, others anywhere.
  private func town(seed: UInt64 = 21) -> (
    pubs: PlanarPoints, rows: [(x: Double, y: Double, day: Int)]
  ) {
    var random = SeededRandom(seed: seed)
    let pubs = Fixtures.scattered(30, x: 571_000...579_000, y: 201_000...209_000, seed: seed + 1)
    var rows: [(x: Double, y: Double, day: Int)] = [(570_100, 200_100, 0), (570_100, 200_100, 180)]
    for number in 0..<400 {
      let day = number * 180 / 399
      if random.unit() < 0.8 {
        let pub = pubs[random.below(30)]
        rows.append((pub.x + (random.unit() - 0.5) * 350, pub.y + (random.unit() - 0.5) * 350, day))
      } else {
        rows.append((570_000 + random.unit() * 10_000, 200_000 + random.unit() * 10_000, day))
      }
    }
    return (PlanarPoints(xs: pubs.map(\.x), ys: pubs.map(\.y)), rows)
  }

  private func ground(_ pubs: PlanarPoints, on history: History) async throws -> RiskGround {
    let grid = try #require(history.cells.grid)
    let factor = Factor(FactorSetting(name: "pubs", path: "pubs.csv"), points: pubs)
    var terrain = RiskTerrain()
    terrain.folds = 3
    terrain.families = [.poisson]
    return RiskGround(
      terrain: terrain,
      layers: try await FactorLayers(
        of: [factor], on: grid, reach: try FactorReach(block: 250, reach: 1, steps: .whole), bands: one))
  }

  private func window(_ origin: Int) -> ForecastWindow {
    ForecastWindow(learn: start..<start + origin, test: start + origin..<start + origin + 28)
  }

  @Test func `a risk terrain expects as many as there were, most of them near the pubs`() async throws {
    let (pubs, rows) = town()
    let history = try PastFixtures.history(rows, side: 250, monthsHeld: Set(588...594))
    var forecaster = try Forecaster(of: history, by: .risk, risk: try await ground(pubs, on: history))
    let expected = try await forecaster.forecast(of: window(140), bands: one)
    let learnt = Double(rows.count { $0.day < 140 })
    #expect(abs(expected.reduce(0, +) - learnt / 140 * 28) < 1e-6)
    let grid = try #require(history.cells.grid)
    let cell = try #require(grid.cell(holding: pubs[0]))
    #expect(expected[cell] > 5 * (expected.min() ?? 0))
  }

  @Test func `a blend takes the risk terrain in, and what comes after an origin does not touch it`()
    async throws
  {
    let (pubs, rows) = town()
    let (_, others) = town(seed: 77)
    let poisoned = rows.filter { $0.day < 140 } + others.filter { $0.day >= 140 }
    var answers: [[Double]] = []
    for rows in [rows, poisoned] {
      let history = try PastFixtures.history(rows, side: 500, monthsHeld: Set(588...594))
      let ground = try await ground(pubs, on: history)
      for method: ForecastMethod in [.risk, .auto] {
        var forecaster = try Forecaster(of: history, by: method, risk: ground)
        answers.append(try await forecaster.forecast(of: window(140), bands: one))
        guard method == .auto else { continue }
        #expect(forecaster.layers.last?.name == "risk")
        #expect(abs(forecaster.layers.reduce(0.0) { $0 + $1.weight } - 1) < 1e-9)
      }
    }
    #expect(answers[0] == answers[2] && answers[1] == answers[3])
  }

  @Test func `a back-test with factors holds the terrain against counts`() async throws {
    let (pubs, rows) = town()
    let history = try PastFixtures.history(rows, side: 500, monthsHeld: Set(588...594))
    let question = try Backtest.Question(
      origins: .rolling(horizon: .days(28), count: 2), methods: [.risk, .auto],
      areas: [.share(0.05), .share(0.2)])
    let found = try await Backtest(
      of: history, question: question, risk: try await ground(pubs, on: history), bands: one)
    #expect(found.methods.map(\.method.name) == ["counts", "risk", "auto"])
    let factors = try #require(found.provenance.steps.first { $0["step"] == "factors" })
    #expect(factors["factors"]?.elements?[0]["name"]?.text == "pubs" && factors["folds"]?.double == 3)
    // Thirty pubs in four hundred cells: a fifth of the ground holds most of what happens.
    #expect(found.methods[1].shares[1].hitRate ?? 0 > 0.5)
  }

  @Test func `with an exposure nothing is expected where there is none, and early days follow it`()
    async throws
  {
    let (pubs, rows) = town()
    let history = try PastFixtures.history(rows, side: 500, monthsHeld: Set(588...594))
    let plain = try await ground(pubs, on: history)
    let doors = (0..<400).map { Double($0 % 4) }
    let exposure = Exposure(doors, unit: .places, source: "doors.csv", digest: "x")
    let exposed = RiskGround(terrain: plain.terrain, layers: plain.layers, exposure: exposure)
    let shares = try await exposed.shares(of: history, before: start + 140, bands: one)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(doors.indices.allSatisfy { (shares[$0] == 0) == (doors[$0] == 0) })
    let early = try await exposed.shares(of: history, before: start + 3, bands: one)
    #expect(doors.indices.allSatisfy { abs(early[$0] - doors[$0] / 600) < 1e-12 })
    #expect(exposed.facts["exposure"]?["file"]?.text == "doors.csv")
  }

  @Test func `without factors or with weights there is no risk terrain`() throws {
    let history = try PastFixtures.history(town().rows, side: 500)
    #expect(throws: HotspotError.self) { try Forecaster(of: history, by: .risk) }
    let incidents = PastFixtures.incidents(town().rows, weights: town().rows.map { _ in 2 })
    let area = try Fixtures.square()
    let cells = ForecastCells(try area.grid(.square(side: 500), around: incidents))
    let weighted = try History(of: incidents, in: cells)
    #expect(ForecastMethod.risk.obstacle(in: weighted)?.contains("weights") == true)
  }

  @Test func `too few incidents make even ground`() async throws {
    let (pubs, rows) = town()
    let history = try PastFixtures.history(rows, side: 500, monthsHeld: Set(588...594))
    let shares = try await ground(pubs, on: history).shares(of: history, before: start + 3, bands: one)
    #expect(shares.allSatisfy { $0 == 1.0 / 400 })
  }
}
