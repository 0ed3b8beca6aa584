import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct KernelDensityTests {
  /// The definition, word for word: every incident against every cell.
  private func bruteForce(_ incidents: Incidents, on grid: Grid, bandwidth h: Double) -> [Double] {
    (0..<grid.count).map { cell in
      let centre = grid.centre(of: cell)
      var sum = 0.0
      for index in 0..<incidents.count {
        let (dx, dy) = (centre.x - incidents.points.xs[index], centre.y - incidents.points.ys[index])
        let u2 = (dx * dx + dy * dy) / (h * h)
        if u2 < 1 { sum += incidents.weight(of: index) * 3 / (Double.pi * h * h) * (1 - u2) * (1 - u2) }
      }
      return sum * 1e6
    }
  }

  private func surface(_ incidents: Incidents, side: Double, bandwidth: Double, threads: Int = 1)
    async throws -> Surface
  {
    let kernel = try KernelDensity(bandwidth: bandwidth)
    let grid = try Fixtures.essex().grid(.square(side: side), around: incidents, margin: bandwidth)
    return await kernel.surface(of: incidents, on: grid, bands: Bands(threads: threads))
  }

  @Test func `one incident at a cell's middle has the kernel's height there`() async throws {
    let incidents = Fixtures.incidents([(570_050, 200_050)])
    let density = try await surface(incidents, side: 100, bandwidth: 300)
    let cell = try #require(density.grid.cell(holding: PlanarPoint(x: 570_050, y: 200_050)))
    // 3/(π h²) per square metre, h = 300 m.
    #expect(abs(density.values[cell] - 3e6 / (Double.pi * 90_000)) < 1e-9)
    let next = try #require(density.grid.cell(holding: PlanarPoint(x: 570_150, y: 200_050)))
    #expect(abs(density.values[next] - 3e6 / (Double.pi * 90_000) * (64.0 / 81)) < 1e-9)
  }

  @Test(arguments: [(25.0, 40.0), (50, 333), (150, 300), (400, 200), (100, 1000)])
  func `the surface equals the definition to 1e-12 of its peak`(side: Double, bandwidth: Double) async throws
  {
    let points = Fixtures.scattered(400, x: 570_000...573_000, y: 200_000...202_000, seed: 5)
    var random = SeededRandom(seed: 6)
    let incidents = Fixtures.incidents(points, weights: points.map { _ in random.unit() * 10 })
    let density = try await surface(incidents, side: side, bandwidth: bandwidth)
    let plain = bruteForce(incidents, on: density.grid, bandwidth: bandwidth)
    let peak = try #require(plain.max())
    #expect(peak > 0)
    for (ours, theirs) in zip(density.values, plain) { #expect(abs(ours - theirs) <= 1e-12 * peak) }
  }

  @Test func `mass is kept: cells times area sum to the incidents`() async throws {
    let points = Fixtures.scattered(200, x: 570_000...571_000, y: 200_000...201_000, seed: 9)
    let density = try await surface(Fixtures.incidents(points), side: 10, bandwidth: 300)
    let mass = density.values.reduce(0, +) * density.grid.shape.area / 1e6
    // Sums over squares of h/30 are a numerical integral: within a few parts in 100,000 of the exact one.
    #expect(abs(mass - 200) < 0.02)
  }

  @Test func `moving everything by whole cells changes nothing`() async throws {
    let points = Fixtures.scattered(100, x: 570_000...571_000, y: 200_000...201_000, seed: 3)
    let here = try await surface(Fixtures.incidents(points), side: 128, bandwidth: 256)
    let moved = points.map { (x: $0.x + 128 * 64, y: $0.y - 128 * 32) }
    let there = try await surface(Fixtures.incidents(moved), side: 128, bandwidth: 256)
    let peak = try #require(here.values.max())
    #expect(here.values.count == there.values.count)
    for (a, b) in zip(here.values, there.values) { #expect(abs(a - b) <= 1e-9 * peak) }
  }

  @Test func `doubling the weights doubles the density`() async throws {
    let points = Fixtures.scattered(50, x: 570_000...571_000, y: 200_000...201_000, seed: 4)
    let once = try await surface(Fixtures.incidents(points), side: 100, bandwidth: 300)
    let twice = try await surface(
      Fixtures.incidents(points, weights: points.map { _ in 2 }), side: 100, bandwidth: 300)
    #expect(twice.values == once.values.map { $0 * 2 })
  }

  @Test(arguments: [2, 3, 8])
  func `any number of threads gives the same bits as one`(threads: Int) async throws {
    let points = Fixtures.scattered(2000, x: 570_000...575_000, y: 200_000...206_000, seed: 8)
    let incidents = Fixtures.incidents(points)
    let one = try await surface(incidents, side: 90, bandwidth: 310)
    let many = try await surface(incidents, side: 90, bandwidth: 310, threads: threads)
    #expect(one.values == many.values)
    #expect(one.provenance == many.provenance)
  }

  @Test func `an incident exactly as far away as the bandwidth adds nothing`() async throws {
    let incidents = Fixtures.incidents([(570_050, 200_050)])
    let density = try await surface(incidents, side: 100, bandwidth: 200)
    let edge = try #require(density.grid.cell(holding: PlanarPoint(x: 570_250, y: 200_050)))
    #expect(density.values[edge] == 0)
    #expect(density.values.allSatisfy { $0 >= 0 })
  }

  @Test(arguments: [0, -1, Double.nan, Double.infinity, 2e6])
  func `a bandwidth that is no length is refused`(bandwidth: Double) {
    #expect(throws: HotspotError.self) { try KernelDensity(bandwidth: bandwidth) }
  }
}
