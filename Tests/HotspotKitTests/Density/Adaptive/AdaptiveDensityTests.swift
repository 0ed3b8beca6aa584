import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct AdaptiveDensityTests {
  private let two = Bands(threads: 2)

  private func density(
    _ kernel: Kernel, bandwidth: Double, of incidents: Incidents, edge: EdgeCorrection = .none,
    within outline: Outline? = nil
  ) async throws -> RefinedDensity {
    try await RefinedDensity(
      try KernelDensity(kernel: kernel, bandwidth: bandwidth), edge: edge, isAdaptive: true, of: incidents,
      within: outline, bands: two)
  }

  private func repeated() throws -> (incidents: Incidents, golden: Golden) {
    let golden = try Golden("density/adaptive-h.csv")
    return (
      Fixtures.incidents(zip(golden["x"], golden["y"]).map { (x: $0, y: $1) }, weights: golden["weight"]),
      golden
    )
  }

  /// Tests/Goldens/density/refined.py: Abramson's formula and the sum, word for word.
  @Test(arguments: [(Kernel.quartic, 300.0), (.gaussian, 90), (.triangular, 250)])
  func `bandwidths and surface are those of the definition to 1e-12`(kernel: Kernel, bandwidth: Double)
    async throws
  {
    let (incidents, places) = try repeated()
    let density = try await density(kernel, bandwidth: bandwidth, of: incidents)
    let adaptive = try #require(density.adaptive)
    let known = PlaceCounts(of: incidents.points)
    for (row, place) in known.placeOfIncident.enumerated() {
      #expect(abs(adaptive.metres[Int(place)] / places[kernel.rawValue][row] - 1) < 1e-12)
    }
    let golden = try Golden("density/adaptive.csv")
    let grid = try RefinedDensityTests.grid(569_600...572_400, 199_600...201_900, side: 100)
    #expect(grid.count == golden.count)
    let surface = try await density.surface(on: grid, bands: two)
    let peak = try #require(golden[kernel.rawValue].max())
    for (row, (x, y)) in zip(golden["x"], golden["y"]).enumerated() {
      let cell = try #require(grid.cell(holding: PlanarPoint(x: x, y: y)))
      #expect(abs(surface.values[cell] - golden[kernel.rawValue][row]) < 1e-12 * peak)
    }
  }

  /// Tests/Goldens/density/edge.R: `sparr::bivariate.density(adapt = TRUE)`, which reads its pilot off pixels.
  @Test func `sparr sums kernels of the same many bandwidths to the same, and its bandwidths are near ours`()
    async throws
  {
    let golden = try Golden("density/adaptive-sparr-h.csv")
    let points = zip(golden["x"], golden["y"]).map { (x: $0, y: $1) }
    let incidents = Fixtures.incidents(points)
    let places = PlaceCounts(of: incidents.points)
    var bandwidths = [Double](repeating: 0, count: places.count)
    for (row, place) in places.placeOfIncident.enumerated() {
      bandwidths[Int(place)] = golden["h_coarse"][row]
    }
    let grid = try RefinedDensityTests.grid(570_000...573_000, 200_000...203_000, side: 100)
    let sums = AdaptiveSums(places, weights: places.counts, bandwidths: bandwidths, kernel: .gaussian)
    let values = await sums.values(on: grid, bands: two)
    let pixels = try Golden("density/adaptive-sparr.csv")
    #expect(pixels.count == grid.count)
    let peak = try #require(pixels["density"].max())
    for (row, (x, y)) in zip(pixels["x"], pixels["y"]).enumerated() {
      let cell = try #require(grid.cell(holding: PlanarPoint(x: x, y: y)))
      #expect(abs(values[cell] - pixels["density"][row]) < 1e-12 * peak)
    }
    // On pixels of 3 m its pilot is nearly exact.
    let ours = try #require(try await density(.gaussian, bandwidth: 120, of: incidents).adaptive)
    for (row, place) in places.placeOfIncident.enumerated() {
      #expect(abs(ours.metres[Int(place)] / golden["h_fine"][row] - 1) < 0.01)
    }
  }

  @Test(arguments: [CellShape.square(side: 70), .hexagon(size: 80)])
  func `any number of threads gives the bits of one, and hexagons the sum over every place`(shape: CellShape)
    async throws
  {
    let (incidents, _) = try repeated()
    let density = try await density(.quartic, bandwidth: 300, of: incidents)
    let grid = try Fixtures.essex().grid(shape, around: incidents, margin: density.margin)
    let one = try await density.surface(on: grid, bands: Bands(threads: 1))
    let eight = try await density.surface(on: grid, bands: Bands(threads: 8))
    #expect(one.values == eight.values)
    let places = PlaceCounts(of: incidents.points)
    let bandwidths = try #require(density.adaptive).metres
    for cell in stride(from: 0, to: grid.count, by: 13) {
      let middle = grid.centre(of: cell)
      var sum = 0.0
      for (row, place) in places.placeOfIncident.enumerated() {
        let h = bandwidths[Int(place)]
        let (dx, dy) = (middle.x - incidents.points.xs[row], middle.y - incidents.points.ys[row])
        let left = max(0, 1 - (dx * dx + dy * dy) / (h * h))
        sum += incidents.weight(of: row) * 3 / (Double.pi * h * h) * left * left
      }
      #expect(abs(one.values[cell] - sum * 1e6) < 1e-9 * (1 + sum * 1e6))
    }
    let mass = one.values.reduce(0, +) * shape.area / 1e6
    #expect(abs(mass / incidents.totalWeight - 1) < 0.01)
  }

  @Test func `it is wider where few stand, never more than five times, and weights do not move it`()
    async throws
  {
    // Forty on a spot and one far off: f there is a fortieth, and the bound holds for a hundred on a spot.
    let crowd = Fixtures.scattered(40, x: 570_000...570_010, y: 200_000...200_010, seed: 41)
    let incidents = Fixtures.incidents(crowd + [(580_000, 200_000)])
    let metres = try #require(try await density(.quartic, bandwidth: 100, of: incidents).adaptive).metres
    let lonely = try #require(metres.max())
    #expect(lonely / 100 > 4.9 && lonely <= 500)
    let heavy = Fixtures.incidents(
      crowd + [(580_000, 200_000)], weights: (0..<41).map { Double($0) })
    #expect(try await density(.quartic, bandwidth: 100, of: heavy).adaptive?.metres == metres)
    let more = Fixtures.incidents(
      Fixtures.scattered(400, x: 570_000...570_010, y: 200_000...200_010, seed: 42) + [(580_000, 200_000)])
    let bounded = try #require(try await density(.quartic, bandwidth: 100, of: more).adaptive)
    #expect(bounded.metres.max() == 500 && bounded.bounded == 1)
  }

  @Test func `evenly spread incidents all have the pilot's bandwidth`() async throws {
    // Far from the edge the lattice looks the same to each.
    var lattice: [(x: Double, y: Double)] = []
    for row in 0..<30 {
      for column in 0..<30 { lattice.append((570_000 + Double(column) * 100, 200_000 + Double(row) * 100)) }
    }
    let incidents = Fixtures.incidents(lattice)
    let density = try await density(.uniform, bandwidth: 149, of: incidents)
    let places = PlaceCounts(of: incidents.points)
    let metres = try #require(density.adaptive).metres
    var inner: [Double] = []
    for place in 0..<places.count {
      let isInner =
        (570_200...572_700).contains(places.xs[place]) && (200_200...202_700).contains(places.ys[place])
      if isInner { inner.append(metres[place]) }
    }
    #expect(inner.count > 600 && inner.allSatisfy { $0 == inner[0] })
  }

  @Test func `with Jones and Diggle each kernel is made whole at its own bandwidth`() async throws {
    let outline = try InsideMassTests.rectangle(570_000...571_000, 200_000...201_000)
    let points = Fixtures.scattered(60, x: 570_000...570_400, y: 200_000...200_400, seed: 43)
    let density = try await density(
      .quartic, bandwidth: 200, of: Fixtures.incidents(points), edge: .jonesDiggle, within: outline)
    let grid = try RefinedDensityTests.grid(570_000...571_000, 200_000...201_000, side: 5)
    let surface = try await density.surface(on: grid, bands: two)
    let mass = surface.values.reduce(0, +) * 25 / 1e6
    #expect(abs(mass - 60) < 0.05)
    #expect(surface.provenance.steps.last?["adaptive"]?["rule"] == "abramson")
  }
}
