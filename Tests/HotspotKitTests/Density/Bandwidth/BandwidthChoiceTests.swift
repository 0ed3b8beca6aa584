import Files
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct BandwidthChoiceTests {
  /// Tests/Goldens/density/spatstat.R prints `bw.scott` of its places, an axis at a time; spatstat's own
  /// `bw.scott.iso` takes their geometric mean, ours the root of their mean square, as Scott's rule is stated.
  @Test func `Scott's deviation is the mean square of spatstat's two`() async throws {
    let golden = try Golden("density/spatstat.csv")
    let incidents = Fixtures.incidents(zip(golden["x"], golden["y"]).map { (x: $0, y: $1) })
    let (sx, sy) = (189.41385662718864, 125.90608541297077)
    let expected = ((sx * sx + sy * sy) / 2).squareRoot()
    let density = try await KernelDensity(
      kernel: .gaussian, bandwidth: .scott, for: incidents, bands: Bands(threads: 1))
    #expect(abs(density.bandwidth - expected) < 1e-10)
  }

  @Test(arguments: zip(Kernel.allCases, [8, 6, 10, 20.0 / 3, 4, 1]))
  func `every kernel that ends takes the radius of equal variance`(kernel: Kernel, squaredFactor: Double)
    async throws
  {
    // Four corners of a square: sx² = sy² = 4 · 300² / 3, and 4^(−1/6) = 0.7937.
    let corners = Fixtures.incidents(
      [(0, 0), (600, 0), (0, 600), (600, 600)].map { ($0.0 + 5e5, $0.1 + 2e5) })
    let density = try await KernelDensity(
      kernel: kernel, bandwidth: .scott, for: corners, bands: Bands(threads: 1))
    let deviation = (4 * 90_000.0 / 3).squareRoot() * 0.7937005259840998
    #expect(abs(density.bandwidth - deviation * squaredFactor.squareRoot()) < 1e-9)
    // The variance along an axis, by rings: ∫ r²/2 · k · 2πr dr.
    let profile = density.profile
    let steps = 20_000
    let step = profile.reach / Double(steps)
    let variance = (0..<steps).reduce(0.0) { sum, index in
      let radius = (Double(index) + 0.5) * step
      let height = profile.height(dySquared: 0, dxSquared: radius * radius)
      return sum + radius * radius * radius * Double.pi * height * step * profile.perSquareKilometre / 1e6
    }
    #expect(abs(variance.squareRoot() / deviation - 1) < 1e-6)
  }

  @Test func `weights do not move the bandwidth`() async throws {
    let points = Fixtures.scattered(50, x: 0...900, y: 0...500, seed: 61)
    let plain = try await KernelDensity(
      bandwidth: .scott, for: Fixtures.incidents(points), bands: Bands(threads: 1))
    let heavy = Fixtures.incidents(points, weights: points.indices.map(Double.init))
    #expect(
      try await KernelDensity(bandwidth: .scott, for: heavy, bands: Bands(threads: 1)).bandwidth
        == plain.bandwidth)
  }

  @Test(arguments: [[], [(5e5, 2e5)], [(5e5, 2e5), (5e5, 2e5)]] as [[(x: Double, y: Double)]])
  func `incidents at fewer than two places give the rule nothing to go by`(points: [(x: Double, y: Double)])
    async
  {
    await #expect {
      try await KernelDensity(bandwidth: .scott, for: Fixtures.incidents(points), bands: Bands(threads: 1))
    } throws: { "\($0)".contains("give --bandwidth in metres") }
  }

  @Test(arguments: ["0", "-3", "nan", "inf", "2000001", "Scott", "", "300m"])
  func `a bandwidth that is none is refused with what would do`(text: String) {
    #expect {
      try BandwidthChoice(text)
    } throws: { "\($0)".contains("scott, silverman, cv or diggle") }
  }

  @Test func `the rule stands in the provenance`() async throws {
    let incidents = Fixtures.incidents([(5e5, 2e5), (500_400, 200_300)])
    let grid = try Fixtures.essex().grid(.square(side: 100), around: incidents)
    for (choice, rule) in [(BandwidthChoice.scott, "scott"), (.metres(250), "given")] {
      let density = try await KernelDensity(
        kernel: .gaussian, bandwidth: choice, for: incidents, bands: Bands(threads: 1))
      let surface = await density.surface(of: incidents, on: grid, bands: Bands(threads: 1))
      let step = try #require(surface.provenance.steps.last)
      #expect(step["bandwidth_rule"]?.text == rule)
      #expect(step["bandwidth_m"]?.double == density.bandwidth)
      #expect(step["bandwidth_means"]?.text == "standard deviation")
      #expect(step["kernel"]?.text == "gaussian")
    }
  }
}
