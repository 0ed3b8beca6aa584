import ArgumentParser
import HotspotKit

/// What a verb that looks for hotspots needs besides its input.
struct FindOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Theme to look for: \(Theme.shipped.joined(separator: ", ")), or a .yaml file."))
  var theme: String

  @Option(
    help: "Cells instead of the theme's: square:SIDE, or hex:SIZE from flat edge to flat edge, in metres.")
  var cell: String?

  @OptionGroup var demand: DemandOptions
  @OptionGroup var density: DensityOptions

  @Option(help: "What a row counts for: count, or column:NAME for the number in a column.")
  var weight: String?

  @Option(help: "Seed of the resamples behind each zone's stability.")
  var seed: UInt64 = 1
}

/// `hotspot find`: the theme's hotspots as zones.
struct FindCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Where are the theme's hotspots? Writes zones as .geojson.",
    discussion: """
      With --cell zones:FILE[:PROPERTY] the zones are areas of a GeoJSON file as they are drawn, taken by incidents \
      per square kilometre.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: FindOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson"], beside: [input.rejects])
    let source = try LayerSource(cell: options.cell)
    let question = try options.question(input: input, theme: try Theme.at(options.theme), zones: source)
    let layer = try source?.layer()
    let table = try input.table(
      saying: common.messages, threads: common.bands.threads, weighting: question.selection.weighting,
      conditions: question.selection.conditions)
    let area = try input.studyArea(for: table)
    var hotspots = try await options.hotspots(
      for: question, input: input, table: table, layer: layer, in: area, common: common)
    try names.name(&hotspots, in: area)
    try output.write(
      ZoneDocument.geoJSON(of: hotspots, in: area, handling: output.handling(of: hotspots.incidents)),
      provenance: hotspots.provenance)
    for caveat in hotspots.incidents.caveats { common.messages.say(caveat) }
  }
}

/// The options of a search, understood before any file is read.
struct HotspotQuestion {
  let theme: Theme
  let cell: CellShape
  let density: DensityChoice
  let selection: Selection
}

extension FindOptions {
  /// The options, understood; `zones` are the areas to choose from, for a verb that takes them.
  func question(
    input: InputOptions, theme: Theme, zones: LayerSource? = nil
  ) throws(HotspotError) -> HotspotQuestion {
    let takesZones = zones?.kind == .zones
    guard !takesZones || density.bandwidth == nil else {
      throw .invalidParameter(
        "--bandwidth spreads incidents over alike cells: leave it out with --cell zones:FILE")
    }
    return HotspotQuestion(
      theme: theme, cell: takesZones ? theme.cell : try cell.map(CellShape.init) ?? theme.cell,
      density: try density.choice(theme: theme),
      selection: try demand.selection(theme: theme, weighting: try input.weighting(given: weight)))
  }

  /// The hotspots, and on standard error what was counted and the choices that were made.
  func hotspots(
    for question: HotspotQuestion, input: InputOptions, table: IncidentTable, layer: CellLayer? = nil,
    in area: borrowing StudyArea, common: CommonOptions
  ) async throws(HotspotError) -> Hotspots {
    let theme = question.theme
    let incidents = try input.incidents(
      of: table, matching: question.selection, in: area, wantsProvenance: true)
    if let layer {
      let cells = try PolygonCells(layer, in: area)
      let hotspots = await Hotspots(of: incidents, theme: theme, in: cells, seed: seed, bands: common.bands)
      common.announce(area)
      common.messages.say(incidents.account.sentence)
      for remark in hotspots.remarks { common.messages.say(remark) }
      if let reason = hotspots.reasonForNone { common.messages.say(reason) }
      return hotspots
    }
    let grid = try area.grid(question.cell, around: incidents)
    let density = try await question.density.density(
      for: incidents, of: table, on: question.cell, in: area, bands: common.bands)
    let hotspots = try await Hotspots(
      of: incidents, theme: theme, on: grid, density: density, seed: seed, bands: common.bands)
    common.announce(area)
    common.messages.say(incidents.account.sentence)
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if density.found.isFound { common.messages.say("\(density)") }
    for remark in density.found.remarks { common.messages.say(remark) }
    if let reason = hotspots.reasonForNone { common.messages.say(reason) }
    return hotspots
  }
}
