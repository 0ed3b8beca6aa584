import HotspotKit
import TestSupport
import Testing

@Suite struct IncidentTableTests {
  let scratch = ScratchFolder()

  func table(
    _ text: String, columns: ColumnChoice = .detected, coordinates: CoordinateKind? = nil,
    dateOrder: DateOrder? = nil, countingRepeats: Bool = false
  ) throws -> IncidentTable {
    try IncidentTable(
      files: [scratch.file("table.csv", text)], columns: columns, coordinates: coordinates,
      dateOrder: dateOrder,
      countingRepeats: countingRepeats)
  }

  func reasons(_ table: IncidentTable) -> [Int: RefusalReason] {
    Dictionary(uniqueKeysWithValues: table.refused.map { ($0.line, $0.reason) })
  }

  @Test func `a plain table is read column by column`() throws {
    let table = try table(
      """
      Offence,Latitude,Longitude,Date
      Robbery,51.5,-0.12,2019-03-01 21:30
      Burglary,51.6,-0.13,
      Robbery,51.7,-0.14,2019-03
      """)
    #expect(table.x == [-0.12, -0.13, -0.14])
    #expect(table.y == [51.5, 51.6, 51.7])
    #expect(table.coordinates == .geographic)
    // date -u -d '2019-03-01 21:30' +%s over 60, and the same of 2019-03-01 00:00.
    #expect(table.start == [25_857_930, CivilTime.unknown, 25_856_640])
    #expect(table.precision == [.minute, .unknown, .month])
    #expect(table.end == nil)
    #expect(table.category.map { table.categories[Int($0)] } == ["Robbery", "Burglary", "Robbery"])
    #expect(table.place.map { table.places[Int($0)] } == ["", "", ""])
    #expect(Array(table.file) == [0, 0, 0])
    #expect(Array(table.line) == [2, 3, 4])
    #expect(!table.hasIDs)
    #expect(table.refused.isEmpty)
    #expect(table.sources.map(\.name) == ["table.csv"])
    #expect(table.sources.map(\.layout) == [.longitudeLatitude])
    #expect(table.sources.map(\.rowsRead) == [3])
  }

