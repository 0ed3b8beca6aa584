import Geospatial
import HotspotKit
import TestSupport
import Testing

@Suite struct IgnoredPlacesTests {
  let scratch = ScratchFolder()

  private func lines(_ text: String, ignoring places: String, named name: String = "places.csv") throws
    -> [Int]
  {
    var rules = ReadingRules()
    rules.ignoredPlaces = try IgnoredPlaces(path: scratch.file(name, places))
    let table = try IncidentTable(files: [scratch.file("t.csv", text)], by: rules)
    #expect(table.refused.allSatisfy { $0.reason == .ignoredPlace })
    #expect(table.rowsRead == table.sources[0].rowsRead)
    return table.refused.map(\.line)
  }

  private let metres =
    "easting,northing,location\n530000,180000,Cells\n530025,180000,Cells\n530026,180000,A St\n530100,180000,On or near Custody Suite\n"

  @Test func `rows within 25 metres, or the radius that is given, are refused`() throws {
    #expect(try lines(metres, ignoring: "easting,northing\n530000,180000\n") == [2, 3])
    #expect(try lines(metres, ignoring: "easting,northing,radius\n530000,180000,0\n") == [2])
    #expect(
      try lines(metres, ignoring: "X,Y,Radius (m)\n530000,180000,99\n530100,180000,\n") == [2, 3, 4, 5])
    #expect(try lines(metres, ignoring: "easting,northing\n500000,180000\n") == [])
  }

  @Test func `names are compared without regard to case`() throws {
    #expect(try lines(metres, ignoring: "Location\ncustody suite \nAnywhere\n") == [5])
    #expect(try lines(metres, ignoring: "name,lon,lat\nCELLS,,\n") == [2, 3])
  }

  /// A hundredth of a degree of latitude is 1,112 m: 0.0002 are 22 m and 0.0003 are 33 m.
  @Test func `degrees are measured in metres, and GeoJSON serves as well`() throws {
    let rows = "lon,lat\n0.5,51.5\n0.5,51.5002\n0.5,51.5003\n0.50035,51.5\n0.50040,51.5\n"
    #expect(try lines(rows, ignoring: "lon,lat\n0.5,51.5\n") == [2, 3, 5])
    let json = """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[0.5,51.5]},"properties":{"radius":35}}
      """
    #expect(try lines(rows, ignoring: json, named: "p.geojson") == [2, 3, 4, 5, 6])
    // The same place in metres.
    let plane = try StudyArea(around: GeographicPoints(longitudes: [0.5], latitudes: [51.5]))
    let projected = plane.projector.project(GeographicPoint(longitude: 0.5, latitude: 51.5))
    let point = try #require(projected)
    #expect(try lines(rows, ignoring: "easting,northing\n\(point.x),\(point.y)\n") == [2, 3, 5])
  }

  @Test func `a row that is ignored gives up its number to the next`() throws {
    let text = "id,lon,lat\n7,0.5,51.5\n7,0.6,51.5\n"
    #expect(try lines(text, ignoring: "lon,lat\n0.5,51.5\n") == [2])
  }

  @Test(arguments: ["a,b\n1,2\n", "", "lon,lat\n,\n"])
  func `a file without places is refused`(text: String) throws {
    #expect(throws: HotspotError.self) { try IgnoredPlaces(path: scratch.file("no.csv", text)) }
  }
}
