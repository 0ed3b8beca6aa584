import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct FactorLayersTests {
  private func layers(
    _ factors: [Factor], on grid: Grid, threads: Int = 1, threshold: Double = 2,
    steps: FactorReach.Steps = .half
  ) async throws -> FactorLayers {
    try await FactorLayers(
      of: factors, on: grid, reach: try FactorReach(steps: steps), densityThreshold: threshold,
      bands: Bands(threads: threads))
  }

  @Test func `every way and distance is a variable, and each says what it should`() async throws {
    let grid = try FactorGround.grid()
    let factor = FactorGround.factor("pubs", points: 12, seed: 1)
    let layers = try await layers([factor], on: grid)
    #expect(layers.variables.count == 12 && layers.columns.count == 12 && layers.remarks.isEmpty)
    for (variable, flags) in zip(layers.variables, layers.columns) {
      #expect(flags.yesCount == variable.cellCount && flags.count == grid.count)
      guard variable.operation == .proximity else { continue }
      for cell in 0..<grid.count {
        let centre = grid.centre(of: cell)
        let near = (0..<factor.points.count).contains { index in
          let (dx, dy) = (factor.points[index].x - centre.x, factor.points[index].y - centre.y)
          return dx * dx + dy * dy <= variable.metres * variable.metres
        }
        #expect(flags[cell] == near)
      }
    }
    #expect(layers.variables[1].id == "pubs proximity 150")
    #expect(layers.variables[1].words == "within 150 m of pubs")
    #expect(layers.variables[7].words == "where pubs stand dense (within 150 m)")
  }

  @Test func `dense is the mean and two standard deviations, and never empty`() {
    // Mean 2, standard deviation 4 over all ten.
    let values: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, 10, 10]
    #expect(FactorLayers.dense(values, threshold: 2).rows == [8, 9])
    #expect(FactorLayers.dense(values, threshold: 2.001).yesCount == 0)
    #expect(FactorLayers.dense(values, threshold: 0).rows == [8, 9])
    #expect(FactorLayers.dense([0, 0], threshold: 0).yesCount == 0)
    #expect(FactorLayers.dense([], threshold: 2).count == 0)
  }

  @Test func `densities are those of the kernel`() async throws {
    let grid = try FactorGround.grid()
    let factor = FactorGround.factor("pubs", points: 30, seed: 3)
    let layers = try await layers([factor], on: grid, threshold: 1)
    let density = try await KernelDensity(bandwidth: 300).surface(
      of: Incidents(points: factor.points), on: grid, bands: Bands(threads: 1))
    let column = try #require(layers.variables.firstIndex { $0.operation == .density && $0.metres == 300 })
    #expect(layers.columns[column] == FactorLayers.dense(density.values, threshold: 1))
  }

  @Test func `a variable that tells nothing apart is left out and said`() async throws {
    let grid = try FactorGround.grid(width: 300)
    let middle = grid.centre(of: grid.count / 2)
    let factor = Factor(
      FactorSetting(name: "pubs", path: "p"), points: PlanarPoints([middle]))
    let layers = try await layers([factor], on: grid, steps: .half)
    // On four by four cells everything lies within 300 m.
    #expect(layers.variables.allSatisfy { $0.cellCount < grid.count })
    #expect(layers.remarks.count == 1 && layers.remarks[0].contains("pubs"))
    #expect(Set(layers.columns).count == layers.columns.count)
  }

  @Test func `lines are dense by their length and areas by their cells`() async throws {
    let grid = try FactorGround.grid()
    func at(_ x: Double, _ y: Double) -> PlanarPoint { PlanarPoint(x: 570_000 + x, y: 200_000 + y) }
    var setting = FactorSetting(name: "streets", path: "s")
    setting.operations = [.density]
    let line = Factor(setting, lines: [[at(500, 500), at(1000, 500)]])
    setting.name = "parks"
    let area = Factor(
      setting,
      areas: [
        Polygon(exterior: [at(2000, 2000), at(2300, 2000), at(2300, 2300), at(2000, 2300), at(2000, 2000)])
      ])
    let layers = try await layers([line, area], on: grid)
    for (variable, flags) in zip(layers.variables, layers.columns) {
      #expect(flags.yesCount > 0)
      for cell in 0..<grid.count where flags[cell] {
        let centre = grid.centre(of: cell)
        let (x, y) = (centre.x - 570_000, centre.y - 200_000)
        let reach = variable.metres
        if variable.name == "streets" {
          #expect(x > 500 - reach && x < 1000 + reach && abs(y - 500) < reach)
        } else {
          #expect(min(x, y) > 2000 - reach && max(x, y) < 2300 + reach)
        }
      }
    }
  }

  @Test func `one thread or eight, the layers are the same`() async throws {
    let grid = try FactorGround.grid()
    let factors = [
      FactorGround.factor("pubs", points: 20, seed: 5), FactorGround.factor("stations", points: 3, seed: 6),
    ]
    let one = try await layers(factors, on: grid)
    for threads in [2, 8] {
      let more = try await layers(factors, on: grid, threads: threads)
      #expect(more.columns == one.columns && more.variables == one.variables)
    }
  }

  @Test func `names must differ, and there must be a factor`() async throws {
    let grid = try FactorGround.grid(width: 300)
    let factor = FactorGround.factor("pubs", points: 3, seed: 1)
    await #expect(throws: HotspotError.self) { try await self.layers([factor, factor], on: grid) }
    await #expect(throws: HotspotError.self) { try await self.layers([], on: grid) }
    await #expect(throws: HotspotError.self) { try await self.layers([factor], on: grid, threshold: -1) }
  }
}
