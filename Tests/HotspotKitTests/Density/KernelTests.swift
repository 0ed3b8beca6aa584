import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct KernelTests {
  /// The formulas word for word, per square metre, with u = d/h.
  private func height(_ kernel: Kernel, at distance: Double, bandwidth h: Double) -> Double {
    let u = distance / h
    if kernel == .gaussian { return exponential(-u * u / 2) / (2 * Double.pi * h * h) }
    guard u < 1 else { return 0 }
    let left = 1 - u * u
    return switch kernel {
    case .quartic: 3 / (Double.pi * h * h) * left * left
    case .epanechnikov: 2 / (Double.pi * h * h) * left
    case .triweight: 4 / (Double.pi * h * h) * left * left * left
    case .triangular: 3 / (Double.pi * h * h) * (1 - u)
    case .uniform, .gaussian: 1 / (Double.pi * h * h)
    }
  }

  /// eˣ by halving the argument until a short series does, so that the test does not lean on the same `exp`.
  private func exponential(_ x: Double) -> Double {
    let small = x / 1024
    var term = 1.0
    var sum = 1.0
    for n in 1...20 {
      term *= small / Double(n)
      sum += term
    }
    return (0..<10).reduce(sum) { power, _ in power * power }
  }

  private func surface(
    _ kernel: Kernel, _ incidents: Incidents, shape: CellShape, bandwidth: Double, threads: Int = 1
  ) async throws -> Surface {
    let density = try KernelDensity(kernel: kernel, bandwidth: bandwidth)
    let grid = try Fixtures.essex().grid(shape, around: incidents, margin: density.margin)
    return await density.surface(of: incidents, on: grid, bands: Bands(threads: threads))
  }

  private func weighted(_ count: Int, seed: UInt64) -> Incidents {
    let points = Fixtures.scattered(count, x: 570_000...572_000, y: 200_000...201_500, seed: seed)
    var random = SeededRandom(seed: seed + 1)
    return Fixtures.incidents(points, weights: points.map { _ in random.unit() * 10 })
  }

  @Test(arguments: Kernel.allCases, [CellShape.square(side: 70), .hexagon(size: 90)])
  func `the surface equals the definition to 1e-12 of its peak`(kernel: Kernel, shape: CellShape) async throws
  {
    let incidents = weighted(150, seed: 51)
    let bandwidth = kernel == .gaussian ? 130.0 : 310
    let density = try await surface(kernel, incidents, shape: shape, bandwidth: bandwidth)
    let plain = (0..<density.grid.count).map { cell in
      let centre = density.grid.centre(of: cell)
      return (0..<incidents.count).reduce(0.0) { sum, index in
        let (dx, dy) = (centre.x - incidents.points.xs[index], centre.y - incidents.points.ys[index])
        let distance = (dx * dx + dy * dy).squareRoot()
        return sum + incidents.weight(of: index) * height(kernel, at: distance, bandwidth: bandwidth) * 1e6
      }
    }
    let peak = try #require(plain.max())
    #expect(peak > 0)
    for (ours, theirs) in zip(density.values, plain) { #expect(abs(ours - theirs) <= 1e-12 * peak) }
  }

  @Test(arguments: Kernel.allCases)
  func `a kernel integrates to one, ring by ring`(kernel: Kernel) {
    let profile = kernel.profile(bandwidth: 250)
    // Simpson's rule on 2πr·k(r): of the fourth order, and exact for the kernels without a root or an end.
    let steps = 4000
    let step = profile.reach / Double(steps)
    var integral = 0.0
    for index in 0...steps {
      let radius = Double(index) * step
      // The end itself belongs to no kernel: the value there is the limit from inside.
      let inside = min(radius, profile.reach * (1 - 1e-15))
      let share = index == 0 || index == steps ? 1.0 : index % 2 == 1 ? 4 : 2
      integral += share * 2 * Double.pi * radius * profile.height(dySquared: 0, dxSquared: inside * inside)
    }
    let whole = integral * step / 3 * profile.perSquareKilometre / 1e6
    #expect(abs(whole - 1) < 1e-9, "\(kernel): \(whole)")
  }

  @Test(arguments: Kernel.allCases, [CellShape.square(side: 10), .hexagon(size: 11)])
  func `cells times their area sum to the incidents`(kernel: Kernel, shape: CellShape) async throws {
    let points = Fixtures.scattered(40, x: 570_000...570_400, y: 200_000...200_300, seed: 53)
    let density = try await surface(
      kernel, Fixtures.incidents(points), shape: shape, bandwidth: kernel == .gaussian ? 90 : 240)
    let mass = density.values.reduce(0, +) * shape.area / 1e6
    // The uniform kernel's cliff makes the cells' sum rougher; a Gaussian leaves 4e-6 outside the grid.
    #expect(abs(mass - 40) < (kernel == .uniform ? 0.05 : 0.002), "\(mass)")
  }

  @Test(arguments: Kernel.allCases)
  func `any number of threads gives the same bits as one`(kernel: Kernel) async throws {
    let incidents = weighted(400, seed: 57)
    for shape in [CellShape.square(side: 60), .hexagon(size: 70)] {
      let one = try await surface(kernel, incidents, shape: shape, bandwidth: 210)
      let many = try await surface(kernel, incidents, shape: shape, bandwidth: 210, threads: 8)
      #expect(one.values == many.values)
    }
  }

  @Test func `what the Gaussian leaves out is less than the last digit of its peak`() {
    let profile = Kernel.gaussian.profile(bandwidth: 100)
    let peak = profile.height(dySquared: 0, dxSquared: 0)
    let last = profile.height(dySquared: 0, dxSquared: profile.reach * profile.reach * (1 - 1e-15))
    #expect(last > 0 && last < peak * 0x1p-53)
    #expect(profile.height(dySquared: 0, dxSquared: profile.reach * profile.reach) == 0)
  }

  /// Tests/Goldens/density/scikit-learn.py: `KernelDensity(rtol=0)` at the middles of cells of 100 m.
  @Test(arguments: [
    (Kernel.epanechnikov, 300.0, "epanechnikov_300"), (.gaussian, 120, "gaussian_120"),
    (.uniform, 280, "uniform_280"), (.triangular, 310, "triangular_310"),
  ])
  func `scikit-learn finds the same to 1e-13 of the peak`(kernel: Kernel, bandwidth: Double, column: String)
    async throws
  {
    let places = try Golden("density/points.csv")
    let golden = try Golden("density/scikit-learn.csv")
    let incidents = Fixtures.incidents(
      zip(places["x"], places["y"]).map { (x: $0, y: $1) }, weights: places["weight"])
    let wide = Fixtures.incidents([(569_650, 199_650), (572_350, 201_850)])
    let grid = try Fixtures.essex().grid(.square(side: 100), around: wide)
    let density = await (try KernelDensity(kernel: kernel, bandwidth: bandwidth))
      .surface(of: incidents, on: grid, bands: Bands(threads: 2))
    let peak = try #require(golden[column].max())
    #expect(peak > 10 && golden.count == grid.count)
    var worst = 0.0
    for (index, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let middle = PlanarPoint(x: x, y: y)
      let cell = try #require(grid.cell(holding: middle))
      #expect(grid.centre(of: cell) == middle)
      worst = max(worst, abs(density.values[cell] - golden[column][index]) / peak)
    }
    #expect(worst <= 1e-13, "\(worst)")
  }

  /// Tests/Goldens/density/spatstat.R: `density.ppp(at = "points", leaveoneout = FALSE, edge = FALSE)`.
  @Test(arguments: [
    (Kernel.gaussian, 250.0, "gaussian_250"), (.quartic, 400, "quartic_400"),
    (.epanechnikov, 300, "epanechnikov_300"), (.uniform, 260, "uniform_260"),
  ])
  func `spatstat finds the same to 1e-13 of the peak`(kernel: Kernel, bandwidth: Double, column: String)
    async throws
  {
    let golden = try Golden("density/spatstat.csv")
    let incidents = Fixtures.incidents(zip(golden["x"], golden["y"]).map { (x: $0, y: $1) })
    let grid = try Fixtures.essex().grid(.square(side: 50), around: incidents)
    let density = await (try KernelDensity(kernel: kernel, bandwidth: bandwidth))
      .surface(of: incidents, on: grid, bands: Bands(threads: 2))
    let peak = try #require(golden[column].max())
    var worst = 0.0
    for (index, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let middle = PlanarPoint(x: x, y: y)
      let cell = try #require(grid.cell(holding: middle))
      #expect(grid.centre(of: cell) == middle)
      worst = max(worst, abs(density.values[cell] - golden[column][index]) / peak)
    }
    #expect(worst <= 1e-13, "\(worst)")
  }

  @Test func `a kernel that is none is refused with those that are`() {
    #expect {
      try Kernel("biweight")
    } throws: { "\($0)".contains("quartic, epanechnikov, triweight, triangular, uniform, gaussian") }
  }
}
