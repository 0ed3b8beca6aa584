import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Published crimes on the streets of Tempe and central London against shapely (Tests/Goldens/layers/network.py);
/// skipped where the data are absent.
@Suite(.enabled(if: RealData.path("network/tempe") != nil, "the streets are not on this machine"))
struct PublishedStreetsTests {
  private static let tempe = RealData.path("network/tempe/streets.geojson") ?? ""
  private static let tempeCrimes = RealData.path("network/tempe/crimes.geojson") ?? ""
  private static let london = RealData.path("network/london_streets.geojson") ?? ""
  private static let national = RealData.path("national/2019-01-street-41forces.csv.gz") ?? ""

  private func golden(_ name: String) throws -> JSONValue {
    let all = try JSONValue(parsing: readBytes(of: Golden.path("layers/network.json")), named: "network.json")
    return try #require(all[name])
  }

  private func check(_ table: CellTable, against golden: JSONValue) throws {
    let counts = try #require(table["incidents"])
    let lines = zip(table.ids, counts).map { "\($0),\(Int($1 ?? -1))\n" }.joined()
    #expect(golden["sha256"]?.text == Digest.sha256(of: Array(lines.utf8)))
    let facts = try #require(table.provenance.steps.last)
    #expect(facts["incidents_snapped"] == golden["snapped"])
    #expect(facts["incidents_at_a_junction"] == golden["ties"])
    let median = try #require(golden["median"]?.double)
    // Ours is written to the decimetre.
    #expect(abs(try #require(facts["snap_median_m"]?.double) - median) <= 0.0501)
  }

  @Test(arguments: [20.0, 50, 100])
  func `Tempe's crimes lie on the streets that shapely finds`(reach: Double) throws {
    let crimes = try IncidentTable(files: [Self.tempeCrimes], by: ReadingRules())
    let area = try StudyArea(around: GeographicPoints(longitudes: crimes.x, latitudes: crimes.y))
    #expect(area.plane.code == 32612 && crimes.count == 287)
    let points = area.projector.project(GeographicPoints(longitudes: crimes.x, latitudes: crimes.y))
    let streets = try StreetCells(try CellLayer(path: Self.tempe), in: area)
    #expect(streets.count == 293 && streets.idProperty == "ID")
    let table = try streets.table(of: Incidents(points: points), snap: reach)
    try check(table, against: try golden("tempe \(Int(reach))"))
  }

  @Test func `London's crimes lie on the streets that shapely finds, and no street is claimed for them`()
    throws
  {
    let all = try IncidentTable(files: [Self.national], by: ReadingRules())
    let (x, y) = (all.x, all.y)
    let rows = x.indices.filter {
      (-0.213 ... -0.079).contains(x[$0]) && (51.4905...51.537).contains(y[$0])
    }
    let degrees = GeographicPoints(longitudes: rows.map { x[$0] }, latitudes: rows.map { y[$0] })
    let area = try StudyArea(around: degrees, plane: CoordinateSystem("32630"))
    let golden = try golden("london 50")
    #expect(golden["places"] == .integer(rows.count))
    let streets = try StreetCells(try CellLayer(path: Self.london), in: area)
    #expect(streets.count == 20_972 && streets.idProperty == "osm_id")
    let table = try streets.table(
      of: Incidents(points: area.projector.project(degrees), isOpenData: all.isOpenData), snap: 50)
    try check(table, against: golden)
    #expect(table.remarks.contains { $0.contains("claim nothing finer than about an LSOA") })
  }
}
