import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Cells that stand for areas of a file in a risk terrain.
@Suite struct TerrainCellsTests {
  private let start = PastFixtures.newYear
  private let one = Bands(threads: 1)

  /// Pubs, and incidents near them, in a rectangle of 2.5 by 2 km.
  private func town() -> (pubs: PlanarPoints, rows: [(x: Double, y: Double, day: Int)]) {
    var random = SeededRandom(seed: 31)
    let pubs = Fixtures.scattered(6, x: 570_200...572_300, y: 200_200...201_800, seed: 32)
    let rows = (0..<300).map { number in
      let pub = pubs[random.below(6)]
      let wide = random.unit() < 0.7 ? 200.0 : 1500
      return (
        x: min(572_499, max(570_001, pub.x + (random.unit() - 0.5) * wide)),
        y: min(201_999, max(200_001, pub.y + (random.unit() - 0.5) * wide)), day: number * 127 / 299
      )
    }
    return (PlanarPoints(xs: pubs.map(\.x), ys: pubs.map(\.y)), rows)
  }

  private func ground(
    _ pubs: PlanarPoints, on grid: Grid, exposure: Exposure? = nil, areas: TerrainCells? = nil
  ) async throws -> RiskGround {
    var terrain = RiskTerrain()
    (terrain.folds, terrain.families) = (3, [.poisson])
    return RiskGround(
      terrain: terrain,
      layers: try await FactorLayers(
        of: [Factor(FactorSetting(name: "pubs", path: "pubs.csv"), points: pubs)], on: grid,
        reach: try FactorReach(block: 200, reach: 1, steps: .half), exposure: exposure, bands: one),
      exposure: exposure, areas: areas)
  }

  @Test func `what areas have of cells agrees with GEOS`() throws {
    let golden = try Golden("forecast/area-forecasts.csv")
    let cells = try TerrainCells(
      .square(side: 150), over: try AreaFixtures.cells(try AreaFixtures.polygons()))
    let values = (0..<cells.grid.count).map { cell in
      let (column, row) = cells.grid.place(of: cell)
      return Double(1 + (7 * column + 13 * row) % 11)
    }
    let found = cells.sums(of: values)
    for area in found.indices {
      // Parts below a millionth of a cell are left out.
      #expect(abs(found[area] - golden["cells"][area]) < 1e-4, "area \(area)")
    }
    #expect(abs(found.reduce(0, +) - values.reduce(0, +)) < 1e-8)
    #expect(cells.covered.contains(1) && cells.covered.allSatisfy { $0 > 0 && $0 <= 1 })
  }

  @Test func `areas that are the cells of a grid expect what its terrain does`() async throws {
    let (pubs, rows) = town()
    let areas = try AreaFixtures.cells(AreaFixtures.squares(side: 250))
    let cells = try TerrainCells(.square(side: 250), over: areas)
    #expect(cells.grid.count == 80 && cells.exposure(nil) == nil)
    let onAreas = try History(
      of: PastFixtures.incidents(rows), in: ForecastCells(areas), monthsHeld: Set(588...594))
    let onGrid = try History(
      of: PastFixtures.incidents(rows), in: ForecastCells(cells.grid), monthsHeld: Set(588...594))
    let found = try await ground(pubs, on: cells.grid, areas: cells).shares(
      of: onAreas, before: start + 100, bands: one)
    let expected = try await ground(pubs, on: cells.grid).shares(
      of: onGrid, before: start + 100, bands: one)
    #expect(Set(expected).count > 1)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func `an area cut in two expects in both what it did, and all areas what all may`() async throws {
    let (pubs, rows) = town()
    var shares: [[Double]] = []
    for side in [500.0, 250] {
      let areas = try AreaFixtures.cells(
        AreaFixtures.squares(side: side, columns: Int(2500 / side), rows: Int(2000 / side)))
      let cells = try TerrainCells(.square(side: 100), over: areas)
      let history = try History(
        of: PastFixtures.incidents(rows), in: ForecastCells(areas), monthsHeld: Set(588...594))
      let found = try await ground(pubs, on: cells.grid, areas: cells).shares(
        of: history, before: start + 100, bands: one)
      #expect(abs(found.reduce(0, +) - 1) < 1e-9)
      shares.append(found)
    }
    for row in 0..<4 {
      for column in 0..<5 {
        let parts = [(0, 0), (1, 0), (0, 1), (1, 1)].map {
          shares[1][(row * 2 + $0.1) * 10 + column * 2 + $0.0]
        }
        #expect(abs(shares[0][row * 5 + column] - parts.reduce(0, +)) < 1e-9)
      }
    }
  }

  @Test func `too few incidents make ground even by size, and exposure outside the areas does not count`()
    async throws
  {
    let (pubs, rows) = town()
    let areas = try AreaFixtures.cells([
      [LayerFixtures.square(0, 0, side: 300)], [LayerFixtures.square(300, 0, side: 150)],
    ])
    let cells = try TerrainCells(.square(side: 100), over: areas)
    let history = try History(
      of: PastFixtures.incidents(rows), in: ForecastCells(areas), monthsHeld: Set(588...594))
    let even = try await ground(pubs, on: cells.grid, areas: cells).shares(
      of: history, before: start + 3, bands: one)
    #expect(abs(even[0] - 0.8) < 1e-6 && abs(even[1] - 0.2) < 1e-6)
    let doors = Exposure([Double](repeating: 10, count: cells.grid.count), unit: .places)
    let scaled = try #require(cells.exposure(doors))
    #expect(abs(scaled.total - 10 * 11.25) < 1e-3)
    #expect(abs(scaled.total + scaled.outsideEveryCell - doors.total) < 1e-9)
    let exposed = try await ground(pubs, on: cells.grid, exposure: doors, areas: cells).shares(
      of: history, before: start + 3, bands: one)
    #expect(abs(exposed[0] - 0.8) < 1e-6)
  }
}
