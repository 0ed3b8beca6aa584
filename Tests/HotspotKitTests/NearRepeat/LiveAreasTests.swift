import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct LiveAreasTests {
  private let day = 17_500

  private func incidents(_ places: [(Double, Double)], days: [Int]) -> Incidents {
    Fixtures.incidents(
      places.map { (x: $0.0, y: $0.1) }, start: days.map { Int32($0 * 1440) },
      precision: days.map { _ in .day })
  }

  /// A table of bands of 200 and 300 m and 3 and 7 days in which the named cells hold twenty pairs for ten expected.
  private func table(raised: [(row: Int, column: Int)], observed: Int = 20) throws -> KnoxTable {
    let method = try NearRepeat(distanceBands: [200, 300], dayBands: [3, 7], permutations: 19)
    let rows = [DistanceBand.samePlace] + DistanceBand.between(method.distanceBands)
    let cells = rows.enumerated().flatMap { row, distance in
      DayBand.between(method.dayBands).enumerated().map { column, days in
        let isRaised = raised.contains { $0 == (row, column) }
        return KnoxCell(
          distance: distance, days: days, observed: isRaised ? observed : 10,
          permuted: [Int](repeating: 10, count: 19))
      }
    }
    return KnoxTable(cells: cells, method: method, incidents: 2, withoutDay: 0, provenance: Provenance())
  }

  private func live(
    _ incidents: Incidents, raised: [(row: Int, column: Int)], asOf: Int? = nil,
    shape: CellShape = .square(side: 100)
  ) throws -> LiveAreas {
    let area = try Fixtures.essex()
    let grid = try area.grid(shape, around: incidents, margin: 400)
    return try LiveAreas(
      of: incidents, table: try table(raised: raised), rule: try LiveAreas.Rule(), asOf: asOf, on: grid)
  }

  /// Far away and long before: so that there are two incidents and one of them is recent.
  private let old = (571_000.0, 201_000.0)

  @Test func `an incident opens the cells around its own until the band's last day`() throws {
    let found = try live(
      incidents([(570_010, 200_080), old], days: [day, day - 100]), raised: [(1, 0)])
    #expect(found.asOf == day + 1 && found.origins == 1)
    let area = try #require(found.areas.first)
    #expect(found.areas.count == 1)
    // By the streets within 200 m of a middle: the cell itself and the four beside it, not the ones at 200 m.
    #expect(area.cells.count == 5 && area.area == 50_000)
    #expect(area.ratios.lowest == 2 && area.ratios.mean == 2 && area.ratios.highest == 2)
    #expect(area.until == day + 2 && area.wholeUntil == day + 2)
    #expect(area.incidents == 1 && area.reach == 200 && area.days == 3 && area.p == 0.05)
    #expect(area.repeatRatio == nil)
    #expect(area.id == "near-repeat-sq100-27700-5700-1999")
  }

  @Test(arguments: [(570_001.0, 200_001.0), (570_099, 200_001), (570_050, 200_050)])
  func `where in its cell an incident stands does not show`(place: (Double, Double)) throws {
    let raised = [(row: 1, column: 0), (row: 2, column: 0), (row: 0, column: 0)]
    let here = try live(incidents([(570_033, 200_071), old], days: [day, day - 100]), raised: raised)
    let there = try live(incidents([place, old], days: [day, day - 100]), raised: raised)
    #expect(here.areas.map(\.polygon) == there.areas.map(\.polygon))
    #expect(here.areas.map(\.id) == there.areas.map(\.id))
  }

  @Test func `a band that joins the open one keeps the area open`() throws {
    let places = incidents([(570_010, 200_080), old], days: [day, day - 100])
    let long = try live(places, raised: [(1, 0), (1, 1)])
    #expect(long.areas.first?.until == day + 6)
    let second = try live(places, raised: [(1, 1)])
    #expect(second.areas.isEmpty)
    #expect(try live(places, raised: [(1, 1)], asOf: day + 3).areas.first?.until == day + 6)
  }

  @Test func `a raised band further off opens a ring, and without the middle it leaves a hole`() throws {
    let found = try live(
      incidents([(570_050, 200_050), old], days: [day, day - 100]), raised: [(2, 0)])
    let cells = found.areas.flatMap(\.cells)
    // By the streets at 200 m: eight cells, of which the slanting neighbours touch at corners only.
    #expect(cells.count == 8 && found.areas.count == 8)
  }

  @Test func `two incidents near each other open one area that counts both`() throws {
    let found = try live(
      incidents([(570_050, 200_050), (570_150, 200_050), old], days: [day, day - 1, day - 100]),
      raised: [(0, 0), (1, 0)])
    let area = try #require(found.areas.first)
    #expect(found.areas.count == 1 && found.origins == 2 && area.incidents == 2)
    #expect(area.cells.count == 8 && area.until == day + 2 && area.wholeUntil == day + 1)
    #expect(area.repeatRatio == 2)
    #expect(found.provenance.steps.last?["originating_incidents"] == 2)
  }

  @Test func `nothing raised, only the same place raised, and nothing recent are each told`() throws {
    let places = incidents([(570_050, 200_050), old], days: [day, day - 100])
    #expect(try live(places, raised: []).reasonForNone?.contains("no band of the table is raised") == true)
    #expect(
      try live(places, raised: [(0, 0)]).reasonForNone?.contains("only repeats at the same place") == true)
    let late = try live(places, raised: [(1, 0)], asOf: day + 3)
    #expect(late.reasonForNone?.hasSuffix("the last is of 2017-11-30") == true)
    #expect(late.sentence == late.reasonForNone)
  }

  @Test func `incidents after the day open nothing and are told of`() throws {
    let places = incidents([(570_050, 200_050), old], days: [day, day - 100])
    let found = try live(places, raised: [(1, 0)], asOf: day - 99)
    #expect(found.origins == 1 && found.later == 1)
    #expect(found.sentence.contains("1 later incidents"))
  }

  @Test func `what lies beyond the last band is never raised`() throws {
    let table = try table(raised: [(3, 0), (1, 2), (3, 2)])
    #expect(table.raised(alpha: 1, ratio: 1.2).isEmpty)
    #expect(try self.table(raised: [(1, 0)]).raised(alpha: 0.04, ratio: 1.2).isEmpty)
    #expect(try self.table(raised: [(1, 0)], observed: 11).raised(alpha: 0.05, ratio: 1.2).isEmpty)
  }

  @Test func `the sentence names the most raised bands and warns of one event recorded row by row`() throws {
    let rule = try LiveAreas.Rule()
    let some = try table(raised: [(1, 1)])
    #expect(
      some.sentence(by: rule)
        == "near repeats among 2 incidents: 0.0005 to <200 m away 3 to <7 days later 2 times as many as by chance "
        + "(20 pairs, p 0.05)")
    #expect(some.caveat(by: rule) == nil)
    #expect(try table(raised: []).sentence(by: rule).contains("none; no band holds 1.2 times"))
    let all = try table(raised: [(0, 0), (0, 1), (1, 0), (1, 1)])
    #expect(all.sentence(by: rule).hasSuffix("; and 1 more"))
    #expect(all.caveat(by: rule)?.contains("--one-row-per crime") == true)
  }

  @Test func `hexagons open too, and a rule that cannot be met is refused`() throws {
    let found = try live(
      incidents([(570_050, 200_050), old], days: [day, day - 100]), raised: [(1, 0)],
      shape: .hexagon(size: 150))
    #expect(found.areas.count == 1)
    #expect(found.areas[0].cells.count >= 3)
    #expect(throws: HotspotError.self) { try LiveAreas.Rule(alpha: 0) }
    #expect(throws: HotspotError.self) { try LiveAreas.Rule(ratio: 0.5) }
  }

  @Test func `the table's CSV has a row a cell and leaves empty what cannot be told`() throws {
    let table = try table(raised: [(1, 0)])
    let empty = KnoxCell(
      distance: .samePlace, days: DayBand(lower: 0, upper: 3), observed: 1, permuted: [0, 0, 0])
    let odd = KnoxTable(
      cells: [empty] + table.cells, method: table.method, incidents: 2, withoutDay: 0,
      provenance: Provenance())
    let lines = String(decoding: NearRepeatDocument.csv(of: odd), as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "distance_band,day_band,observed,expected,ratio_to_mean,ratio_to_median,p")
    #expect(lines[1] == "same place,0 to <3,1,0,,,0.25")
    #expect(lines[5] == "0.0005 to <200,0 to <3,20,10,2,2,0.05")
    #expect(lines.count == 14 && lines.last == "300 and over,7 and over,10,10,1,1,1")
  }
}
