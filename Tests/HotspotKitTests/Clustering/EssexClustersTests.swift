import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The published records of Essex by LSOA against esda and spdep (Tests/Goldens/clustering/essex.py and essex.R); skipped
/// where the data are absent.
@Suite(.enabled(if: RealData.path("essex/street") != nil, "the Essex records are not on this machine"))
struct EssexClustersTests {
  private let bands = Bands(threads: 2)
  private static let rules = ["queen", "knn:8", "band:3000"]

  /// The records of a category, counted by LSOA.
  private func layer(_ category: String) throws -> TestedLayer {
    let area = try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: .britishNationalGrid)
    let table = try IncidentTable(files: try InputFiles.expand([RealData.path("essex/street") ?? ""]))
    let incidents = try table.incidents(
      matching: Selection(clauses: [SelectionClause(categories: [category])]), system: .wgs84, in: area,
      sources: Provenance())
    let cells = try PolygonCells(
      try CellLayer(path: RealData.path("essex/boundaries/essex_lsoa_2011.geojson") ?? ""), in: area)
    return try TestedLayer(cells, of: incidents)
  }

  private func expect(_ ours: Double, _ theirs: Double?, _ what: String) {
    let theirs = theirs ?? .nan
    #expect(abs(ours - theirs) <= 1e-9 * abs(theirs), "\(what): \(ours) and \(theirs)")
  }

  /// Of anti-social behaviour 36 rows stand on common edges.
  @Test(arguments: [("Anti-social behaviour", 0.0, 36.0), ("Shoplifting", 1, 0)])
  func `crime in Essex by LSOA has esda's and spdep's scores, whoever counts as a neighbour`(
    category: String, number: Double, onEdges: Double
  ) async throws {
    let golden = try #require(
      try JSONValue(parsing: readBytes(of: Golden.path("clustering/essex.json")), named: "essex")[category])
    let spdep = try Golden("clustering/essex-spdep.csv")
    let layer = try layer(category)
    #expect(golden["counted"]?.double == layer.values.reduce(0, +) && golden["on_edges"]?.double == onEdges)
    for (rule, name) in Self.rules.enumerated() {
      let known = try #require(golden[name])
      let near = try Neighbourhood(try NeighbourRule(name), of: layer)
      let z = try await GetisOrd().scores(of: layer.values, among: near, bands: bands)
      let moran = try await LocalMoran(of: layer.values, among: near, bands: bands)
      #expect(known["neighbours"] == .integer(near.sizes.reduce(0, +)), "\(name)")
      let squares = z.reduce(0) { $0 + $1 * $1 }
      expect(squares, known["sum_of_squared_z"]?.double, name)
      expect(z.min() ?? 0, known["coldest"]?.double, name)
      let hottest = try #require(known["hottest"]?.members)
      for (id, score) in zip(hottest.keys, hottest.values) {
        expect(z[try #require(layer.ids.firstIndex(of: id))], score.double, id)
      }
      let lasting = try FalseDiscovery().survivors(of: z.map(NormalTail.twoSided))
      #expect(known["hot"] == .integer(z.indices.count { lasting[$0] && z[$0] > 0 }))
      #expect(known["cold"] == .integer(z.indices.count { lasting[$0] && z[$0] < 0 }))
      let n = Double(layer.count)
      let sum = moran.indices.reduce(0, +)
      expect(sum * (n - 1) / n, known["moran_sum"]?.double, name)
      let order: [LocalMoran.Quadrant] = [.highHigh, .lowHigh, .lowLow, .highLow]
      #expect(
        known["quadrants"]?.elements
          == order.map { kind in JSONValue.integer(moran.quadrants.count { $0 == kind }) })

      let row = try #require(
        (0..<spdep.count).first {
          spdep["category"][$0] == number && spdep["rule"][$0] == Double(rule)
        })
      #expect(spdep["counted"][row] == layer.values.reduce(0, +))
      #expect(spdep["neighbours"][row] == Double(near.sizes.reduce(0, +)))
      expect(squares, spdep["sum_of_squared_z"][row], name)
      expect(z.max() ?? 0, spdep["highest"][row], name)
      expect(z.min() ?? 0, spdep["lowest"][row], name)
      expect(sum, spdep["sum_of_moran"][row], name)
      let scores = moran.scores.filter { !$0.isNaN }
      expect(scores.reduce(0) { $0 + $1 * $1 }, spdep["moran_scores_squared"][row], name)
    }
  }
}
