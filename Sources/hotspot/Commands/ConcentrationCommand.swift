import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot concentration`: on how few places do incidents concentrate, and do these stay the same?
struct ConcentrationCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "concentration",
    abstract: "On how few places do incidents concentrate, and do these stay the same? Writes .json or .csv.",
    discussion: """
      Generalised Gini, the share of places with a quarter and a half of the incidents, what stays among the top \
      places from period to period beside what would stay if no place had changed, and how far the answer moves with \
      the grid's origin. Shares of places mean little without --area: the empty land round the incidents counts too.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      """
      Places: square:SIDE, or hex:SIZE from flat edge to flat edge, in metres; location for each coordinate; \
      zones:FILE[:PROPERTY] for the areas, streets:FILE[:PROPERTY] for the street segments of a GeoJSON file; the \
      theme's cells otherwise, square:150 without a theme.
      """))
  var cell: String?

  @Option(
    help: ArgumentHelp(
      "How far in metres an incident may lie from its street; \(Int(StreetCells.usualSnap)) otherwise."))
  var snap: Double?

  @Option(help: "Theme whose incidents count, by id or as a .yaml file; all incidents without one.")
  var theme: String?

  @OptionGroup var demand: DemandOptions

  @OptionGroup var weight: WeightOptions

  @Option(
    help: "Length of the periods that are compared, counted back from the end: month, year, week, 6m or 28d.")
  var period: String?

  @Option(help: "Share of places, those with most, that is followed from period to period.")
  var top: Double = 0.01

  @Option(help: "Steps of the grid's origin along each direction, 1 for its own alone; 4 tries 16 origins.")
  var offsets: Int = 4

  @Option(help: "Seed of ties and of what would stay by chance.")
  var seed: UInt64 = 1

  @Option(help: "SVG file for the Lorenz curve.")
  var plot: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["json", "csv"], beside: [plot, input.rejects])
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    let length: PeriodLength? = if let period { try PeriodLength(period) } else { nil }
    let source = try layerSource()
    let question = try Concentration.Question(
      places: try places(source, theme: chosen), topShare: top, period: length,
      offsetSteps: offsets, seed: seed)
    let selection = try demand.selection(theme: chosen, by: weight, of: input)
    let file = try source?.layer()
    let records = try await input.records(selection, wantsPlaces: true, for: output, by: common)
    let incidents = records.incidents
    var layer: LayerPlaces?
    if let source, let file {
      layer = try source.places(
        of: incidents, on: file, snap: snap ?? StreetCells.usualSnap, in: records.area)
    }
    let counts = try ConcentrationCounts(of: incidents, question: question, in: records.area, layer: layer)
    let found = await counts.concentration(bands: common.bands)
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    for remark in layer?.remarks ?? [] { common.messages.say(remark) }
    for sentence in found.sentences { common.messages.say(sentence) }
    if records.area.outline == nil, case .cells = question.places {
      common.messages.say(
        "no --area was given: the places are all cells of the rectangle round the incidents")
    }
    let handling = output.handling(of: incidents)
    let document =
      output.format == "csv"
      ? ConcentrationDocument.csv(of: found) : ConcentrationDocument.json(of: found, handling: handling)
    var beside: [(path: String, bytes: [UInt8])] = []
    if let plot {
      let title = "Concentration of \(chosen?.title ?? "incidents")"
      beside.append(
        (
          plot,
          LorenzPicture.svg(of: found, title: title, period: incidents.coverage?.text, handling: handling)
        ))
    }
    try output.write(document, provenance: found.provenance, beside: beside)
  }

  /// The file of places that `--cell` names; `nil` where it names none.
  private func layerSource() throws(HotspotError) -> LayerSource? {
    let source = try LayerSource(cell: cell)
    if let snap {
      guard source?.kind == .streets else {
        throw .invalidParameter("--snap goes with --cell streets:FILE")
      }
      guard snap > 0, snap <= StreetCells.longestSnap else {
        throw .invalidParameter(
          "--snap \(snap): give metres above 0 and up to \(Int(StreetCells.longestSnap))")
      }
    }
    return source
  }

  private func places(_ source: LayerSource?, theme: Theme?) throws(HotspotError) -> PlaceKind {
    if let source { return source.places }
    if let cell { return try PlaceKind(cell) }
    return .cells(theme?.cell ?? .square(side: 150))
  }
}

extension LayerSource {
  /// What its cells are as places.
  fileprivate var places: PlaceKind {
    let name = String(path.split(separator: "/").last ?? "")
    return kind == .zones ? .areas(name) : .streets(name)
  }

  /// The places, and where each incident stands among them.
  fileprivate func places(
    of incidents: Incidents, on layer: CellLayer, snap: Double, in area: borrowing StudyArea
  ) throws(HotspotError) -> LayerPlaces {
    switch kind {
    case .zones: LayerPlaces(try PolygonCells(layer, in: area), of: incidents)
    case .streets: try LayerPlaces(try StreetCells(layer, in: area), of: incidents, snap: snap)
    }
  }
}

extension Coverage {
  /// The stretch of time in words.
  var text: String { first == last ? first : "\(first) to \(last)" }
}
