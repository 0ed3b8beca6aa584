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
      of the lowest in the area. With --exposure risk is for an address, a metre of street or whatever else is counted, \
      and cells rank by what they may expect: exposure times risk. Layers that show where police looked (stops, searches, arrests) are refused \
      without --include-police-generated.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("Theme to count: \(Theme.shipped.joined(separator: ", ")), or a .yaml file."))
  var theme: String?

  @OptionGroup var demand: DemandOptions
  @OptionGroup var risk: RiskOptions

  @Option(
    help: ArgumentHelp(
      "Cells: square:SIDE, or hex:SIZE from flat edge to flat edge, in metres; squares half a block wide otherwise."
    ))
  var cell: String?

  @Option(help: "Seed of the parts.")
  var seed: UInt64 = 1

  @Option(help: "File for the model: every candidate, the path of penalties, coefficients and BIC, as .json.")
  var model: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson", "csv"], beside: [input.rejects, model])
    let terrain = try risk.question(seed: seed)
    let shape = try cell.map(CellShape.init) ?? terrain.reach.cell
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    let selection = try demand.selection(theme: chosen, weighting: try input.weighting(given: nil))
    let records = try await input.records(
      selection, wantsPlaces: false, wantsProvenance: model != nil, for: output, by: common)
    let incidents = records.incidents
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    let grid = try records.area.grid(shape, around: incidents)
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if input.area == nil {
      common.messages.say(
        "no --area: all \(grid.count) cells of the rectangle round the incidents count; give --area to leave out ground where nothing could have been recorded"
      )
    }
    let ground = try await terrain.ground(
      in: records.area, on: grid, input: input, includesPoliceGenerated: demand.includePoliceGenerated,
      keepsCaveats: true, common: common)
    let found = try await ground.terrain.model(
      of: incidents, on: ground.layers, exposure: ground.exposure, bands: common.bands)
    for sentence in found.sentences + found.caveats { common.messages.say(sentence) }
    let handling = output.handling(of: incidents)
    let document = RiskDocument(found)
    try output.write(
      output.format == "csv" ? document.csv() : document.geoJSON(in: records.area, handling: handling),
      provenance: found.provenance,
      beside: model.map { [(path: $0, bytes: RiskModelDocument.json(of: found, handling: handling))] } ?? [])
  }
}
