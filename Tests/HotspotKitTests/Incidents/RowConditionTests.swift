import Files
import Geospatial
import HotspotKit
import TestSupport
import Testing

@Suite struct RowConditionTests {
  @Test func `a condition is read and written the same`() throws {
    let one = try RowCondition("Beat = A1, B2")
    #expect(one.column == "Beat" && one.values == ["A1", "B2"] && !one.isNegated)
    #expect(one.description == "Beat=A1,B2")
    let other = try RowCondition("Crime type!=\"Drugs, other\",x")
    #expect(other.column == "Crime type" && other.values == ["Drugs, other", "x"] && other.isNegated)
    #expect(try RowCondition(other.description) == other)
    #expect(try RowCondition("a=").values == [""])
  }

  @Test(arguments: ["Beat", "", "=x", "!=x"])
  func `what is no condition is refused`(text: String) {
    #expect(throws: HotspotError.self) { try RowCondition(text) }
  }

  private func used(_ conditions: String...) throws -> Int {
    let scratch = ScratchFolder()
    let path = scratch.file(
      "t.csv",
      """
      lon,lat,type,location,beat,Team Name,Log
      0.5,51.5,Robbery,High St,A1,Red,1
      0.5,51.5,robbery,High St,A2,Blue,2
      0.5,51.5,Burglary,Low St,,Blue,3
      ,,Burglary,Low St,A1,Blue,4
      """)
    var rules = ReadingRules()
    let read = try conditions.map { try RowCondition($0) }
    rules.kept = read.map(\.column)
    let table = try IncidentTable(files: [path], by: rules)
    let incidents = try table.incidents(
      matching: Selection(conditions: read), system: .wgs84, in: Fixtures.essex(), sources: Provenance())
    let account = incidents.account
    #expect(account.read == account.used + 1 + account.notSelected)
    #expect(incidents.refused == [Refusal(file: 0, line: 5, reason: .noCoordinates)])
    return account.used
  }

  @Test func `rows are selected by role or header, by one value or several, and all conditions hold`() throws
  {
    #expect(try used() == 3)
    #expect(try used("category=ROBBERY") == 2)
    #expect(try used("type=Robbery") == 2)
    #expect(try used("category!=Robbery") == 1)
    #expect(try used("place=High St", "beat=a2") == 1)
    #expect(try used("location=Low St") == 1)
    #expect(try used("BEAT=A1,A2") == 2)
    #expect(try used("beat=") == 1)
    #expect(try used("beat!=A1") == 2)
    #expect(try used("team name=blue", "team name!=red") == 2)
    #expect(try used("id=2,3") == 2)
    #expect(try used("7=2") == 1)
  }

  @Test func `a column that is not there is told which there are`() throws {
    let error = #expect(throws: HotspotError.self) { try used("Ward=x") }
    #expect(error?.description.contains("no column 'Ward'") == true)
    #expect(error?.description.contains("'Team Name'") == true)
    #expect(throws: HotspotError.self) { try used("knife=Y") }
  }

  @Test func `refused rows are written with file, line and reason and nothing else`() {
    let refusals = [
      Refusal(file: 1, line: 7, reason: .badDate), Refusal(file: 0, line: 3, reason: .cancelled),
    ]
    let text = String(
      decoding: refusals.joined(with: []).csv(naming: ["a, \"b\".csv", "c.csv"]), as: UTF8.self)
    #expect(text == "file,line,reason\n\"a, \"\"b\"\".csv\",3,cancelled\nc.csv,7,bad_date\n")
  }
}
