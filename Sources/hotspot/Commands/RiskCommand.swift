import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot risk`: which places draw incidents to their surroundings, and how risky is each cell?
struct RiskCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Which places draw incidents, and how risky is each cell? Writes .geojson or .csv.",
    discussion: """
      Risk terrain modelling. Each factor is asked by proximity and by density over half or whole blocks. A penalised \
      Poisson regression with cross-validation keeps what foretells incidents; then variables are added and removed \
      by BIC under Poisson and both negative binomials, at most one of a factor. A cell's score is its risk in units \
      of the lowest in the area. Layers that show where police looked (stops, searches, arrests) are refused \
      without --include-police-generated.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("Theme to count: \(Theme.shipped.joined(separator: ", ")), or a .yaml file."))
  var theme: String?

  @OptionGroup var demand: DemandOptions
  @OptionGroup var risk: RiskOptions

  @Option(help: "File for the model: every candidate, the path of penalties, coefficients and BIC, as .json.")
  var model: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson", "csv"], beside: [input.rejects, model])
    let settings = try risk.settings()
    let reach = try risk.chosenReach()
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    let selection = try demand.selection(theme: chosen, weighting: try input.weighting(given: nil))
    let records = try await input.records(
      selection, wantsPlaces: false, wantsProvenance: model != nil, for: output, by: common)
    let incidents = records.incidents
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    var factors: [Factor] = []
    for setting in settings {
      let factor = try Factor(
        reading: setting, in: records.area, label: input.sourceLabel,
        includesPoliceGenerated: demand.includePoliceGenerated)
      common.messages.say(factor.sentence)
      factors.append(factor)
    }
    let grid = try records.area.grid(reach.cell, around: incidents)
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if input.area == nil {
      common.messages.say(
        "no --area: all \(grid.count) cells of the rectangle round the incidents count; give --area to leave out ground where nothing could have been recorded"
      )
    }
    let layers = try await FactorLayers(
      of: factors, on: grid, reach: reach, densityThreshold: risk.densityThreshold, bands: common.bands)
    for remark in layers.remarks { common.messages.say(remark) }
    let found = try await risk.terrain.model(of: incidents, on: layers, bands: common.bands)
    for sentence in found.sentences + found.caveats { common.messages.say(sentence) }
    let handling = output.handling(of: incidents)
    let document = RiskDocument(found)
    try output.write(
      output.format == "csv" ? document.csv() : document.geoJSON(in: records.area, handling: handling),
      provenance: found.provenance,
      beside: model.map { [(path: $0, bytes: RiskModelDocument.json(of: found, handling: handling))] } ?? [])
  }
}