  @Test func `every row that cannot be used is kept with its line and reason`() throws {
    let path = scratch.file(
      "bad.csv",
      Array("lon,lat,date,type\n1,51,2019-02-28,a\n,51,2019-01-01,a\n1,NA,2019-01-01,a\n".utf8)
        + Array("x,51,2019-01-01,a\n1,91,2019-01-01,a\n181,1,2019-01-01,a\n0,0.0,2019-01-01,a\n".utf8)
        + Array("1,51,2019-02-30,a\n1,51,soon,a\n1,51,2019-01-01\n1,51,2019-01-01,a,b\n".utf8)
        + Array("1,51,2019-01-01,".utf8) + [0x81] + Array("\ninf,51,2019-01-01,a\n1,51,null,a\n".utf8)
        + Array("1,51,\"2019-01-01,a\n".utf8))
    let table = try IncidentTable(files: [path])
    #expect(
      table.refused.map { [$0.line: $0.reason] } == [
        [3: .noCoordinates], [4: .noCoordinates], [5: .badCoordinates], [6: .badCoordinates],
        [7: .badCoordinates], [8: .nullIsland], [9: .badDate], [10: .badDate], [11: .raggedRow],
        [12: .raggedRow], [13: .badEncoding], [14: .badCoordinates], [16: .raggedRow],
      ])
    #expect(Array(table.line) == [2, 15])
    #expect(table.rowsRead == 15)
    #expect(table.rowsRead == table.sources[0].rowsRead)
  }

  @Test func `rows that a stray quote has joined are all counted`() throws {
    let table = try table("lon,lat,note\n1,51,\"x\n2,52,y\n3,53,\"z\n4,54,w\n")
    // Lines 2 to 4 are read as one record: `x … 3,53,` is a text and z stands behind it. Three fields: a row.
    #expect(Array(table.line) == [2, 5])
    let ragged = try self.table("lon,lat,note\n1,51,\"x\n2,52,y\n3,53,z\",\n4,54,w\n")
    #expect(Array(ragged.line) == [3, 5])
    #expect(reasons(ragged) == [2: .raggedRow, 4: .raggedRow])
  }

  @Test func `rows without a number are never duplicates, rows with one count once`() throws {
    let same = try table("lon,lat\n1,51\n1,51\n1,51\n")
    #expect(same.count == 3)
    let numbered = try table(
      """
      Crime Number,lon,lat
      A1,,51
      A1,1,51
       A1 ,2,52
      ,3,53
      ,3,53
      N/A,3,53
      B2,4,54
      """)
    #expect(numbered.hasIDs)
    #expect(Array(numbered.line) == [3, 5, 6, 7, 8])
    #expect(reasons(numbered) == [2: .noCoordinates, 4: .duplicateID])
  }

  @Test func `a number counts once over all files, and in police data a row is a crime`() throws {
    let one = scratch.file("1.csv", "id,lon,lat\n7,1,51\n")
    let two = scratch.file("2.csv", "lat,lon,id\n51,1,7\n52,1,8\n")
    let table = try IncidentTable(files: [one, two])
    #expect(table.refused == [Refusal(file: 1, line: 2, reason: .duplicateID)])
    #expect(Array(table.file) == [0, 1])
    #expect(Array(table.line) == [2, 3])
    let police = try self.table(
      """
      Crime ID,Month,Longitude,Latitude,Location,Crime type
      abc,2018-01,0.5,51.5,On or near High Street,Robbery
      abc,2018-01,0.5,51.5,On or near High Street,Robbery
      """, countingRepeats: true)
    #expect(police.sources[0].layout == .policeUK)
    #expect(police.count == 2)
    #expect(police.repeatedRows == 1)
    #expect(police.repeatedIDs == 1)
    #expect(police.places == ["On or near High Street"])
    #expect(police.precision == [.month, .month])
  }

  @Test func `metres and degrees are told apart and not mixed`() throws {
    let metres = scratch.file("m.csv", "Easting,Northing\n531000,181000\n0.0000001,0\n1e999,5\n")
    let table = try IncidentTable(files: [metres])
    #expect(table.coordinates == .planar)
    #expect(table.x == [531_000])
    #expect(reasons(table) == [3: .nullIsland, 4: .badCoordinates])
    let degrees = scratch.file("d.csv", "lon,lat\n1,51\n")
    #expect(
      throws: HotspotError.malformedInput(
        "\(degrees) has geographic coordinates and the files before it have planar ones; give one kind at a time"
      )
    ) { try IncidentTable(files: [metres, degrees]) }
  }

  @Test func `a file with both kinds is read in degrees unless metres are asked for`() throws {
    let text = "easting,northing,longitude,latitude\n531000,181000,-0.11,51.5\n"
    #expect(try table(text).x == [-0.11])
    #expect(try table(text, coordinates: .planar).x == [531_000])
  }

  @Test func `columns can be named, and numbered where there is no header`() throws {
    let named = try table(
      "A,B,When,Kind\n1,51,2019-01-01,x\n200,51,2019-01-01,x\n2,52,,y\n",
      columns: ColumnChoice(parsing: "x=a,y=B,start=when,category=Kind"))
    #expect(named.coordinates == .geographic)
    #expect(named.sources[0].layout == .named)
    #expect(Array(named.line) == [2, 4])
    #expect(reasons(named) == [3: .badCoordinates])
    let numbered = try table(
      "2019-01-01,639.1,1190.5\n2019-01-02,139.6,1134.6\n", columns: ColumnChoice(parsing: "x=2,y=3,start=1"))
    #expect(numbered.coordinates == .planar)
    #expect(Array(numbered.line) == [1, 2])
    #expect(numbered.precision == [.day, .day])
    let weighed = try table(
      "lon,lat,days\n1,51,2.5\n1,51,?\n", columns: ColumnChoice(parsing: "weight=days"))
    #expect(weighed.weight?[0] == 2.5)
    #expect(weighed.weight?[1].isNaN == true)
  }

  @Test func `a file without coordinates is told what it has and what to write`() throws {
    #expect(
      throws: HotspotError.malformedInput(
        """
        \(scratch("table.csv")): no coordinates were found under a name that is known (longitude and latitude, easting \
        and northing, x and y, grid reference, or postcode); its columns are 'A', 'B b', 'Date'; say which they are with \
        --columns x=NAME,y=NAME
        """)
    ) { try table("A,B b,Date\n1,2,3\n") }
    #expect(
      throws: HotspotError.malformedInput(
        "\(scratch("table.csv")): there is no column 'Z' for x; its columns are 'A', 'B'")
    ) { try table("A,B\n1,2\n", columns: ColumnChoice(parsing: "x=Z,y=B")) }
  }

  @Test func `a row that is no header is not shown in a message`() throws {
    let error = #expect(throws: HotspotError.self) { try table("J. Smith,0.5,51.5\n") }
    #expect(error?.description.contains("Smith") == false)
    #expect(error?.description.contains("by number, as in x=5,y=6") == true)
  }

  @Test func `an empty file is refused and a header alone is a table without rows`() throws {
    #expect(throws: HotspotError.malformedInput("\(scratch("table.csv")) is empty: it has not even a header"))
    {
      try table("")
    }
    #expect(try table("lon,lat\n").rowsRead == 0)
  }

  @Test func `semicolons, quotes and a byte order mark change nothing`() throws {
    let table = try table("\u{feff}\"lon\";\"lat\";\"type\"\r\n\"1\";\"51\";\"a;b\"\r\n")
    #expect(table.x == [1])
    #expect(table.categories == ["a;b"])
  }

  @Test func `further rows can be refused and nothing is lost`() throws {
    let table = try table("lon,lat\n1,51\n,\n2,52\n3,53\n")
    let less = table.refusing([
      Refusal(file: 0, line: 5, reason: .outsideArea), Refusal(file: 0, line: 2, reason: .swappedAxes),
      Refusal(file: 0, line: 99, reason: .outsideArea), Refusal(file: 0, line: 3, reason: .outsideArea),
    ])
    #expect(less.x == [2])
    #expect(Array(less.line) == [4])
    #expect(reasons(less) == [2: .swappedAxes, 3: .noCoordinates, 5: .outsideArea])
    #expect(less.rowsRead == table.rowsRead)
  }

  @Test func `more categories than a table can number are refused`() throws {
    let rows = (0..<65_537).map { "1,51,kind \($0)\n" }.joined()
    #expect(throws: HotspotError.self) { try table("lon,lat,type\n" + rows) }
    let places = try table("lon,lat,street\n" + rows)
    #expect(places.places.count == 65_537)
    #expect(places.places[Int(places.place[40_000])] == "kind 40000")
  }
}
