import HotspotKit
import TestSupport
import Testing

/// Headers as force systems export them.
@Suite struct ForceExtractTests {
  let scratch = ScratchFolder()

  private func table(_ text: String, _ change: (inout ReadingRules) throws -> Void = { _ in }) throws
    -> IncidentTable
  {
    var rules = ReadingRules()
    try change(&rules)
    return try IncidentTable(files: [scratch.file("extract.csv", text)], by: rules)
  }

  @Test(arguments: [
    "Crime Number", "INVESTIGATION NO", "occurrence_no", "Log", "URN", "Crime Ref", "Incident Number", "id",
  ])
  func `the number of a crime goes by many names`(name: String) throws {
    let table = try table("\(name),lon,lat\n7,1,51\n7,1,51\n,1,51\n")
    #expect(table.refused == [Refusal(file: 0, line: 3, reason: .duplicateID)])
  }

  @Test(arguments: [
    ("Committed From", "Committed To"), ("Date First Committed", "Date Last Committed"),
    ("committed_from_date", "committed_to_date"), ("Date From", "Date To"),
    ("First Committed", "Last Committed"),
    ("Committed Date From", "Committed Date To"), ("Offence Start Date", "Offence End Date"),
  ])
  func `when it began and ended goes by many names`(from: String, to: String) throws {
    let table = try table("Created Date,\(to),lon,lat,\(from)\n2024-09-09,2024-01-06,1,51,2024-01-05\n")
    #expect(table.start.map { CivilTime.text(day: CivilTime.day(of: $0)) } == ["2024-01-05"])
    #expect(table.end.map { CivilTime.text(day: CivilTime.day(of: $0[0])) } == "2024-01-06")
    #expect(table.notes.isEmpty)
  }

