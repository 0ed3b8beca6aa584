/// Which hotspots are new, growing, passing or gone: Gi* in each slice of time, and each cell's trend.
///
/// A slice in which every cell holds the same has no hot or cold cell: its scores are 0 and its p-values 1.
public struct EmergingHotspots: Sendable {
  /// Gi* by slice and cell; NaN where a cell's neighbourhood is the whole area.
  public let scores: [[Double]]

  /// Two-sided p-values by slice and cell, not corrected for their number; NaN where there is no score.
  public let pValues: [[Double]]

  /// The trend of each cell's Gi* over the slices.
  public let trends: [MannKendall]

  /// Each cell's kind among seventeen.
  public let classes: [EmergingClass]

  /// Each cell's kind in plain words.
  public let simpleClasses: [SimpleClass]

  /// How many slices each cell was hot in, and cold.
  public let hotSlices: [Int], coldSlices: [Int]

  /// The slices in which every cell holds the same.
  public let levelSlices: [Int]

  /// The course of each cell; `values` are by slice from the earliest on and by cell.
  ///
  /// The p-values are those of the normal distribution unless a permutation test is given. Time of as many Gi*
  /// as there are slices, and O(cells × slices²).
  public init(
    of values: [[Double]], among neighbourhood: Neighbourhood, alpha: Double,
    permutation: ConditionalPermutation? = nil, bands: Bands
  ) async throws(HotspotError) {
    var scores: [[Double]] = []
    var pValues: [[Double]] = []
    var levelSlices: [Int] = []
    for (slice, held) in values.enumerated() {
      guard held.contains(where: { $0 != held[0] }) else {
        levelSlices.append(slice)
        scores.append(held.map { _ in 0 })
        pValues.append(held.map { _ in 1 })
        continue
      }
      let z = try await GetisOrd().scores(of: held, among: neighbourhood, bands: bands)
      scores.append(z)
      if let permutation {
        let dealt = await permutation.pValues(of: held, among: neighbourhood, stream: slice, bands: bands)
        pValues.append(zip(dealt, z).map { $1.isNaN ? .nan : $0 })
      } else {
        pValues.append(z.map(NormalTail.twoSided))
      }
    }
    let (z, p) = (scores, pValues)
    let courses = await bands.map(neighbourhood.count) { band in
      band.map { cell in Self.course(scores: z.map { $0[cell] }, pValues: p.map { $0[cell] }, alpha: alpha) }
    }.flatMap(\.self)
    (self.scores, self.pValues, self.levelSlices) = (scores, pValues, levelSlices)
    trends = courses.map(\.trend)
    classes = courses.map(\.full)
    simpleClasses = courses.map(\.simple)
    hotSlices = courses.map(\.hot)
    coldSlices = courses.map(\.cold)
  }

  private static func course(
    scores: [Double], pValues: [Double], alpha: Double
  ) -> (trend: MannKendall, full: EmergingClass, simple: SimpleClass, hot: Int, cold: Int) {
    let trend = MannKendall(scores)
    return (
      trend, EmergingClass(scores: scores, pValues: pValues, trend: trend, alpha: alpha),
      SimpleClass(scores: scores, pValues: pValues, alpha: alpha),
      zip(scores, pValues).count { $0 > 0 && $1 <= alpha },
      zip(scores, pValues).count { $0 < 0 && $1 <= alpha }
    )
  }
}
