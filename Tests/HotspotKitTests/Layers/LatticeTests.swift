import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct LatticeTests {
  private func extent(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> PlanarExtent
  {
    try #require(PlanarExtent(of: [PlanarPoint(x: west, y: south), PlanarPoint(x: east, y: north)]))
  }

  @Test(arguments: [(100.0, 100.0, 100), (1000, 1, 100), (1, 5000, 60), (1e6, 1e6, 5000), (0, 0, 10)])
  func `a lattice has about the squares asked for, whatever the rectangle's shape`(
    width: Double, height: Double, squares: Int
  ) throws {
    let lattice = Lattice(over: try extent(0, 0, width, height), squares: squares)
    #expect(lattice.columns * lattice.rows <= 3 * squares + 3)
    // The far corner lies in the last square.
    #expect(lattice.column(at: width) == lattice.columns - 1)
    #expect(lattice.row(at: height) == lattice.rows - 1)
  }

  @Test func `things are found in every square they reach into, in ascending order, and nowhere else`() throws
  {
    var lattice = Lattice(over: try extent(0, 0, 100, 100), squares: 100)
    let spans = [(5.0, 25.0), (0, 9), (18, 62)]
    let fresh = lattice
    lattice.list(spans.count) { item, square in
      for column in fresh.columns(from: spans[item].0, to: spans[item].1) { square(column, 0) }
    }
    for column in 0..<lattice.columns {
      let (low, high) = (Double(column) * lattice.size, Double(column + 1) * lattice.size)
      let expected = spans.indices.filter { spans[$0].0 < high && spans[$0].1 >= low }
      #expect(lattice.items(column: column, row: 0).map { Int($0) } == expected)
      #expect(lattice.items(column: column, row: 1).isEmpty)
    }
    #expect(lattice.items(column: -1, row: 0).isEmpty && lattice.items(column: 0, row: 99).isEmpty)
  }

  @Test func `stretches beyond the rectangle are held to it`() throws {
    let lattice = Lattice(over: try extent(0, 0, 100, 100), squares: 100)
    #expect(lattice.columns(from: -500, to: 500) == 0..<lattice.columns)
    #expect(lattice.columns(from: 300, to: 500).isEmpty)
    #expect(lattice.rows(from: -500, to: -300).isEmpty)
    #expect(lattice.rows(from: 12, to: 12).count == 1)
  }
}

@Suite struct OutlineCrossedTests {
  private func outline() throws -> Outline {
    var square = LayerFixtures.square(0, 0, side: 5000)
    square.holes = [LayerFixtures.ring(2000, 2000, side: 1000)]
    return try Outline([square])
  }

  @Test func `an area within, or beyond by less than the tolerance, does not cross`() throws {
    let areas = [
      [LayerFixtures.square(100, 100)], [LayerFixtures.square(-90, 100)], [LayerFixtures.square(4950, 4950)],
      [LayerFixtures.square(2010, 2010, side: 80)],
    ]
    #expect(try outline().crossed(by: areas) == 0)
  }

  @Test func `an area beyond by more, or deep in a hole, does`() throws {
    let areas = [
      [LayerFixtures.square(-110, 100)], [LayerFixtures.square(2400, 2400, side: 200)],
      [LayerFixtures.square(100, 100), LayerFixtures.square(9000, 9000)], [LayerFixtures.square(500, 500)],
    ]
    #expect(try outline().crossed(by: areas) == 3)
  }
}
