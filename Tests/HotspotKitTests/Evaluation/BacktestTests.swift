import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Incidents of made-up days on the square near Chelmsford.
enum PastFixtures {
  /// The first of January 2019.
  static let newYear = CivilTime.days(year: 2019, month: 1, day: 1)

  static func incidents(
    _ rows: [(x: Double, y: Double, day: Int)], weights: [Double]? = nil, precision: TimePrecision = .day
  ) -> Incidents {
    let start = rows.map { Int32((newYear + $0.day) * 1440) }
    let precisions = rows.map { _ in precision }
    return Incidents(
      points: PlanarPoints(xs: rows.map(\.x), ys: rows.map(\.y)), weights: weights, start: start,
      precision: precisions, coverage: Coverage(start: start, precision: precisions, rows: rows.indices))
  }

  static func history(
    _ rows: [(x: Double, y: Double, day: Int)], side: Double = 250, precision: TimePrecision = .day,
    monthsHeld: Set<Int>? = nil
  ) throws -> History {
    let area = try Fixtures.square()
    let incidents = incidents(rows, precision: precision)
    let grid = try area.grid(.square(side: side), around: incidents)
    return try History(of: incidents, in: ForecastCells(grid), monthsHeld: monthsHeld)
  }

  /// The incidents that the peer was given.
  static func golden() throws -> [(x: Double, y: Double, day: Int)] {
    let golden = try Golden("evaluation/incidents.csv")
    return (0..<golden.count).map { (golden["x"][$0], golden["y"][$0], Int(golden["day"][$0])) }
  }
}

@Suite struct BacktestTests {
  private let methods: [ForecastMethod] = [
    .counts, .decayed(halfLife: 90), .density(.quartic, .metres(900)), .nearRepeat,
  ]

  private func found(
    _ history: History, methods: [ForecastMethod]? = nil, origins: Origins? = nil,
    shares: [Double] = [0.01, 0.05, 0.2], threads: Int = 1
  ) async throws -> Backtest {
    let question = try Backtest.Question(
      origins: origins ?? .rolling(horizon: .days(28), count: 6), methods: methods ?? self.methods,
      areas: shares.map(FlaggedArea.share))
    return try await Backtest(of: history, question: question, bands: Bands(threads: threads))
  }

