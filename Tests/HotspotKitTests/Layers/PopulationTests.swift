import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PopulationTests {
  private let folder = ScratchFolder()

  private func cells() throws -> PolygonCells {
    let layer = try LayerFixtures.areas(
      ["E01000001", "E01000002", "E01000003"].enumerated().map {
        ([LayerFixtures.square(Double($0) * 200, 0)], ["code": .string($1), "people": .string("many")])
      })
    return try PolygonCells(layer, in: try Fixtures.essex())
  }

  private func population(_ text: String, column: String = "All usual residents") throws -> Population {
    try Population(path: folder.file("census.csv", text), column: column, of: try cells())
  }

  @Test func `areas are joined by the column that holds their ids, in any order`() throws {
    let population = try population(
      """
      lad,lsoa code,All usual residents
      E07000066,E01000003,30
      E07000066,E01000001,"1,510"
      E07000066,E01999999,77

      """)
    #expect(population.people == [1510, nil, 30])
    #expect(population.source == "census.csv, column All usual residents, areas by lsoa code")
    #expect(population.remarks[0].hasPrefix("population: 1540 in 2 areas"))
    #expect(population.remarks[1].hasPrefix("1 of 3 areas"))
  }

  @Test func `a column's name is found in any case`() throws {
    #expect(try population("code,Pop\nE01000002,5\n", column: "POP").people == [nil, 5, nil])
  }

  @Test func `an empty field is not nought`() throws {
    #expect(try population("code,pop\nE01000002,\nE01000001,0\n", column: "pop").people == [0, nil, nil])
  }

  @Test(arguments: [
    ("code,pop\nE01000001,4\nE01000001,5\n", "pop", "stands on lines 2 and 3"),
    ("code,pop\nE01000001,-4\n", "pop", "line 2: its pop is no number of people"),
    ("code,pop\nE01000001,four\n", "pop", "line 2: its pop is no number of people"),
    ("code,pop\nE01000001,\"1,5\"\n", "pop", "line 2: its pop is no number of people"),
    ("code,pop\nE01000001,inf\n", "pop", "line 2: its pop is no number of people"),
    ("code,pop\nE01000001,4\n", "residents", "no column 'residents'; there are: code, pop"),
    ("code,pop\nW01000001,4\n", "pop", "no column holds the areas' ids"),
    ("", "pop", "is empty"),
  ])
  func `a table that will not do is refused with what is wrong`(text: String, column: String, reason: String)
  {
    #expect {
      try population(text, column: column)
    } throws: { "\($0)".contains(reason) }
  }

  @Test func `a property of the layer that is no number, or not there, is refused`() throws {
    let cells = try cells()
    #expect {
      try Population(property: "people", of: cells)
    } throws: { "\($0)".contains("area E01000001: its people is no number of people") }
    #expect {
      try Population(property: "residents", of: cells)
    } throws: { "\($0)".contains("no area has a property 'residents'; there are: code, people") }
  }
}
