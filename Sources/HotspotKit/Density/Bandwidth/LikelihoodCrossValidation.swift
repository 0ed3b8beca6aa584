internal import Files
internal import Glibc

/// How well a Gaussian density foretells every place from all others: Σ log λ₋ᵢ(xᵢ) − ∫λ, the integral over the whole
/// plane.
///
/// What is left out is the place with all its incidents, not the single incident: where records share a point, on
/// snapped data most of them, each would otherwise be foretold by its own twins and no length would be short enough.
/// Where no two incidents share a place it is leave-one-out as Loader (1999) has it.
///
/// Exact to 2⁻⁵³ of each λ: a place's sum ends where a term has fallen below that share of its nearest neighbour's, so
/// that a place far from all others has a likelihood too.
struct LikelihoodCrossValidation: Sendable {
  let places: PlaceCounts
  /// The distance of each place's nearest neighbour, in metres.
  let nearest: [Double]

  /// The criterion at a standard deviation in metres. Time O(places × places within 9 of them).
  func value(at deviation: Double, bands: Bands) async -> Double {
    let square = deviation * deviation
    let heaps = await bands.map(Self.shares) { range in range.map { heap(ofShare: $0, square: square) } }
      .flatMap(\.self)
    let terms = await bands.map(places.count) { range in
      range.map { place in
        let log =
          nearest[place] * nearest[place] <= square
          ? log(heaps.reduce(0) { $0 + $1[place] } / (2 * Double.pi * square))
          : lonelyLogDensity(at: place, deviation: deviation)
        return places.counts[place] * log
      }
    }
    // Added up in one order, however many bands there were.
    return terms.joined().reduce(0, +) - places.counts.reduce(0, +)
  }

  /// How many heaps the sums of pairs are thrown on: always the same, so that sums do not hang on the threads.
  private static let shares = 8

  /// For each place the sum over its pairs with one share of the places, each pair's bell being reckoned once for both.
  ///
  /// Right for places whose nearest neighbour is within a deviation: what is further off than √82 of them is less than
  /// 2⁻⁵³ of that neighbour's term.
  private func heap(ofShare share: Int, square: Double) -> [Double] {
    var heap = [Double](repeating: 0, count: places.count)
    let (reach, exponent) = ((82 * square).squareRoot(), -1 / (2 * square))
    for place in share * places.count / Self.shares..<(share + 1) * places.count / Self.shares {
      let count = places.counts[place]
      var own = 0.0
      places.visit(after: place, reach: reach) { other, distance in
        let height = exp(distance * exponent)
        own += places.counts[other] * height
        heap[other] += count * height
      }
      heap[place] += own
    }
    return heap
  }

  /// The logarithm at a place far from all others, where bells as they are would be nought.
  private func lonelyLogDensity(at place: Int, deviation: Double) -> Double {
    let exponent = -1 / (2 * deviation * deviation)
    let least = nearest[place] * nearest[place]
    // exp(−9²/2) is 2.6e-18.
    let reach = least + 81 * deviation * deviation
    let sum = places.sum(round: places.xs[place], places.ys[place], reach: reach.squareRoot()) {
      other, square in
      other == place || square > reach ? 0 : places.counts[other] * exp((square - least) * exponent)
    }
    return log(sum / (2 * Double.pi * deviation * deviation)) + least * exponent
  }
}

extension FoundBandwidth {
  /// By likelihood cross-validation.
  init(likelihoodOf incidents: Incidents, kernel: Kernel, bands: Bands) async throws(HotspotError) {
    let scott = try Self.scottDeviation(of: incidents, rule: "cross-validation")
    let places = PlaceCounts(of: incidents.points)
    let nearest = await places.nearestDistances(bands: bands)
    let shortest = min((nearest.median ?? scott) / 2, scott / 4)
    let criterion = LikelihoodCrossValidation(places: places, nearest: nearest)
    let search = BandwidthSearch(
      shortest: shortest, longest: 2 * scott, ratio: 1.4, patience: 5, points: 7, rounds: 1,
      isSmooth: true)
    let best = await search.greatest { deviations in
      var values: [Double] = []
      for deviation in deviations { values.append(await criterion.value(at: deviation, bands: bands)) }
      return values
    }
    self.init(
      metres: best.length * kernel.bandwidthOfUnitDeviation, rule: BandwidthChoice.likelihood.rule,
      words: "by likelihood cross-validation",
      remarks: [places.sharedPlaces(rule: "cross-validation"), best.remark(rule: "cross-validation")]
        .compactMap(\.self),
      facts: [
        "criterion":
          "sum of log density at each place from all other places, gaussian, without edge correction",
        "gaussian_deviation_m": .number(best.length), "criterion_value": .number(best.value),
        "shortest_tried_m": .number(shortest), "longest_allowed_m": .number(2 * scott),
        "places": .integer(places.count), "incidents_sharing_a_place": .integer(places.sharing),
      ])
  }
}

extension PlaceCounts {
  /// What is said where incidents share their places.
  func sharedPlaces(rule: String) -> String? {
    guard sharing > 0 else { return nil }
    let all = placeOfIncident.count
    return """
      \(sharing) of \(all) incidents share their place with another (\(count) places in all): \(rule) leaves out whole \
      places, or each incident would be foretold by its own twins
      """
  }
}
