import Geospatial
import HotspotKit
import TestSupport
import Testing

@Suite struct PlacementTests {
  private func placement(_ rows: String, in area: borrowing StudyArea, metres: Bool = false) throws
    -> Placement
  {
    let folder = ScratchFolder()
    let header = metres ? "easting,northing\n" : "longitude,latitude\n"
    let table = try IncidentTable(files: [folder.file("rows.csv", header + rows)])
    return try Placement(of: table, system: table.system(given: nil), in: area)
  }

  @Test func `a row outside the area is refused with its line`() throws {
    // The square lies round 0.5° E, 51.7° N; Leeds is on the plane and outside.
    let placed = try placement("0.52,51.7\n-1.55,53.8\n0.53,51.69\n", in: Fixtures.square())
    #expect(Array(placed.rows) == [0, 2])
    #expect(placed.refused == [Refusal(file: 0, line: 3, reason: .outsideArea)])
  }

  @Test func `a row that would be inside with its axes exchanged is called so and not put right`() throws {
    let placed = try placement("51.7,0.52\n0.52,51.7\n", in: Fixtures.square())
    #expect(Array(placed.rows) == [1])
    #expect(placed.refused.map(\.reason) == [.swappedAxes])
  }

  @Test func `a place the plane is not made for is outside the plane`() throws {
    let placed = try placement("-73.9,40.7\n0.52,51.7\n", in: Fixtures.square())
    #expect(Array(placed.rows) == [1])
    #expect(placed.refused.map(\.reason) == [.outsidePlane])
  }

  @Test func `metres on their own plane are kept to the last digit`() throws {
    let placed = try placement("575000.123,205000.456\n", in: Fixtures.square(), metres: true)
    #expect(placed.points == PlanarPoints(xs: [575_000.123], ys: [205_000.456]))
  }

  @Test func `exchanged eastings and northings are told by the area`() throws {
    let placed = try placement("205000,575000\n575000,205000\n", in: Fixtures.square(), metres: true)
    #expect(Array(placed.rows) == [1])
    #expect(placed.refused.map(\.reason) == [.swappedAxes])
  }

  @Test func `every row is either placed or refused`() throws {
    var random = SeededRandom(seed: 3)
    let rows = (0..<300).map { _ in "\(random.unit() * 4 - 2),\(49 + random.unit() * 5)\n" }.joined()
    let placed = try placement(rows, in: Fixtures.square())
    #expect(placed.rows.count + placed.refused.count == 300)
    #expect(placed.rows.count == placed.points.count)
    #expect(Set(placed.refused.map(\.line)).count == placed.refused.count)
  }
}
