/// How often the other cells, dealt out anew, put as much or as little round a cell as there is.
///
/// The cell's own value stands; as many values as it has neighbours are drawn from all other cells, each at
/// most once. The p-value counts both tails: p = min(1, 2·(m + 1)/(R + 1)), m the smaller number of R draws
/// that reach the observed sum from above or from below, draws equal to it among both. It holds for Gi, Gi*
/// and local Moran alike, since with the cell's own value fixed each rises or falls with its neighbours' sum.
///
/// PySAL's `esda` gives the smaller tail alone, so half of this, and counts a tie in one tail only. Source:
/// Anselin (1995), *Geographical Analysis* 27(2).
public struct ConditionalPermutation: Hashable, Sendable {
  /// How often the values are dealt out for each cell.
  public let permutations: Int

  /// What the draws start from.
  public let seed: UInt64

  /// A test by so many permutations.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless there are from 1 to 1000000.
  public init(permutations: Int, seed: UInt64) throws(HotspotError) {
    guard (1...1_000_000).contains(permutations) else {
      throw .invalidParameter("permutations \(permutations): give a number from 1 to 1000000, such as 999")
    }
    self.permutations = permutations
    self.seed = seed
  }

  /// The smallest p-value that so many permutations can give.
  public var smallest: Double { min(1, 2 / Double(permutations + 1)) }

  /// Two-sided p-values, one per cell; 1 where a cell has no neighbours.
  ///
  /// Each cell draws from a sequence of its own, named by `stream` and its number, so that the answer is the
  /// same for any number of threads. Time O(cells × permutations × neighbours that are not nought).
  public func pValues(
    of values: [Double], among neighbourhood: Neighbourhood, stream: Int = 0, bands: Bands
  ) async -> [Double] {
    let sums = await neighbourhood.sums(of: values, withItself: false, bands: bands)
    let sizes = neighbourhood.sizes
    let total = values.reduce(0, +)
    // Sums of weights depend on their order by less than this; counts differ by one at least.
    let slack = 1e-12 * values.reduce(0) { $0 + abs($1) }
    let parts = await bands.map(values.count) { band in
      var urn = Urn(values)
      return band.map { cell in
        var random = SeededRandom(seed: seed, stream: UInt64(stream * values.count + cell))
        // Drawing the few that are left over is quicker than drawing the many that are taken.
        let isLeftOver = sizes[cell] > (values.count - 1) / 2
        let wanted = isLeftOver ? total - values[cell] - sums[cell] : sums[cell]
        let tails = urn.tails(
          of: wanted, drawing: isLeftOver ? values.count - 1 - sizes[cell] : sizes[cell], besides: cell,
          times: permutations, slack: slack, random: &random)
        return min(1, 2 * Double(min(tails.above, tails.below) + 1) / Double(permutations + 1))
      }
    }
    return parts.flatMap(\.self)
  }
}
