import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// How much of a zone is one venue.
@Suite struct VenuesTests {
  private let folder = ScratchFolder()

  /// Hotspots of incidents in one cell of 100 m, each line an easting within it, a location type and a domestic flag.
  private func hotspots(_ rows: [(x: Double, type: String, domestic: String)]) async throws -> Hotspots {
    let lines = rows.map { "2024-02-01,\(575_000 + $0.x),205050,x,\($0.type),\($0.domestic)" }
    let file = folder.file(
      "a.csv", (["date,easting,northing,category,location_type,domestic"] + lines).joined(separator: "\n"))
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(), system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance())
    return try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
  }

  private func venues(_ text: String, reach: Double = Venues.usualReach) throws -> Venues {
    try Venues(path: folder.file("pubs.csv", text), reach: reach, in: try Fixtures.square())
  }

  private static let pubs = "name,easting,northing\nThe Crown,575020,205050\nThe Anchor,575080,205050\n"

  private func rows(
    _ counts: [(x: Double, count: Int)], type: String = "Public house", domestic: String = "N"
  ) -> [(
    x: Double, type: String, domestic: String
  )] { counts.flatMap { place in (0..<place.count).map { _ in (place.x, type, domestic) } } }

  @Test func `the venue with most incidents is named with its share of the zone`() async throws {
    // Six at the Crown, one of them 20 m off; two at the Anchor; two in the street between.
    var found = try await hotspots(rows([(20, 5), (0, 1), (80, 2), (50, 2)]))
    let said = try found.nameVenues(try venues(Self.pubs))
    #expect(found.zones[0].topVenue == "The Crown" && found.zones[0].topLocationShare == 0.6)
    let zone = ZoneDocument.properties(of: found.zones[0], in: found, plane: .britishNationalGrid)
    #expect(zone["top_location"] == "The Crown" && zone["top_location_share"]?.double == 0.6)
    #expect(
      zone["reasons"]?.text?.hasSuffix("; 60 % of it is one venue, The Crown: send licensing, not a patrol")
        == true)
    #expect(said.last?.contains("when it stands within 25 m: 8 incidents of the zones do") == true)
    let step = try #require(found.provenance.steps.last)
    #expect(step["step"] == "premises" && step["file"] == "pubs.csv" && step["within_m"]?.double == 25)
    #expect(step["incidents_at_a_venue"] == 8 && step["zones_with_a_venue"] == 1)
  }

  @Test func `the distance is the one that is asked for`() async throws {
    for (reach, share) in [(19.0, 0.5), (20, 0.6), (25, 0.6), (31, 0.7)] {
      var found = try await hotspots(rows([(20, 5), (0, 1), (49, 1), (80, 3)]))
      _ = try found.nameVenues(try venues(Self.pubs, reach: reach))
      #expect(found.zones[0].topLocationShare == share, "\(reach)")
    }
  }

  @Test func `homes, domestic offences and custody are at no venue, and count to the zone all the same`()
    async throws
  {
    let home = rows([(20, 4)], type: "Dwelling") + rows([(20, 3)], type: "Custody suite")
    var found = try await hotspots(home + rows([(20, 3)], domestic: "Y") + rows([(80, 3), (50, 2)]))
    let said = try found.nameVenues(try venues(Self.pubs))
    #expect(found.zones[0].topVenue == "The Anchor" && found.zones[0].topLocationShare == 3.0 / 15)
    #expect(said.contains { $0.hasPrefix("10 incidents are domestic, at home or in custody") })
  }

  @Test func `a zone with fewer than three incidents at a venue names none`() async throws {
    var found = try await hotspots(rows([(20, 2), (80, 2), (50, 1)]))
    _ = try found.nameVenues(try venues(Self.pubs))
    #expect(found.zones[0].topVenue == nil && found.zones[0].topLocationShare == 0.4)
    let zone = ZoneDocument.properties(of: found.zones[0], in: found, plane: .britishNationalGrid)
    #expect(zone["top_location"] == .null)
  }

  @Test func `two venues in one house share what cannot be told apart, and neither is named`() async throws {
    var found = try await hotspots(rows([(20, 5)]))
    let said = try found.nameVenues(
      try venues("name,easting,northing\nThe Crown,575020,205050\nCrown Kitchen,575020,205050\n"))
    #expect(found.zones[0].topVenue == nil)
    #expect(said.contains("5 incidents stand as near to two venues and count at neither"))
  }

  @Test func `homes and custody suites in the file are no venues, and places outside are counted`() throws {
    let list = try venues(
      """
      Premises name,Easting,Northing
      The Crown,575020,205050
      Flat 3,575021,205050
      Town Police Station,575022,205050
      ,575023,205050
      The Far Inn,600000,205050

      """)
    #expect(list.names == ["The Crown"])
    #expect(
      list.remarks == [
        "pubs.csv: 1 of 5 rows lie outside or have no place",
        "pubs.csv: 1 places without a name are no venues",
        "pubs.csv: 2 places are homes or hold people, and are never named",
      ])
  }

  @Test(arguments: [
    ("x,easting,northing\nThe Crown,575020,205050\n", "no column 'name'"), ("", "empty"),
    ("name,easting,northing\nThe Far Inn,600000,205050\n", "none of its 1 rows is a place with a name"),
    ("name,other\nThe Crown,1\n", "no coordinates were found"),
  ])
  func `a list that cannot serve is refused`(text: String, says: String) throws {
    #expect {
      try venues(text)
    } throws: { "\($0)".contains(says) }
  }

  @Test(arguments: [0.0, -1, 201, .nan])
  func `a reach that tells nothing is refused`(reach: Double) throws {
    #expect {
      try venues(Self.pubs, reach: reach)
    } throws: { "\($0)".contains("up to 200") }
  }

  @Test func `incidents known by a wide grid square are at no venue`() async throws {
    let lines =
      (0..<4).map { _ in "2024-02-01,TL 750 050" } + (0..<4).map { _ in "2024-02-01,TL 75020 05050" }
    let file = folder.file("g.csv", (["date,grid_ref"] + lines).joined(separator: "\n"))
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(), system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance())
    var found = try await Fixtures.hotspots(of: incidents, theme: Fixtures.theme())
    let said = try found.nameVenues(try venues("name,easting,northing\nThe Crown,575020,205050\n", reach: 60))
    #expect(said.contains { $0.hasPrefix("4 incidents are known by a grid square wider than that") })
    #expect(found.zones[0].topLocationShare == 0.5)
  }

  @Test func `open data, whose places were moved, name no venue`() async throws {
    let text = """
      Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context
      ,2019-01,Essex Police,Essex Police,0.5,51.7,On or near Mill Road,,,Robbery,,

      """
    let table = try IncidentTable(files: [folder.file("street.csv", text)])
    #expect {
      try Venues.require(truePlacesIn: table)
    } throws: {
      "\($0)".contains("street.csv: data.police.uk moves every coordinate")
        && "\($0)".contains("--by-premises")
    }
    try Venues.require(
      truePlacesIn: IncidentTable(files: [folder.file("own.csv", "easting,northing\n1000,2000\n")]))
  }
}
