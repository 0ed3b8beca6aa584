import Files
import HotspotKit
import TestSupport
import Testing

@Suite struct DataCheckTests {
  let scratch = ScratchFolder()

  func table(_ text: String, countingRepeats: Bool = false) throws -> IncidentTable {
    try IncidentTable(files: [scratch.file("t.csv", text)], countingRepeats: countingRepeats)
  }

  @Test func `a small table is summed up member by member`() throws {
    let table = try table(
      """
      lon,lat,date,type
      1,51,2018-12-30,Robbery
      1,51,2018-12-31,Robbery
      1,51,2018-12-31,Burglary
      2,52,2019-03-01,Robbery
      2,52,,Arson
      ,52,2019-01-01,Arson
      3,53,2019-99-01,Arson
      4,54,2019-04-01,Arson
      """, countingRepeats: true)
    let check = DataCheck(table, alsoRefused: [Refusal(file: 0, line: 9, reason: .outsideArea)])
    let json = check.json
    #expect(
      json.keys == [
        "rows_read", "rows_used", "rows_refused", "refused_by_reason", "located", "distinct_locations",
        "busiest_locations", "first_date", "last_date", "time_precision", "months", "missing_months",
        "categories",
        "repeated_rows", "repeated_ids", "outside_area", "warnings",
      ])
    #expect(json["rows_read"] == 8)
    #expect(json["rows_used"] == 5)
    #expect(json["rows_refused"] == 3)
    #expect(json["refused_by_reason"] == ["no_coordinates": 1, "outside_area": 1, "bad_date": 1])
    #expect(json["located"] == 7)
    #expect(json["distinct_locations"] == 2)
    #expect(json["busiest_locations"] == [["longitude": 1.0, "latitude": 51.0, "incidents": 3]])
    #expect(json["first_date"] == "2018-12-30")
    #expect(json["last_date"] == "2019-03-01")
    #expect(json["time_precision"] == "day")
    #expect(json["months"] == ["2018-12": 3, "2019-03": 1])
    #expect(json["missing_months"] == ["2019-01", "2019-02"])
    #expect(json["categories"] == ["Arson": 4, "Robbery": 3, "Burglary": 1])
    #expect(json["repeated_rows"] == 0)
    #expect(json["repeated_ids"] == 0)
    #expect(json["outside_area"] == 1)
    #expect(
      check.warnings == [
        "no rows for 2019-01, 2019-02: a month without rows is a gap, not a month without crime",
        "1 row has no date: what has none counts on maps and nowhere in time",
      ])
  }

  @Test func `a table without rows, dates and categories says so`() throws {
    let none = DataCheck(try table("lon,lat\n"))
    #expect(none.json["rows_read"] == 0)
    #expect(none.json["busiest_locations"] == [])
    #expect(none.json["first_date"] == JSONValue.null)
    #expect(none.json["repeated_rows"] == JSONValue.null)
    #expect(none.json["categories"] == .object([:]))
    #expect(none.warnings == [])
    let dateless = DataCheck(try table("lon,lat\n1,51\n"))
    #expect(dateless.json["time_precision"] == "none")
    #expect(dateless.json["categories"] == .object([:]))
    #expect(dateless.json["missing_months"] == [])
    #expect(dateless.warnings == ["no row has a date: nothing can be said about when"])
  }

  @Test func `a coordinate of one or two rows does not show`() throws {
    let check = DataCheck(try table("easting,northing\n5,6\n5,6\n7,8\n7,8\n7,8\n9,9\n"))
    #expect(check.json["busiest_locations"] == [["x": 7.0, "y": 8.0, "incidents": 3]])
  }

  @Test func `five coordinates show, the busiest first`() throws {
    let rows = (1...7).flatMap { place in [String](repeating: "\(place),50\n", count: 2 + place) }.joined()
    let check = DataCheck(try table("lon,lat\n" + rows))
    #expect(check.busiestLocations.map(\.x) == [7, 6, 5, 4, 3])
    #expect(check.busiestLocations.map(\.incidents) == [9, 8, 7, 6, 5])
  }

  @Test func `shared coordinates are called snapped, scattered ones are not`() throws {
    // 100 rows on 10 points; then 100 rows on 91, of which 10 stand on one.
    let snapped = (0..<100).map { "\($0 % 10 + 1),50,2019-01-02\n" }.joined()
    #expect(
      DataCheck(try table("lon,lat,date\n" + snapped)).warnings.first
        == "coordinates are snapped: 100 rows stand on 10 points; claim nothing finer than about an LSOA")
    let scattered = (0..<100).map { "\(max(9, $0)),50,2019-01-02\n" }.joined()
    #expect(
      DataCheck(try table("lon,lat,date\n" + scattered)).warnings == [
        """
        10 of 100 rows (10.0 %) stand on one coordinate, 9.0 50.0: look whether it is a place that draws crime or \
        one to which records are sent by default, and leave it out with --ignore-places if it is no place
        """
      ])
  }

  @Test func `months, midnights and mixed dates are named`() throws {
    let rows = (0..<20).map { "\($0),50,2019-01-02 00:00\n" }.joined()
    let check = DataCheck(try table("lon,lat,date\n" + rows + "30,50,2019-01-02 07:00\n31,50,2019-01\n"))
    #expect(check.timePrecision == "mixed")
    #expect(
      check.warnings == [
        "20 rows at exactly 00:00 in 1 file, too many for chance: their day is used and their time is not",
        "1 row has a month for a date: no hour-level claim can rest on them",
      ])
  }

  @Test func `a month alone is no day in the first and last date`() throws {
    let check = DataCheck(try table("lon,lat,month\n1,51,2018-02\n1,51,2017-11\n"))
    #expect(check.json["first_date"] == "2017-11")
    #expect(check.json["last_date"] == "2018-02")
    #expect(check.json["time_precision"] == "month")
  }
}
