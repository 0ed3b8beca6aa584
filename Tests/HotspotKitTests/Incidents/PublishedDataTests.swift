import Files
import HotspotKit
import TestSupport
import Testing

/// Figures of published files, each counted with Python's `csv` module and a `Counter`.
@Suite(.enabled(if: RealData.path("essex/street") != nil, "the published data is not here"))
struct PublishedDataTests {
  @Test func `Essex has the rows, places and months that were counted by hand`() throws {
    let folder = try #require(RealData.path("essex/street"))
    let table = try IncidentTable(files: InputFiles.expand([folder]), countingRepeats: true)
    #expect(table.rowsRead == 199_298)
    #expect(table.count == 198_711)
    #expect(table.refused.count == 587)
    #expect(table.refused.allSatisfy { $0.reason == .noCoordinates })
    #expect(table.sources.count == 12)
    #expect(table.sources.allSatisfy { $0.layout == .policeUK })
    #expect(table.sources[0].name == "2018-01-essex-street.csv")

    let check = DataCheck(table)
    #expect(check.located == 198_711)
    #expect(check.distinctLocations == 19_315)
    #expect(check.missingMonths == ["2018-08", "2018-09"])
    #expect(check.months.map(\.month).first == "2018-01")
    #expect(check.months.map(\.rows).reduce(0, +) == 198_711)
    #expect(check.busiestLocations.first?.x == 0.261741)
    #expect(check.busiestLocations.first?.y == 51.889938)
    #expect(check.busiestLocations.map(\.incidents) == [1691, 456, 394, 380, 379])
    #expect(check.timePrecision == "month")
    #expect(check.categories.first?.category == "Violence and sexual offences")
    // All 45,210 rows of anti-social behaviour were read, two without coordinates among them; 14,201 repeat an earlier one.
    #expect(check.categories.first { $0.category == "Anti-social behaviour" }?.rows == 45_210)
    #expect(table.repeatedRows == 14_201)
    #expect(table.repeatedIDs == 0)
    #expect(check.warnings.count == 4)
    #expect(
      check.warnings[0]
        == "coordinates are snapped: 198,711 rows stand on 19,315 points; claim nothing finer than about an LSOA"
    )
    #expect(
      check.warnings[1].hasPrefix("1,691 of 198,711 rows (0.9 %) stand on one coordinate, 0.2617 51.8899:"))
  }

  @Test func `two months of the whole country are read from gzip files`() throws {
    let files = ["2018-12", "2019-01"].compactMap { RealData.path("national/\($0)-street-41forces.csv.gz") }
    let table = try IncidentTable(files: files, countingRepeats: true)
    #expect(table.rowsRead == 701_032)
    #expect(table.refused.count == 16_659)
    #expect(table.repeatedIDs == 8_297)
    #expect(table.repeatedRows == 46_346)
  }

  @Test func `robberies of Memphis have times, and thefts of New York a start and an end`() throws {
    let memphis = try IncidentTable(files: [#require(RealData.path("memphis/memphis_robberies_2019.csv"))])
    #expect(memphis.count == 2245)
    #expect(memphis.precision.allSatisfy { $0 == .minute })
    #expect(DataCheck(memphis).distinctLocations == 1893)
    #expect(DataCheck(memphis).dates?.last == "2019-12-31")
    let thefts = try IncidentTable(files: [#require(RealData.path("nyc/vehicle_thefts.csv"))])
    #expect(thefts.count == 35_746)
    #expect(thefts.end?.count { $0 == CivilTime.unknown } == 2852)
    #expect(DataCheck(thefts).dates?.first == "2010-07-09")
    #expect(DataCheck(thefts).dates?.last == "2017-12-30")
  }

  @Test func `coordinates named x and y are metres where they are too large for degrees`() throws {
    let path = try #require(RealData.path("near_repeat/chicago_be.csv"))
    let table = try IncidentTable(files: [path], columns: ColumnChoice(parsing: "x=X,y=Y"))
    #expect(table.coordinates == .planar)
    #expect(table.count == 11_701)
    #expect(table.start.count { $0 == CivilTime.unknown } == 1)
  }
}
