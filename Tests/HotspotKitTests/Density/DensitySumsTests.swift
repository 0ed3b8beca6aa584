import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Fast sums against the plain statement of what they are, on what might go wrong.
@Suite struct DensitySumsTests {
  /// Places and weights that have something about them, all round a window of 100 m cells near (570000, 200000).
  enum Hostile: String, CaseIterable {
    case scattered, onBorders, onMiddles, weightsOfAllSizes, onePlace, outside, repeated

    var incidents: Incidents {
      var random = SeededRandom(seed: 71)
      let some = Fixtures.scattered(50, x: 570_000...573_000, y: 200_000...203_000, seed: 72)
      switch self {
      case .scattered: return Fixtures.incidents(some)
      case .onBorders:
        return Fixtures.incidents(
          (0..<50).map { _ in
            (570_000 + 100 * Double(random.below(31)), 200_000 + 100 * Double(random.below(31)))
          })
      case .onMiddles:
        return Fixtures.incidents(
          (0..<50).map { _ in
            (570_050 + 50 * Double(random.below(60)), 200_050 + 50 * Double(random.below(60)))
          })
      case .weightsOfAllSizes:
        return Fixtures.incidents(some, weights: some.indices.map { [0, 1, 1e12, 1e-3][$0 % 4] })
      case .onePlace:
        return Fixtures.incidents([(x: Double, y: Double)](repeating: (571_234, 201_300), count: 60))
      case .outside:
        return Fixtures.incidents(
          some.map { (x: $0.x * 3 - 2 * 571_500, y: $0.y * 3 - 2 * 201_500) } + [(0, 0), (9e6, -9e6)])
      case .repeated:
        return Fixtures.incidents(
          (0..<150).map { some[$0 * $0 % 31] }, weights: (0..<150).map { Double($0 % 5) })
      }
    }
  }

  /// A grid's shape and the corners of its window.
  struct Window: CustomTestStringConvertible {
    let shape: CellShape
    let corners: [(x: Double, y: Double)]
    var testDescription: String { "\(shape) \(corners)" }

    func grid() throws -> Grid {
      try Fixtures.essex().grid(shape, around: Fixtures.incidents(corners))
    }

    static let all = [
      Window(shape: .square(side: 100), corners: [(570_000, 200_000), (572_999, 202_999)]),
      // Wider than a tile, higher than a band.
      Window(shape: .square(side: 25), corners: [(570_600, 200_700), (572_299, 202_449)]),
      Window(shape: .square(side: 100), corners: [(570_000, 201_350), (572_999, 201_350)]),
      Window(shape: .square(side: 100), corners: [(571_350, 200_000), (571_350, 202_999)]),
      Window(shape: .hexagon(size: 90), corners: [(570_000, 200_000), (572_999, 202_999)]),
    ]
  }

  /// The definition: every incident against every cell.
  static func plain(_ incidents: Incidents, _ profile: some KernelProfile, on grid: Grid) -> [Double] {
    (0..<grid.count).map { cell in
      let centre = grid.centre(of: cell)
      var sum = 0.0
      for index in 0..<incidents.count {
        let (dx, dy) = (centre.x - incidents.points.xs[index], centre.y - incidents.points.ys[index])
        sum += incidents.weight(of: index) * profile.height(dySquared: dy * dy, dxSquared: dx * dx)
      }
      return sum * profile.perSquareKilometre
    }
  }

  /// The peak of a density: that of its cells, or for the Gaussian, whose tails may be all that a grid has, at least that
  /// of its heaviest incident.
  static func peak(_ values: [Double], _ incidents: Incidents, _ profile: any KernelProfile) -> Double {
    let heaviest = (0..<incidents.count).map(incidents.weight).max() ?? 0
    return max(values.max() ?? 0, profile is Gaussian ? heaviest * profile.perSquareKilometre : 0)
  }

  @Test(arguments: Hostile.allCases, Window.all)
  func `fast sums are the plain ones to 1e-12 of the peak, and never negative`(
    hostile: Hostile, window: Window
  )
    throws
  {
    let (incidents, grid) = (hostile.incidents, try window.grid())
    for (kernel, bandwidth) in [
      (Kernel.quartic, 330.0), (.quartic, 40), (.epanechnikov, 200), (.triweight, 701), (.triangular, 250),
      (.uniform, 200), (.gaussian, 61),
    ] {
      let sums = DensitySums(
        of: incidents, kernel: kernel, bandwidth: bandwidth, on: grid, bands: Bands(threads: 1))
      let profile = kernel.profile(bandwidth: bandwidth)
      let plain = Self.plain(incidents, profile, on: grid)
      let peak = Self.peak(plain, incidents, profile)
      let worst = zip(sums.values, plain).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst <= 1e-12 * peak, "\(kernel) \(bandwidth): \(worst / peak)")
      #expect(sums.values.count == grid.count && sums.values.allSatisfy { $0 >= 0 })
      for threads in [2, 8] {
        let more = DensitySums(
          of: incidents, kernel: kernel, bandwidth: bandwidth, on: grid, bands: Bands(threads: threads))
        #expect(more.values == sums.values)
      }
    }
  }

  @Test(arguments: Hostile.allCases, Window.all)
  func `strays are the incidents that stand in no cell`(hostile: Hostile, window: Window) throws {
    let (incidents, grid) = (hostile.incidents, try window.grid())
    let sums = DensitySums(
      of: incidents, kernel: .quartic, bandwidth: 300, on: grid, bands: Bands(threads: 2))
    #expect(sums.strays == (0..<incidents.count).count { grid.cell(holding: incidents.points[$0]) == nil })
  }

  @Test func `cells that are missing are passed over`() throws {
    let area = try Fixtures.square()
    let incidents = Fixtures.incidents(
      Fixtures.scattered(80, x: 569_000...581_000, y: 199_000...211_000, seed: 73))
    let grid = try area.grid(.square(side: 170), around: incidents)
    // The square's edges are not the plane's: the window has cells outside of it.
    #expect(grid.count < grid.columns.count * grid.rows.count)
    let sums = DensitySums(
      of: incidents, kernel: .quartic, bandwidth: 900, on: grid, bands: Bands(threads: 2))
    let plain = Self.plain(incidents, Quartic(reach: 900), on: grid)
    let peak = try #require(plain.max())
    for (ours, theirs) in zip(sums.values, plain) { #expect(abs(ours - theirs) <= 1e-12 * peak) }
    #expect(sums.strays == (0..<80).count { grid.cell(holding: incidents.points[$0]) == nil })
  }
}
