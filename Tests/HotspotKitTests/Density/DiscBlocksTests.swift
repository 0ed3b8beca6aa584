import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct DiscBlocksTests {
  private static let windows = [
    // Blocks of all sizes, and a last band and a last column of blocks that hang over.
    DensitySumsTests.Window(shape: .square(side: 5), corners: [(571_000, 201_000), (571_534, 201_384)]),
    DensitySumsTests.Window(shape: .hexagon(size: 8), corners: [(571_000, 201_000), (571_534, 201_384)]),
    DensitySumsTests.Window(shape: .square(side: 5), corners: [(571_000, 201_233), (571_834, 201_233)]),
    DensitySumsTests.Window(shape: .square(side: 5), corners: [(571_233, 201_000), (571_233, 201_834)]),
  ]

  private func sums(_ incidents: Incidents, _ profile: any KernelProfile, on grid: Grid, threads: Int)
    -> [Double]
  {
    let lattice = CellLattice(of: grid)
    let tiles = PointTiles(incidents.spots, weights: incidents.weights, on: lattice, reach: profile.reach)
    return TileSums(of: tiles, on: lattice).values(
      of: profile, times: profile.perSquareKilometre, in: grid, bands: Bands(threads: threads))
  }

  @Test(arguments: DensitySumsTests.Hostile.allCases, windows)
  func `blocks and rims are the plain sums to 1e-12 of the peak, and never negative`(
    hostile: DensitySumsTests.Hostile, window: DensitySumsTests.Window
  ) throws {
    let (all, grid) = (hostile.incidents, try window.grid())
    // The plain sum of all of them takes too long for a test.
    let some = (0..<min(all.count, 12)).map { all.points[$0] }
    let incidents = Fixtures.incidents(
      some.map { ($0.x, $0.y) }, weights: all.weights.map { Array($0.prefix(some.count)) })
    for profile in [
      Quartic(reach: 431), Epanechnikov(reach: 777), Triweight(reach: 390), Uniform(reach: 500),
    ]
      as [any KernelProfile]
    {
      #expect(DiscBlocks(for: profile, on: CellLattice(of: grid)) != nil)
      let plain = DensitySumsTests.plain(incidents, profile, on: grid)
      let ours = sums(incidents, profile, on: grid, threads: 1)
      let peak = plain.max() ?? 0
      let worst = zip(ours, plain).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst <= 1e-12 * peak, "\(profile): \(worst / peak)")
      #expect(ours.count == grid.count && ours.allSatisfy { $0 >= 0 })
      for threads in [2, 8] { #expect(sums(incidents, profile, on: grid, threads: threads) == ours) }
    }
  }

  @Test func `a place on its own is a disc of its kernel`() throws {
    let grid = try Self.windows[0].grid()
    let incidents = Fixtures.incidents([(571_402.5, 201_202.5)])
    let profile = Uniform(reach: 250)
    let ours = sums(incidents, profile, on: grid, threads: 2)
    let inside = (0..<grid.count).count { cell in
      let centre = grid.centre(of: cell)
      let (dx, dy) = (centre.x - 571_402.5, centre.y - 201_202.5)
      return dx * dx + dy * dy < 62_500
    }
    #expect(ours.count { $0 > 0 } == inside)
    #expect(Set(ours) == [0, profile.perSquareKilometre])
  }

  @Test func `kernels that are no power, and those of few cells, are added cell by cell`() throws {
    let lattice = CellLattice(west: 0, south: 0, step: 10, columns: 100, lines: 70)
    #expect(DiscBlocks(for: Triangular(reach: 1000), on: lattice) == nil)
    #expect(DiscBlocks(for: Gaussian(deviation: 1000), on: lattice) == nil)
    #expect(DiscBlocks(for: Quartic(reach: 390), on: lattice) == nil)
    #expect(DiscBlocks(for: Quartic(reach: 410), on: lattice) != nil)
  }
}
