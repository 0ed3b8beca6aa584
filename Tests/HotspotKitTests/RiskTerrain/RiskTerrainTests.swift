import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct RiskTerrainTests {
  /// Layers of pubs, stations and a factor that does nothing, and counts with what is planted in them.
  private func planted(
    pubs: Double = 0.9, stations: Double = 0.7, sigma: Double = 0, seed: UInt64 = 1, base: Double = -1.6
  ) async throws -> (layers: FactorLayers, incidents: Incidents) {
    let grid = try FactorGround.grid()
    let layers = try await FactorLayers(
      of: [
        FactorGround.factor("pubs", points: 25, seed: 1), FactorGround.factor("stations", points: 6, seed: 2),
        FactorGround.factor("libraries", points: 15, seed: 3),
      ], on: grid, reach: try FactorReach(), bands: Bands(threads: 1))
    let near = try #require(layers.variables.firstIndex { $0.id == "pubs proximity 150" })
    let far = try #require(layers.variables.firstIndex { $0.id == "stations proximity 300" })
    let predictors = (0..<grid.count).map {
      base + (layers.columns[near][$0] ? pubs : 0) + (layers.columns[far][$0] ? stations : 0)
    }
    let counts = FactorGround.counts(predictors, sigma: sigma, seed: seed)
    return (layers, FactorGround.incidents(counts, on: grid))
  }

  private func model(
    _ planted: (layers: FactorLayers, incidents: Incidents), threads: Int = 2,
    _ change: (inout RiskTerrain) -> Void = { _ in }
  ) async throws -> RiskModel {
    var terrain = RiskTerrain()
    (terrain.folds, terrain.lambdaCount) = (5, 25)
    change(&terrain)
    return try await terrain.model(of: planted.incidents, on: planted.layers, bands: Bands(threads: threads))
  }

  @Test(arguments: [0.0, 0.8], [UInt64(1), 2])
  func `planted factors are found, with their coefficients inside the intervals`(sigma: Double, seed: UInt64)
    async throws
  {
    // Some thousand incidents: with fewer a neighbouring distance is as good as the planted one.
    let ground = try await planted(sigma: sigma, seed: seed, base: -0.6)
    let model = try await model(ground)
    let found = Dictionary(
      uniqueKeysWithValues: model.terms.map { (ground.layers.variables[$0.variable].id, $0) })
    let pubs = try #require(found["pubs proximity 150"])
    let stations = try #require(found["stations proximity 300"])
    #expect(pubs.coefficient.interval.contains(0.9) && stations.coefficient.interval.contains(0.7))
    #expect(
      pubs.interval.contains(exponential(0.9))
        && abs(logarithm(pubs.relativeRisk) - pubs.coefficient.value) < 1e-12)
    #expect(model.best.family == (sigma > 0 ? .negativeBinomial1 : .poisson))
    if sigma > 0 {
      let dispersion = try #require(model.best.model.dispersion)
      #expect(dispersion.interval.contains(sigma))
    }
    #expect((0.02...0.6).contains(model.devianceExplained))
  }

  @Test func `at most one variable of a factor stays, in every family`() async throws {
    let ground = try await planted(sigma: 0.5, seed: 4)
    let model = try await model(ground)
    #expect(model.families.count == 3)
    for family in model.families {
      let factors = family.variables.map { ground.layers.variables[$0].factor }
      #expect(Set(factors).count == factors.count)
      #expect(Set(family.variables).isSubset(of: model.candidates))
      #expect(family.model.bic >= model.best.model.bic)
      // Every move pays.
      let bics = family.moves.map(\.bic)
      #expect(zip(bics, bics.dropFirst()).allSatisfy { $0 > $1 } && bics.last == family.model.bic)
    }
  }

  @Test func `scores are e to the predictors in units of the lowest`() async throws {
    let model = try await model(try await planted())
    let scores = model.relativeRisk.values
    #expect(scores.min() == 1)
    let whole = exponential(model.terms.reduce(0) { $0 + $1.coefficient.value })
    for cell in 0..<scores.count {
      let acting = model.acting(on: cell)
      let expected = exponential(acting.reduce(0) { $0 + $1.term.coefficient.value })
      #expect(abs(scores[cell] / expected - 1) < 1e-9 && scores[cell] <= whole + 1e-9)
      let mean = exponential(model.best.model.intercept.value) * expected
      #expect(abs(model.expected.values[cell] / mean - 1) < 1e-9)
      #expect(acting.isEmpty || abs(acting.reduce(0) { $0 + $1.share } - 1) < 1e-12)
      #expect((model.words(of: cell) == nil) == acting.isEmpty)
    }
    // Cells of one score share a rank, and ranks count the cells above.
    let ranks = model.ranks
    for cell in stride(from: 0, to: scores.count, by: 37) {
      #expect(ranks[cell] == 1 + scores.count { $0 > scores[cell] })
    }
  }

  /// Two factors of RRV 21.3638 and 8.6521 make a top score of 184.8.
  @Test func `the reference report's arithmetic`() {
    let scores = RiskModel.relative([-3.3565, -3.3565 + 3.0617, -3.3565 + 2.1578, -3.3565 + 3.0617 + 2.1578])
    #expect(scores[0] == 1 && abs(scores[1] - 21.3638) < 5e-4 && abs(scores[2] - 8.6521) < 5e-4)
    #expect(abs(scores[3] - 184.8) < 0.05)
    // σ of the report, e to 1.6985, widens the variance 6.47 times.
    #expect(abs(1 + exponential(1.6985) - 6.466) < 1e-3)
  }

  @Test func `a protective factor takes risk away, and is not found where it may only add`() async throws {
    let grid = try FactorGround.grid()
    for effect in [FactorSetting.Effect.protective, .aggravating] {
      let stations = FactorGround.factor(
        "police stations", points: 8, seed: 9, effect: effect, operations: [.proximity])
      let layers = try await FactorLayers(
        of: [stations, FactorGround.factor("pubs", points: 20, seed: 1)], on: grid, reach: try FactorReach(),
        bands: Bands(threads: 1))
      let far = try #require(layers.variables.firstIndex { $0.id == "police stations proximity 450" })
      let counts = FactorGround.counts(
        (0..<grid.count).map { layers.columns[far][$0] ? -1.5 : 0 }, sigma: 0, seed: 2)
      let model = try await model((layers, FactorGround.incidents(counts, on: grid)))
      let found = model.terms.first { layers.variables[$0.variable].name == "police stations" }
      if effect == .protective {
        let term = try #require(found)
        #expect(term.interval.contains(exponential(-1.5)))
        // The lowest risk is where it protects: elsewhere the score is above 1.
        #expect(model.relativeRisk.values.contains { $0 > 4 })
      } else {
        #expect(found == nil)
      }
    }
  }

  @Test func `where nothing explains anything every cell has the score 1, and it is said`() async throws {
    let model = try await model(try await planted(pubs: 0, stations: 0, seed: 3))
    if model.terms.isEmpty {
      #expect(model.relativeRisk.values.allSatisfy { $0 == 1 })
      #expect(model.sentences.contains { $0.contains("no factor explains") })
      #expect(abs(model.devianceExplained) < 1e-9)
    } else {
      // What chance let in is weak.
      #expect(model.terms.count == 1 && model.terms[0].relativeRisk < 2)
    }
    #expect(abs(model.expected.values.reduce(0, +) / model.incidentCount - 1) < 0.05)
  }

  @Test func `one thread or eight, the model is the same to the last bit`() async throws {
    let ground = try await planted(sigma: 0.5, seed: 6)
    let one = try await model(ground, threads: 1)
    for threads in [2, 8] {
      let more = try await model(ground, threads: threads)
      #expect(more.relativeRisk.values == one.relativeRisk.values && more.candidates == one.candidates)
      #expect(more.best.model.bic == one.best.model.bic)
    }
  }

  @Test func `squares keep neighbours in one fold`() async throws {
    let ground = try await planted()
    var terrain = RiskTerrain()
    (terrain.folds, terrain.keepsNeighboursTogether) = (2, true)
    let folds = try terrain.foldsOfCells(ground.layers)
    let side = terrain.squareSide(ground.layers)
    #expect(side == 1800 && Set(folds) == [0, 1])
    var ofSquare: [String: Int] = [:]
    for cell in folds.indices {
      let centre = ground.layers.grid.centre(of: cell)
      let key = "\(Int(centre.x / side)) \(Int(centre.y / side))"
      #expect(ofSquare[key, default: folds[cell]] == folds[cell])
      ofSquare[key] = folds[cell]
    }
    let model = try await model(ground) { ($0.folds, $0.keepsNeighboursTogether) = (2, true) }
    #expect(model.validation?.foldCount == 2 && !model.terms.isEmpty)
    terrain.folds = 500
    #expect(throws: HotspotError.self) { try terrain.foldsOfCells(ground.layers) }
  }

  @Test func `weights, too few incidents and a share that is none are refused`() async throws {
    let ground = try await planted()
    let weighted = Incidents(
      points: ground.incidents.points, weights: [Double](repeating: 1, count: ground.incidents.count))
    await #expect(throws: HotspotError.self) { try await self.model((ground.layers, weighted)) }
    let few = Fixtures.incidents([(570_010, 200_010), (570_400, 200_400)])
    await #expect(throws: HotspotError.self) { try await self.model((ground.layers, few)) }
    await #expect(throws: HotspotError.self) { try await self.model(ground) { $0.mixing = 2 } }
    await #expect(throws: HotspotError.self) { try await self.model(ground) { $0.folds = 1 } }
  }

  @Test func `another seed deals other folds and finds the same factors`() async throws {
    let ground = try await planted(sigma: 0.4, seed: 8)
    let one = try await model(ground)
    let other = try await model(ground) { $0.seed = 2 }
    #expect(one.validation?.meanDeviances != other.validation?.meanDeviances)
    #expect(Set(one.best.variables).isSuperset(of: [1]) == Set(other.best.variables).isSuperset(of: [1]))
  }

  @Test func `explained is nought for the mean and one for the counts themselves`() {
    let counts = [0.0, 1, 2, 5]
    let mean = logarithm(2)
    #expect(abs(RiskModel.explained(counts, [mean, mean, mean, mean])) < 1e-12)
    let perfect = counts.map { $0 > 0 ? logarithm($0) : -40 }
    #expect(abs(RiskModel.explained(counts, perfect) - 1) < 1e-12)
  }

  @Test func `the provenance tells factors, choices and seed`() async throws {
    let model = try await model(try await planted())
    let steps = model.provenance.steps
    #expect(steps.suffix(2).map { $0["step"]?.text } == ["factors", "risk"])
    #expect(steps.last?["density_threshold_sd"]?.double == 2 && steps.last?["seed"]?.text == "1")
    #expect(steps[steps.count - 2]["factors"]?.elements?.count == 3)
  }
}
