import ArgumentParser

/// What counts as demand besides what the theme selects, and for how much.
struct DemandOptions: ParsableArguments {
  @Flag(
    help: """
      Count the theme's police-generated offences too (possession of weapons, drugs, stop-search finds); they show \
      where police looked and are left out otherwise.
      """)
  var includePoliceGenerated = false

  @Option(help: "What a row counts for: count, or column:NAME for the number in a column.")
  var weight: String?
}
