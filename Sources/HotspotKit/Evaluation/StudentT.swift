internal import Glibc

/// Student's t distribution.
///
/// Source: NIST *Digital Library of Mathematical Functions*, 8.17 (the incomplete beta function and its continued
/// fraction 8.17.22).
struct StudentT {
  /// Degrees of freedom, above 0.
  let freedom: Double

  /// How likely |t| is to be at least this far from nought.
  func twoSided(_ t: Double) -> Double {
    guard t.isFinite else { return 0 }
    return Self.beta(freedom / (freedom + t * t), freedom / 2, 0.5)
  }

  /// The t beyond which, on either side, lies a share `p` in all; by bisection to the last digits.
  func quantile(twoSided p: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while twoSided(high) > p { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if twoSided(middle) > p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function.
  private static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it the other tail is taken.
    if x > (a + 1) / (a + b + 2) { return 1 - beta(1 - x, b, a) }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    // Lentz's way of taking a continued fraction from the front: 1 + d₁/(1 + d₂/(1 + …)).
    let tiny = 1e-300
    var (c, d, fraction) = (1.0, 0.0, 1.0)
    for step in 1..<10_000 {
      let m = Double(step / 2)
      let term =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + term * d
      if abs(d) < tiny { d = tiny }
      d = 1 / d
      c = 1 + term / c
      if abs(c) < tiny { c = tiny }
      fraction *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return front / fraction
  }
}
