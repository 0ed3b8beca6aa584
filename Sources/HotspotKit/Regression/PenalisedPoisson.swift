/// Poisson regression that keeps coefficients small, and those that do not help at nought: the elastic net.
///
/// Least is (1/W)·Σ w(μ − y·log μ) + λ·Σ(α·|b| + (1 − α)/2·b²), where b is a coefficient on its column scaled to
/// variance 1, W = Σ w, and the intercept is free: the objective of `glmnet(family = "poisson")`.
///
/// Source: Friedman, Hastie & Tibshirani (2010), *Journal of Statistical Software* 33(1).
public struct PenalisedPoisson: Sendable {
  /// Which side of nought a coefficient may lie on.
  public enum Sign: Hashable, Sendable {
    /// Either.
    case any
    /// Nought or above: the column may only add.
    case notNegative
    /// Nought or below: the column may only take away.
    case notPositive

    /// A coefficient moved to the side where it may lie.
    @inline(__always) func bounded(_ coefficient: Double) -> Double {
      switch self {
      case .any: coefficient
      case .notNegative: max(0, coefficient)
      case .notPositive: min(0, coefficient)
      }
    }
  }

  /// α: 1 is the lasso, 0 ridge regression, between them the elastic net.
  public var mixing = 0.5

  /// The side of nought for each column; any side where there are none.
  public var signs: [Sign]?

  /// How many λ a path has.
  public var lambdaCount = 100

  /// The last λ of a path as a share of the first; `nil` for 0.0001, and 0.01 with fewer rows than columns.
  public var smallestShare: Double?

  /// How far a step may still reach, as a share of the null deviance, when it is the last.
  public var tolerance = 1e-12

  /// An elastic net half lasso and half ridge, with coefficients on any side.
  public init() {}

  /// The λ of a path, descending by equal ratios from the least one that keeps every coefficient at nought.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` where nothing is counted or no column differs between rows.
  public func lambdas(of table: CountTable) throws(HotspotError) -> [Double] {
    let fit = try PenalisedFit(self, table.design, table.whole)
    let largest = fit.largestLambda
    guard largest > 0 else {
      throw .insufficientData(
        "no column tells rows with incidents from rows without: there is nothing to choose from")
    }
    let share = smallestShare ?? (table.rowCount < table.columnCount ? 1e-2 : 1e-4)
    return (0..<lambdaCount).map { step in
      largest * exponential(logarithm(share) * Double(step) / Double(max(1, lambdaCount - 1)))
    }
  }

  /// The best coefficients for each λ, largest first.
  ///
  /// Without `lambdas` they are those of ``lambdas(of:)``, and the path ends early where less penalty no longer
  /// explains more, as glmnet's does. Time O(λ · distinct rows · columns / 8) for flags.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` where nothing is counted.
  public func path(of table: CountTable, lambdas: [Double]? = nil) throws(HotspotError) -> PenalisedPath {
    var fit = try PenalisedFit(self, table.design, table.whole)
    let chosen: [Double]
    if let lambdas { chosen = lambdas } else { chosen = try self.lambdas(of: table) }
    var path = PenalisedPath(nullDeviance: fit.deviance)
    let isHeld = signs?.contains { $0 != .any } ?? false
    for lambda in chosen {
      fit.descend(to: lambda)
      path.append(lambda, fit, table.design)
      if lambdas == nil, path.isExhausted(isHeld: isHeld) { break }
    }
    return path
  }
}

/// What the elastic net finds for each λ of a path.
public struct PenalisedPath: Sendable {
  /// The λ, largest first.
  public private(set) var lambdas: [Double] = []

  /// The intercept for each λ.
  public private(set) var intercepts: [Double] = []

  /// The coefficients for each λ, one a column, on the columns as they were given.
  public private(set) var coefficients: [[Double]] = []

  /// The Poisson deviance for each λ.
  public private(set) var deviances: [Double] = []

  /// The deviance of a model that knows but the mean (and the offsets).
  public let nullDeviance: Double

  init(nullDeviance: Double) { self.nullDeviance = nullDeviance }

  /// How many λ there are.
  public var count: Int { lambdas.count }

  /// The share of the null deviance that each λ's coefficients explain.
  public var explained: [Double] {
    deviances.map { nullDeviance > 0 ? 1 - $0 / nullDeviance : 0 }
  }

  /// The columns whose coefficient is not nought at a position of the path, ascending.
  public func chosen(at position: Int) -> [Int] {
    coefficients[position].indices.filter { coefficients[position][$0] != 0 }
  }

  mutating func append(_ lambda: Double, _ fit: PenalisedFit, _ design: CollapsedDesign) {
    let outer = design.outer(fit.inner)
    lambdas.append(lambda)
    coefficients.append(outer)
    intercepts.append(fit.shift - design.shift(outer))
    deviances.append(fit.deviance)
  }

  /// Whether the last four steps explained next to nothing more, or everything is explained: glmnet's rules.
  ///
  /// Where coefficients are held to a side, a path may explain nothing for long and something later: only the second
  /// rule holds.
  func isExhausted(isHeld: Bool) -> Bool {
    let explained = explained
    guard explained.count >= 5, let last = explained.last else { return false }
    return last > 0.999 || !isHeld && last - explained[explained.count - 5] < 1e-4 * last
  }
}