  @Test func `every method agrees with numpy at every origin and share`() async throws {
    let golden = try Golden("evaluation/backtest.csv")
    let found = try await found(try PastFixtures.history(try PastFixtures.golden()))
    #expect(golden.count == 4 * 6 * 3 && found.windows.windows.count == 6)
    for row in 0..<golden.count {
      let result = found.methods[Int(golden["method"][row])]
      let share = try #require(result.shares.first { $0.asked == .share(golden["share"][row]) })
      let origin = Int(golden["origin"][row])
      let name = "\(result.method.name), origin \(origin), share \(golden["share"][row])"
      #expect(abs(share.hitsByOrigin[origin] - golden["hits"][row]) < 1e-9, "\(name)")
      #expect(abs(share.bestByOrigin[origin] - golden["best"][row]) < 1e-9, "\(name)")
      #expect(share.incidentsByOrigin[origin] == golden["incidents"][row], "\(name)")
      #expect(
        abs(share.predictedByOrigin[origin] - golden["predicted"][row]) < 1e-9 * golden["predicted"][row],
        "\(name)")
    }
  }

  @Test func `six, three and none where three, two and one were expected`() async throws {
    // Three equal cells; the past holds 3, 2 and 1, the future 6, 3 and 0.
    let places = [(570_050.0, 3, 6), (570_150, 2, 3), (570_250, 1, 0)]
    let rows = places.flatMap { x, past, future in
      (0..<past).map { (x: x, y: 200_050.0, day: $0) }
        + (0..<future).map { (x: x, y: 200_050.0, day: 10 + $0) }
    }
    let all = rows + [(x: 570_050.0, y: 200_050.0, day: 19)]
    let incidents = PastFixtures.incidents(all.dropLast().map(\.self))
    let grid = try Grid(
      shape: .square(side: 100), plane: .britishNationalGrid, window: (5700..<5703, 2000..<2001),
      stretches: { _ in nil })
    let history = try History(of: incidents, in: ForecastCells(grid))
    let start = PastFixtures.newYear
    let found = try await found(
      history, methods: [.counts],
      origins: .split(learnTo: start + 9, testFrom: start + 10, testTo: history.span.upperBound),
      shares: [1.0 / 3, 2.0 / 3, 1])
    let shares = found.methods[0].shares
    #expect(shares.map(\.hits) == [6, 9, 9] && shares.map(\.incidents) == [9, 9, 9])
    #expect(shares.map { $0.pai ?? 0 }.map { ($0 * 1e12).rounded() / 1e12 } == [2, 1.5, 1])
    #expect(shares.map { $0.pei ?? 0 } == [1, 1, 1])
    #expect(shares.map(\.cells) == [1, 2, 3])
    // Ten days learnt, six tested: 3, 5 and 6 incidents of ten days are 1.8, 3 and 3.6 of six.
    for (share, expected) in zip(shares, [1.8 / 6, 3.0 / 9, 3.6 / 9]) {
      #expect(abs(try #require(share.predictedOverObserved) - expected) < 1e-12)
    }
    // Six hits on a hectare.
    #expect(abs(shares[0].hitsPerSquareKilometre - 600) < 1e-9)
    #expect(shares[0].hitRateInterval == nil && found.methods[0].comparisons.isEmpty)
  }

  @Test func `what comes after an origin does not touch its forecast`() async throws {
    let rows = try PastFixtures.golden()
    let cut = 365 - 28 * 3
    var random = SeededRandom(seed: 99)
    // From the fourth window on everything is another: places, days and number.
    let poisoned =
      rows.filter { $0.day < cut }
      + (0..<900).map { _ in
        (
          x: 570_000 + random.unit() * 10_000, y: 200_000 + random.unit() * 10_000,
          day: cut + random.below(365 - cut)
        )
      } + [(x: 571_000.0, y: 201_000.0, day: 364)]
    let all = methods + [.density(.gaussian, .scott), .auto]
    let clean = try await found(try PastFixtures.history(rows), methods: all)
    let foul = try await found(try PastFixtures.history(poisoned), methods: all)
    for (one, other) in zip(clean.methods, foul.methods) {
      for (a, b) in zip(one.shares, other.shares) {
        #expect(a.predictedByOrigin.prefix(4) == b.predictedByOrigin.prefix(4), "\(one.method.name)")
        #expect(a.hitsByOrigin.prefix(3) == b.hitsByOrigin.prefix(3), "\(one.method.name)")
        // And the test can fail: what was learnt from the poison differs.
        #expect(a.predictedByOrigin.last != b.predictedByOrigin.last, "\(one.method.name)")
      }
    }
  }

  @Test func `the same answer at 1, 2 and 8 threads and twice`() async throws {
    let history = try PastFixtures.history(try PastFixtures.golden())
    var answers: [[[ShareResult]]] = []
    for threads in [1, 2, 8, 1] {
      answers.append(
        try await found(history, methods: methods + [.auto], threads: threads).methods.map {
          $0.shares + $0.curve
        })
    }
    for answer in answers.dropFirst() { #expect(answer == answers[0]) }
  }

  @Test func `hits grow with the ground, stay below the best, and all of it holds all`() async throws {
    let found = try await found(try PastFixtures.history(try PastFixtures.golden()))
    for result in found.methods {
      let curve = result.curve
      for (one, next) in zip(curve, curve.dropFirst()) {
        #expect(one.hits <= next.hits + 1e-9 && one.share <= next.share)
      }
      #expect(curve.last?.hits == curve.last?.incidents && curve.last?.pai == 1 && curve.last?.pei == 1)
      for share in result.shares + curve {
        #expect(zip(share.hitsByOrigin, share.bestByOrigin).allSatisfy { $0 <= $1 + 1e-9 })
        #expect((0...1.000001).contains(try #require(share.pei)))
      }
    }
  }

  @Test func `counts are always there and come first, and pooled hits make the index`() async throws {
    let found = try await found(
      try PastFixtures.history(try PastFixtures.golden()), methods: [.nearRepeat])
    #expect(found.methods.map(\.method) == [.counts, .nearRepeat])
    #expect(found.methods[0].comparisons.isEmpty && found.methods[1].comparisons.count == 3)
    let share = found.methods[1].shares[1]
    #expect(share.pai == share.hitsByOrigin.reduce(0, +) / found.incidentsByOrigin.reduce(0, +) / share.share)
    let difference = try #require(found.methods[1].comparisons[1].difference)
    let rates = found.methods.map { $0.shares[1].hitRate ?? 0 }
    #expect(abs(difference - (rates[1] - rates[0])) < 1e-12)
    #expect(found.provenance.steps.last?["step"] == "backtest")
  }

  @Test func `moving everything by whole cells changes nothing`() async throws {
    let rows = try PastFixtures.golden()
    let grids = [0, 3].map { columns in (2280 + columns..<2320 + columns, 800..<840) }
    var answers: [[ShareResult]] = []
    for (columns, window) in zip([0.0, 3], grids) {
      let incidents = PastFixtures.incidents(
        rows.map { (x: ($0.x * 8).rounded() / 8 + columns * 250, y: ($0.y * 8).rounded() / 8, day: $0.day) })
      let grid = try Grid(
        shape: .square(side: 250), plane: .britishNationalGrid, window: window, stretches: { _ in nil })
      let found = try await found(try History(of: incidents, in: ForecastCells(grid)))
      answers.append(found.methods.flatMap(\.shares))
    }
    for (one, other) in zip(answers[0], answers[1]) {
      #expect(one.hitsByOrigin == other.hitsByOrigin && one.bestByOrigin == other.bestByOrigin)
    }
  }

  @Test(arguments: [0, -0.1, 1.5, .nan])
  func `a share that is none is refused`(share: Double) {
    #expect(throws: HotspotError.self) {
      try Backtest.Question(origins: .rolling(horizon: .days(7)), areas: [.share(share)])
    }
    #expect(throws: HotspotError.self) {
      try Backtest.Question(
        origins: .rolling(horizon: .days(7)), areas: [.squareKilometres(share == 1.5 ? 0 : share)])
    }
  }

  @Test func `days without an incident to find are told`() async throws {
    let history = try PastFixtures.history(
      (0..<20).map { (571_000, 201_000, $0) } + [(571_000.0, 201_000.0, 60)], monthsHeld: [588, 589, 590])
    let start = PastFixtures.newYear
    await #expect(throws: HotspotError.self) {
      try await self.found(
        history, origins: .split(learnTo: start + 30, testFrom: start + 31, testTo: start + 50))
    }
  }
}
