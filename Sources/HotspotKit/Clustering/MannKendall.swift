/// Mann and Kendall's test: does a series rise or fall as time goes on?
///
/// Counts how many pairs rise less how many fall. The p-value is that of the normal approximation with the
/// variance corrected for ties and one step of continuity; the gaps between the moments do not matter.
///
/// Source: Mann (1945), *Econometrica* 13(3); Kendall (1975), *Rank Correlation Methods*.
public struct MannKendall: Hashable, Sendable {
  /// Pairs that rise less pairs that fall.
  public let score: Int

  /// Kendall's τ-b: −1 for a series that only falls, 1 for one that only rises; 0 where all are equal.
  public let tau: Double

  /// The two-sided p-value; 1 where all are equal.
  public let p: Double

  /// The test of a series of numbers in the order of time. Time O(n²).
  public init(_ series: [Double]) {
    let n = series.count
    var score = 0
    var tiedPairs = 0
    for later in series.indices {
      for earlier in 0..<later {
        if series[later] > series[earlier] { score += 1 }
        if series[later] < series[earlier] { score -= 1 }
        if series[later] == series[earlier] { tiedPairs += 1 }
      }
    }
    self.score = score
    let pairs = n * (n - 1) / 2
    guard tiedPairs < pairs else {
      (tau, p) = (0, 1)
      return
    }
    tau = Double(score) / (Double(pairs - tiedPairs) * Double(pairs)).squareRoot()
    var eighteenths = n * (n - 1) * (2 * n + 5)
    if tiedPairs > 0 {
      for tied in series.reduce(into: [Double: Int](), { $0[$1, default: 0] += 1 }).values {
        eighteenths -= tied * (tied - 1) * (2 * tied + 5)
      }
    }
    let step = Double(score - score.signum())
    p = NormalTail.twoSided(step / (Double(eighteenths) / 18).squareRoot())
  }
}
