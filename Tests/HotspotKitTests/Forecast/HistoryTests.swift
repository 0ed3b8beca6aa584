import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HistoryTests {
  private let start = PastFixtures.newYear

  @Test func `incidents come in the order of their days, and the undated are counted`() throws {
    let place = PlanarPoint(x: 571_000, y: 201_000)
    let days: [Int32?] = [5, nil, 2, 9]
    let incidents = Incidents(
      points: PlanarPoints([place, place, place, PlanarPoint(x: 500_000, y: 201_000)]),
      start: days.map { $0.map { (Int32(self.start) + $0) * 1440 } ?? CivilTime.unknown },
      precision: [.day, .unknown, .minute, .day])
    let area = try Fixtures.square()
    let history = try History(
      of: incidents, in: ForecastCells(try area.grid(.square(side: 500), around: incidents)))
    #expect(history.days == [start + 2, start + 5, start + 9] && history.undated == 1)
    #expect(history.outsideEveryCell == 1 && !history.isByMonth)
    #expect(history.span == start + 2...start + 9)
    #expect(history.counts(in: start..<start + 5).reduce(0, +) == 1)
    #expect(history.counts(in: start..<start + 6).reduce(0, +) == 2)
    #expect(history.rows(in: start + 3..<start + 5).isEmpty)
  }

  @Test func `nothing dated is refused`() throws {
    let incidents = Fixtures.incidents([(571_000, 201_000)])
    let area = try Fixtures.square()
    let cells = ForecastCells(try area.grid(.square(side: 500), around: incidents))
    #expect(throws: HotspotError.self) { try History(of: incidents, in: cells) }
  }

  @Test func `covered days leave out gaps and what lies beyond the records`() throws {
    let history = try PastFixtures.history(
      [(571_000, 201_000, 9), (571_000, 201_000, 100)], monthsHeld: [588, 589, 591])
    // From the tenth of January to the eleventh of April, March without records.
    #expect(history.coveredDays(in: start..<start + 365) == 22 + 28 + 11)
    #expect(history.gaps(in: start..<start + 100) == [590])
    #expect(history.coveredDays(in: start + 59..<start + 90) == 0)
    #expect(history.coveredDays(in: start + 10..<start + 10) == 0)
  }
}
