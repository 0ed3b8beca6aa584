import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct BellFilterTests {
  private func sums(_ incidents: Incidents, deviation: Double, on grid: Grid, threads: Int = 1) -> [Double] {
    let lattice = CellLattice(of: grid)
    let profile = Gaussian(deviation: deviation)
    let tiles = PointTiles(
      incidents.spots, weights: incidents.weights, on: lattice, reach: profile.reach)
    let filter = BellFilter(
      of: tiles.places, weights: tiles.weights, deviation: deviation, on: lattice,
      bands: Bands(threads: threads))
    return filter.values(times: profile.perSquareKilometre, in: grid, bands: Bands(threads: threads))
  }

  @Test(arguments: DensitySumsTests.Hostile.allCases, DensitySumsTests.Window.all)
  func `wide bells are the plain ones to 1e-12 of the peak`(
    hostile: DensitySumsTests.Hostile, window: DensitySumsTests.Window
  ) throws {
    let (incidents, grid) = (hostile.incidents, try window.grid())
    for deviation in [77.0, 900] {
      let plain = DensitySumsTests.plain(incidents, Gaussian(deviation: deviation), on: grid)
      let ours = sums(incidents, deviation: deviation, on: grid)
      let peak = DensitySumsTests.peak(plain, incidents, Gaussian(deviation: deviation))
      let worst = zip(ours, plain).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst <= BellFilter.error * peak, "\(deviation): \(worst / peak)")
      #expect(ours.count == grid.count && ours.allSatisfy { $0 >= 0 })
      #expect(sums(incidents, deviation: deviation, on: grid, threads: 8) == ours)
    }
  }

  @Test func `cells of a metre far from the plane's origin lose nothing`() throws {
    let points = Fixtures.scattered(200, x: 570_000...570_060, y: 1_200_000...1_200_060, seed: 91)
    let incidents = Fixtures.incidents(points)
    let grid = try Fixtures.essex().grid(.square(side: 1), around: incidents)
    let plain = DensitySumsTests.plain(incidents, Gaussian(deviation: 2.7), on: grid)
    let peak = try #require(plain.max())
    for (ours, theirs) in zip(sums(incidents, deviation: 2.7, on: grid), plain) {
      #expect(abs(ours - theirs) <= 1e-13 * peak)
    }
  }

  @Test func `nobody near is nothing anywhere`() throws {
    let grid = try DensitySumsTests.Window.all[0].grid()
    #expect(sums(Fixtures.incidents([]), deviation: 300, on: grid).allSatisfy { $0 == 0 })
    #expect(sums(Fixtures.incidents([(0, 0)]), deviation: 300, on: grid).allSatisfy { $0 == 0 })
  }

  @Test func `it pays for wide bells of many places, and says so`() async throws {
    let grid = try Fixtures.essex().grid(
      .square(side: 50), around: Fixtures.incidents([(570_000, 200_000), (573_999, 203_999)]))
    let lattice = CellLattice(of: grid)
    #expect(BellFilter.pays(places: 5000, deviation: 250, on: lattice))
    #expect(!BellFilter.pays(places: 5000, deviation: 60, on: lattice))
    #expect(!BellFilter.pays(places: 50, deviation: 250, on: lattice))
    for (count, error) in [(3000, 1e-12 as Double?), (30, nil)] {
      let incidents = Fixtures.incidents(
        Fixtures.scattered(count, x: 570_000...574_000, y: 200_000...204_000, seed: 93))
      let surface = await (try KernelDensity(kernel: .gaussian, bandwidth: 250)).surface(
        of: incidents, on: grid, bands: Bands(threads: 2))
      let step = try #require(surface.provenance.steps.last)
      let said = step["largest_error_as_share_of_peak"]?.double
      #expect(said == error)
      let mass = surface.values.reduce(0, +) * 0.0025 / Double(count)
      // What is left of an even spread over 4 km that bells of 250 m carry over its edges.
      #expect(abs(mass - 0.9) < 0.06, "\(mass)")
    }
  }
}
