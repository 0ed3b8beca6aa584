internal import Files

extension Clusters {
  /// Getis–Ord Gi* of the incidents in each cell; `provenance` is that of their counts.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when every cell holds the same, or there are fewer than
  ///   three.
  public static func giStar(
    of values: [Double], among neighbourhood: Neighbourhood, by rules: Rules, provenance: Provenance,
    bands: Bands
  ) async throws(HotspotError) -> Clusters {
    let scores = try await GetisOrd().scores(of: values, among: neighbourhood, bands: bands)
    let verdict = await Verdict(
      of: scores, values: values, among: neighbourhood, by: rules, bands: bands)
    let hot = scores.indices.count { verdict.isSignificant[$0] && scores[$0] > 0 }
    let cold = scores.indices.count { verdict.isSignificant[$0] && scores[$0] < 0 }
    var facts: JSONObject = [
      "statistic": .string(Statistic.giStar.rawValue), "weights": "binary, itself counted",
    ]
    for (key, value) in zip(verdict.facts.keys, verdict.facts.values) { facts[key] = value }
    facts["hot_cells"] = .integer(hot)
    facts["cold_cells"] = .integer(cold)
    return Clusters(
      columns: verdict.columns, scores: scores,
      sentence: """
        Gi*, neighbours \(neighbourhood.rule), \(scores.count) cells: \(hot) hot and \(cold) cold at a false \
        discovery rate of \(rules.discovery.alpha)
        """,
      remarks: verdict.remarks, provenance: provenance.adding("cluster", facts))
  }

  /// Local Moran's I of the incidents in each cell; `provenance` is that of their counts.
  ///
  /// - Throws: as ``giStar(of:among:by:provenance:bands:)``.
  public static func localMoran(
    of values: [Double], among neighbourhood: Neighbourhood, by rules: Rules, provenance: Provenance,
    bands: Bands
  ) async throws(HotspotError) -> Clusters {
    let moran = try await LocalMoran(of: values, among: neighbourhood, bands: bands)
    let verdict = await Verdict(
      of: moran.scores, values: values, among: neighbourhood, by: rules, bands: bands)
    var facts: JSONObject = [
      "statistic": .string(Statistic.localMoran.rawValue), "weights": "row-standardised, itself not counted",
    ]
    for (key, value) in zip(verdict.facts.keys, verdict.facts.values) { facts[key] = value }
    var found: [String] = []
    for quadrant in LocalMoran.Quadrant.allCases {
      let count = moran.quadrants.indices.count {
        verdict.isSignificant[$0] && moran.quadrants[$0] == quadrant
      }
      facts["\(quadrant.rawValue.replacing("-", with: "_"))_cells"] = .integer(count)
      found.append("\(count) \(quadrant.rawValue)")
    }
    return Clusters(
      columns: verdict.columns + [
        Column(name: "local_moran", values: .numbers(moran.indices)),
        Column(name: "quadrant", values: .words(moran.quadrants.map(\.rawValue))),
      ], scores: moran.scores,
      sentence: """
        local Moran, neighbours \(neighbourhood.rule), \(moran.scores.count) cells: \
        \(found.joined(separator: ", ")) at a false discovery rate of \(rules.discovery.alpha)
        """,
      remarks: verdict.remarks, provenance: provenance.adding("cluster", facts))
  }
}
