extension DataCheck {
  /// The findings in a few lines for a screen.
  public var summary: String {
    let refused = refusedByReason.map { "\($0.rows) \($0.reason.rawValue)" }.joined(separator: ", ")
    let all = refusedByReason.reduce(0) { $0 + $1.rows }
    var lines = [
      "\(table.rowsRead) rows read = \(table.rowsRead - all) used + \(all) refused\(refused.isEmpty ? "" : " (\(refused))")",
      "\(located) located on \(distinctLocations) distinct coordinates",
    ]
    if let dates { lines.append("dated \(dates.first) to \(dates.last), by \(timePrecision)") }
    if !missingMonths.isEmpty { lines.append("no rows in \(missingMonths.joined(separator: ", "))") }
    lines += categories.prefix(8).map {
      "  \($0.rows)  \($0.category.isEmpty ? "(no category)" : $0.category)"
    }
    if categories.count > 8 { lines.append("  and \(categories.count - 8) categories more") }
    lines += warnings.map { "warning: \($0)" }
    return lines.joined(separator: "\n")
  }
}
