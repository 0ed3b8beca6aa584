import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct RiskDocumentTests {
  private func found() async throws -> RiskModel {
    let grid = try FactorGround.grid()
    let layers = try await FactorLayers(
      of: [
        FactorGround.factor("pubs", points: 20, seed: 1), FactorGround.factor("stations", points: 5, seed: 2),
      ],
      on: grid, reach: try FactorReach(), bands: Bands(threads: 1))
    let predictors = (0..<grid.count).map { -1.4 + (layers.columns[1][$0] ? 1 : 0) }
    var terrain = RiskTerrain()
    (terrain.folds, terrain.lambdaCount) = (3, 20)
    return try await terrain.model(
      of: FactorGround.incidents(FactorGround.counts(predictors, sigma: 0, seed: 5), on: grid), on: layers,
      bands: Bands(threads: 2))
  }

  private let handling = Handling(marking: nil, isOpenData: false)

  @Test func `GeoJSON holds the cells above the lowest risk, and says how many are at it`() async throws {
    let model = try await found()
    let area = try Fixtures.essex()
    let document = try JSONValue(
      parsing: RiskDocument(model).geoJSON(in: area, handling: handling), named: "risk")
    let features = try #require(document["features"]?.elements)
    let above = model.relativeRisk.values.count { $0 > 1 }
    #expect(features.count == above && above > 0)
    #expect(document["cells"]?.double == Double(model.layers.grid.count))
    #expect(document["cells_at_lowest_risk"]?.double == Double(model.layers.grid.count - above))
    var last = Double.infinity
    for feature in features {
      let properties = try #require(feature["properties"])
      let score = try #require(properties["relative_risk_score"]?.double)
      #expect(score <= last && score > 1)
      last = score
      let words = try #require(properties["factors"]?.text)
      #expect(words.contains("times the risk"))
    }
    #expect(document["caveats"]?.elements?.last?.text?.contains("where, not why") ?? false)
    #expect(document["handling"]?.text == "OFFICIAL-SENSITIVE")
  }

  @Test func `CSV holds every cell`() async throws {
    let model = try await found()
    let lines = String(decoding: RiskDocument(model).csv(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == model.layers.grid.count + 1)
    #expect(lines[0] == "cell,x,y,rank,relative_risk_score,expected_incidents,factors_acting,factors")
    #expect(lines[1].hasPrefix(model.layers.grid.id(of: 0)))
  }

  @Test func `the model's JSON tells candidates, path, families and terms`() async throws {
    let model = try await found()
    let document = try JSONValue(
      parsing: RiskModelDocument.json(of: model, handling: handling), named: "model")
    #expect(document["variables"]?.elements?.count == model.layers.variables.count)
    let candidates = document["variables"]?.elements?.count { $0["is_candidate"] == .bool(true) }
    #expect(candidates == model.candidates.count)
    #expect(document["families"]?.elements?.count == 3)
    #expect(document["family"]?.text == model.best.family.rawValue)
    let term = try #require(document["terms"]?.elements?.first)
    #expect(term["variable"]?.text == "pubs proximity 150")
    let risk = try #require(term["relative_risk_value"]?.double)
    let interval = try #require(term["relative_risk_value_ci95"]?.elements).compactMap(\.double)
    #expect(interval[0] < risk && risk < interval[1] && interval[0] < 2.718 && interval[1] > 2.718)
    let path = try #require(document["penalty"]?["path"]?.elements)
    #expect(path.count == model.validation?.path.count)
    #expect(path.first?["variables"]?.double == 0)
    #expect(document["factors"]?.elements?.first?["rows_unusable"]?.double == 0)
    #expect(document["density_threshold_sd"]?.double == 2)
  }

  @Test func `the sentences name the factors and their risk with its interval`() async throws {
    let model = try await found()
    let sentences = model.sentences
    #expect(sentences.contains { $0.hasPrefix("within 150 m of pubs: ") && $0.contains(" times the risk (") })
    #expect(sentences.contains { $0.hasPrefix("BIC: ") && $0.contains("the lowest wins") })
    #expect(sentences.contains { $0.contains("times the lowest") })
  }

  @Test func `open data says that nothing finer is claimed`() async throws {
    let model = try await found()
    #expect(!model.caveats.contains { $0.contains("map points") })
    let places = Fixtures.scattered(200, x: 570_000...573_000, y: 200_000...203_000, seed: 11)
    let open = Incidents(
      points: PlanarPoints(xs: places.map(\.x), ys: places.map(\.y)), isOpenData: true)
    var terrain = RiskTerrain()
    (terrain.folds, terrain.lambdaCount) = (3, 12)
    let other = try await terrain.model(of: open, on: model.layers, bands: Bands(threads: 2))
    #expect(other.caveats.contains { $0.contains("nothing finer than those is claimed") })
  }
}
