import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Distances held against every pair of cell and shape.
@Suite struct DistanceFieldTests {
  private static let shapes: [CellShape] = [.square(side: 75), .hexagon(size: 90)]

  private func distance(_ p: PlanarPoint, _ a: PlanarPoint, _ b: PlanarPoint) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    let along = length == 0 ? 0 : min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
    let (x, y) = (p.x - a.x - along * dx, p.y - a.y - along * dy)
    return (x * x + y * y).squareRoot()
  }

  /// Whether a place lies inside a ring, by counting the edges that a ray crosses.
  private func holds(_ ring: [PlanarPoint], _ p: PlanarPoint) -> Bool {
    zip(ring, ring.dropFirst()).count { a, b in
      (a.y <= p.y) != (b.y <= p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
    } % 2 == 1
  }

  private func expect(
    _ field: DistanceField, on grid: Grid, reach: Double, _ distance: (PlanarPoint) -> Double
  ) {
    for cell in 0..<grid.count {
      let truth = distance(grid.centre(of: cell))
      if abs(truth - reach) < 1e-6 { continue }
      let found = field.squares[cell].squareRoot()
      #expect(truth > reach ? found == .infinity : abs(found - truth) < 1e-6)
    }
    for metres in [75.0, 150, 300] where metres <= reach {
      let within = field.within(metres)
      for cell in 0..<grid.count {
        let truth = distance(grid.centre(of: cell))
        if abs(truth - metres) > 1e-6 { #expect(within[cell] == (truth < metres)) }
      }
    }
  }

  @Test(arguments: shapes, [60.0, 300]) func `to points`(shape: CellShape, reach: Double) throws {
    let grid = try FactorGround.grid(shape, width: 1500)
    // Some lie outside the grid, within reach of it or not.
    let places = Fixtures.scattered(25, x: 569_500...572_000, y: 199_600...202_000, seed: 4)
    let points = PlanarPoints(xs: places.map(\.x), ys: places.map(\.y))
    let factor = Factor(FactorSetting(name: "a", path: "a"), points: points)
    let field = DistanceField(of: factor, on: grid, reach: reach)
    expect(field, on: grid, reach: reach) { p in
      (0..<points.count).map { distance(p, points[$0], points[$0]) }.min() ?? .infinity
    }
    #expect(field.inside.isEmpty)
  }

  @Test(arguments: shapes) func `to lines, level, upright and aslant`(shape: CellShape) throws {
    let grid = try FactorGround.grid(shape, width: 1500)
    func at(_ x: Double, _ y: Double) -> PlanarPoint { PlanarPoint(x: 570_000 + x, y: 200_000 + y) }
    let lines = [
      [at(100, 200), at(900, 200)], [at(1200, -300), at(1200, 500)],
      [at(-200, 700), at(400, 1100), at(900, 600), at(900, 600), at(2000, 1700)],
    ]
    let factor = Factor(FactorSetting(name: "a", path: "a"), lines: lines)
    expect(DistanceField(of: factor, on: grid, reach: 300), on: grid, reach: 300) { p in
      var least = Double.infinity
      for line in lines {
        for (a, b) in zip(line, line.dropFirst()) { least = min(least, distance(p, a, b)) }
      }
      return least
    }
  }

  @Test(arguments: shapes) func `to areas: nought inside, holes and overlaps minded`(shape: CellShape) throws
  {
    let grid = try FactorGround.grid(shape, width: 1500)
    func ring(_ x: Double, _ y: Double, _ radius: Double) -> [PlanarPoint] {
      [(1.0, 0.1), (0.2, 1), (-1, -0.2), (0.1, -1), (1, 0.1)].map {
        PlanarPoint(x: 570_000 + x + $0.0 * radius, y: 200_000 + y + $0.1 * radius)
      }
    }
    let areas = [
      Polygon(exterior: ring(600, 600, 500), holes: [ring(600, 600, 250)]),
      Polygon(exterior: ring(1000, 700, 300)), Polygon(exterior: ring(1600, 100, 200)),
    ]
    let factor = Factor(FactorSetting(name: "a", path: "a"), areas: areas)
    let field = DistanceField(of: factor, on: grid, reach: 300)
    func isInside(_ p: PlanarPoint) -> Bool {
      areas.contains { area in holds(area.exterior, p) && !area.holes.contains { holds($0, p) } }
    }
    expect(field, on: grid, reach: 300) { p in
      var least = isInside(p) ? 0 : Double.infinity
      for ring in areas.flatMap(\.rings) {
        for (a, b) in zip(ring, ring.dropFirst()) { least = min(least, distance(p, a, b)) }
      }
      return least
    }
    #expect(field.inside == (0..<grid.count).filter { isInside(grid.centre(of: $0)) })
    #expect(field.inside.count > 20)
  }

  @Test func `a place of its own on a middle is no distance away`() throws {
    let grid = try FactorGround.grid(width: 600)
    let middle = grid.centre(of: 10)
    let factor = Factor(FactorSetting(name: "a", path: "a"), points: PlanarPoints([middle]))
    let field = DistanceField(of: factor, on: grid, reach: 75)
    #expect(field.squares[10] == 0)
    // The four neighbours lie at exactly 75 m, and within means up to and including.
    #expect(field.within(75).yesCount == 5)
  }
}
