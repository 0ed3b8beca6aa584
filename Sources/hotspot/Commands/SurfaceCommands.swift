import ArgumentParser
import Geospatial
import HotspotKit

/// The cells and the theme of a verb that makes a surface.
struct SurfaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Cells: square:SIDE, or hex:SIZE from flat edge to flat edge, in metres; the theme's otherwise, \
      square:150 without a theme.
      """))
  var cell: String?

  @Option(help: "Theme whose incidents count, by id or as a .yaml file; all incidents without one.")
  var theme: String?

  @OptionGroup var demand: DemandOptions
  @OptionGroup var weight: WeightOptions

  func chosenTheme() throws(HotspotError) -> Theme? {
    guard let theme else { return nil }
    return try Theme.at(theme)
  }

  func shape(theme: Theme?) throws(HotspotError) -> CellShape {
    if let cell { return try CellShape(cell) }
    if let theme { return theme.cell }
    return .square(side: 150)
  }
}

/// `hotspot grid`: how many in each cell?
struct GridCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid", abstract: "How many incidents in each cell? Writes .geojson, .csv or .asc.",
    discussion: """
      Besides squares and hexagons, --cell takes the areas or the street lines of a GeoJSON file: \
      zones:FILE[:PROPERTY] counts in each area, per square kilometre and with --population per 1,000 people; \
      streets:FILE[:PROPERTY] counts on the nearest line within --snap metres, and per 100 m of it. PROPERTY holds \
      the ids; areas with one value of it are one cell. Only squares can be written as .asc.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions
  @OptionGroup var layer: LayerOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    let theme = try options.chosenTheme()
    if let question = try layer.question(cell: options.cell) {
      try await answer(question, theme: theme)
      return
    }
    let shape = try options.shape(theme: theme)
    try output.require(shape.formats, beside: [input.rejects])
    let selection = try options.demand.selection(theme: theme, by: options.weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    let grid = try records.area.grid(shape, around: incidents)
    let counts = CellCounts.sideBySide(of: incidents, on: grid)
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    common.messages.say("\(grid.count) cells of \(grid.shape) on EPSG:\(records.area.plane.code)")
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if counts.outsideEveryCell > 0 {
      common.messages.say("\(counts.outsideEveryCell) incidents at the edge stand in no cell")
    }
    try SurfaceDocument(counts.surfaces).write(to: output, of: incidents, in: records.area)
  }
}

extension CellShape {
  /// The formats in which a surface over such cells can be written.
  var formats: [String] {
    if case .square = self { ["geojson", "csv", "asc"] } else { ["geojson", "csv"] }
  }
}

extension Grid {
  /// What is said where an area is too small or narrow for the usual rule.
  var coverSentence: String {
    "no cell has its middle inside the area: it is covered by the \(count) cells of \(shape) it reaches into"
  }
}

extension SurfaceDocument {
  /// Writes the document in the format that the output's extension names.
  func write(
    to output: OutputOptions, of incidents: Incidents, in area: borrowing StudyArea
  ) throws(HotspotError) {
    switch output.format {
    case "csv": try output.write(csv(), provenance: provenance)
    case "asc":
      // The grid itself cannot say on which plane it lies: map tools look for this file beside it.
      let projection: String
      do { projection = try area.plane.esriWKT() } catch { throw .geospatial(error) }
      try output.write(
        try asciiGrid(), provenance: provenance,
        beside: [(output.output.dropLast(3) + "prj", Array(projection.utf8))])
    default:
      try output.write(
        geoJSON(in: area, handling: output.handling(of: incidents)), provenance: provenance)
    }
  }
}
