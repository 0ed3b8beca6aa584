import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct RelativeDensityTests {
  private let two = Bands(threads: 2)

  private func square(_ west: Double, _ south: Double, _ side: Double) -> [Polygon<PlanarPoint>] {
    [
      Polygon(exterior: [
        PlanarPoint(x: west, y: south), PlanarPoint(x: west + side, y: south),
        PlanarPoint(x: west + side, y: south + side), PlanarPoint(x: west, y: south + side),
        PlanarPoint(x: west, y: south),
      ])
    ]
  }

  private func held(
    _ one: Incidents, against two: Incidents, kernel: Kernel = .quartic, bandwidth: Double = 300,
    on grid: Grid,
    isPopulation: Bool = false, by measure: RelativeDensity.Measure = .ratio, minimum: Double = 1
  ) async throws -> (surface: Surface, relative: RelativeDensity) {
    let density = try await RefinedDensity(
      try KernelDensity(kernel: kernel, bandwidth: bandwidth), of: one, within: nil, bands: self.two)
    let surface = try await density.surface(on: grid, bands: self.two)
    let denominator = try await Denominator(
      two, named: "second.csv", isPopulation: isPopulation, like: density, on: grid, bands: self.two)
    return (surface, RelativeDensity(of: surface, to: denominator, by: measure, minimum: minimum))
  }

  @Test func `a set against itself is one everywhere it can be told, and nought as a difference`()
    async throws
  {
    let points = Fixtures.scattered(300, x: 570_000...572_000, y: 200_000...201_500, seed: 51)
    let incidents = Fixtures.incidents(points)
    let grid = try Fixtures.essex().grid(.square(side: 100), around: incidents, margin: 600)
    let (_, ratio) = try await held(incidents, against: incidents, on: grid, minimum: 10)
    let told = ratio.result.values.filter { !$0.isNaN }
    #expect(told.count > 100 && told.allSatisfy { $0 == 1 })
    #expect(ratio.suppressed == grid.count - told.count && ratio.suppressed > 0)
    let (_, difference) = try await held(incidents, against: incidents, on: grid, by: .difference)
    #expect(difference.result.values.allSatisfy { $0.isNaN || $0 == 0 })
    #expect(difference.result.name == "difference" && ratio.result.name == "ratio")
  }

  @Test func `a third of a set is a third of it, per thousand where it is people`() async throws {
    let points = Fixtures.scattered(200, x: 570_000...571_000, y: 200_000...201_000, seed: 52)
    let thirds = Fixtures.incidents(points)
    let people = Fixtures.incidents(points, weights: points.map { _ in 3 })
    let grid = try Fixtures.essex().grid(.hexagon(size: 120), around: thirds)
    for (isPopulation, expected, name) in [(false, 1.0 / 3, "ratio"), (true, 1000.0 / 3, "per_1000")] {
      let (_, relative) = try await held(thirds, against: people, on: grid, isPopulation: isPopulation)
      #expect(relative.result.values.allSatisfy { $0.isNaN || abs($0 / expected - 1) < 1e-12 })
      #expect(relative.result.name == name)
    }
  }

  @Test(arguments: [Kernel.quartic, .gaussian])
  func `a cell has a value exactly where enough stands within the radius`(kernel: Kernel) async throws {
    let some = Fixtures.incidents(
      Fixtures.scattered(50, x: 570_000...572_000, y: 200_000...202_000, seed: 53))
    let many = Fixtures.incidents(
      Fixtures.scattered(150, x: 570_000...572_000, y: 200_000...202_000, seed: 54))
    let grid = try Fixtures.essex().grid(.square(side: 100), around: some, margin: 300)
    let bandwidth = kernel == .gaussian ? 120.0 : 250
    let radius = kernel == .gaussian ? 240.0 : 250
    let (_, relative) = try await held(
      some, against: many, kernel: kernel, bandwidth: bandwidth, on: grid, minimum: 4)
    var told = 0
    for cell in 0..<grid.count {
      let middle = grid.centre(of: cell)
      let near = (0..<many.count).count {
        let (dx, dy) = (many.points.xs[$0] - middle.x, many.points.ys[$0] - middle.y)
        return dx * dx + dy * dy < radius * radius
      }
      #expect(relative.result.values[cell].isNaN == (near < 4), "\(near)")
      told += near >= 4 ? 1 : 0
    }
    #expect(told > 100 && told < grid.count)
    #expect(relative.remarks.last?.contains("less than 4 of second.csv within \(Int(radius)) m") == true)
  }

  @Test(arguments: Kernel.allCases)
  func `one density over many areas is that density, wherever their edges run`(kernel: Kernel) async throws {
    let areas = (0..<100).map {
      square(570_000 + Double($0 % 10) * 170, 200_000 + Double($0 / 10) * 170, 170)
    }
    let field = PopulationField(areas, densities: areas.map { _ in 1234 })
    let grid = try RefinedDensityTests.grid(570_000...571_700, 200_000...201_700, side: 34)
    let bandwidth = kernel == .gaussian ? 60.0 : 300
    let values = await field.values(of: kernel, bandwidth: bandwidth, on: grid, bands: two)
    for cell in 0..<grid.count {
      let middle = grid.centre(of: cell)
      let edge = min(middle.x - 570_000, 571_700 - middle.x, middle.y - 200_000, 201_700 - middle.y)
      if edge > KernelTail(kernel: kernel, bandwidth: bandwidth).reach {
        #expect(abs(values[cell] / 1234 - 1) < 1e-8)
      } else {
        #expect(values[cell] > 0 && values[cell] <= 1234 * (1 + 1e-8))
      }
    }
  }

  @Test(arguments: Kernel.allCases)
  func `people are kept: smoothed densities sum to those who live there`(kernel: Kernel) async throws {
    let areas = [square(570_000, 200_000, 400), square(570_400, 200_000, 300), square(570_900, 200_500, 200)]
    let field = PopulationField(areas, densities: [1000, 5000, 20_000])
    let grid = try RefinedDensityTests.grid(569_400...571_800, 199_400...201_400, side: 10)
    let values = await field.values(
      of: kernel, bandwidth: kernel == .gaussian ? 60 : 300, on: grid, bands: two)
    let people = 1000 * 0.16 + 5000 * 0.09 + 20_000 * 0.04
    #expect(abs(values.reduce(0, +) * 100 / 1e6 / people - 1) < 1e-4)
    #expect(values.allSatisfy { $0 >= 0 })
  }

  @Test func `a place far inside an area has its density, far outside none, and on its edge half`()
    async throws
  {
    let field = PopulationField([square(570_000, 200_000, 5000)], densities: [800])
    // Middles at 569 975, 570 025 …: the cells of 50 m with their edge on the area's.
    let grid = try RefinedDensityTests.grid(567_000...573_000, 202_450...202_550, side: 50)
    let values = await field.values(of: .quartic, bandwidth: 400, on: grid, bands: two)
    for cell in 0..<grid.count {
      let x = grid.centre(of: cell).x
      if x < 569_600 { #expect(values[cell] == 0) }
      if x > 570_400 { #expect(abs(values[cell] - 800) < 1e-9) }
    }
    // Here the middles of cells stand on the edge itself.
    let shifted = PopulationField([square(570_025, 200_000, 5000)], densities: [800])
    let onEdge = await shifted.values(of: .quartic, bandwidth: 400, on: grid, bands: two)
    let cell = try #require(grid.cell(holding: PlanarPoint(x: 570_025, y: 202_475)))
    #expect(grid.centre(of: cell).x == 570_025 && abs(onEdge[cell] - 400) < 1e-4)
  }

  @Test func `people of areas cannot be made whole as incidents are`() async throws {
    let area = try Fixtures.square()
    // The very corners of which the study area is made, so that both have one outline.
    let corners = PlanarPoints(
      xs: [570_000, 580_000, 580_000, 570_000, 570_000], ys: [200_000, 200_000, 210_000, 210_000, 200_000])
    let degrees = try Fixtures.essex().projector.unproject(corners)
    let ring = (0..<degrees.count).map { "[\(degrees[$0].longitude),\(degrees[$0].latitude)]" }.joined(
      separator: ",")
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"A","people":5000},\
      "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}]}
      """
    let layer = try CellLayer(bytes: Array(text.utf8), named: "areas.geojson")
    #expect(layer.holdsAreas)
    let cells = try PolygonCells(layer, in: area)
    let population = try Population(property: "people", of: cells)
    let incidents = Fixtures.incidents(
      Fixtures.scattered(100, x: 572_000...578_000, y: 202_000...208_000, seed: 55))
    let grid = try area.grid(.square(side: 500), around: incidents)
    let base = try KernelDensity(bandwidth: 800)
    let whole = try await RefinedDensity(
      base, edge: .jonesDiggle, of: incidents, within: area.outline, bands: two)
    await #expect {
      try await Denominator(population, of: cells, like: whole, on: grid, bands: two)
    } throws: { "\($0)".contains("take --edge uniform or none") }
    // With the uniform correction 5000 people on some 100 km² are as many per km² up to the edge.
    let density = 5000 / cells.areas[0] * 1e6
    let even = try await RefinedDensity(base, edge: .uniform, of: incidents, within: area.outline, bands: two)
    let denominator = try await Denominator(population, of: cells, like: even, on: grid, bands: two)
    #expect(denominator.values.allSatisfy { abs($0 / density - 1) < 1e-6 })
    let surface = try await even.surface(on: grid, bands: two)
    let relative = RelativeDensity(of: surface, to: denominator, by: .ratio, minimum: 0)
    for (value, height) in zip(relative.result.values, surface.values) {
      #expect(abs(value - height / density * 1000) < 1e-3)
    }
    #expect(relative.result.provenance.steps.last?["kind"] == "population_of_areas")
  }

  @Test func `a measure that is none is refused with those that are`() {
    #expect { try RelativeDensity.Measure("log") } throws: { "\($0)".contains("write ratio or difference") }
  }
}
