import ArgumentParser
import HotspotKit

/// Which sound records count, besides those that a theme selects.
struct DemandOptions: ParsableArguments {
  @Option(help: "First day or month that counts, such as 2018-01 or 2018-01-15.")
  var from: String?

  @Option(help: "Last day or month that counts, included.")
  var to: String?

  @Option(
    name: .customLong("where"),
    help: "Rows that count: COLUMN=VALUE,… or COLUMN!=VALUE,…; a column's name or role; repeat it for more.")
  var conditions: [String] = []

  @Flag(
    help: """
      Count the theme's police-generated offences too (possession of weapons, drugs, stop-search finds); they show \
      where police looked and are left out otherwise.
      """)
  var includePoliceGenerated = false

  /// What rows must say, understood.
  func rowConditions() throws(HotspotError) -> [RowCondition] {
    var read: [RowCondition] = []
    for text in conditions { read.append(try RowCondition(text)) }
    return read
  }

  /// What counts, understood; without a theme every row of the days and conditions does.
  func selection(theme: Theme?, weighting: Weighting) throws(HotspotError) -> Selection {
    Selection(
      clauses: theme?.select ?? [], fromDay: try Self.days(from, option: "--from")?.lowerBound,
      toDay: try Self.days(to, option: "--to").map { $0.upperBound - 1 }, conditions: try rowConditions(),
      includesPoliceGenerated: includePoliceGenerated, weighting: weighting)
  }

  private static func days(_ text: String?, option: String) throws(HotspotError) -> Range<Int>? {
    guard let text else { return nil }
    guard let days = CivilTime.days(of: text) else {
      throw .invalidParameter("\(option) '\(text)': write a month or a day, such as 2018-01 or 2018-01-15")
    }
    return days
  }
}
