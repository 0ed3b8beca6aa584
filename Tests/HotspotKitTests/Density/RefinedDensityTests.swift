import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Densities corrected at the edge of the study area.
@Suite struct RefinedDensityTests {
  private let two = Bands(threads: 2)

  /// A grid of squares over a rectangle whose corners are those of cells.
  static func grid(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>, side: Double) throws -> Grid {
    let half = side / 2
    let corners = Fixtures.incidents([
      (x.lowerBound + half, y.lowerBound + half), (x.upperBound - half, y.upperBound - half),
    ])
    return try Fixtures.essex().grid(.square(side: side), around: corners)
  }

  private func clustered() throws -> Incidents {
    let golden = try Golden("density/clustered.csv")
    return Fixtures.incidents(zip(golden["x"], golden["y"]).map { (x: $0, y: $1) })
  }

  private func surface(
    _ kernel: Kernel = .gaussian, bandwidth: Double, _ edge: EdgeCorrection, of incidents: Incidents,
    within outline: Outline, on grid: Grid, threads: Int = 2
  ) async throws -> Surface {
    let bands = Bands(threads: threads)
    let density = try await RefinedDensity(
      try KernelDensity(kernel: kernel, bandwidth: bandwidth), edge: edge, of: incidents, within: outline,
      bands: bands)
    return try await density.surface(on: grid, bands: bands)
  }

  /// Tests/Goldens/density/edge.R: `densityfun(edge = TRUE)`, and the same with `diggle = TRUE`.
  @Test(arguments: [(EdgeCorrection.uniform, "uniform"), (.jonesDiggle, "jones_diggle")])
  func `spatstat's corrected densities are ours to 1e-13 of the peak`(edge: EdgeCorrection, column: String)
    async throws
  {
    let golden = try Golden("density/edge.csv")
    let grid = try Self.grid(570_000...573_000, 200_000...202_000, side: 100)
    #expect(grid.count == golden.count)
    let surface = try await surface(
      bandwidth: 200, edge, of: try clustered(),
      within: try InsideMassTests.rectangle(570_000...573_000, 200_000...202_000), on: grid)
    let peak = try #require(golden[column].max())
    for (row, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let cell = try #require(grid.cell(holding: PlanarPoint(x: x, y: y)))
      #expect(abs(surface.values[cell] - golden[column][row]) < 1e-13 * peak)
    }
    #expect(surface.provenance.steps.last?["edge_correction"]?.text == edge.rawValue)
  }

  @Test(arguments: Kernel.allCases)
  func `with Jones and Diggle every incident keeps its whole mass inside, holes and parts and all`(
    kernel: Kernel
  )
    async throws
  {
    let outline = try InsideMassTests.outline()
    // At the concave corner, beside the hole, in the narrow gap, in the second part.
    let places = [(1199.0, 680.0), (560, 620), (1960, 690), (2090, 700), (2400, 1300), (30, 40)]
    let incidents = Fixtures.incidents(
      places.map { (x: 570_000 + $0.0, y: 200_000 + $0.1) }, weights: [1, 2, 3, 4, 5, 6])
    let grid = try Self.grid(570_000...572_600, 200_000...201_500, side: 5)
    let bandwidth = kernel == .gaussian ? 60.0 : 200
    let corrected = try await surface(
      kernel, bandwidth: bandwidth, .jonesDiggle, of: incidents, within: outline, on: grid)
    let plain = try await surface(
      kernel, bandwidth: bandwidth, .none, of: incidents, within: outline, on: grid)
    let middles = PlanarPoints((0..<grid.count).map { grid.centre(of: $0) })
    let isInside = try OutlineRaster(outline).holds(middles)
    func mass(_ surface: Surface) -> Double {
      let inside = zip(surface.values, isInside).filter(\.1).map(\.0)
      return inside.reduce(0, +) * 25 / 1e6
    }
    // Cells of 5 m along a ragged edge: the sum is an integral to a few thousandths, the uniform's cliff included.
    #expect(abs(mass(corrected) - 21) < 0.1, "\(mass(corrected))")
    #expect(mass(plain) < 17)
  }

  @Test func `with the uniform correction a steady density is steady up to the edge`() async throws {
    // One incident in every square of 10 m; the kernel is far wider, so that sums are integrals.
    var points: [(x: Double, y: Double)] = []
    for row in 0..<100 {
      for column in 0..<100 { points.append((570_005 + Double(column) * 10, 200_005 + Double(row) * 10)) }
    }
    let incidents = Fixtures.incidents(points)
    let outline = try InsideMassTests.rectangle(570_000...571_000, 200_000...201_000)
    let grid = try Self.grid(570_000...571_000, 200_000...201_000, side: 50)
    let steady = try await surface(
      .quartic, bandwidth: 200, .uniform, of: incidents, within: outline, on: grid)
    #expect(steady.values.allSatisfy { abs($0 / 10_000 - 1) < 0.002 })
    let plain = try await surface(.quartic, bandwidth: 200, .none, of: incidents, within: outline, on: grid)
    let lowest = plain.values.min() ?? .infinity
    #expect(lowest < 4000)
  }

