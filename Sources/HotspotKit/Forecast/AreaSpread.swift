internal import Geospatial

/// Densities and near repeats on the areas of a file: every incident is spread over the ground round it, and an area may
/// expect what falls on its own.
///
/// So an area cut in two expects in both together what it did, and one of unlike size is not favoured. Ground where areas
/// overlap belongs to the first of them (``OwnGround``). What is geometry is worked out once for each distinct place and
/// serves all origins, which only change what stands at a place.
struct AreaSpread: Sendable {
  private let history: History
  private let ground: OwnGround
  private let places: PlanarPoints
  private let placeOfIncident: [Int32]
  private var density: (kernel: Kernel, bandwidth: Double, shares: AreaShares)?
  private var nearRepeat: AreaShares?

  /// Nothing worked out yet; `nil` where the cells are those of a grid.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` where an area is beyond repair.
  init?(of history: History) throws(HotspotError) {
    guard case .areas(let areas) = history.cells.ground else { return nil }
    self.history = history
    ground = try OwnGround(areas.polygons)
    var equal = EqualPlaces()
    placeOfIncident = (0..<history.points.count).map { row in
      Int32(equal.number(of: SIMD2(history.points.xs[row], history.points.ys[row])))
    }
    places = PlanarPoints(xs: equal.places.map(\.x), ys: equal.places.map(\.y))
  }

  /// The kernel density of all that was learnt, in areas or not, summed exactly over each area's ground.
  ///
  /// Time O(places × edges within reach) for a bandwidth not asked before, and O(incidents + places × areas within reach).
  mutating func density(
    _ window: ForecastWindow, kernel: Kernel, bandwidth: BandwidthChoice, bands: Bands
  ) async throws(HotspotError) -> [Double] {
    let past = history.incidents(in: window.learn)
    guard past.count > 0 else { return [Double](repeating: 0, count: history.cells.count) }
    let chosen = try await KernelDensity(kernel: kernel, bandwidth: bandwidth, for: past, bands: bands)
    let rate = history.rate(window)
    let sums = weights(of: window.learn) { _ in 1 }
    if let density, density.kernel == kernel, density.bandwidth == chosen.bandwidth {
      return density.shares.sums(of: sums).map { $0 * rate }
    }
    let shares = await AreaShares(
      of: KernelTail(kernel: kernel, bandwidth: chosen.bandwidth), at: places, on: ground, bands: bands)
    density = (kernel, chosen.bandwidth, shares)
    return shares.sums(of: sums).map { $0 * rate }
  }

  /// Where incidents were near by and of late; all areas together expect as many as by plain counts.
  ///
  /// The weight by distance is that of a grid's cells, taken from the incident's own place and summed over an area's ground:
  /// what the cells of a grid come to as they are made smaller.
  mutating func nearRepeats(_ window: ForecastWindow, bands: Bands) async -> [Double] {
    let reach = ForecastMethod.nearRepeatReach
    let end = window.learn.upperBound
    let recent = weights(of: max(window.learn.lowerBound, end - reach.days)..<end) { row in
      // The last day before the origin is no whole week back; as on a grid only what stands in a cell counts.
      history.cellOfIncident[row] >= 0 ? 1 / Double(1 + (end - 1 - history.days[row]) / 7) : 0
    }
    var shares: AreaShares
    if let nearRepeat {
      shares = nearRepeat
    } else {
      shares = await AreaShares(
        of: NearRepeatTail(unit: reach.step, reach: reach.metres), at: places, on: ground, bands: bands)
      nearRepeat = shares
    }
    let values = shares.sums(of: recent)
    let (sum, total) = (values.reduce(0, +), history.plain(window).reduce(0, +))
    return sum > 0 ? values.map { $0 / sum * total } : values
  }

  /// What the incidents of some days put on each place, each by a factor of its own.
  private func weights(of range: Range<Int>, by factor: (_ row: Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: places.count)
    for row in history.rows(in: range) {
      sums[Int(placeOfIncident[row])] += (history.weights?[row] ?? 1) * factor(row)
    }
    return sums
  }
}
