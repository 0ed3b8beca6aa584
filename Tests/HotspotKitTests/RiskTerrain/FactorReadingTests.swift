import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct FactorReadingTests {
  private func factor(
    _ text: String, as name: String = "places.csv", called: String = "pubs", policeGenerated: Bool = false,
    label: String? = nil, system: CoordinateSystem? = nil
  ) throws -> Factor {
    let folder = ScratchFolder()
    var setting = FactorSetting(name: called, path: folder.file(name, text))
    setting.system = system
    return try Factor(
      reading: setting, in: Fixtures.square(), label: label, includesPoliceGenerated: policeGenerated)
  }

  @Test func `rows that cannot be placed are counted, and those outside the area are kept`() throws {
    let factor = try factor(
      """
      name,longitude,latitude
      The Secret Arms,0.5,51.7
      Nowhere,,
      Null,0,0
      Bad,x,51.7
      Beyond,200,51.7
      Far,0.9,51.9

      """)
    #expect(factor.rowsRead == 6 && factor.rowsUnusable == 4 && factor.rowsUsed == 2)
    #expect(factor.points.count == 2 && factor.lines.isEmpty && factor.areas.isEmpty)
    #expect(factor.sentence == "factor pubs: 2 places; 4 of 6 rows cannot be placed and do not count")
    #expect(factor.caveats.isEmpty && factor.digest.count == 64)
  }

  @Test func `no name of a place is kept`() throws {
    let factor = try factor("name,longitude,latitude\nThe Secret Arms,0.5,51.7\n")
    #expect(!"\(factor)".contains("Secret"))
    #expect(factor.facts["file"]?.text == "places.csv")
    let labelled = try self.factor("longitude,latitude\n0.5,51.7\n", label: "OP WILLOW")
    #expect(labelled.facts["file"]?.text == "OP WILLOW" && labelled.source == "OP WILLOW")
  }

  @Test func `metres are the National Grid's, or what the user says`() throws {
    let metres = try factor("easting,northing\n575000,205000\n")
    #expect(abs(metres.points.xs[0] - 575_000) < 0.01 && abs(metres.points.ys[0] - 205_000) < 0.01)
    let plain = try factor("x,y\n575000,205000\n")
    #expect(abs(plain.points.xs[0] - 575_000) < 0.01)
    let degrees = try factor("x,y\n0.5,51.7\n")
    let named = try factor("longitude,latitude\n0.5,51.7\n")
    #expect(degrees.points == named.points)
    let utm = try factor("x,y\n327000,5730000\n", system: try CoordinateSystem("32631"))
    #expect((500_000...650_000).contains(utm.points.xs[0]))
  }

  @Test func `GeoJSON gives points, lines and areas, and features without a shape are counted`() throws {
    let factor = try factor(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[0.5,51.7]}},
      {"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":[[0.5,51.7],[0.6,51.7]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0.5,51.7],[0.6,51.7]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0.5,51.7],[0.6,51.7],[0.6,51.8],[0.5,51.7]]]}},
      {"type":"Feature","properties":{},"geometry":null}]}
      """, as: "mixed.geojson")
    #expect(factor.points.count == 3 && factor.lines.count == 1 && factor.areas.count == 1)
    #expect(factor.rowsRead == 5 && factor.rowsUnusable == 1)
    #expect(factor.sentence.contains("3 places, 1 lines, 1 areas"))
  }

  @Test(arguments: [
    (
      "s.csv", "stops",
      "Type,Date,Longitude,Latitude,Object of search,Outcome\nPerson search,2019-01-01,0.5,51.7,Drugs,x\n"
    ),
    ("s.csv", "stop-search", "longitude,latitude\n0.5,51.7\n"),
    ("arrests_2024.csv", "places", "longitude,latitude\n0.5,51.7\n"),
    ("s.csv", "places", "arrest_date,longitude,latitude\n2020-01-01,0.5,51.7\n"),
    ("s.csv", "places", "Crime type,Longitude,Latitude\nDrugs,0.5,51.7\n"),
  ])
  func `a trace of policing is refused, and taken in only when asked for, with a caveat`(
    file: String, name: String, text: String
  ) throws {
    let error = #expect(throws: HotspotError.self) { try factor(text, as: file, called: name) }
    #expect(error?.description.contains("--include-police-generated") ?? false)
    let taken = try factor(text, as: file, called: name, policeGenerated: true)
    #expect(taken.caveats.contains { $0.contains("shows where police looked") })
  }

  @Test(arguments: [
    ("imd", "longitude,latitude\n0.5,51.7\n", "deprivation"),
    ("areas", "IMD_decile,longitude,latitude\n1,0.5,51.7\n", "deprivation"),
    ("areas", "ethnicity,longitude,latitude\nx,0.5,51.7\n", "ethnicity"),
    ("offenders", "longitude,latitude\n0.5,51.7\n", "named persons"),
    ("homes", "surname,longitude,latitude\nx,0.5,51.7\n", "named persons"),
  ])
  func `a layer of people enters when it is named, and says so`(name: String, text: String, what: String)
    throws
  {
    let factor = try factor(text, called: name)
    #expect(factor.caveats.count == 1)
    #expect(factor.caveats[0].contains(what) && factor.caveats[0].contains("only because it was named"))
  }

  @Test(arguments: ["pubs", "takeaways", "schools", "bus stops", "researchers"])
  func `plain layers of places carry no caveat`(name: String) throws {
    let text = "fhrsid,name,local_authority,postcode,longitude,latitude\n1,x,y,z,0.5,51.7\n"
    #expect(try factor(text, called: name).caveats.isEmpty)
  }

  @Test func `a file without coordinates, an empty one and one with nothing usable are errors`() {
    for text in ["name\nx\n", "", "longitude,latitude\n,\n"] {
      #expect(throws: HotspotError.self) { try factor(text) }
    }
    #expect(throws: HotspotError.self) {
      try Factor(reading: FactorSetting(name: "a", path: "/nowhere/a.csv"), in: Fixtures.square())
    }
  }
}
