/// Getis–Ord Gi* and Gi: how far each cell's neighbourhood departs from the study area's mean.
///
/// Above nought there is more round a cell than elsewhere, below nought less. Gi* counts the cell itself to
/// its neighbourhood, Gi leaves it out of the neighbourhood and of the mean. All neighbours weigh the same.
///
/// Source: Ord & Getis (1995), *Geographical Analysis* 27(4).
public struct GetisOrd: Hashable, Sendable {
  /// Whether the cell itself is counted: Gi* if so, Gi if not.
  public let countsItself: Bool

  /// The statistic; Gi* unless the cell itself shall not count.
  public init(countsItself: Bool = true) { self.countsItself = countsItself }

  /// Standard scores, one per cell in the cells' order; NaN where a cell has no neighbours to speak of, or all
  /// cells for neighbours, so that there is nothing to compare.
  ///
  /// Gi*: z = (Σwx − x̄W)/(S·√((nW − W²)/(n−1))), W the number of neighbours with the cell itself, x̄ the mean
  /// and S the population standard deviation of all cells. Gi: the same over the other n − 1 cells. Time of
  /// the neighbourhood's sums.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when every cell holds the same, or there are fewer than
  ///   three.
  public func scores(
    of values: [Double], among neighbourhood: Neighbourhood, bands: Bands
  ) async throws(HotspotError) -> [Double] {
    let spread = try ValueSpread(of: values)
    let sums = await neighbourhood.sums(of: values, withItself: countsItself, bands: bands)
    if countsItself { return starred(sums, sizes: neighbourhood.sizes, spread: spread) }
    return plain(sums, of: values, sizes: neighbourhood.sizes, spread: spread)
  }

  private func starred(_ sums: [Double], sizes: [Int], spread: ValueSpread) -> [Double] {
    let n = spread.count
    let scale = (spread.variance / (n - 1)).squareRoot()
    return sums.indices.map { cell in
      let weight = Double(sizes[cell] + 1)
      guard weight < n else { return .nan }
      return spread.departure(ofSum: sums[cell], of: weight) / (scale * (weight * (n - weight)).squareRoot())
    }
  }

  /// With the departure d of the cell itself, the others have the mean −d/(n−1) about the mean of all.
  private func plain(_ sums: [Double], of values: [Double], sizes: [Int], spread: ValueSpread) -> [Double] {
    let others = spread.count - 1
    return sums.indices.map { cell in
      let weight = Double(sizes[cell])
      let own = spread.departure(ofSum: values[cell], of: 1)
      let mean = -own / others
      let variance = (spread.squares - own * own) / others - mean * mean
      // Below this the other cells all hold the same, and the rest is rounding.
      guard weight > 0, weight < others, variance > 1e-14 * spread.variance else { return .nan }
      let departure = spread.departure(ofSum: sums[cell], of: weight) - mean * weight
      return departure / (variance * weight * (others - weight) / (others - 1)).squareRoot()
    }
  }
}
