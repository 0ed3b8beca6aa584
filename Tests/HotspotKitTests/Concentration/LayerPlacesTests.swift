import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Concentration on areas and streets of a file.
@Suite struct LayerPlacesTests {
  private func found(_ layer: LayerPlaces, _ incidents: Incidents, period: PeriodLength? = nil) async throws
    -> Concentration
  {
    let question = try Concentration.Question(places: layer.kind, topShare: 0.25, period: period)
    let counts = try ConcentrationCounts(
      of: incidents, question: question, in: try Fixtures.essex(), layer: layer)
    return await counts.concentration(bands: Bands(threads: 1))
  }

  @Test func `areas without an incident are places too, and what stands in none is counted`() async throws {
    let area = try Fixtures.essex()
    let cells = try PolygonCells(
      try LayerFixtures.areas(
        (0..<8).map { ([LayerFixtures.square(Double($0) * 100, 0)], ["code": .integer($0)]) }),
      in: area)
    let incidents = LayerFixtures.incidents([(50, 50), (60, 50), (70, 50), (150, 50), (250, 50), (50, 900)])
    let concentration = try await found(LayerPlaces(cells, of: incidents), incidents)
    #expect(concentration.whole.places == 8 && concentration.whole.placesWithIncidents == 3)
    #expect(concentration.whole.total == 5 && concentration.outside == 1 && concentration.moved.count == 1)
    #expect(concentration.question.places.description == "zones:made.geojson")
    #expect(
      concentration.sentences[0].hasPrefix("half of 5 incidents lie on 13 % of 8 areas of made.geojson (1)"))
    #expect(!concentration.sentences.contains { $0.contains("at the edge") })
    let steps = concentration.provenance.steps
    #expect(steps.suffix(2).map { $0["step"]?.text } == ["grid", "concentration"])
    #expect(steps[steps.count - 2]["incidents_in_no_cell"] == 1)
  }

  @Test func `the same squares as areas and as a grid have the same curve`() async throws {
    let area = try Fixtures.essex()
    let incidents = Fixtures.incidents(
      Fixtures.scattered(200, x: 570_000...570_900, y: 200_000...200_700, seed: 51))
    let grid = try area.grid(.square(side: 100), around: incidents)
    let squares = (0..<grid.count).map {
      (cell: Int) -> (parts: [Polygon<PlanarPoint>], properties: JSONObject) in
      ([grid.polygon(of: cell)], ["code": .string(grid.id(of: cell))])
    }
    let layer = LayerPlaces(try PolygonCells(try LayerFixtures.areas(squares), in: area), of: incidents)
    #expect(
      try await found(layer, incidents).whole
        == LorenzCurve(CellCounts(of: incidents, on: grid).counts.values))
  }

  @Test func `streets hold what lies within the snap, and harm concentrates on fewer of them`() async throws {
    let area = try Fixtures.essex()
    let streets = try StreetCells(
      try LayerFixtures.lines(
        (0..<10).map { ([(0, Double($0) * 100), (100, Double($0) * 100)], ["code": .integer($0)]) }),
      in: area)
    var incidents = LayerFixtures.incidents(
      (0..<10).map { (50, Double($0) * 100 + 5) } + [(50, 45), (50, -60)])
    let counted = try await found(try LayerPlaces(streets, of: incidents, snap: 50), incidents)
    #expect(counted.whole.places == 10 && counted.whole.total == 11 && counted.outside == 1)
    #expect(counted.whole.places(holding: 0.5) == 5)
    incidents.weights = [100] + [Double](repeating: 1, count: 11)
    incidents.harm = HarmValues(
      values: incidents.weights ?? [], table: "T", unit: "days", isWeight: true, account: .init(), facts: [:])
    let harmed = try await found(try LayerPlaces(streets, of: incidents, snap: 50), incidents)
    #expect(harmed.whole.places(holding: 0.5) == 1 && harmed.measure == .harm && !harmed.isCounted)
    #expect(
      harmed.sentences[0].hasPrefix("half of a harm of 110 lie on 10 % of 10 street segments of made.geojson")
    )
    let document = try JSONValue(
      parsing: ConcentrationDocument.json(of: harmed, handling: Handling(marking: nil, isOpenData: false)),
      named: "c")
    #expect(document["whole"]?["harm"]?.double == 110 && document["whole"]?["incidents"] == nil)
    #expect(document["whole"]?["generalised_gini"] == .null)
  }
}
