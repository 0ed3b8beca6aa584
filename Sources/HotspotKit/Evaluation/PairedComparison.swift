/// How a method does beside the baseline at the same origins, at one share of the area.
///
/// The difference is that of the pooled hit rates: Σ dᵢ / Σ nᵢ, dᵢ being the hits that a method has over the baseline
/// at origin i and nᵢ the incidents there. Its interval and p are those of a ratio estimator with Student's t: origins
/// are the sample, so that what varies from window to window alike for both is no evidence. Windows that follow each
/// other are taken as independent.
///
/// Source: Cochran (1977), *Sampling Techniques*, 6.3 (the variance of a ratio).
public struct PairedComparison: Hashable, Sendable {
  /// The hit rate of the method less that of the baseline; `nil` without an incident.
  public let difference: Double?

  /// The interval that covers the difference in 95 of 100 cases; `nil` with fewer than two origins.
  public let interval: ClosedRange<Double>?

  /// Two-sided; `nil` likewise.
  public let p: Double?

  /// A comparison of hits by origin.
  init(hits: [Double], baseline: [Double], incidents: [Double]) {
    let estimate = RatioEstimate(zip(hits, baseline).map { $0 - $1 }, over: incidents)
    difference = estimate.value
    interval = estimate.interval
    p = estimate.p
  }
}

/// A ratio of two sums over origins, and how sure it is.
struct RatioEstimate {
  let value: Double?
  let interval: ClosedRange<Double>?
  /// Against nought, two-sided.
  let p: Double?

  init(_ parts: [Double], over wholes: [Double]) {
    let whole = wholes.reduce(0, +)
    let count = Double(parts.count)
    guard whole > 0 else {
      (value, interval, p) = (nil, nil, nil)
      return
    }
    let ratio = parts.reduce(0, +) / whole
    value = ratio
    guard parts.count >= 2 else {
      (interval, p) = (nil, nil)
      return
    }
    let squares = zip(parts, wholes).reduce(0.0) { sum, each in
      let residual = each.0 - ratio * each.1
      return sum + residual * residual
    }
    let error = (count / (count - 1) * squares).squareRoot() / whole
    let t = StudentT(freedom: count - 1)
    let half = error * t.quantile(twoSided: 0.05)
    interval = ratio - half...ratio + half
    p = error > 0 ? t.twoSided(ratio / error) : ratio == 0 ? 1 : 0
  }
}
