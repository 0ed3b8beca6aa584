import ArgumentParser
import HotspotKit

/// What a row counts for, and by which table of harm.
struct WeightOptions: ParsableArguments {
  @Option(
    help: """
      What a row counts for: count, harm, or column:NAME for the number in a column; the theme's otherwise, count \
      without one.
      """)
  var weight: String?

  @Option(
    help: ArgumentHelp(
      """
      Table of harm: \(HarmTable.Shipped.allCases.map(\.rawValue).joined(separator: ", ")), both second-hand, or none; \
      where zones are made harm stands beside counts by cchi otherwise.
      """))
  var harm: String?

  @Option(
    name: .customLong("harm-table"),
    help: "CSV file of harm instead: a column value, and offence_code, offence or category.")
  var harmTable: String?

  /// What rows count for: what `--weight` says, else the weight that `--columns` names, else the theme's.
  func weighting(of input: InputOptions, theme: Theme?) throws(HotspotError) -> Weighting {
    if weight == nil, theme?.weight == .harm, try input.columnChoice().names[.weight] == nil { return .harm }
    return try input.weighting(given: weight)
  }

  /// The table to go by, read; `nil` where harm plays no part.
  ///
  /// `isBeside` says that harm is to stand beside counts even where nobody asked for it.
  func table(for weighting: Weighting, isBeside: Bool) throws(HotspotError) -> HarmTable? {
    if let harmTable {
      guard harm == nil else {
        throw .invalidParameter("--harm and --harm-table name two tables: leave one of them out")
      }
      return try HarmTable(path: harmTable)
    }
    if harm == "none" {
      guard weighting != .harm else {
        throw .invalidParameter("--weight harm needs a table: leave --harm none out, or name one")
      }
      return nil
    }
    if let harm { return try HarmTable.named(harm) }
    return weighting == .harm || isBeside ? try HarmTable.shipped(.cchi) : nil
  }
}

extension DemandOptions {
  /// What counts, and for how much; `isBeside` as for ``WeightOptions/table(for:isBeside:)``.
  func selection(
    theme: Theme?, by weight: WeightOptions, of input: InputOptions, isBeside: Bool = false
  ) throws(HotspotError) -> Selection {
    let weighting = try weight.weighting(of: input, theme: theme)
    var selection = try selection(theme: theme, weighting: weighting)
    selection.harm = try weight.table(for: weighting, isBeside: isBeside)
    return selection
  }
}
