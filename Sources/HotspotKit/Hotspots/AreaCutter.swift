/// Picks the hottest of some areas, as they are drawn.
struct AreaCutter: Sendable {
  /// How large each area is, in square metres.
  let sizes: [Double]
  let rule: ZoneRule

  /// The areas by rank: most incidents first, then the smaller area, then the layer's order.
  ///
  /// Taken from the most incidents per square kilometre down, which holds the most incidents on little ground, until
  /// they cover the share of all the areas' size that the rule states: the last one where that is nearer than
  /// without it, and one at least. Each holds the rule's fewest incidents; `records` are these where incidents count for
  /// something else. Time O(areas log areas).
  func chosen(incidents: [Double], records: [Double]? = nil) -> [Int] {
    let counted = records ?? incidents
    let wanted = rule.areaShare * sizes.reduce(0, +)
    let falling = sizes.indices
      .filter { incidents[$0] > 0 && counted[$0] >= rule.minimumIncidents }
      .sorted { (incidents[$0] / sizes[$0], $1) > (incidents[$1] / sizes[$1], $0) }
    var chosen: [Int] = []
    var covered = 0.0
    for area in falling {
      guard chosen.isEmpty || covered + sizes[area] - wanted <= wanted - covered else { break }
      chosen.append(area)
      covered += sizes[area]
    }
    let ranked = chosen.sorted { (incidents[$0], sizes[$1], $1) > (incidents[$1], sizes[$0], $0) }
    return Array(ranked.prefix(rule.most))
  }

  /// The share of resamples in which each of the areas chosen is chosen again, among as many.
  ///
  /// The rows are drawn again with replacement and counted again, as for zones of cells. `areaOfRow` is −1 for a row in no area.
  ///
  /// Source: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, ch. 6.
  func stability(
    of chosen: [Int], areaOfRow: [Int32], weights: [Double]?, isByHarm: Bool = false, seed: UInt64,
    resamples: Int, bands: Bands
  ) async -> [Double] {
    let found = await bands.map(resamples) { band in
      var found = [Int](repeating: 0, count: sizes.count)
      for resample in band {
        var random = SeededRandom(seed: seed, stream: UInt64(resample))
        var held = [Double](repeating: 0, count: sizes.count)
        var records = isByHarm ? held : nil
        for _ in areaOfRow.indices {
          let row = random.below(areaOfRow.count)
          guard areaOfRow[row] >= 0 else { continue }
          held[Int(areaOfRow[row])] += weights?[row] ?? 1
          records?[Int(areaOfRow[row])] += 1
        }
        for area in self.chosen(incidents: held, records: records).prefix(chosen.count) { found[area] += 1 }
      }
      return found
    }
    return chosen.map { area in Double(found.reduce(0) { $0 + $1[area] }) / Double(resamples) }
  }

  /// How many rows stand in each area.
  static func records(areaOfRow: [Int32], areas: Int) -> [Double] {
    var records = [Double](repeating: 0, count: areas)
    for area in areaOfRow where area >= 0 { records[Int(area)] += 1 }
    return records
  }
}
