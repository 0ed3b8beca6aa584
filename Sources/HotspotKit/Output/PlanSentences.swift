public import Geospatial

extension PatrolPlan {
  /// The plan in a few sentences: its size, its first three zones, and what speaks against tasking with it.
  public func sentences(on plane: CoordinateSystem) -> [String] {
    let zones = hotspots.zones
    let minutes = visits.reduce(0) { $0 + $1.depart - $1.arrive }
    var sentences = [
      """
      \(zones.count) zones, \(visits.count) visits, \(minutes) minutes for \(planner.units) \
      \(planner.units == 1 ? "unit" : "units"), \(planner.shift)\(planner.shift.isAssumed ? " (assumed)" : "")
      """
    ]
    for zone in zones.prefix(3) {
      let number = visits(to: zone.rank - 1).count
      let named = zone.name.map { "at \($0)" } ?? "without a name"
      let reference = zone.gridReference(on: plane).map { " (\($0))" } ?? ""
      sentences.append(
        """
        Zone \(zone.reference) \(named)\(reference), \(zone.tier.rawValue): \(number) \
        \(number == 1 ? "visit" : "visits") of \(minutesPerVisit[zone.rank - 1]) minutes; \
        \(ZoneDocument.reasons(for: zone, in: hotspots))
        """)
    }
    sentences += notFitBecause.map { "not fit for tasking: \($0)" }
    sentences += caveats.map { "bear in mind: \($0)" }
    return sentences
  }
}

extension RowAccount {
  /// The account in a sentence: read = used + refused (by reason) + not selected.
  public var sentence: String {
    let reasons = RefusalReason.allCases.compactMap { reason in
      refused[reason].map { "\($0) \(reason.rawValue)" }
    }
    let all = refused.values.reduce(0, +)
    return """
      \(read) rows read = \(used) used + \(all) refused\(all == 0 ? "" : " (\(reasons.joined(separator: ", ")))") \
      + \(notSelected) not selected
      """
  }
}