  @Test(arguments: [EdgeCorrection.uniform, .jonesDiggle])
  func `doubling the weights doubles it, and 8 threads give the bits of one`(edge: EdgeCorrection)
    async throws
  {
    let outline = try InsideMassTests.outline()
    let points = Fixtures.scattered(200, x: 570_150...570_900, y: 200_100...200_440, seed: 31)
    let once = Fixtures.incidents(points, weights: points.indices.map { Double($0 % 7) })
    let twice = Fixtures.incidents(points, weights: points.indices.map { Double($0 % 7) * 2 })
    let grid = try Self.grid(570_000...571_600, 200_000...201_200, side: 50)
    let one = try await surface(
      .quartic, bandwidth: 300, edge, of: once, within: outline, on: grid, threads: 1)
    let eight = try await surface(
      .quartic, bandwidth: 300, edge, of: once, within: outline, on: grid, threads: 8)
    let double = try await surface(.quartic, bandwidth: 300, edge, of: twice, within: outline, on: grid)
    #expect(one.values == eight.values && one.provenance == eight.provenance)
    for (a, b) in zip(one.values, double.values) { #expect(abs(2 * a - b) <= 1e-12 * b) }
  }

  @Test func `moving records, outline and grid together changes nothing`() async throws {
    let points = Fixtures.scattered(100, x: 570_150...570_900, y: 200_100...200_440, seed: 32)
    let moved = points.map { (x: $0.x + 4096, y: $0.y - 8192) }
    for edge in EdgeCorrection.allCases {
      let here = try await surface(
        .quartic, bandwidth: 256, edge, of: Fixtures.incidents(points), within: try InsideMassTests.outline(),
        on: try Self.grid(569_984...571_584, 199_936...201_216, side: 64))
      let there = try await surface(
        .quartic, bandwidth: 256, edge, of: Fixtures.incidents(moved),
        within: try InsideMassTests.outline(east: 4096, north: -8192),
        on: try Self.grid(574_080...575_680, 191_744...193_024, side: 64))
      let peak = try #require(here.values.max())
      #expect(here.values.count == there.values.count)
      for (a, b) in zip(here.values, there.values) { #expect(abs(a - b) < 1e-10 * peak) }
    }
  }

  @Test func `an area smaller than a cell, whose cells have their middles outside, has finite densities`()
    async throws
  {
    let area = try Fixtures.essex()
    let corners = PlanarPoints(
      xs: [570_010, 570_020, 570_020, 570_010, 570_010], ys: [200_010, 200_010, 200_020, 200_020, 200_010])
    let degrees = area.projector.unproject(corners)
    let small = try StudyArea(
      boundaries: [Polygon(exterior: (0..<5).map { degrees[$0] })], named: "small",
      plane: .britishNationalGrid)
    let incidents = Fixtures.incidents([(570_015, 200_015)])
    let grid = try small.grid(.square(side: 100), around: incidents)
    #expect(grid.coversByTouch)
    let edge = small.outline
    let outline = try #require(edge)
    for bandwidth in [20.0, 100] {
      let surface = try await surface(
        .quartic, bandwidth: bandwidth, .uniform, of: incidents, within: outline, on: grid)
      #expect(surface.values.allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test func `an edge to correct and no area to have one is refused, and so is a uniform one that adapts`()
    async throws
  {
    let incidents = Fixtures.incidents([(5e5, 2e5)])
    let base = try KernelDensity(bandwidth: 100)
    await #expect {
      try await RefinedDensity(base, edge: .uniform, of: incidents, within: nil, bands: two)
    } throws: { "\($0)".contains("give one with --area") }
    await #expect {
      try await RefinedDensity(
        base, edge: .uniform, isAdaptive: true, of: incidents, within: try InsideMassTests.outline(),
        bands: two)
    } throws: { "\($0)".contains("take --edge jones-diggle") }
    #expect { try EdgeCorrection("ripley") } throws: { "\($0)".contains("none, uniform, jones-diggle") }
  }

  @Test func `without refinements it is the plain density, to the last step of its provenance`() async throws
  {
    let incidents = try clustered()
    let base = try KernelDensity(bandwidth: 250)
    let grid = try Self.grid(570_000...573_000, 200_000...202_000, side: 100)
    let refined = try await RefinedDensity(base, of: incidents, within: nil, bands: two)
    let surface = try await refined.surface(on: grid, bands: two)
    let plain = await base.surface(of: incidents, on: grid, bands: two)
    #expect(surface.values == plain.values && surface.provenance == plain.provenance)
    #expect(refined.margin == base.margin && refined.remarks.isEmpty)
  }
}
