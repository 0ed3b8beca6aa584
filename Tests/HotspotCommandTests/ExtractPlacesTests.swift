import Files
import TestSupport
import Testing

/// Where it happened, as extracts write it, through the whole command.
@Suite struct ExtractPlacesTests {
  private let folder = ScratchFolder()

  private func extract(_ header: String, _ rows: [String]) -> String {
    folder.file("extract.csv", ([header] + rows).joined(separator: "\n") + "\n")
  }

  @Test func `a grid reference is the middle of its square, however it is written`() throws {
    let path = extract(
      "Log,Grid Ref",
      [
        "1,TQ 123 456", "2,TQ123456", "3,tq 12345 45645", "4,TQ 12 45", "5,TQ 1234", "6,ZZ 123 456",
        "7,TQ 123 45", "8,",
      ])
    let found = try RowsOfAnswer(path, "--cell", "square:10")
    // TQ is 500 km east and 100 km north: the middle of TQ 123 456 is 512350, 145650, in the cell 51235–51236.
    #expect(
      found.cells == [
        "sq10-27700-51235-14565": 2, "sq10-27700-51234-14564": 1, "sq10-27700-51250-14550": 1,
        "sq10-27700-51250-13450": 1,
      ])
    #expect(found.refused == ["bad_coordinates": 2, "no_coordinates": 1])
    #expect(found.notes == ["5 rows placed in the middle of the square that a grid reference names"])
  }

  @Test func `coordinates come before a grid reference, and that before a postcode`() throws {
    let postcodes = folder.file("pc.csv", "pcds,oseast1m,osnrth1m\nCO1 1AA,599450,225350\n")
    let path = extract(
      "Log,Easting,Northing,Grid Ref,Postcode",
      [
        "1,599650,225150,TL 995 252,CO1 1AA", "2,,,TL 995 252,CO1 1AA", "3,NULL,n/a,,co11aa", "4,,,,",
        "5,5e9x,225150,TL 995 252,CO1 1AA",
      ])
    let found = try RowsOfAnswer(path, "--cell", "square:100", "--postcodes", postcodes)
    #expect(
      found.cells == [
        "sq100-27700-5996-2251": 1, "sq100-27700-5995-2252": 1, "sq100-27700-5994-2253": 1,
      ])
    #expect(found.refused == ["no_coordinates": 1, "bad_coordinates": 1])
    #expect(found.notes.count == 2 && found.notes[1] == "1 row placed in the middle of a postcode")
  }

  private static let homes = ["1,CO1 1AA", "2,co1 1ab", "3,CO11AC", "4,ZZ9 9ZZ", "5,", "6,BT1 1AA"]
  private static let cells: [String: Double] = [
    "sq100-27700-5995-2252": 1, "sq100-27700-5996-2252": 1, "sq100-27700-5997-2252": 1,
  ]

  /// The columns of the ONS Postcode Directory that matter among some that do not, in their order there.
  @Test func `postcodes lie where the ONS Postcode Directory says`() throws {
    let directory = folder.file(
      "ONSPD.csv",
      """
      pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m,osgrdind,ctry,lat,long
      "CO1 1AA","CO1  1AA","CO1 1AA","198001","","599500","0225200",1,"E92000001",51.889,0.9
      "CO1 1AB","CO1  1AB","CO1 1AB","198001","","599600","0225200",1,"E92000001",51.889,0.9
      "CO1 1AC","CO1  1AC","CO1 1AC","198001","201906","599700","0225200",1,"E92000001",51.889,0.9
      "ZZ9 9ZZ","ZZ9  9ZZ","ZZ9 9ZZ","198001","","","",9,"E92000001",99.999999,0.0
      "BT1 1AA","BT1  1AA","BT1 1AA","198001","","333500","374200",1,"N92000002",99.999999,0.0
      """)
    let path = extract("Incident No,Postcode", Self.homes)
    let found = try RowsOfAnswer(path, "--postcodes", directory, "--cell", "square:100")
    #expect(found.cells == Self.cells)
    #expect(found.refused == ["no_coordinates": 3])
  }

  @Test func `postcodes lie where Code-Point Open says, a folder of files without a header`() throws {
    let codes = folder.folder("codepo")
    folder.file(
      "codepo/co.csv",
      """
      "CO11AA",10,599500,225200,"E92000001","E19000000","E18000000","","E07000071","E05000000"
      "CO11AB",10,599600,225200,"E92000001","E19000000","E18000000","","E07000071","E05000000"
      "CO11AC",10,599700,225200,"E92000001","E19000000","E18000000","","E07000071","E05000000"
      """)
    folder.file("codepo/zz.csv", "\"ZZ99ZZ\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n")
    let path = extract("Incident No,Postcode", Self.homes)
    let found = try RowsOfAnswer(path, "--postcodes", codes, "--cell", "square:100")
    #expect(found.cells == Self.cells)
    #expect(found.refused == ["no_coordinates": 3])
  }

  @Test func `postcodes without a look-up are 65 and name the option; a file that is none is too`() throws {
    let path = extract("Incident No,Postcode", Self.homes)
    let bare = try CommandRun("grid", path, "-o", folder("out.csv"))
    #expect(bare.status == 65 && bare.messages.contains("--postcodes FILE"))
    let wrong = folder.file("pubs.csv", "name,rating\nThe Crown,5\n")
    let odd = try CommandRun("grid", path, "--postcodes", wrong, "-o", folder("out.csv"))
    #expect(odd.status == 65 && odd.messages.contains("no look-up of postcodes"))
    #expect(!folder.names.contains("out.csv"))
  }

  /// Rows 0, 20, 60 and 200 m east of a custody suite, one under its name elsewhere, one without coordinates.
  private var custody: String {
    extract(
      "Log,Location,Easting,Northing",
      [
        "1,High Street,599500,225200", "2,High Street,599520,225200", "3,High Street,599560,225200",
        "4,High Street,599700,225200", "5,On or near CUSTODY SUITE,599900,225200", "6,Custody Suite,,",
      ])
  }

  @Test(arguments: [
    ("dump.csv", "easting,northing\n599500,225200\n", 3),
    ("dump.csv", "name,easting,northing,radius\nCustody,599500,225200,100\n", 2),
    ("dump.csv", "location\ncustody suite\n", 4),
    ("dump.csv", "name,easting,northing,radius\ncustody suite,,,\nA,599500,225200,60\n", 1),
  ])
  func `dump points are left out by place, by radius and by name, and counted`(
    name: String, text: String, used: Int
  ) throws {
    let found = try RowsOfAnswer(custody, "--ignore-places", folder.file(name, text))
    #expect(found.used == used)
    #expect(found.refused == ["no_coordinates": 1, "ignored_place": 5 - used])
  }

  @Test func `dump points of a GeoJSON layer are left out too, and rows in degrees are met by metres`() throws
  {
    // The place 599500, 225200 in degrees; 25 m is the radius where the layer says none.
    let degrees = folder.file(
      "degrees.csv", "Log,Longitude,Latitude\n1,0.898500,51.888600\n2,0.898600,51.888600\n3,0.9,51.8886\n")
    let layer = folder.file(
      "dump.geojson",
      #"{"type":"Feature","geometry":{"type":"Point","coordinates":[0.8985,51.8886]},"properties":{}}"#)
    let found = try RowsOfAnswer(degrees, "--ignore-places", layer)
    #expect(found.used == 1 && found.refused == ["ignored_place": 2])
  }
}
