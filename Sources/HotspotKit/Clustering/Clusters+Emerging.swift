internal import Files

extension Clusters {
  /// What became of each cell over slices of time; `z`, `p` and `significant` are those of the latest slice.
  ///
  /// `provenance` is that of the counts over all time.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there are fewer than three cells.
  public static func emerging(
    of counts: SlicedCounts, among neighbourhood: Neighbourhood, by rules: Rules, provenance: Provenance,
    bands: Bands
  ) async throws(HotspotError) -> Clusters {
    let found = try await EmergingHotspots(
      of: counts.values, among: neighbourhood, alpha: rules.discovery.alpha, permutation: rules.permutation,
      bands: bands)
    let latest = counts.values.count - 1
    let verdict = await Verdict(
      of: found.scores[latest], values: counts.values[latest], among: neighbourhood, by: rules, bands: bands,
      stream: latest)
    let totals = (0..<neighbourhood.count).map { cell in counts.values.reduce(0) { $0 + $1[cell] } }
    let columns = verdict.columns.map { column in
      column.name == rules.measure ? Column(name: column.name, values: .numbers(totals)) : column
    }
    let tally = Dictionary(grouping: found.classes, by: \.self).mapValues(\.count)
    return Clusters(
      columns: columns + [
        Column(name: "class", values: .words(found.classes.map(\.rawValue))),
        Column(name: "simple_class", values: .words(found.simpleClasses.map(\.rawValue))),
        Column(name: "trend_tau", values: .numbers(found.trends.map(\.tau))),
        Column(name: "trend_p", values: .numbers(found.trends.map(\.p))),
        Column(name: "slices_hot", values: .whole(found.hotSlices)),
        Column(name: "slices_cold", values: .whole(found.coldSlices)),
      ], scores: found.scores[latest],
      sentence: sentence(of: tally, counts: counts, rule: neighbourhood.rule),
      remarks: verdict.remarks + remarks(of: counts, level: found.levelSlices),
      provenance: provenance.adding(
        "cluster", facts(of: counts, tally: tally, found: found, verdict: verdict)))
  }

  private static func sentence(of tally: [EmergingClass: Int], counts: SlicedCounts, rule: String) -> String {
    let parts = EmergingClass.allCases.compactMap { kind in
      kind == .none ? nil : tally[kind].map { "\($0) \(kind.rawValue)\($0 == 1 ? "" : "s")" }
    }
    return """
      Gi* in \(counts.slices.count) slices of \(counts.slices.length), neighbours \(rule), \
      \(counts.values[0].count) cells: \(parts.isEmpty ? "no pattern" : parts.joined(separator: ", "))
      """
  }

  private static func remarks(of counts: SlicedCounts, level: [Int]) -> [String] {
    var remarks: [String] = []
    let gaps = counts.slices.gaps
    if !gaps.isEmpty {
      remarks.append(
        "left out, with months that have no data: \(gaps.map(\.name).joined(separator: ", "))")
    }
    if counts.slices.count < 5 {
      remarks.append("no trend over \(counts.slices.count) slices can be significant: take shorter ones")
    }
    if !level.isEmpty {
      let names = level.map { counts.slices.slices[$0].name }.joined(separator: ", ")
      remarks.append("every cell holds the same, so none is hot or cold, in \(names)")
    }
    if counts.undated > 0 { remarks.append("\(counts.undated) incidents without a date are in no slice") }
    if counts.outsideEverySlice > 0 {
      remarks.append(
        "\(counts.outsideEverySlice) incidents lie before the first slice or in a gap and are in none")
    }
    return remarks
  }

  private static func facts(
    of counts: SlicedCounts, tally: [EmergingClass: Int], found: EmergingHotspots, verdict: Verdict
  ) -> JSONObject {
    let slices = counts.slices
    let simple = Dictionary(grouping: found.simpleClasses, by: \.self).mapValues(\.count)
    var facts: JSONObject = [
      "statistic": .string(Statistic.emerging.rawValue), "weights": "binary, itself counted",
      "slice": .string(slices.length.description),
      "slices": .array(slices.slices.map { .string($0.name) }),
      "slices_left_out": .array(slices.gaps.map { .string($0.name) }),
      "z_and_p_of": .string(slices.slices.last?.name ?? ""),
      "recent_slices": .integer(SimpleClass.recent(of: slices.count)),
      "trend": "mann-kendall, normal approximation, corrected for ties",
      "incidents_without_date": .integer(counts.undated),
      "incidents_in_no_slice": .integer(counts.outsideEverySlice),
    ]
    for (key, value) in zip(verdict.facts.keys, verdict.facts.values) { facts[key] = value }
    var classes = JSONObject()
    for kind in EmergingClass.allCases { classes[kind.rawValue] = .integer(tally[kind] ?? 0) }
    var simpleClasses = JSONObject()
    for kind in SimpleClass.allCases { simpleClasses[kind.rawValue] = .integer(simple[kind] ?? 0) }
    facts["classes"] = .object(classes)
    facts["simple_classes"] = .object(simpleClasses)
    return facts
  }
}
