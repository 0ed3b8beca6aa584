internal import Glibc

/// How likely chance alone would go so far: the two tails of the normal distribution.
enum NormalTail {
  /// The two-sided p-value of a standard score; NaN for a score that is none.
  ///
  /// By the complementary error function, so that small ones keep all their digits.
  static func twoSided(_ score: Double) -> Double { erfc(abs(score) / 2.0.squareRoot()) }
}
