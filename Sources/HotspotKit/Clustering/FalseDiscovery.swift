/// Which of many cells stay significant when so many are asked at once: Benjamini and Hochberg's rule.
///
/// Of the cells that survive, a share of at most α is expected to have got there by chance. All cells are
/// judged together: the i-th smallest of n p-values is compared with i·α/n, and up to the largest i that lies
/// below, all survive. The p-values themselves stay as they are.
///
/// Source: Benjamini & Hochberg (1995), *Journal of the Royal Statistical Society* B 57(1).
public struct FalseDiscovery: Hashable, Sendable {
  /// The share of false discoveries among the survivors that is put up with.
  public let alpha: Double

  /// A rule with a share.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless it lies between 0 and 1.
  public init(alpha: Double = 0.05) throws(HotspotError) {
    guard alpha > 0, alpha < 1 else {
      throw .invalidParameter("alpha \(alpha): give a share between 0 and 1, such as 0.05")
    }
    self.alpha = alpha
  }

  /// The largest p-value that survives among some; `nil` when none does.
  ///
  /// A NaN stands for a cell that was not tested and does not count to n. Time O(n log n).
  public func largestSurvivor(of pValues: [Double]) -> Double? {
    // Only those below α can survive, and they are few.
    let tested = pValues.count { !$0.isNaN }
    let small = pValues.filter { $0 < alpha }.sorted()
    let last = small.indices.last { small[$0] < Double($0 + 1) * alpha / Double(tested) }
    return last.map { small[$0] }
  }

  /// Whether each of some p-values survives; NaN does not.
  public func survivors(of pValues: [Double]) -> [Bool] {
    guard let largest = largestSurvivor(of: pValues) else { return pValues.map { _ in false } }
    return pValues.map { $0 <= largest }
  }
}
