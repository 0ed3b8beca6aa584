import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot backtest`: how well would a forecast have done?
struct BacktestCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "How well would it have forecast, compared with plain counts? Writes .json or .csv.",
    discussion: """
      At each origin every method learns from what lay before and flags a stated share of the area; what happened in \
      the days after is held against it. Hits are pooled over the origins. Plain counts of past incidents are always \
      there: a method is better only where the paired interval over origins says so. Exactly the stated ground is \
      flagged, cells that tie at the cut evenly. With --cell zones:FILE[:PROPERTY] areas of a GeoJSON file are ranked \
      by what is expected per square kilometre: a density and near repeats are summed over an area's ground, and a risk \
      terrain is made on squares half a block wide within the areas.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      """
      Cells: square:SIDE, or hex:SIZE from flat edge to flat edge, in metres, or zones:FILE; the theme's otherwise, \
      square:150 without a theme.
      """))
  var cell: String?

  @Option(help: "Theme whose incidents count, by id or as a .yaml file; all incidents without one.")
  var theme: String?

  @OptionGroup var demand: DemandOptions

  @OptionGroup var weight: WeightOptions

  @OptionGroup var origins: OriginOptions
  @OptionGroup var forecast: ForecastOptions
  @OptionGroup var risk: RiskOptions

  @Option(help: "Seed of the parts of a risk terrain's cross-validation.")
  var seed: UInt64 = 1

  @Option(help: "SVG file for the surveillance plot: hit rate against share of the area.")
  var plot: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["json", "csv"], beside: [plot, input.rejects])
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    let source = try LayerSource(cell: cell)
    let shape = source == nil ? try cell.map(CellShape.init) ?? chosen?.cell ?? .square(side: 150) : nil
    guard source?.kind != .streets else {
      throw .invalidParameter(
        "--cell streets: a share of the area needs cells with an area: give square:SIDE, hex:SIZE or zones:FILE"
      )
    }
    let areas = try forecast.areas()
    let methods = try forecast.methods(theme: chosen)
    // What is no question is told before any file is read, whatever the records will say of days and months.
    _ = try Backtest.Question(
      origins: try origins.origins(byMonth: false, lastDay: .max / 2), methods: methods, areas: areas)
    let terrain = try risk.questionIfAsked(seed: seed)
    guard terrain != nil || forecast.method?.split(separator: ",").contains("risk") != true else {
      throw .invalidParameter("--method risk: no factor is given: name at least one with --factor NAME=FILE")
    }
    let layer = try source?.layer()
    let selection = try demand.selection(theme: chosen, by: weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    let cells: ForecastCells
    if let layer {
      let areas = try PolygonCells(layer, in: records.area)
      for remark in areas.remarks { common.messages.say(remark) }
      cells = ForecastCells(areas)
    } else {
      cells = ForecastCells(try records.area.grid(shape ?? .square(side: 150), around: incidents))
    }
    let history = try History(
      of: incidents, in: cells, monthsHeld: records.table.monthsHeld(by: incidents))
    let question = try Backtest.Question(
      origins: try origins.origins(byMonth: history.isByMonth, lastDay: history.span.upperBound),
      methods: allowed(methods.filter { $0 != .risk || terrain != nil }, in: history), areas: areas)
    var ground: RiskGround?
    if let terrain {
      ground = try await terrain.ground(
        in: records.area, on: cells, input: input, includesPoliceGenerated: demand.includePoliceGenerated,
        common: common)
    }
    let found = try await Backtest(of: history, question: question, risk: ground, bands: common.bands)
    for sentence in found.sentences { common.messages.say(sentence) }
    if records.area.outline == nil, source == nil {
      common.messages.say(
        """
        no --area was given: the cells are those of the rectangle round all incidents, and shares of it say little: \
        empty land makes every method look good
        """)
    }
    if incidents.isOpenData {
      common.messages.say(
        """
        the coordinates were moved to shared map points before they were published: a cell stands for the points in it, \
        and nothing finer is claimed
        """)
    }
    try write(found, title: "Forecasts of \(chosen?.title ?? "incidents")", of: incidents)
  }

  /// The methods that the records allow; one that was asked for by name and is not is told as an error later on.
  private func allowed(_ methods: [ForecastMethod], in history: History) -> [ForecastMethod] {
    guard forecast.method == nil else { return methods }
    return methods.filter { method in
      guard let obstacle = method.obstacle(in: history) else { return true }
      common.messages.say("left out: \(obstacle)")
      return false
    }
  }

  private func write(_ found: Backtest, title: String, of incidents: Incidents) throws(HotspotError) {
    let handling = output.handling(of: incidents)
    let document =
      output.format == "csv"
      ? BacktestDocument.csv(of: found) : BacktestDocument.json(of: found, handling: handling)
    var beside: [(path: String, bytes: [UInt8])] = []
    if let plot {
      beside.append((plot, SurveillancePicture.svg(of: found, title: title, handling: handling)))
    }
    try output.write(document, provenance: found.provenance, beside: beside)
  }
}
