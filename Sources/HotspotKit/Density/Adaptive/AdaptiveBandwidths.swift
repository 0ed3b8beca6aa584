internal import Files
internal import Glibc

/// A bandwidth for every place: wider where few incidents stand, narrower where many do.
///
/// hᵢ = h₀ · min(fᵢ^(−1/2)/γ, 5), fᵢ being the density with the bandwidth h₀ at the place and γ the geometric mean of
/// f^(−1/2) over the incidents. An incident counts once in f, whatever its weight.
///
/// Source: Abramson (1982), *Annals of Statistics* 10; the bound of 5 as Davies & Hazelton (2010), *Statistics in
/// Medicine* 29.
struct AdaptiveBandwidths: Sendable {
  /// The bandwidth of each place, in metres.
  let metres: [Double]
  /// h₀, in metres.
  let pilot: Double
  /// How many incidents stand where the bound holds.
  let bounded: Int

  /// `shares` says how much of its kernel each place keeps inside the study area, where that is made good.
  /// Time O(places × places within h₀).
  init(_ places: PlaceCounts, base: KernelDensity, shares: [Double]?, bands: Bands) async {
    let profile = base.profile
    let pilots = await bands.map(places.count) { range in
      range.map { place in
        places.sum(round: places.xs[place], places.ys[place], reach: profile.reach) { other, square in
          let height = profile.height(dySquared: 0, dxSquared: square)
          return height == 0 ? 0 : places.counts[other] * height / (shares?[other] ?? 1)
        }
      }
    }.flatMap(\.self)
    // The geometric mean of f^(−1/2); a constant factor of f goes out of the quotient.
    let logs = zip(places.counts, pilots).reduce(0.0) { $0 + $1.0 * log($1.1) }
    let gamma = exp(-0.5 * logs / places.counts.reduce(0, +))
    let factors = pilots.map { 1 / ($0.squareRoot() * gamma) }
    pilot = base.bandwidth
    metres = factors.map { [pilot] in pilot * min($0, Self.most) }
    bounded = zip(places.counts, factors).reduce(0) { $0 + ($1.1 > Self.most ? Int($1.0) : 0) }
  }

  /// How many times h₀ a bandwidth may be.
  private static let most = 5.0

  /// The facts for a provenance.
  var facts: JSONObject {
    [
      "rule": "abramson", "pilot_bandwidth_m": .number(pilot),
      "least_bandwidth_m": .number(metres.min() ?? pilot),
      "greatest_bandwidth_m": .number(metres.max() ?? pilot),
      "incidents_at_the_bound_of_5": .integer(bounded),
    ]
  }

  /// The facts in words.
  var sentence: String {
    let (least, most) = (metres.min() ?? pilot, metres.max() ?? pilot)
    return """
      adaptive (Abramson): bandwidths from \(least.rounded(toPlaces: 1).formattedPlainly) to \
      \(most.rounded(toPlaces: 1).formattedPlainly) m, \(bounded) incidents at the bound of five times the pilot's
      """
  }
}
