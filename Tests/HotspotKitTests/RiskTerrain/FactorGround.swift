import Geospatial
@testable import HotspotKit
import TestSupport

/// Cells and factors made up for tests of risk terrain modelling.
enum FactorGround {
  /// A square of cells on the British National Grid, some 3 km wide.
  static func grid(_ shape: CellShape = .square(side: 75), width: Double = 3000) throws -> Grid {
    let area = try Fixtures.essex()
    return try area.grid(
      shape,
      around: Fixtures.incidents([(570_000, 200_000), (570_000 + width - 1, 200_000 + width - 1)]))
  }

  static func factor(
    _ name: String, points: Int, seed: UInt64, width: Double = 3000,
    effect: FactorSetting.Effect = .aggravating,
    operations: [FactorSetting.Operation] = FactorSetting.Operation.allCases
  ) -> Factor {
    var setting = FactorSetting(name: name, path: "\(name).csv")
    (setting.effect, setting.operations) = (effect, operations)
    let places = Fixtures.scattered(
      points, x: 570_000...570_000 + width, y: 200_000...200_000 + width, seed: seed)
    return Factor(setting, points: PlanarPoints(xs: places.map(\.x), ys: places.map(\.y)))
  }

  /// An incident in the middle of its cell for each that a cell holds.
  static func incidents(_ counts: [Double], on grid: Grid) -> Incidents {
    var points: [(x: Double, y: Double)] = []
    for cell in 0..<grid.count {
      let centre = grid.centre(of: cell)
      for _ in 0..<Int(counts[cell]) { points.append((centre.x, centre.y)) }
    }
    return Fixtures.incidents(points)
  }

  /// Counts that scatter as the first negative binomial, or as Poisson where `sigma` is nought.
  static func counts(_ predictors: [Double], sigma: Double, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    return predictors.map { predictor in
      let mean = exponential(predictor)
      return random.poisson(sigma > 0 ? random.gamma(mean / sigma) * sigma : mean)
    }
  }
}
