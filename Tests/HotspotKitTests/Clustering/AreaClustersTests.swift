import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Clusters among areas of any shape against PySAL and spdep (Tests/Goldens/clustering/areas.py and areas.R).
@Suite struct AreaClustersTests {
  private let bands = Bands(threads: 2)
  private static let rules: [(name: String, rule: NeighbourRule)] = [
    ("queen", .queen), ("band", .band(metres: 300)), ("knn", .nearest(6)),
  ]

  private func area() throws -> StudyArea {
    try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: CoordinateSystem("32631"))
  }

  /// The golden's areas and the places that fell into them.
  private func layer(population: Bool = false, smoothing: EmpiricalBayes? = nil) throws -> TestedLayer {
    let area = try area()
    let cells = try PolygonCells(try CellLayer(path: Golden.path("layers/areas.geojson")), in: area)
    let places = try Golden("layers/places.csv")
    let points = area.projector.project(
      GeographicPoints(longitudes: places["longitude"], latitudes: places["latitude"]))
    return try TestedLayer(
      cells, of: Incidents(points: points),
      population: population ? try Population(property: "residents", of: cells) : nil, smoothing: smoothing)
  }

  private func expect(_ ours: [Double], equal theirs: [Double], _ what: String) {
    #expect(ours.count == theirs.count)
    for (a, b) in zip(ours, theirs) {
      #expect(b == 999 ? a.isNaN : abs(a - b) <= 1e-9 * max(abs(b), 1e-3), "\(what): \(a) and \(b)")
    }
  }

  @Test func `centroids are shapely's to a tenth of a millimetre, holes and second parts weighed in`() throws
  {
    let golden = try Golden("clustering/areas.csv")
    let layer = try layer()
    for cell in 0..<layer.count {
      #expect(abs(layer.middles.xs[cell] - golden["x"][cell]) < 1e-4)
      #expect(abs(layer.middles.ys[cell] - golden["y"][cell]) < 1e-4)
    }
    #expect(layer.values == golden["incidents"] && layer.measure == "incidents" && layer.columns.isEmpty)
  }

  @Test(arguments: rules)
  func `Gi*, Gi and local Moran of areas are spdep's to a relative 1e-9`(
    name: String, rule: NeighbourRule
  ) async throws {
    let golden = try Golden("clustering/areas-spdep.csv")
    let layer = try layer()
    let near = try Neighbourhood(rule, of: layer)
    #expect(near.sizes.map(Double.init) == golden["neighbours_\(name)"])
    let starred = try await GetisOrd().scores(of: layer.values, among: near, bands: bands)
    expect(starred, equal: golden["gi_star_\(name)"], "Gi*")
    expect(
      try await GetisOrd(countsItself: false).scores(of: layer.values, among: near, bands: bands),
      equal: golden["gi_\(name)"], "Gi")
    let moran = try await LocalMoran(of: layer.values, among: near, bands: bands)
    expect(moran.indices, equal: golden["moran_\(name)"], "local Moran")
    expect(moran.scores, equal: golden["moran_z_\(name)"], "its score")
    expect(moran.scores.map(NormalTail.twoSided), equal: golden["moran_p_\(name)"], "its p-value")
    let survivors = try FalseDiscovery().survivors(of: starred.map(NormalTail.twoSided))
    #expect(survivors.map { $0 ? 1.0 : 0 } == golden["survives_\(name)"])
    #expect(survivors.contains(true))
  }

  @Test(arguments: rules)
  func `Gi* and local Moran of areas are esda's, and p-values its draws'`(
    name: String, rule: NeighbourRule
  ) async throws {
    let golden = try Golden("clustering/areas.csv")
    let layer = try layer()
    let near = try Neighbourhood(rule, of: layer)
    expect(
      try await GetisOrd().scores(of: layer.values, among: near, bands: bands),
      equal: golden["gi_star_\(name)"],
      "Gi*")
    let moran = try await LocalMoran(of: layer.values, among: near, bands: bands)
    let n = Double(layer.count)
    expect(moran.indices.map { $0 * (n - 1) / n }, equal: golden["moran_\(name)"], "local Moran")
    let p = try await ConditionalPermutation(permutations: 999, seed: 3)
      .pValues(of: layer.values, among: near, bands: bands)
    for cell in p.indices {
      let tail = min(golden["above_\(name)"][cell], golden["below_\(name)"][cell])
      let theirs = min(1, 2 * (tail + 1) / 10_000)
      // Twice the tail, five standard deviations of the difference of a share of 999 and one of 9999 draws.
      let share = max(tail, 10) / 9999
      #expect(abs(p[cell] - theirs) <= 10 * (share * (1 - share) * (1 / 999 + 1 / 9999)).squareRoot())
    }
  }

  @Test func `rates per 1,000 are tested where people are, and who has none is nobody's neighbour`()
    async throws
  {
    let golden = try Golden("clustering/areas.csv")["gi_star_of_rate"]
    let layer = try layer(population: true)
    #expect(layer.count == 149 && layer.measure == "rate_per_1000")
    #expect(layer.columns.map(\.name) == ["incidents", "population"])
    #expect(layer.remarks.contains { $0.hasPrefix("1 areas without people") })
    let queen = try Neighbourhood(.queen, of: layer)
    expect(
      try await GetisOrd().scores(of: layer.values, among: queen, bands: bands),
      equal: golden.filter { $0 != 999 },
      "Gi* of rates")
  }

  @Test func `rates are drawn to the mean of all where asked, and never to that of neighbours`() throws {
    let smoothed = try layer(population: true, smoothing: .global)
    #expect(
      smoothed.measure == "smoothed_rate_per_1000" && smoothed.columns.map(\.name).contains("rate_per_1000"))
    let theirs = zip(try Golden("layers/areas.csv")["global"], try Golden("layers/areas.csv")["people"])
      .filter { $0.1 > 0 }.map { $0.0 * 1000 }
    expect(smoothed.values, equal: theirs, "smoothed")
    #expect {
      try layer(population: true, smoothing: .local)
    } throws: { "\($0)".contains("makes neighbours alike") }
  }

  @Test func `areas in another order have the scores that they had`() async throws {
    let squares = (0..<30).map { ($0, LayerFixtures.square(Double($0 % 6) * 100, Double($0 / 6) * 100)) }
    var random = SeededRandom(seed: 31)
    let mixed = squares.shuffled(using: &random)
    let places = Fixtures.scattered(400, x: 570_000...570_400, y: 200_000...200_500, seed: 32)
    var answers: [[String: [Double]]] = []
    for order in [squares, mixed] {
      let cells = try PolygonCells(
        try LayerFixtures.areas(order.map { ([$0.1], ["code": .integer($0.0)]) }), in: try Fixtures.essex())
      let layer = try TestedLayer(cells, of: Fixtures.incidents(places))
      var scores = [String: [Double]]()
      for rule in [NeighbourRule.queen, .band(metres: 150)] {
        let near = try Neighbourhood(rule, of: layer)
        let z = try await GetisOrd().scores(of: layer.values, among: near, bands: bands)
        for (id, score) in zip(layer.ids, z) { scores[id, default: []].append(score) }
      }
      answers.append(scores)
    }
    #expect(answers[0].count == 30)
    for (id, scores) in answers[0] {
      for (here, there) in zip(scores, answers[1][id] ?? []) { #expect(abs(here - there) < 1e-12) }
    }
  }

  @Test
  func `moving areas and incidents together changes no score, and doubling what they count for none either`()
    async throws
  {
    let places = Fixtures.scattered(400, x: 0...600, y: 0...500, seed: 35).map {
      (x: ($0.x * 8).rounded() / 8 + 1 / 16, y: ($0.y * 8).rounded() / 8 + 1 / 16)
    }
    let area = try Fixtures.essex()
    var answers: [[Double]] = []
    for (east, north, weight) in [(0.0, 0.0, 1.0), (7000, -3000, 1), (0, 0, 2)] {
      let squares = (0..<30).map {
        LayerFixtures.square(Double($0 % 6) * 100 + east, Double($0 / 6) * 100 + north)
      }
      let incidents = LayerFixtures.incidents(
        places.map { ($0.x + east, $0.y + north) }, weights: weight == 1 ? nil : places.map { _ in weight })
      let layer = try TestedLayer(
        try PolygonCells(
          try LayerFixtures.areas(squares.enumerated().map { ([$0.element], ["code": .integer($0.offset)]) }),
          in: area),
        of: incidents)
      let near = try Neighbourhood(.queen, of: layer)
      answers.append(try await GetisOrd().scores(of: layer.values, among: near, bands: bands))
    }
    #expect(answers[0].count == 30 && Set(answers[0]).count > 10)
    #expect(answers[0] == answers[1] && answers[0] == answers[2])
  }

  @Test func `a layer of squares has the neighbours and scores of the grid of squares`() async throws {
    let places = Fixtures.scattered(300, x: 570_000...570_800, y: 200_000...200_700, seed: 33)
    let area = try Fixtures.essex()
    let incidents = Fixtures.incidents(places)
    let grid = try area.grid(.square(side: 100), around: incidents)
    let counts = CellCounts(of: incidents, on: grid).counts.values
    let squares = (0..<grid.count).map {
      (cell: Int) -> (parts: [Polygon<PlanarPoint>], properties: JSONObject) in
      ([grid.polygon(of: cell)], ["code": .string(grid.id(of: cell))])
    }
    let layer = try TestedLayer(try PolygonCells(try LayerFixtures.areas(squares), in: area), of: incidents)
    #expect(layer.ids == (0..<grid.count).map { grid.id(of: $0) } && layer.values == counts)
    for rule in [NeighbourRule.queen, .band(metres: 250), .nearest(8)] {
      let (here, there) = (try await Neighbourhood(rule, on: grid), try Neighbourhood(rule, of: layer))
      #expect(here.sizes == there.sizes)
      if case .nearest = rule { continue }
      let plain = try await GetisOrd().scores(of: counts, among: here, bands: bands)
      let ours = try await GetisOrd().scores(of: layer.values, among: there, bands: bands)
      for (a, b) in zip(plain, ours) { #expect(abs(a - b) < 1e-12) }
    }
  }

  @Test func `emerging hotspots of areas are those of the same squares on a grid`() async throws {
    var random = SeededRandom(seed: 34)
    let places = (0..<600).map { _ in
      (x: 570_000 + random.unit() * 600, y: 200_000 + random.unit() * 500)
    }
    let days = (0..<600).map { _ in Int32(17_897 + random.below(365)) * 1440 }
    let incidents = Fixtures.incidents(
      places, start: days, precision: [TimePrecision](repeating: .day, count: 600))
    let area = try Fixtures.essex()
    let grid = try area.grid(.square(side: 100), around: incidents)
    let squares = (0..<grid.count).map {
      (cell: Int) -> (parts: [Polygon<PlanarPoint>], properties: JSONObject) in
      ([grid.polygon(of: cell)], ["code": .string(grid.id(of: cell))])
    }
    let layer = try TestedLayer(try PolygonCells(try LayerFixtures.areas(squares), in: area), of: incidents)
    let slices = TimeSlices(of: 17_897...18_261, months: Set(588...599), length: .months(1))
    let (here, there) = (
      try SlicedCounts(of: incidents, on: grid, in: slices),
      try SlicedCounts(of: incidents, on: layer, in: slices)
    )
    #expect(here.values == there.values && here.values.count == 12)
  }

  @Test func `a distance that takes in too much, and more nearest than there are, are refused`() throws {
    let layer = try layer()
    #expect {
      try Neighbourhood(.nearest(150), of: layer)
    } throws: { "\($0)".contains("150 cells do not have so many others") }
    #expect(try Neighbourhood(.nearest(149), of: layer).sizes.allSatisfy { $0 == 149 })
    #expect(try Neighbourhood(.band(metres: 100_000), of: layer).sizes.allSatisfy { $0 == 149 })
  }
}
