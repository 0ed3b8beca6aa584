import Files
@testable import HotspotKit
import TestSupport
import Testing

/// Risk terrains with an exposure: what is foretold is exposure times risk.
@Suite struct ExposedTerrainTests {
  private struct Ground {
    let layers: FactorLayers
    let exposure: Exposure
    let incidents: Incidents
    let counts: [Double]
  }

  /// A third of the cells hold from 1 to 60 doors, more of them near pubs; near pubs each door has `risk` times the risk.
  private func ground(risk: Double = 2, strays: Int = 7, seed: UInt64 = 1) async throws -> Ground {
    let grid = try FactorGround.grid()
    let layers = try await FactorLayers(
      of: [
        FactorGround.factor("pubs", points: 25, seed: 1), FactorGround.factor("stations", points: 6, seed: 2),
      ],
      on: grid, reach: try FactorReach(), bands: Bands(threads: 1))
    let near = layers.columns[try #require(layers.variables.firstIndex { $0.id == "pubs proximity 150" })]
    var random = SeededRandom(seed: seed)
    let doors = (0..<grid.count).map { cell in
      random.below(3) > 0 ? 0 : Double(1 + random.below(near[cell] ? 60 : 12))
    }
    var counts = (0..<grid.count).map { cell in
      doors[cell] > 0 ? random.poisson(0.08 * doors[cell] * (near[cell] ? risk : 1)) : 0
    }
    let empty = doors.indices.filter { doors[$0] == 0 }
    for stray in 0..<strays { counts[empty[stray * 3]] += 1 }
    return Ground(
      layers: layers, exposure: Exposure(doors, unit: .places, source: "doors.csv"),
      incidents: FactorGround.incidents(counts, on: grid), counts: counts)
  }

  private func model(_ ground: Ground, exposed: Bool = true, threads: Int = 2) async throws -> RiskModel {
    var terrain = RiskTerrain()
    (terrain.folds, terrain.lambdaCount) = (5, 25)
    return try await terrain.model(
      of: ground.incidents, on: ground.layers, exposure: exposed ? ground.exposure : nil,
      bands: Bands(threads: threads))
  }

  @Test(arguments: [UInt64(1), 2]) func `risk for a door is found where counts follow the doors`(seed: UInt64)
    async throws
  {
    let ground = try await ground(seed: seed)
    let model = try await model(ground)
    let term = try #require(model.terms.first)
    #expect(ground.layers.variables[term.variable].id == "pubs proximity 150")
    #expect(term.coefficient.interval.contains(logarithm(2)))
    // Without the doors, more of which stand by pubs, the factor seems far stronger.
    let blind = try await self.model(ground, exposed: false)
    #expect(blind.terms.first?.interval.lowerBound ?? 0 > 4)
  }

  @Test func `every incident is accounted for, and cells without exposure expect none and have no score`()
    async throws
  {
    let ground = try await ground()
    let model = try await model(ground)
    #expect(model.withoutExposure == 7)
    #expect(model.incidentCount + model.withoutExposure == ground.counts.reduce(0, +))
    for (cell, doors) in ground.exposure.values.enumerated() {
      #expect((model.expected.values[cell] == 0) == (doors == 0))
      #expect(model.relativeRisk.values[cell].isNaN == (doors == 0))
    }
    // Poisson with an intercept expects as many as there were.
    if model.best.family == .poisson {
      #expect(abs(model.expected.values.reduce(0, +) / model.incidentCount - 1) < 1e-9)
    }
    #expect(model.sentences.contains { $0.contains("7 incidents stand in cells without exposure") })
    #expect(model.best.model.rowCount == Double(ground.exposure.cells.count))
  }

  @Test func `a score is risk for a door, and cells rank by what they may expect`() async throws {
    let ground = try await ground()
    let model = try await model(ground)
    let ranks = model.ranks
    let base = exponential(model.best.model.intercept.value)
    for cell in ground.exposure.cells {
      let risk = exponential(model.acting(on: cell).reduce(0) { $0 + $1.term.coefficient.value })
      #expect(abs(model.relativeRisk.values[cell] / risk - 1) < 1e-9)
      #expect(abs(model.expected.values[cell] / (base * risk * ground.exposure.values[cell]) - 1) < 1e-9)
      if cell % 17 == 0 {
        #expect(ranks[cell] == 1 + model.expected.values.count { $0 > model.expected.values[cell] })
      }
    }
    // A quiet door in a block of flats outranks a risky one that stands alone.
    let flats = ground.exposure.cells.filter {
      model.relativeRisk.values[$0] == 1 && ground.exposure.values[$0] > 10
    }
    let lone = ground.exposure.cells.filter {
      model.relativeRisk.values[$0] > 1.5 && ground.exposure.values[$0] < 3
    }
    #expect(!flats.isEmpty && !lone.isEmpty)
    #expect((flats.map { ranks[$0] }.max() ?? 0) < (lone.map { ranks[$0] }.min() ?? 0))
  }

  @Test func `an exposure of one everywhere changes nothing, and neither does its unit`() async throws {
    let ground = try await ground(strays: 0)
    let cells = ground.counts.count
    let plain = try await model(ground, exposed: false)
    for scale in [1.0, 0.001] {
      let even = Ground(
        layers: ground.layers, exposure: Exposure([Double](repeating: scale, count: cells), unit: .metres),
        incidents: ground.incidents, counts: ground.counts)
      let model = try await model(even)
      #expect(model.best.variables == plain.best.variables && model.best.family == plain.best.family)
      for (a, b) in zip(model.terms, plain.terms) {
        #expect(abs(a.coefficient.value - b.coefficient.value) < 1e-7)
        #expect(abs(a.coefficient.standardError - b.coefficient.standardError) < 1e-7)
      }
      #expect(abs(model.best.model.bic - plain.best.model.bic) < 1e-5)
      #expect(abs(model.devianceExplained - plain.devianceExplained) < 1e-9)
    }
  }

  @Test func `one thread or eight, the model is the same to the last bit`() async throws {
    let ground = try await ground(seed: 3)
    let models = try await (model(ground, threads: 1), model(ground, threads: 8))
    #expect(
      models.0.expected.values == models.1.expected.values
        && models.0.best.model.bic == models.1.best.model.bic)
  }

