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

  /// The criterion, least at the best radius; in metres.
  func value(at radius: Double, bands: Bands) async -> Double { await values(at: [radius], bands: bands)[0] }

  /// The criterion at some radii in ascending order, each the same as if it were asked for alone.
  ///
  /// One pass over the pairs for all of them: what is costly about a pair, where it stands to the edge, is found once.
  /// Time O(places × places within 2 of the largest radius).
  func values(at radii: [Double], bands: Bands) async -> [Double] {
    let lenses = radii.map(Lens.init)
    let reach = 2 * (radii.last ?? 0)
    let clearances = await clearances(upTo: reach, bands: bands)
    // Stretches of places that do not hang on how many threads there are, and sums in their order.
    let stretches = (places.count + Self.stretch - 1) / Self.stretch
    let sums = await bands.map(stretches) { range in
      range.map { stretch in
        let first = stretch * Self.stretch
        return pairs(
          from: first..<min(first + Self.stretch, places.count), lenses: lenses, clearances: clearances)
      }
    }.joined()
    let total = places.counts.reduce(0, +)
    let own = places.counts.reduce(0) { $0 + $1 * $1 }
    return lenses.indices.map { index in
      let disc = lenses[index].disc
      return own / (total * total) / disc + sums.reduce(0) { $0 + $1[index] } / (total * total - own)
    }
  }

  /// How many places are summed over at once.
  private static let stretch = 64

  /// How far each place is from the nearest edge, in metres; the limit where that is further, or there is none.
  private func clearances(upTo limit: Double, bands: Bands) async -> [Double] {
    guard let edges else { return [Double](repeating: .infinity, count: places.count) }
    return await bands.map(places.count) { range in
      range.map { edges.distance(to: places.xs[$0], places.ys[$0], upTo: limit) }
    }.flatMap(\.self)
  }

  /// Σ m·m′·(lens/(πt²)² − 2[r ≤ t]/(πt²)) over the pairs of which some places are the first, for each radius.
  ///
  /// A pair counts once for each of its places, by the share of the circle round that place.
  private func pairs(from some: Range<Int>, lenses: [Lens], clearances: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: lenses.count)
    let reach = (lenses.last?.reach ?? 0).squareRoot()
    for place in some {
      places.visit(after: place, reach: reach) { other, square in
        let distance = square.squareRoot()
        var weight = 2.0
        if distance > min(clearances[place], clearances[other]) {
          weight =
            self.weight(of: distance, round: place, clearances)
            + self.weight(of: distance, round: other, clearances)
        }
        weight *= places.counts[place] * places.counts[other]
        var index = lenses.count - 1
        while index >= 0, square < lenses[index].reach {
          sums[index] += weight * lenses[index].term(at: distance, square: square)
          index -= 1
        }
      }
    }
    return sums
  }

  /// One over the share of a circle that lies inside.
  private func weight(of distance: Double, round place: Int, _ clearances: [Double]) -> Double {
    guard distance > clearances[place], let edges else { return 1 }
    // A circle of which almost nothing lies inside says almost nothing: no pair counts more than a hundredfold.
    return 1 / max(edges.insideShare(of: distance, round: places.xs[place], places.ys[place]), 0.01)
  }
}

/// Two discs of one radius.
private struct Lens: Sendable {
  let radius: Double
  let disc: Double
  /// The square of the distance from which on they share nothing.
  let reach: Double

  init(_ radius: Double) {
    self.radius = radius
    disc = Double.pi * radius * radius
    reach = 4 * radius * radius
  }

  /// lens/(πt²)² − 2[r ≤ t]/(πt²) for discs less than two radii apart.
  @inline(__always) func term(at distance: Double, square: Double) -> Double {
    let lens =
      2 * radius * radius * acos(distance / (2 * radius)) - distance / 2 * (reach - square).squareRoot()
    return lens / (disc * disc) - (distance <= radius ? 2 / disc : 0)
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
      shortest: shortest, longest: longest, ratio: ratio, patience: Int(log(end) / log(ratio)), batch: 8,
      points: 15, rounds: 2)
    let best = await search.greatest { await criterion.values(at: $0, bands: bands).map { -$0 } }
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
