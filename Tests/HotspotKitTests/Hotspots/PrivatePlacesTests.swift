import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What may never name a zone: homes, domestic offences, custody.
@Suite struct PrivatePlacesTests {
  private func zone(_ header: String, _ rows: [String]) async throws -> Zone {
    let folder = ScratchFolder()
    let lines = ["date,easting,northing,category,\(header)"] + rows.map { "2024-02-01,575050,205050,x,\($0)" }
    let file = folder.file("a.csv", lines.joined(separator: "\n") + "\n")
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(), system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance())
    let hotspots = try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
    return try #require(hotspots.zones.first)
  }

  @Test func `the commonest place of incidents in public names a zone, however many are at home`()
    async throws
  {
    let home = [String](repeating: "Mill Road,Dwelling,N", count: 6)
    let domestic = [String](repeating: "Station Approach,Street,Y", count: 5)
    let street = [String](repeating: "Market Square,Street,N", count: 3)
    let zone = try await zone("location,location_type,domestic", home + domestic + street)
    #expect(zone.name == "Market Square" && zone.incidents == 14)
    let none = try await self.zone("location,location_type,domestic", home + domestic)
    #expect(none.name == nil)
  }

  @Test(arguments: ["Police Custody Suite", "Custody", "Police station", "HMP"])
  func `where people are held names no zone, by its type as by its name`(text: String) async throws {
    let rows = [String](repeating: "Victoria Road,\(text)", count: 4)
    #expect(try await zone("location,location_type", rows).name == nil)
    #expect(try await zone("location", [String](repeating: text, count: 4)).name == nil)
  }

  @Test(
    arguments: [
      ("14 Mill Road", nil), ("14a Mill Road", nil), ("Flat 2 Mill Road", nil), ("12-14 Mill Road", nil),
      ("2nd Avenue", "2nd Avenue"), ("A12", "A12"), ("Flats Lane", "Flats Lane"),
      ("On or near Mill Road", "Mill Road"),
    ] as [(String, String?)])
  func `one front door names no zone`(recorded: String, name: String?) async throws {
    #expect(try await zone("location", [String](repeating: recorded, count: 4)).name == name)
  }

  @Test func `incidents forget the names of private places, and say which they are`() async throws {
    let folder = ScratchFolder()
    let file = folder.file(
      "a.csv",
      """
      date,easting,northing,category,location,location_type
      2024-02-01,575050,205050,x,Mill Road,Dwelling
      2024-02-01,575050,205050,x,High Street,Shop
      2024-02-01,575050,205050,x,High Street,

      """)
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(), system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance())
    #expect(incidents.isPrivate == [true, false, false])
    #expect(incidents.place.map { incidents.placeNames[Int($0)] } == ["", "High Street", "High Street"])
    let open = try IncidentTable(files: [folder.file("b.csv", "easting,northing,location\n1,2,High Street\n")]
    )
    #expect(open.namedPlaces(of: RowList(all: 1)).isPrivate == nil)
  }

  @Test func `a layer of streets names zones by where streets run, whatever the records call their places`()
    async throws
  {
    let folder = ScratchFolder()
    let rows = [String](repeating: "2024-02-01,575050,205050,x,14 Mill Road,Dwelling", count: 4)
    let file = folder.file(
      "a.csv", (["date,easting,northing,category,location,location_type"] + rows).joined(separator: "\n"))
    let area = try Fixtures.square()
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(), system: .britishNationalGrid, in: area, sources: Provenance())
    var hotspots = try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
    let ends = area.projector.unproject(PlanarPoints(xs: [575_000, 575_100], ys: [205_050, 205_050]))
    let line = """
      {"type":"Feature","properties":{"name":"Long Street"},"geometry":{"type":"LineString","coordinates":
      [[\(ends[0].longitude),\(ends[0].latitude)],[\(ends[1].longitude),\(ends[1].latitude)]]}}
      """
    try hotspots.nameStreets(
      from: GeoJSONFile(bytes: Array(line.utf8), named: "streets.geojson"), named: "streets.geojson", in: area
    )
    #expect(hotspots.zones[0].name == "Long Street" && hotspots.zones[0].streets == ["Long Street"])
  }
}
