import ArgumentParser
import HotspotKit

/// What is asked of each cell and its neighbours.
struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is asked of each cell: \(Clusters.Statistic.allCases.map(\.rawValue).joined(separator: ", "))."))
  var statistic: String = Clusters.Statistic.giStar.rawValue

  @Option(
    help: """
      Neighbours: queen (a shared edge or corner), band:METRES between the cells' middles, or knn:K, the K nearest.
      """)
  var neighbours: String = "queen"

  @Option(
    help: "How often the other cells' values are dealt out anew for p-values; 0 for the normal distribution.")
  var permutations: Int = 0

  @Option(help: "Seed of the permutations.")
  var seed: UInt64 = 1

  @Option(help: "Share of false discoveries put up with, and the p-value up to which a slice is hot or cold.")
  var alpha: Double = 0.05

  @Option(
    help: """
      Slices of time for emerging: month, quarter, year, or days such as 28d; chosen by the records' span otherwise.
      """)
  var slice: String?

  /// The statistic, understood.
  func chosen() throws(HotspotError) -> Clusters.Statistic {
    guard let chosen = Clusters.Statistic(rawValue: statistic) else {
      let known = Clusters.Statistic.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalidParameter("--statistic '\(statistic)': write one of \(known)")
    }
    if slice != nil && chosen != .emerging {
      throw .invalidParameter(
        "--slice cuts time for --statistic emerging; \(statistic) takes all of it at once")
    }
    return chosen
  }

  /// The rules, understood before any file is read.
  func rules() throws(HotspotError) -> Clusters.Rules {
    let permutation: ConditionalPermutation? =
      permutations == 0 ? nil : try ConditionalPermutation(permutations: permutations, seed: seed)
    return Clusters.Rules(
      discovery: try FalseDiscovery(alpha: alpha),
      permutation: permutation)
  }

  /// The length of slices asked for; `nil` where it is to be chosen.
  func sliceLength() throws(HotspotError) -> SliceLength? {
    guard let slice else { return nil }
    return try SliceLength(slice)
  }
}
