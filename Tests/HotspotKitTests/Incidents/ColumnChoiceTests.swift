import HotspotKit
import Testing

@Suite struct ColumnChoiceTests {
  static let roles = """
    x, y, start, end, category, id, place, weight, start_time, end_time, grid_ref, postcode, victim, offence_code, \
    location_type, status, beat, domestic, knife, source
    """

  @Test func `roles and names are read, with commas and equals signs in names`() throws {
    let choice = try ColumnChoice(parsing: "x=Long, East,y=Lat=N,start=3")
    #expect(choice.names == [.x: "Long, East", .y: "Lat=N", .start: "3"])
    #expect(try ColumnChoice(parsing: " X =a,Y=b").names == [.x: "a", .y: "b"])
    #expect(
      try ColumnChoice(parsing: "start_time=T,grid_ref=G").names == [.startTime: "T", .gridReference: "G"])
  }

  @Test(arguments: [
    (
      "north=a",
      "--columns cannot read 'north=a': write ROLE=NAME; the roles are \(Self.roles)"
    ),
    ("x=a", "--columns names one coordinate of two: x and y belong together"),
    ("x=a,y=b,x=c", "--columns names x twice"),
    ("x=,y=b", "--columns gives no name for x"),
    (
      "",
      "--columns cannot read '': write ROLE=NAME; the roles are \(Self.roles)"
    ),
  ])
  func `what cannot be meant is refused with the way to write it`(text: String, message: String) {
    #expect(throws: HotspotError.invalidParameter(message)) { try ColumnChoice(parsing: text) }
  }
}
