extension DataCheck {
  /// What a reader must know before claiming anything from the table, one sentence each.
  public var warnings: [String] {
    [table.notes, snapped, busy, gaps, coarse, dateless].flatMap { $0 }
  }

  /// Coordinates that were moved to a list of points cannot carry a finding finer than that list.
  private var snapped: [String] {
    let isPublished = table.sources.contains { $0.layout == .policeUK && $0.rowsRead > 0 }
    let isShared = sharingRows * 10 > table.count * 9 && distinctLocations * 4 < table.count
    guard table.count > 0, isPublished || isShared else { return [] }
    return [
      """
      coordinates are snapped: \(grouped(table.count)) rows stand on \(grouped(distinctLocations)) points; claim \
      nothing finer than about an LSOA
      """
    ]
  }

  /// A coordinate with a large share of all rows is seldom a street: it draws every hotspot to itself.
  private var busy: [String] {
    busiestLocations.filter { $0.incidents >= 10 && $0.incidents * 200 > table.count }.map { location in
      let share = (Double(location.incidents) / Double(table.count) * 1000).rounded() / 10
      return """
        \(grouped(location.incidents)) of \(grouped(table.count)) rows (\(share) %) stand on one coordinate, \
        \(rounded(location.x)) \(rounded(location.y)): look whether it is a place that draws crime or one to which \
        records are sent by default, and leave it out with --ignore-places if it is no place
        """
    }
  }

  private var gaps: [String] {
    if missingMonths.isEmpty { return [] }
    let shown = missingMonths.prefix(12).joined(separator: ", ")
    let more = missingMonths.count > 12 ? " and \(missingMonths.count - 12) more" : ""
    return ["no rows for \(shown)\(more): a month without rows is a gap, not a month without crime"]
  }

  private var coarse: [String] {
    let rows = table.precision.count { $0 == .month }
    if rows == 0 { return [] }
    let whose = rows == table.count ? "dates are months" : "\(have(rows)) a month for a date"
    return ["\(whose): no hour-level claim can rest on them"]
  }

  private var dateless: [String] {
    if undated == 0 { return [] }
    return [
      undated == table.count
        ? "no row has a date: nothing can be said about when"
        : "\(have(undated)) no date: what has none counts on maps and nowhere in time"
    ]
  }

  private func have(_ rows: Int) -> String { rows == 1 ? "1 row has" : "\(grouped(rows)) rows have" }

  /// A count with commas between its thousands.
  private func grouped(_ number: Int) -> String {
    var digits = Array("\(number)")
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }

  /// Four decimals: some ten metres in degrees.
  private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
