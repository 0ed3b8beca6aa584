/// An exact model of counts by maximum likelihood, with a log link: Poisson or negative binomial.
///
/// Source: Cameron & Trivedi (2013), *Regression Analysis of Count Data*, 2nd edition, 3.3.
public struct CountModel: Sendable {
  /// A number and how far it may be off.
  public struct Estimate: Hashable, Sendable {
    /// The number.
    public let value: Double

    /// Its standard error, from the curvature of the likelihood at its peak.
    public let standardError: Double

    /// Where the number lies with 95 % confidence, by the normal distribution.
    public var interval: ClosedRange<Double> {
      let reach = 1.959_963_984_540_054 * standardError
      return value - reach...value + reach
    }
  }

  /// How counts scatter about their mean.
  public let family: CountFamily

  /// The logarithm of the mean where every column is nought.
  public let intercept: Estimate

  /// What a step of one in each column adds to the logarithm of the mean.
  public let coefficients: [Estimate]

  /// σ of the first negative binomial or θ of the second; `nil` for Poisson, and where the counts scatter no more
  /// than Poisson's so that the family's best is Poisson itself.
  public let dispersion: Estimate?

  /// The logarithm of the likelihood, nothing left out.
  public let logLikelihood: Double

  /// Twice the distance to the log-likelihood of a model that knows every row, the dispersion kept; `nil` for the
  /// first negative binomial, whose rows share no such model.
  public let deviance: Double?

  /// How many rows, each as often as it occurs.
  public let rowCount: Double

  /// −2 · log-likelihood: what gamlss calls the global deviance.
  public var globalDeviance: Double { -2 * logLikelihood }

  /// How many numbers were fitted: intercept, coefficients and dispersion.
  public var parameterCount: Int { 1 + coefficients.count + family.dispersions }

  /// −2 · log-likelihood + parameters · ln rows: the lower, the better.
  ///
  /// Source: Schwarz (1978), *Annals of Statistics* 6(2).
  public var bic: Double {
    Self.bic(globalDeviance: globalDeviance, parameters: parameterCount, rows: rowCount)
  }

  /// The criterion from its parts.
  static func bic(globalDeviance: Double, parameters: Int, rows: Double) -> Double {
    globalDeviance + Double(parameters) * logarithm(rows)
  }

  /// The mean of a row of columns.
  public func mean(of row: [Double], offset: Double = 0) -> Double {
    exponential(zip(coefficients, row).reduce(intercept.value + offset) { $0 + $1.0.value * $1.1 })
  }

  /// Fits a model; `nil` where the rows do not settle it: columns that add up to each other, a column with no incident
  /// in any of its rows, or no incident at all.
  ///
  /// Time O(rows · columns² · steps), and O(count) a row for the negative binomials.
  public init?(_ family: CountFamily, to rows: CountRows) {
    // Exposures leave few rows equal: the way to the Poisson peak asks for sums of them alone.
    let pooled = rows.offset == nil ? nil : rows.pooled
    var ascent = LikelihoodAscent(.poisson, pooled?.rows ?? rows)
    guard ascent.climb() else { return nil }
    var hasDispersion = false
    if family != .poisson {
      hasDispersion = ascent.start(family, on: rows)
      if hasDispersion { guard ascent.climb() else { return nil } }
    }
    guard let errors = ascent.standardErrors else { return nil }
    let point = ascent.point
    let columns = rows.columns.count
    self.family = family
    intercept = Estimate(value: point[0], standardError: errors[0])
    coefficients = (0..<columns).map { Estimate(value: point[$0 + 1], standardError: errors[$0 + 1]) }
    let value = ascent.value + (hasDispersion ? 0 : pooled?.rest ?? 0)
    logLikelihood = value - rows.logFactorials
    rowCount = rows.total
    let dispersion = hasDispersion ? exponential(point[columns + 1]) : 0
    switch family {
    case _ where !hasDispersion: self.dispersion = nil
    // The standard error of ln σ times σ; that of θ = 1/a is that of a times θ².
    case .negativeBinomial1:
      self.dispersion = Estimate(value: dispersion, standardError: dispersion * errors[columns + 1])
    case .negativeBinomial2, .poisson:
      self.dispersion = Estimate(value: 1 / dispersion, standardError: errors[columns + 1] / dispersion)
    }
    deviance =
      family == .negativeBinomial1 && hasDispersion
      ? nil : 2 * (rows.saturated(a: dispersion) - value)
  }
}

extension CountRows {
  /// Σ weight · ln Γ(count + 1).
  fileprivate var logFactorials: Double {
    zip(counts, weights).reduce(0) { $0 + $1.1 * ($1.0 > 1 ? logarithmOfGamma($1.0 + 1) : 0) }
  }

  /// The log-likelihood of a model whose means are the counts, as of the second negative binomial with a = 1/θ.
  fileprivate func saturated(a: Double) -> Double {
    zip(counts, weights).reduce(0) { sum, row in
      guard row.0 > 0 else { return sum }
      let term = CountFamily.negativeBinomial2.likelihood(
        of: row.0, mean: row.0, predictor: logarithm(row.0), dispersion: a)
      return sum + row.1 * term.value
    }
  }
}
