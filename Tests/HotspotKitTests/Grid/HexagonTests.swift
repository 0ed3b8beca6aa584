import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct HexagonTests {
  private static let shape = CellShape.hexagon(size: 350)

  private func squaredDistance(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
    let (dx, dy) = (a.x - b.x, a.y - b.y)
    return dx * dx + dy * dy
  }

  private func grid(_ points: [(x: Double, y: Double)], size: Double = 350) throws -> Grid {
    try Fixtures.essex().grid(.hexagon(size: size), around: Fixtures.incidents(points))
  }

  @Test func `a hexagon of 350 m has a side of 202 m and an area of 106,088 m²`() throws {
    let ring = Self.shape.ring(column: 3, row: -5)
    let sides = zip(ring, ring.dropFirst()).map { squaredDistance($0, $1).squareRoot() }
    #expect(sides.count == 6)
    for side in sides { #expect(abs(side - 202.0726) < 1e-4) }
    #expect(abs(Self.shape.area - 106_088) < 0.2)
    let measured = try GeometryEngine().area(of: [Polygon(exterior: ring)])
    #expect(abs(measured - Self.shape.area) < 1e-6)
    let ys = ring.map(\.y)
    #expect(try #require(ys.max()) - #require(ys.min()) == 350)
  }

  @Test func `the first hexagon has its middle at the plane's origin and its name there`() throws {
    #expect(Self.shape.centre(column: 0, row: 0) == PlanarPoint(x: 0, y: 0))
    let plane = CoordinateSystem.britishNationalGrid
    #expect(Self.shape.id(column: 0, row: 0, on: plane) == "hex350-27700-0-0")
    // One step east is one and a half sides along x and half a size up; one step north is a size up.
    let east = Self.shape.position(of: PlanarPoint(x: 303, y: 175))
    #expect(Self.shape.id(column: east.column, row: east.row, on: plane) == "hex350-27700-1-0")
    let north = Self.shape.position(of: PlanarPoint(x: 0, y: 350))
    #expect(Self.shape.id(column: north.column, row: north.row, on: plane) == "hex350-27700-0-1")
    let west = Self.shape.position(of: PlanarPoint(x: -303, y: 175))
    #expect(Self.shape.id(column: west.column, row: west.row, on: plane) == "hex350-27700--1-1")
  }

  /// Tests/Goldens/grid/hexagons.py: polygons drawn from side and angle, searched by shapely.
  @Test func `every place stands in the hexagon that shapely finds`() throws {
    let golden = try Golden("grid/hexagons.csv")
    for (index, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let (column, row) = Self.shape.position(of: PlanarPoint(x: x, y: y))
      let (q, r) = (Int(golden["q"][index]), Int(golden["r"][index]))
      #expect(
        Self.shape.id(column: column, row: row, on: .britishNationalGrid) == "hex350-27700-\(q)-\(r)")
    }
    #expect(golden.count == 450)
  }

  @Test func `a place stands in the hexagon whose middle is nearest`() {
    var random = SeededRandom(seed: 41)
    for _ in 0..<2000 {
      let point = PlanarPoint(x: random.unit() * 8000 - 4000, y: random.unit() * 8000 - 4000)
      let (column, row) = Self.shape.position(of: point)
      let own = squaredDistance(point, Self.shape.centre(column: column, row: row))
      for otherRow in row - 3...row + 3 {
        for otherColumn in column - 2...column + 2 {
          let other = Self.shape.centre(column: otherColumn, row: otherRow)
          #expect(own <= squaredDistance(point, other))
        }
      }
    }
  }

  @Test func `southern edges belong to a hexagon and northern ones to the next`() {
    // The flat edges of the first hexagon of 2 m lie at y = −1 and y = 1.
    let shape = CellShape.hexagon(size: 2)
    #expect(shape.position(of: PlanarPoint(x: 0, y: -1)) == (0, 0))
    #expect(shape.position(of: PlanarPoint(x: 0, y: 1)) == (0, 2))
    #expect(shape.position(of: PlanarPoint(x: 0, y: 0.999)) == (0, 0))
  }

  @Test func `middles, rings and places of a window agree with each other`() throws {
    let grid = try grid([(570_000, 200_000), (573_000, 202_500)])
    let engine = try GeometryEngine()
    for cell in 0..<grid.count {
      #expect(grid.cell(holding: grid.centre(of: cell)) == cell)
      let polygon = grid.polygon(of: cell)
      #expect(polygon.exterior.first == polygon.exterior.last)
    }
    let middles = PlanarPoints((0..<grid.count).map { grid.centre(of: $0) })
    let found = try engine.locate(middles, in: (0..<grid.count).map { [grid.polygon(of: $0)] })
    #expect(found == (0..<Int32(grid.count)).map { $0 })
    #expect(Set((0..<grid.count).map { grid.id(of: $0) }).count == grid.count)
  }

  @Test func `cells stand row by row from the south west`() throws {
    let grid = try grid([(570_000, 200_000), (572_000, 201_500)])
    let middles = (0..<grid.count).map { grid.centre(of: $0) }
    #expect(zip(middles, middles.dropFirst()).allSatisfy { ($0.y, $0.x) < ($1.y, $1.x) })
  }

  @Test func `six neighbours share an edge with a hexagon, to the last bit`() throws {
    let grid = try grid([(570_000, 200_000), (574_000, 204_000)])
    func edges(_ cell: Int) -> Set<Set<SIMD2<Double>>> {
      let ring = grid.polygon(of: cell).exterior.map { SIMD2($0.x, $0.y) }
      return Set(zip(ring, ring.dropFirst()).map { [$0, $1] })
    }
    let all = (0..<grid.count).map(edges)
    for cell in 0..<grid.count {
      let sharing = all.indices.filter { $0 != cell && !all[$0].isDisjoint(with: all[cell]) }
      #expect(Set(grid.neighbours(of: cell)) == Set(sharing))
    }
    #expect((0..<grid.count).contains { grid.neighbours(of: $0).count == 6 })
  }

  @Test func `a ring of six hexagons dissolves into one piece with one hole`() throws {
    let grid = try grid([(570_000, 200_000), (574_000, 204_000)], size: 333.3)
    let middle = try #require((0..<grid.count).first { grid.neighbours(of: $0).count == 6 })
    let ring = grid.neighbours(of: middle)
    let pieces = try GeometryEngine().dissolve(ring.map(grid.polygon))
    #expect(pieces.count == 1)
    #expect(pieces[0].rings.count == 2)
    // Six hexagons have 36 edges, of which 6 pairs are shared and 6 bound the hole.
    #expect(pieces[0].exterior.count == 19)
    #expect(abs(try GeometryEngine().area(of: pieces) - 6 * grid.shape.area) < 1e-6)
  }

  @Test func `inside an area a hexagon belongs when its middle lies inside`() throws {
    let area = try Fixtures.square()
    let grid = try area.grid(.hexagon(size: 250), around: Fixtures.incidents([]))
    let edge = area.outline
    let outline = try #require(edge)
    let window = grid.rows.flatMap { row in grid.columns.map { (column: $0, row: row) } }
    let middles = PlanarPoints(window.map { grid.shape.centre(column: $0.column, row: $0.row) })
    let inside = try GeometryEngine().locate(middles, in: [outline.polygons]).map { $0 >= 0 }
    #expect(inside.count { $0 } == grid.count)
    for (place, isInside) in zip(window, inside) {
      #expect((grid.cell(column: place.column, row: place.row) != nil) == isInside)
    }
    // 100 km² are 1847.5 hexagons of 54,127 m².
    #expect(abs(Double(grid.count) - 1847.5) < 40)
  }

  @Test func `the window round incidents holds every one of them`() throws {
    for seed in 1...40 {
      let size = 100 + Double(seed) * 37
      let points = Fixtures.scattered(7, x: -900...900, y: -900...900, seed: UInt64(seed))
      let incidents = Fixtures.incidents(points)
      let grid = try grid(points, size: size)
      let counts = CellCounts(of: incidents, on: grid)
      #expect(counts.outsideEveryCell == 0)
      #expect(counts.counts.values.reduce(0, +) == 7)
    }
  }

  @Test func `an .asc grid of hexagons is refused`() throws {
    let incidents = Fixtures.incidents([(570_000, 200_000)])
    let counts = CellCounts(of: incidents, on: try grid([(570_000, 200_000)]))
    #expect {
      try SurfaceDocument([counts.counts]).asciiGrid()
    } throws: { "\($0)".contains("--cell square:SIDE") }
  }
}