  @Test func `documents tell the exposure, and rows without have neither rank nor score`() async throws {
    let ground = try await ground()
    let model = try await model(ground)
    let handling = Handling(marking: nil, isOpenData: false)
    let document = try JSONValue(
      parsing: RiskDocument(model).geoJSON(in: try Fixtures.essex(), handling: handling), named: "risk")
    let cells = ground.exposure.cells.count
    #expect(document["features"]?.elements?.count == cells && document["exposure_unit"]?.text == "places")
    #expect(document["cells_without_exposure"]?.double == Double(ground.counts.count - cells))
    let expected =
      document["features"]?.elements?.compactMap { $0["properties"]?["expected_incidents"]?.double } ?? []
    #expect(expected == expected.sorted(by: >) && expected.count == cells)
    let lines = String(decoding: RiskDocument(model).csv(), as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasSuffix("factors,exposure") && lines.count == ground.counts.count + 1)
    let bare = try #require(ground.exposure.values.firstIndex(of: 0))
    let fields = lines[bare + 1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields[3] == "" && fields[4] == "" && fields[5] == "0" && fields.last == "0")
    let written = try JSONValue(
      parsing: RiskModelDocument.json(of: model, handling: handling), named: "model")
    #expect(
      written["exposure"]?["unit"]?.text == "places" && written["incidents_without_exposure"]?.double == 7)
    #expect(written["incidents"]?.double == model.incidentCount)
    #expect(model.provenance.steps.suffix(3).map { $0["step"]?.text } == ["factors", "exposure", "risk"])
    #expect(model.provenance.steps.contains { $0["enters_as"]?.text == "an offset, its logarithm" })
  }

  @Test func `too few incidents where there is exposure are told so`() async throws {
    let ground = try await ground()
    var doors = [Double](repeating: 0, count: ground.counts.count)
    doors[0] = 1
    let bare = Ground(
      layers: ground.layers, exposure: Exposure(doors, unit: .places), incidents: ground.incidents,
      counts: ground.counts)
    let error = await #expect(throws: HotspotError.self) { try await self.model(bare) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("that have exposure"))
  }
}
