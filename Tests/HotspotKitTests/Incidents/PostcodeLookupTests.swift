import HotspotKit
import TestSupport
import Testing

@Suite struct PostcodeLookupTests {
  let scratch = ScratchFolder()

  private var directory: String {
    scratch.file(
      "onspd.csv",
      """
      pcd,pcd2,pcds,doterm,oseast1m,osnrth1m,lat,long
      "CO1 1AA","CO1  1AA","CO1 1AA",,599500,225200,51.889,0.898
      "CO1 1AB","CO1  1AB","CO1 1AB",,,,99.999999,0
      "BT1 1AA","BT1  1AA","BT1 1AA",,333900,374300,54.601,-5.927
      """)
  }

  private func table(_ text: String, _ files: [String]) throws -> IncidentTable {
    var rules = ReadingRules()
    rules.postcodes = try PostcodeLookup(files: files)
    return try IncidentTable(files: [scratch.file("t.csv", text)], by: rules)
  }

  @Test func `rows with a postcode alone stand in its middle, others where they say`() throws {
    let table = try table(
      "easting,northing,Postcode\n600000,225000,CO1 1AA\n,,co11aa\n,,CO1 1AB\n,,CO9 9ZZ\n,,\n0,0,CO1  1AA\n",
      [directory])
    #expect(table.x == [600_000, 599_500, 599_500])
    #expect(table.y == [225_000, 225_200, 225_200])
    #expect(table.refused.map(\.line) == [4, 5, 6])
    #expect(table.refused.allSatisfy { $0.reason == .noCoordinates })
    #expect(table.notes == ["2 rows placed in the middle of a postcode"])
    #expect(table.coordinatePrecision == nil)
  }

  @Test func `Code-Point Open has no header and marks what has no place`() throws {
    let file = scratch.file(
      "co.csv", "\"CO1 1AA\",10,599500,225200,\"E92000001\"\n\"CO1 1AB\",90,0,0,\"E92000001\"\n")
    #expect(try PostcodeLookup(files: [file]).count == 1)
    let table = try table("Postcode\nCO1 1AA\nCO1 1AB\n", [file])
    #expect(table.x == [599_500] && table.coordinates == .planar)
    #expect(table.sources[0].layout == .postcode)
  }

  @Test func `Northern Ireland is placed by degrees, for its metres are on another grid`() throws {
    let table = try table("lon,lat,postcode\n0.5,51.5,\n,,BT1 1AA\n,,CO1 1AA\n", [directory])
    #expect(table.x[1] == -5.927 && table.y[1] == 54.601)
    #expect(abs(table.x[2] - 0.898) < 0.002 && abs(table.y[2] - 51.889) < 0.002)
  }

  @Test func `a reference goes before a postcode`() throws {
    let table = try table("gridref,postcode\nTQ 123 456,CO1 1AA\n,CO1 1AA\n", [directory])
    #expect(table.x == [512_350, 599_500])
    #expect(table.notes.count == 2)
  }

  @Test func `postcodes without a look-up are told what to give`() throws {
    let error = #expect(throws: HotspotError.self) {
      try IncidentTable(files: [scratch.file("t.csv", "Postcode\nCO1 1AA\n")])
    }
    #expect(error?.description.contains("--postcodes FILE") == true)
  }

  @Test(arguments: ["a,b\n1,2\n", "", "pcds,oseast1m,osnrth1m\nCO1 1AB,,\n"])
  func `what is no look-up or holds no place is refused`(text: String) throws {
    #expect(throws: HotspotError.self) { try PostcodeLookup(files: [scratch.file("no.csv", text)]) }
  }
}
