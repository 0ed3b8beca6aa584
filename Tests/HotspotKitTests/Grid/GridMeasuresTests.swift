import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Metres and square metres in cells, held against what GEOS makes of every cell.
@Suite struct GridMeasuresTests {
  private static let shapes: [CellShape] = [.square(side: 75), .hexagon(size: 90)]

  private func at(_ x: Double, _ y: Double) -> PlanarPoint { PlanarPoint(x: 570_000 + x, y: 200_000 + y) }

  private func lengths(of line: [PlanarPoint], on grid: Grid) -> [Double] {
    var sums = [Double](repeating: 0, count: grid.count)
    grid.eachLength(of: line) { cell, metres, middle in
      sums[cell] += metres
      #expect(grid.cell(holding: middle) == cell)
    }
    return sums
  }

  private func areas(of area: Polygon<PlanarPoint>, on grid: Grid) -> [Double] {
    var sums = [Double](repeating: 0, count: grid.count)
    grid.eachArea(of: area) { sums[$0] += $1 }
    return sums
  }

  /// The metres of a straight piece inside a convex ring, by cutting it at every edge's line.
  private func inside(_ ring: [PlanarPoint], _ a: PlanarPoint, _ b: PlanarPoint) -> Double {
    var (low, high) = (0.0, 1.0)
    for (c, d) in zip(ring, ring.dropFirst()) {
      let side = { (p: PlanarPoint) in (d.x - c.x) * (p.y - c.y) - (d.y - c.y) * (p.x - c.x) }
      let (from, to) = (side(a), side(b))
      if from < 0, to < 0 { return 0 }
      if from < 0 { low = max(low, from / (from - to)) }
      if to < 0 { high = min(high, from / (from - to)) }
    }
    let (x, y) = (b.x - a.x, b.y - a.y)
    return max(0, high - low) * (x * x + y * y).squareRoot()
  }

  @Test(arguments: shapes, [UInt64(1), 2, 3])
  func `a line's metres are those between the edges of each cell`(shape: CellShape, seed: UInt64) throws {
    let grid = try FactorGround.grid(shape, width: 1500)
    var random = SeededRandom(seed: seed)
    let line = (0..<12).map { _ in at(random.unit() * 2000 - 250, random.unit() * 2000 - 250) }
    let found = lengths(of: line, on: grid)
    for cell in 0..<grid.count {
      let ring = grid.polygon(of: cell).exterior
      let truth = zip(line, line.dropFirst()).reduce(0) { $0 + inside(ring, $1.0, $1.1) }
      #expect(abs(found[cell] - truth) < 1e-5)
    }
    #expect(found.reduce(0, +) > 1000)
  }

  @Test(arguments: shapes) func `every metre inside belongs to one cell`(shape: CellShape) throws {
    let grid = try FactorGround.grid(shape, width: 1500)
    let line = [at(200, 300), at(1200, 410), at(700, 1200), at(700.5, 1200), at(333, 444)]
    #expect(abs(lengths(of: line, on: grid).reduce(0, +) - line.length) < 1e-5)
    #expect(lengths(of: line.reversed(), on: grid).reduce(0, +) > 0)
    #expect(lengths(of: [at(1, 1), at(1, 1)], on: grid).allSatisfy { $0 == 0 })
    #expect(lengths(of: [at(-9000, 0), at(-8000, 5)], on: grid).allSatisfy { $0 == 0 })
  }

  @Test func `what runs along an edge counts once, where a point on it would`() throws {
    let grid = try FactorGround.grid(.square(side: 75), width: 1500)
    let cell = try #require(grid.cell(holding: at(700, 700)))
    let ring = grid.polygon(of: cell).exterior
    let south = lengths(of: [ring[0], ring[1]], on: grid)
    #expect(abs(south[cell] - 75) < 1e-9 && abs(south.reduce(0, +) - 75) < 1e-9)
    let north = lengths(of: [ring[3], ring[2]], on: grid)
    #expect(north[cell] == 0 && abs(north.reduce(0, +) - 75) < 1e-9)
  }

  @Test(arguments: shapes, [UInt64(4), 5])
  func `an area's square metres are those that GEOS cuts out`(shape: CellShape, seed: UInt64) throws {
    let grid = try FactorGround.grid(shape, width: 1500)
    var random = SeededRandom(seed: seed)
    // A star: it dents inwards, and has a hole.
    let (x, y) = (600 + random.unit() * 200, 600 + random.unit() * 200)
    let ring = { (reach: Double) in
      let arms: [(Double, Double)] = [
        (1, 0), (0.4, 0.3), (0.2, 1), (-0.2, 0.35), (-1, 0.3), (-0.4, -0.2), (0, -1), (0.3, -0.3),
      ]
      let corners = arms.map { self.at(x + $0.0 * reach, y + $0.1 * reach) }
      return corners + [corners[0]]
    }
    let star = Polygon(exterior: ring(550), holes: [ring(150)])
    let found = areas(of: star, on: grid)
    let engine = try GeometryEngine()
    for cell in 0..<grid.count {
      let part = try engine.clip([star], to: [grid.polygon(of: cell)])
      let truth = part.isEmpty ? 0 : try engine.area(of: part)
      #expect(abs(found[cell] - truth) < 1e-4)
    }
    #expect(abs(found.reduce(0, +) - star.planarArea) < 1e-3)
    #expect(abs(star.planarArea - (try engine.area(of: [star]))) < 1e-4)
  }
}
