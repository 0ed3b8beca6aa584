internal import Files
internal import Glibc

/// The mean squared error of a uniform kernel of radius t on a clustered process, less what does not depend on t:
/// MSE/λ² − g(0), divided by the study area.
///
/// (1/λ − 2K(t))/(πt²) + ∫ lens(r; t) dK(r)/(πt²)², lens being what two discs of radius t share when r apart. K is a sum
/// over pairs, and so is the integral: nothing is read off a table. Pairs near the edge of the study area count by the
/// share of their circle inside, Ripley's isotropic correction. The pairs are those of different places, and 1/λ
/// is Σ m²/n² of the area for places with m of n incidents: where records share a point the repeats would otherwise
/// be taken for the closest of clusters and the best radius would be nought.
///
/// Source: Berman & Diggle (1989), *Journal of the Royal Statistical Society* B 51; Diggle (1985), *Applied
/// Statistics* 34.
struct DiggleCriterion: Sendable {
  let places: PlaceCounts
  /// The edges of the study area; `nil` where there is none.
  let edges: OutlineEdges?
  /// The criterion, least at the best radius; in metres. Time O(places × places within 2 radii).
  func value(at radius: Double, bands: Bands) async -> Double {
    let disc = Double.pi * radius * radius
    let terms = await bands.map(places.count) { range in range.map { sum(at: $0, radius: radius) } }
    let total = places.counts.reduce(0, +)
    let own = places.counts.reduce(0) { $0 + $1 * $1 }
    return own / (total * total) / disc + terms.joined().reduce(0, +) / (total * total - own)
  }

  /// Σ m·m′·(lens/(πt²)² − 2[r ≤ t]/(πt²)) over the other places of one place.
  private func sum(at place: Int, radius: Double) -> Double {
    let disc = Double.pi * radius * radius
    let reach = 4 * radius * radius
    let (x, y) = (places.xs[place], places.ys[place])
    let clearance = edges?.distance(to: x, y, upTo: 2 * radius) ?? .infinity
    let sum = places.sum(round: x, y, reach: 2 * radius) { other, square in
      guard other != place, square < reach else { return 0 }
      let distance = square.squareRoot()
      let lens =
        2 * radius * radius * acos(distance / (2 * radius)) - distance / 2 * (reach - square).squareRoot()
      let term = lens / (disc * disc) - (distance <= radius ? 2 / disc : 0)
      guard distance > clearance, let edges else { return places.counts[other] * term }
      // A circle of which almost nothing lies inside says almost nothing: no pair counts more than a hundredfold.
      return places.counts[other] * term / max(edges.insideShare(of: distance, round: x, y), 0.01)
    }
    return places.counts[place] * sum
  }
}

extension FoundBandwidth {
  /// By Diggle's rule, with the edge of the study area where there is one.
  init(
    diggle incidents: Incidents, kernel: Kernel, within outline: Outline?, bands: Bands
  ) async throws(HotspotError) {
    let scott = try Self.scottDeviation(of: incidents, rule: "Diggle's rule")
    let places = PlaceCounts(of: incidents.points)
    let nearest = await places.nearestDistances(bands: bands).median ?? scott
    let (shortest, longest) = (min(nearest, scott / 2), 4 * scott)
    let criterion = DiggleCriterion(
      places: places, edges: outline.map { OutlineEdges([$0.polygons], pieces: 2 * nearest) })
    // Every pair is a step of the criterion: with few places it is rough, with many smooth. The search ends at so many times
    // the best.
    let (ratio, end) = places.count < 1000 ? (1.005, 3.0) : (1.05, 2.0)
    let search = BandwidthSearch(
      shortest: shortest, longest: longest, ratio: ratio, patience: Int(log(end) / log(ratio)), points: 15,
      rounds: 2)
    let best = await search.greatest { -(await criterion.value(at: $0, bands: bands)) }
    self.init(
      metres: best.length / 2 * kernel.bandwidthOfUnitDeviation, rule: BandwidthChoice.diggle.rule,
      words: "by Diggle's rule",
      remarks: [places.sharedPlaces(rule: "Diggle's rule"), best.remark(rule: "Diggle's rule")]
        .compactMap(\.self),
      facts: [
        "criterion": "least MSE/lambda^2 - g(0) of a uniform kernel of radius 2 deviations",
        "pair_edge_correction": outline == nil ? "none" : "isotropic",
        "deviation_m": .number(best.length / 2),
        "shortest_tried_m": .number(shortest / 2), "longest_allowed_m": .number(longest / 2),
        "places": .integer(places.count), "incidents_sharing_a_place": .integer(places.sharing),
      ])
  }
}
