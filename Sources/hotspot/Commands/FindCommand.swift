import ArgumentParser
import HotspotKit

/// What a verb that looks for hotspots needs besides its input.
struct FindOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Theme to look for: \(Theme.shipped.joined(separator: ", ")), or a .yaml file."))
  var theme: String

  @Option(help: "Cells instead of the theme's: square:SIDE in metres.")
  var cell: String?

  @OptionGroup var demand: DemandOptions

  @Option(help: "Seed of the resamples behind each zone's stability.")
  var seed: UInt64 = 1
}

/// `hotspot find`: the theme's hotspots as zones.
struct FindCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Where are the theme's hotspots? Writes zones as .geojson.")

  @OptionGroup var input: InputOptions
  @OptionGroup var options: FindOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson"])
    let theme = try Theme.at(options.theme)
    let table = try input.table()
    let area = try input.studyArea(for: table)
    var hotspots = try await options.hotspots(
      of: theme, input: input, table: table, in: area, common: common)
    try names.name(&hotspots, in: area)
    try output.write(
      ZoneDocument.geoJSON(of: hotspots, in: area, handling: output.handling(of: hotspots.incidents)),
      provenance: hotspots.provenance)
    for caveat in hotspots.incidents.caveats { common.messages.say(caveat) }
  }
}

extension FindOptions {
  /// The hotspots, and on standard error what was counted and the first three in words.
  func hotspots(
    of theme: Theme, input: InputOptions, table: IncidentTable, in area: borrowing StudyArea,
    common: CommonOptions
  ) async throws(HotspotError) -> Hotspots {
    let incidents = try input.incidents(
      of: table, theme: theme, demand: demand, in: area, wantsProvenance: true)
    let grid = try area.grid(try cell.map(CellShape.init) ?? theme.cell, around: incidents)
    let hotspots = try await Hotspots(
      of: incidents, theme: theme, on: grid, seed: seed, bands: common.bands)
    common.messages.say(incidents.account.sentence)
    if let reason = hotspots.reasonForNone { common.messages.say(reason) }
    return hotspots
  }
}
