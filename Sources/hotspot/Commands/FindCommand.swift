import ArgumentParser
import HotspotKit

/// What a verb that looks for hotspots needs besides its input.
struct FindOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Theme to look for: \(Theme.shipped.joined(separator: ", "))."))
  var theme: String

  @Option(help: "Cells instead of the theme's: square:SIDE in metres.")
  var cell: String?

  @Option(help: "Seed of the resamples behind each zone's stability.")
  var seed: UInt64 = 1
}

/// `hotspot find`: the theme's hotspots as zones.
struct FindCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Where are the theme's hotspots? Writes zones as .geojson.")

  @OptionGroup var input: InputOptions
  @OptionGroup var options: FindOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson"])
    let theme = try Theme.named(options.theme)
    let table = try input.table(saying: common.messages)
    let area = try input.studyArea(for: table)
    let hotspots = try await options.hotspots(
      of: theme, input: input, table: table, in: area, common: common)
    try output.write(
      ZoneDocument.geoJSON(of: hotspots, in: area, handling: output.handling(of: hotspots.incidents)),
      provenance: hotspots.provenance)
  }
}

extension FindOptions {
  /// The hotspots, and on standard error what was counted and the first three in words.
  func hotspots(
    of theme: Theme, input: InputOptions, table: IncidentTable, in area: borrowing StudyArea,
    common: CommonOptions
  ) async throws(HotspotError) -> Hotspots {
    let incidents = try input.incidents(of: table, theme: theme, in: area, wantsProvenance: true)
    let grid = try area.grid(try cell.map(CellShape.init) ?? theme.cell, around: incidents)
    let hotspots = try await Hotspots(
      of: incidents, theme: theme, on: grid, seed: seed, bands: common.bands)
    common.messages.say(incidents.account.sentence)
    if let reason = hotspots.reasonForNone { common.messages.say(reason) }
    return hotspots
  }
}