  @Test(arguments: ["Recorded Date", "Created Date", "Date Recorded", "Reported On"])
  func `the date of the record serves for want of a better one, and that is said`(name: String) throws {
    let table = try table("\(name),lon,lat\n2024-01-05,1,51\n")
    #expect(table.start.map { CivilTime.text(day: CivilTime.day(of: $0)) } == ["2024-01-05"])
    #expect(
      table.notes == [
        "1 file has no date of the event: the date of the record stands for it, which may be days later"
      ])
  }

  @Test func `what a row says further is kept as text`() throws {
    let table = try table(
      """
      HO Code,Offence Description,Location Type,Beat,Status,DA Flag,Knife Flag,X,Y,Source
      8/1,Assault,Street,A1,Filed,N,Y,530000,180000,Public
      8/1,Assault,,A2,Filed,Y,N,530000,180000,Stop search
      34B,Robbery,Street,A1,Filed,,,,180000,
      34B,Robbery,Street,A1,Filed,,,530100,180000,
      """)
    func texts(_ role: String) -> [String]? {
      table.columns[role].map { column in (0..<3).map { column[$0] } }
    }
    #expect(texts("offence_code") == ["8/1", "8/1", "34B"])
    #expect(texts("location_type") == ["Street", "", "Street"])
    #expect(texts("beat") == ["A1", "A2", "A1"])
    #expect(texts("status") == ["Filed", "Filed", "Filed"])
    #expect(texts("domestic") == ["N", "Y", ""])
    #expect(texts("knife") == ["Y", "N", ""])
    #expect(texts("source") == ["Public", "Stop search", ""])
    #expect(table.category.map { table.categories[Int($0)] } == ["Assault", "Assault", "Robbery"])
    #expect(table.columns.values.allSatisfy { $0.numbers.count == table.count })
    #expect(table.coordinates == .planar && table.sources[0].layout == .xy)
  }

  @Test func `files without a column say nothing in it, before and after one that has it`() throws {
    let plain = scratch.file("plain.csv", "lon,lat\n1,51\n1,52\n")
    let full = scratch.file("full.csv", "lon,lat,beat\n1,53,B\n,,C\n1,54,D\n")
    let table = try IncidentTable(files: [plain, full, plain].map { $0 }.dropLast() + [full])
    let beats = try #require(table.columns["beat"])
    #expect((0..<table.count).map { beats[$0] } == ["", "", "B", "D", "B", "D"])
    let less = table.refusing([Refusal(file: 0, line: 2, reason: .outsideArea)])
    #expect(
      less.columns["beat"].map { column in (0..<less.count).map { column[$0] } } == ["", "B", "D", "B", "D"])
  }

  @Test func `x and y are degrees where the numbers are`() throws {
    #expect(try table("X,Y\n-0.1,51.5\n").coordinates == .geographic)
    #expect(try table("X,Y\n530000,180000\n").coordinates == .planar)
  }

  @Test(arguments: [
    ("Cancelled", true), ("CANCELLED - AVI", true), ("No Crime", true), ("no-crimed", true),
    ("NoCrime", true),
    ("Transferred to other force", true), ("Crime canceled", true), ("Not cancelled", false),
    ("Filed", false),
    ("", false), ("Undetected", false), ("No suspect identified", false), ("Crime", false),
  ])
  func `a status that means no crime takes the row out`(status: String, isOut: Bool) throws {
    let table = try table("lon,lat,Status,type\n1,51,\(status),a\n1,51,Filed,a\n")
    #expect(table.refused == (isOut ? [Refusal(file: 0, line: 2, reason: .cancelled)] : []))
    #expect(table.rowsOfCategory[0] == 2)
  }

  @Test func `what counts once is a crime, a victim or a row`() throws {
    let text = "id,victim id,lon,lat\n7,a,1,51\n7,b,1,51\n7,a,1,51\n,a,1,51\n,a,1,51\n8,,1,51\n8,,1,51\n"
    func lines(_ counted: CountedOnce?) throws -> [Int] {
      try table(text) { $0.oneRowPer = counted }.refused.map(\.line)
    }
    #expect(try lines(nil) == [3, 4, 8])
    #expect(try lines(.crime) == [3, 4, 8])
    #expect(try lines(.victim) == [4, 8])
    #expect(try lines(.row) == [])
    let police = """
      Crime ID,Month,Longitude,Latitude,Location,Crime type
      abc,2018-01,0.5,51.5,On or near High Street,Robbery
      abc,2018-01,0.5,51.5,On or near High Street,Robbery
      """
    #expect(try table(police) { $0.oneRowPer = .crime }.refused.map(\.line) == [3])
  }

  @Test func `without a column of victims the one that is missing is named`() throws {
    let error = #expect(throws: HotspotError.self) {
      try table("id,lon,lat\n7,1,51\n") { $0.oneRowPer = .victim }
    }
    #expect(error?.description.contains("no column of victims' numbers") == true)
    #expect(error?.description.contains("--columns victim=NAME") == true)
  }

  @Test func `points of GeoJSON are rows, their properties the fields`() throws {
    let path = scratch.file(
      "points.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","geometry":{"type":"Point","coordinates":[0.5,51.5]},
       "properties":{"Crime Number":7,"Offence":"Robbery","Date":"2024-01-05T23:15","Beat":"é"}},
      {"type":"Feature","geometry":null,"properties":{"Crime Number":8,"Offence":"Arson"}},
      {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0.5,51.5],[0.6,51.5]]},"properties":{}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[0.6,51.6]},"properties":{"Crime Number":7}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[0.7,51.7]},"properties":null}]}
      """)
    let table = try IncidentTable(files: [path])
    #expect(table.x == [0.5, 0.7] && table.y == [51.5, 51.7])
    #expect(table.sources[0].layout == .geoJSON && table.rowsRead == 5)
    #expect(table.sources[0].bytes > 500)
    #expect(table.categories[Int(table.category[0])] == "Robbery")
    #expect(table.precision == [.minute, .unknown])
    #expect(table.columns["beat"]?[0] == "é")
    #expect(
      table.refused == [
        Refusal(file: 0, line: 2, reason: .noCoordinates), Refusal(file: 0, line: 3, reason: .badCoordinates),
        Refusal(file: 0, line: 4, reason: .duplicateID),
      ])
  }

  @Test func `a sep line of Excel is no header`() throws {
    let table = try table("sep=;\r\nlon;lat\r\n1;51\r\n;51\r\n")
    #expect(table.x == [1])
    #expect(table.refused == [Refusal(file: 0, line: 4, reason: .noCoordinates)])
  }
}
