/// Local Moran's I: how alike each cell and its neighbours are, and on which side of the mean they stand.
///
/// Above nought a cell is like its neighbours (high among high, low among low), below nought unlike them. The
/// neighbours' part is their mean (row-standardised weights); the cell itself is not among them.
///
/// Source: Anselin (1995), *Geographical Analysis* 27(2); Sokal, Oden & Thomson (1998), *Geographical Analysis*
/// 30(4), for what is expected when the cell's own value stands and the others are dealt out anew.
public struct LocalMoran: Hashable, Sendable {
  /// Where a cell and its neighbours stand against the mean of all cells; high is above it.
  public enum Quadrant: String, CaseIterable, Hashable, Sendable {
    /// Much among much: the middle of a hotspot.
    case highHigh = "high-high"
    /// Little among little.
    case lowLow = "low-low"
    /// Much among little: a place that stands out by itself.
    case highLow = "high-low"
    /// Little among much.
    case lowHigh = "low-high"
  }

  /// I of each cell, in the cells' order: its departure from the mean times its neighbours' mean departure,
  /// over the variance (divisor n); nought where a cell has no neighbours.
  public let indices: [Double]

  /// Standard scores of I; NaN where a cell has no neighbours, all cells for neighbours, or just the mean.
  public let scores: [Double]

  /// The quadrant of each cell; neighbours that sum to just the mean count as low.
  public let quadrants: [Quadrant]

  /// The statistic of each cell's value. Time of the neighbourhood's sums.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when every cell holds the same, or there are fewer than
  ///   three.
  public init(
    of values: [Double], among neighbourhood: Neighbourhood, bands: Bands
  ) async throws(HotspotError) {
    let spread = try ValueSpread(of: values)
    let sums = await neighbourhood.sums(of: values, withItself: false, bands: bands)
    let own = values.map { spread.departure(ofSum: $0, of: 1) }
    let around = zip(sums, neighbourhood.sizes).map { spread.departure(ofSum: $0, of: Double($1)) }
    var indices: [Double] = []
    var scores: [Double] = []
    for (cell, size) in neighbourhood.sizes.enumerated() {
      let index = size == 0 ? 0 : own[cell] / spread.variance * around[cell] / Double(size)
      indices.append(index)
      scores.append(Self.score(of: index, own: own[cell], size: Double(size), spread: spread))
    }
    (self.indices, self.scores) = (indices, scores)
    quadrants = zip(own, around).map { own, around in
      own > 0 ? (around > 0 ? .highHigh : .highLow) : (around > 0 ? .lowHigh : .lowLow)
    }
  }

  private static func score(of index: Double, own: Double, size: Double, spread: ValueSpread) -> Double {
    let n = spread.count
    guard size > 0, size < n - 1, own != 0 else { return .nan }
    let ratio = own / spread.variance
    let expected = -own * ratio / (n - 1)
    let spreadOfMeans = 1 / size - 1 / (n - 1)
    let variance = ratio * ratio * n / (n - 2) * spreadOfMeans * (spread.variance - own * own / (n - 1))
    return variance > 0 ? (index - expected) / variance.squareRoot() : .nan
  }
}
