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
  @OptionGroup var refinement: RefinementOptions

  @OptionGroup var weight: WeightOptions

  @Option(
    help: ArgumentHelp(
      """
      Cut and rank zones by what a forecast expects, and say in pai what they would have caught: auto, counts, decayed \
      or near-repeat. With --factor a risk terrain is one more layer of auto.
      """))
  var forecast: String?

  @OptionGroup var risk: RiskOptions

  @Option(help: "Seed of the resamples behind each zone's stability, and of the parts of a risk terrain.")
  var seed: UInt64 = 1
}

/// The options of a search, understood before any file is read.
struct HotspotQuestion {
  let theme: Theme
  let cell: CellShape
  let density: DensityChoice
  let edge: EdgeCorrection
  let selection: Selection
  let forecast: ForecastMethod?

  /// What a risk terrain in the forecast's blend is made of; `nil` where no factor was named.
  let risk: RiskQuestion?
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
    let edge = try refinement.correction(hasArea: input.area != nil)
    guard !takesZones || edge == .none && !refinement.adaptive else {
      throw .invalidParameter(
        "--edge and --adaptive spread incidents over alike cells: leave them out with --cell zones:FILE")
    }
    let method = try forecast.map { name throws(HotspotError) in try ForecastMethod(name) }
    let terrain = try risk.questionIfAsked(seed: seed)
    guard terrain == nil || method == .auto else {
      throw .invalidParameter(
        "--factor enters the blend of --forecast auto and nothing else: give --forecast auto with it, or leave it out"
      )
    }
    return HotspotQuestion(
      theme: theme, cell: takesZones ? theme.cell : try cell.map(CellShape.init) ?? theme.cell,
      density: try density.choice(theme: theme), edge: edge,
      selection: try demand.selection(theme: theme, by: weight, of: input, isBeside: true),
      forecast: method, risk: terrain)
  }

  /// The hotspots, and on standard error what was counted and the choices that were made.
  func hotspots(
    for question: HotspotQuestion, input: InputOptions, table: IncidentTable, layer: CellLayer? = nil,
    overlap: Theme? = nil, in area: borrowing StudyArea, common: CommonOptions
  ) async throws(HotspotError) -> Hotspots {
    let theme = question.theme
    let incidents = try input.incidents(
      of: table, matching: question.selection, in: area, wantsProvenance: true)
    if let layer {
      let cells = try PolygonCells(layer, in: area)
      let outlook = try await outlook(
        of: incidents, in: ForecastCells(cells), for: question, table: table, on: area, input: input,
        common: common)
      let hotspots = await Hotspots(
        of: incidents, theme: theme, in: cells, outlook: outlook, seed: seed, bands: common.bands)
      common.announce(area)
      common.messages.say(incidents.account.sentence)
      for remark in hotspots.remarks + hotspots.outlookSentences { common.messages.say(remark) }
      if let reason = hotspots.reasonForNone { common.messages.say(reason) }
      return hotspots
    }
    let grid = try area.grid(question.cell, around: incidents)
    let kernel = try await question.density.density(
      for: incidents, of: table, on: question.cell, in: area, bands: common.bands)
    let density = try await RefinedDensity(
      kernel, edge: question.edge, isAdaptive: refinement.adaptive, of: incidents, within: area.outline,
      bands: common.bands)
    let outlook = try await outlook(
      of: incidents, in: ForecastCells(grid), for: question, table: table, on: area, input: input,
      common: common)
    var shared: ThemeOverlap?
    if let overlap {
      shared = try await ThemeOverlap(
        of: incidents, density: density,
        with: try demand.incidents(of: table, theme: overlap, input: input, in: area),
        theme: overlap, on: grid, bands: common.bands)
    }
    let hotspots = try await Hotspots(
      of: incidents, theme: theme, on: grid, density: density, outlook: outlook, overlap: shared,
      seed: seed, bands: common.bands)
    common.announce(area)
    common.messages.say(incidents.account.sentence)
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if kernel.found.isFound { common.messages.say("\(kernel)") }
    for remark in kernel.found.remarks + density.remarks { common.messages.say(remark) }
    for sentence in hotspots.outlookSentences { common.messages.say(sentence) }
    if let reason = hotspots.reasonForNone { common.messages.say(reason) }
    return hotspots
  }
}

extension DemandOptions {
  /// The incidents of another theme of the same days, conditions and area; each counts one.
  fileprivate func incidents(
    of table: IncidentTable, theme: Theme, input: InputOptions, in area: borrowing StudyArea
  ) throws(HotspotError) -> Incidents {
    try table.incidents(
      matching: try selection(theme: theme, weighting: .count), system: try input.system(of: table),
      in: area, sources: Provenance())
  }
}
