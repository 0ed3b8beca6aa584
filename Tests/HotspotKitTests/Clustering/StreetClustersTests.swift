import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Clusters among street segments.
@Suite struct StreetClustersTests {
  /// A cross: two arms that meet at a junction, one that ends on the middle of another, one that passes over it.
  private func streets() throws -> StreetCells {
    try StreetCells(
      try LayerFixtures.lines([
        ([(0, 0), (50, 0), (100, 0)], ["code": "west"]), ([(100, 0), (200, 0)], ["code": "east"]),
        ([(50, 0), (50, 80)], ["code": "spur"]), ([(150, -50), (150, 50)], ["code": "bridge"]),
        ([(500, 500), (600, 500)], ["code": "far"]),
      ]), in: try Fixtures.essex())
  }

  @Test func `streets meet at common corners, and a bridge meets nothing`() throws {
    let touching = try streets().touching()
    #expect((0..<5).map { Array(touching[$0]) } == [[1, 2], [0], [0], [], []])
  }

  @Test func `a street's middle is where distances start, and incidents count on the nearest`() throws {
    let incidents = LayerFixtures.incidents([(10, 5), (20, 5), (150, 45), (590, 490), (900, 900)])
    let layer = try TestedLayer(try streets(), of: incidents, snap: 20)
    #expect(layer.values == [2, 0, 0, 1, 1] && layer.cellOfIncident == [0, 0, 3, 4, -1])
    let near = try Neighbourhood(.band(metres: 100), of: layer)
    // Middles at (50, 0), (150, 0), (50, 40), (150, 0) and far off.
    #expect(near.sizes == [3, 2, 1, 2, 0])
  }

  @Test func `a document of streets has their lines, and of areas their rings`() async throws {
    let incidents = LayerFixtures.incidents([(10, 5), (20, 5), (150, 45), (590, 490)])
    let area = try Fixtures.essex()
    let layer = try TestedLayer(try streets(), of: incidents, snap: 20)
    let clusters = try await Clusters.giStar(
      of: layer.values, among: try Neighbourhood(.queen, of: layer),
      by: Clusters.Rules(discovery: try FalseDiscovery()), provenance: layer.provenance,
      bands: Bands(threads: 1))
    let document = ClusterDocument(clusters, on: layer)
    let file = try GeoJSONFile(
      bytes: document.geoJSON(in: area, handling: Handling(marking: nil, isOpenData: false)),
      named: "c.geojson")
    #expect(file.features.count == 5 && file.features.allSatisfy { !($0.geometry?.lines ?? []).isEmpty })
    // West's two incidents lie among three streets there, and among two round the street that meets west alone.
    #expect(file.features[0].properties["cell"] == "east")
    let lines = String(decoding: document.csv(), as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "cell,x,y,incidents,z,p,significant,neighbours" && lines.count == 6)
    #expect(lines[1].hasPrefix("west,"))
    #expect(clusters.provenance.steps.last?["of"] == "incidents")
  }
}

/// Published records on cells of all kinds against esda and spdep (Tests/Goldens/clustering/published.py); skipped
/// where the data are absent.
@Suite(.enabled(if: RealData.path("memphis") != nil, "the published records are not on this machine"))
struct PublishedClustersTests {
  private let bands = Bands(threads: 2)

  private func check(
    _ values: [Double], among near: Neighbourhood, place: Double
  ) async throws {
    let golden = try Golden("clustering/published.csv")
    let z = try await GetisOrd().scores(of: values, among: near, bands: bands)
    let moran = try await LocalMoran(of: values, among: near, bands: bands)
    for row in 0..<golden.count where golden["place"][row] == place {
      #expect(Double(values.count) == golden["cells"][row] && values.reduce(0, +) == golden["incidents"][row])
      #expect(Double(near.sizes.reduce(0, +)) == golden["neighbours"][row])
      let ours = [
        ("sum_of_squared_z", z.reduce(0) { $0 + $1 * $1 }), ("highest", z.max() ?? 0),
        ("lowest", z.min() ?? 0),
        ("sum_of_moran", moran.indices.reduce(0, +)),
      ]
      for (name, value) in ours {
        #expect(abs(value - golden[name][row]) <= 1e-9 * abs(golden[name][row]), "\(name): \(value)")
      }
    }
  }

  private func incidents(_ path: String, in area: borrowing StudyArea) throws -> Incidents {
    let table = try IncidentTable(files: [RealData.path(path) ?? ""])
    return try table.incidents(
      matching: Selection(), system: table.system(given: nil), in: area, sources: Provenance())
  }

  private func area(_ path: String) throws -> StudyArea {
    let file = try GeoJSONFile(path: RealData.path(path) ?? "")
    return try StudyArea(boundaries: file.features.flatMap { $0.geometry?.polygons ?? [] }, named: path)
  }

  @Test(arguments: [
    (
      "memphis/memphis_robberies_2019.csv", "memphis/memphis_precincts.geojson", NeighbourRule.queen, 0.0
    ), ("nyc/shootings.csv", "nyc/boroughs.geojson", .band(metres: 1000), 1),
  ])
  func `robberies in Memphis and shootings in New York have esda's and spdep's scores`(
    path: String, boundary: String, rule: NeighbourRule, place: Double
  ) async throws {
    let area = try area(boundary)
    let incidents = try incidents(path, in: area)
    let grid = try area.grid(.square(side: 500), around: incidents)
    try await check(
      CellCounts(of: incidents, on: grid).counts.values, among: try await Neighbourhood(rule, on: grid),
      place: place)
  }

  @Test func `Tempe's streets have esda's and spdep's scores`() async throws {
    let crimes = try IncidentTable(files: [RealData.path("network/tempe/crimes.geojson") ?? ""])
    let area = try StudyArea(around: GeographicPoints(longitudes: crimes.x, latitudes: crimes.y))
    let streets = try StreetCells(
      try CellLayer(path: RealData.path("network/tempe/streets.geojson") ?? ""), in: area)
    let layer = try TestedLayer(
      streets, of: try incidents("network/tempe/crimes.geojson", in: area), snap: 100)
    try await check(layer.values, among: try Neighbourhood(.queen, of: layer), place: 2)
  }
}
