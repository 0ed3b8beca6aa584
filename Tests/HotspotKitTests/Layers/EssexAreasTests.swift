import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The published records of Essex in its 1,077 LSOAs against geopandas and libpysal (Tests/Goldens/layers/essex.py);
/// skipped where the data are absent.
@Suite(.enabled(if: RealData.path("essex/street") != nil, "the Essex records are not on this machine"))
struct EssexAreasTests {
  private static let street = RealData.path("essex/street") ?? ""
  private static let lsoas = RealData.path("essex/boundaries/essex_lsoa_2011.geojson") ?? ""
  private static let districts = RealData.path("essex/boundaries/essex_districts.geojson") ?? ""

  private func golden() throws -> JSONValue {
    try JSONValue(parsing: readBytes(of: Golden.path("layers/essex.json")), named: "essex.json")
  }

  private func digest(_ lines: [String]) -> String {
    Digest.sha256(of: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  private func incidents(_ category: String?, in area: borrowing StudyArea) throws -> Incidents {
    let table = try IncidentTable(files: try InputFiles.expand([Self.street]), by: ReadingRules())
    let conditions = try category.map { [try RowCondition("category=\($0)")] } ?? []
    return try table.incidents(
      matching: Selection(conditions: conditions), system: .wgs84, in: area, sources: Provenance())
  }

  private func area() throws -> StudyArea {
    try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: .britishNationalGrid)
  }

  @Test func `areas touch as libpysal's queen moves, all 6,034 pairs of them`() throws {
    let queen = try #require(try golden()["queen"])
    let touching = try PolygonCells(try CellLayer(path: Self.lsoas), in: try area()).touching()
    let pairs = (0..<touching.count).flatMap { cell in touching[cell].map { "\(cell),\($0)" } }
    #expect(queen["pairs"] == .integer(pairs.count))
    #expect(queen["sha256"]?.text == digest(pairs))
    #expect(touching.islands.isEmpty)
  }

  @Test func `counts by LSOA are geopandas'`() throws {
    let golden = try golden()
    let area = try area()
    let cells = try PolygonCells(try CellLayer(path: Self.lsoas), in: area)
    #expect(cells.idProperty == "LSOA11CD")
    for category in ["Shoplifting", "Bicycle theft"] {
      let counts = try #require(cells.table(of: try incidents(category, in: area))["incidents"])
      let known = try #require(golden[category])
      #expect(known["counted"]?.double == counts.reduce(0) { $0 + ($1 ?? 0) })
      #expect(known["sha256"]?.text == digest(zip(cells.ids, counts).map { "\($0),\(Int($1 ?? -1))" }))
    }
  }

  @Test func `rows on a common edge, within neither area for others, count in exactly one`() throws {
    let golden = try golden()
    let area = try area()
    let incidents = try incidents(nil, in: area)
    let table = try PolygonCells(try CellLayer(path: Self.lsoas), in: area).table(of: incidents)
    #expect(golden["rows"] == .integer(incidents.count))
    #expect(golden["outside"] == .integer(table.outsideEveryCell))
    #expect(golden["on_edges"] == 106)
    #expect(!table.remarks.contains { $0.contains("overlap") })
    let counted = try #require(table["incidents"]).reduce(0) { $0 + ($1 ?? 0) }
    #expect(Int(counted) + table.outsideEveryCell == incidents.count)
  }

  @Test func `LSOAs joined by their district count as the districts' own boundaries do`() throws {
    let area = try area()
    let incidents = try incidents(nil, in: area)
    let joined = try PolygonCells(try CellLayer(path: Self.lsoas, property: "LAD13CD"), in: area)
    let districts = try PolygonCells(try CellLayer(path: Self.districts), in: area)
    #expect(joined.ids.sorted() == districts.ids.sorted() && joined.count == 14)
    let ours = Dictionary(
      uniqueKeysWithValues: zip(joined.ids, try #require(joined.table(of: incidents)["incidents"])))
    let theirs = try #require(districts.table(of: incidents)["incidents"])
    for (id, count) in zip(districts.ids, theirs) { #expect(ours[id] == count) }
    // The same county drawn twice: the districts' outlines are a little simpler.
    for (id, size) in zip(joined.ids, joined.areas) {
      let other = try #require(districts.ids.firstIndex(of: id))
      #expect(abs(size / districts.areas[other] - 1) < 1e-3)
    }
  }
}
