import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ClusterDocumentTests {
  /// Three by three cells of 100 m.
  private func grid() throws -> Grid {
    try Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(500_050, 200_050), (500_250, 200_250)]))
  }

  /// Five incidents in the middle cell and one in the north-eastern.
  private func clusters(_ statistic: Clusters.Statistic, permutations: Int? = nil) async throws -> Clusters {
    let queen = try await Neighbourhood(.queen, on: try grid())
    let rules = Clusters.Rules(
      discovery: try FalseDiscovery(),
      permutation: try permutations.map { try ConditionalPermutation(permutations: $0, seed: 2) })
    let values: [Double] = [0, 0, 0, 0, 5, 0, 0, 0, 1]
    let bands = Bands(threads: 1)
    return statistic == .giStar
      ? try await .giStar(of: values, among: queen, by: rules, provenance: Provenance(), bands: bands)
      : try await .localMoran(of: values, among: queen, by: rules, provenance: Provenance(), bands: bands)
  }

  @Test func `CSV has a row for every cell, and what cannot be known is empty`() async throws {
    let clusters = try await self.clusters(.giStar)
    let lines = String(decoding: ClusterDocument(clusters, on: try grid()).csv(), as: UTF8.self).split(
      separator: "\n")
    #expect(lines.count == 10)
    #expect(lines[0] == "cell,x,y,incidents,z,p,significant,neighbours")
    // All cells are neighbours of the middle one: nothing to compare it with.
    #expect(lines[5] == "sq100-27700-5001-2001,500150,200150,5,,,false,8")
    #expect(lines[9].hasPrefix("sq100-27700-5002-2002,500250,200250,1,"))
    #expect(clusters.remarks.first?.hasPrefix("1 cells have no score") == true)
  }

  @Test func `GeoJSON ranks cells by their score, and those without one last`() async throws {
    let clusters = try await self.clusters(.localMoran, permutations: 99)
    let document = ClusterDocument(clusters, on: try grid()).geoJSON(
      in: try Fixtures.essex(), handling: Handling(marking: nil, isOpenData: false))
    let features = try GeoJSONFile(bytes: document, named: "test").features
    #expect(features.compactMap { $0.properties["rank"]?.double } == (1...9).map(Double.init))
    let scores = features.compactMap { $0.properties["z"]?.double }
    #expect(scores.count == 8 && scores == scores.sorted(by: >))
    let last = try #require(features.last)
    #expect(last.properties["cell"] == "sq100-27700-5001-2001" && last.properties["z"] == .null)
    #expect(last.properties["p"] == .null && last.properties["quadrant"] == "high-low")
    #expect(features.allSatisfy { $0.properties["p_normal"] != nil })
    let text = String(decoding: document, as: UTF8.self)
    #expect(text.contains("OFFICIAL-SENSITIVE") && text.contains("\"permutations\":99"))
  }

  @Test func `who asks for too few permutations is told that none can survive`() async throws {
    let clusters = try await self.clusters(.giStar, permutations: 99)
    // The least p-value is 0.02; with eight cells tested four must reach it: 0.02 < 4 × 0.05 / 8.
    #expect(clusters.remarks.last?.contains("4 of 8 must reach it") == true)
    let many = try await self.clusters(.giStar, permutations: 999)
    #expect(many.remarks.count == 1)
  }
}
