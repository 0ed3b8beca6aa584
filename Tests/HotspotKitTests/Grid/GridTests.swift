import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct GridTests {
  @Test func `a cell's id is a function of the plane, the side and the place alone`() throws {
    let near = Fixtures.incidents([(600_010, 225_010)])
    let far = Fixtures.incidents([(600_010, 225_010), (610_000, 230_000), (599_000, 220_000)])
    let area = try Fixtures.essex()
    let ids = try [near, far].map { incidents in
      let grid = try area.grid(.square(side: 150), around: incidents)
      return grid.id(of: try #require(grid.cell(holding: PlanarPoint(x: 600_010, y: 225_010))))
    }
    // 600,010 / 150 = 4000.07 and 225,010 / 150 = 1500.07, rounded down.
    #expect(ids == ["sq150-27700-4000-1500", "sq150-27700-4000-1500"])
  }

  @Test func `western and southern edges belong to a cell, eastern and northern do not`() {
    let shape = CellShape.square(side: 100)
    #expect(shape.position(of: PlanarPoint(x: 200, y: 300)) == (2, 3))
    #expect(shape.position(of: PlanarPoint(x: 299.999, y: 399.999)) == (2, 3))
    #expect(shape.position(of: PlanarPoint(x: 300, y: 400)) == (3, 4))
    #expect(shape.position(of: PlanarPoint(x: -0.001, y: -100)) == (-1, -1))
  }

  @Test func `a cell belongs when its middle lies inside the area`() throws {
    let area = try Fixtures.square()
    let grid = try area.grid(.square(side: 250), around: Fixtures.incidents([]))
    // The square is 10 km wide and its sides, straight in degrees, bend by less than half a cell.
    #expect(grid.count == 1600)
    let edge = area.outline
    let outline = try #require(edge)
    let engine = try GeometryEngine()
    let window = grid.rows.flatMap { row in grid.columns.map { (column: $0, row: row) } }
    let centres = PlanarPoints(window.map { grid.shape.centre(column: $0.column, row: $0.row) })
    let inside = try engine.locate(centres, in: [outline.polygons]).map { $0 >= 0 }
    for (place, isInside) in zip(window, inside) {
      #expect((grid.cell(column: place.column, row: place.row) != nil) == isInside)
    }
  }

  @Test func `cells stand row by row from the south west`() throws {
    let grid = try Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(50, 50), (250, 150)].map { ($0.0 + 5e5, $0.1 + 2e5) }))
    let places = (0..<grid.count).map { grid.centre(of: $0) }
    #expect(
      places.map { [$0.x - 5e5, $0.y - 2e5] } == [
        [50, 50], [150, 50], [250, 50], [50, 150], [150, 150], [250, 150],
      ])
    for cell in 0..<grid.count {
      let (column, row) = grid.place(of: cell)
      #expect(grid.cell(column: column, row: row) == cell)
    }
  }

  @Test func `neighbours share an edge and belong to the grid`() throws {
    let grid = try Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(500_050, 200_050), (500_250, 200_250)]))
    #expect(grid.neighbours(of: 4) == [1, 3, 5, 7])
    #expect(grid.neighbours(of: 0) == [1, 3])
    #expect(grid.neighbours(of: 8) == [5, 7])
  }

  @Test func `counts and strays add up to the incidents`() throws {
    let area = try Fixtures.square()
    let points = Fixtures.scattered(3000, x: 569_000...581_000, y: 199_000...211_000, seed: 2)
    let incidents = Fixtures.incidents(points)
    let grid = try area.grid(.square(side: 370), around: incidents)
    let counts = CellCounts(of: incidents, on: grid)
    #expect(counts.counts.values.reduce(0, +) + Double(counts.outsideEveryCell) == 3000)
    #expect(counts.outsideEveryCell > 0)
  }

  @Test(arguments: [CellShape.square(side: 90_000), .hexagon(size: 90_000), .square(side: 12_001)])
  func `an area without any cell's middle is covered by the cells that it reaches into`(shape: CellShape)
    throws
  {
    let area = try Fixtures.square()
    let inside = Fixtures.scattered(500, x: 570_010...579_990, y: 200_010...209_990, seed: 14)
    let grid = try area.grid(shape, around: Fixtures.incidents([]))
    #expect(grid.coversByTouch)
    let counts = CellCounts(of: Fixtures.incidents(inside), on: grid)
    #expect(counts.outsideEveryCell == 0)
    // No cell too many either: the area has a part in each.
    let edge = area.outline
    let outline = try #require(edge)
    for cell in 0..<grid.count {
      #expect(try !GeometryEngine().clip([grid.polygon(of: cell)], to: outline.polygons).isEmpty)
    }
    #expect(counts.counts.provenance.steps.last?["cells_chosen_by"]?.text == "touch")
  }

  @Test func `cells too small for the area are answered with what to do`() throws {
    let area = try Fixtures.square()
    #expect {
      try area.grid(.square(side: 0.1), around: Fixtures.incidents([]))
    } throws: { "\($0)".contains("take larger") }
  }

  @Test func `without an area and without incidents there is nothing to lay a grid over`() throws {
    let area = try Fixtures.essex()
    #expect {
      try area.grid(.square(side: 100), around: Fixtures.incidents([]))
    } throws: { "\($0)".contains("--area") }
  }

  @Test(arguments: [
    "square", "square:", "square:0", "square:-5", "circle:100", "square:abc", "square:200000", "", "hex",
    "hex:0", "hex:nan", "Hex:350",
  ])
  func `a cell that is none is refused with the spelling that would do`(text: String) {
    #expect {
      try CellShape(text)
    } throws: { "\($0)".contains("square:150") }
  }

  @Test func `a cell's spelling survives the way there and back`() throws {
    for text in ["square:150", "square:62.5", "hex:350", "hex:62.5"] {
      #expect(try CellShape(text).description == text)
    }
  }
}
