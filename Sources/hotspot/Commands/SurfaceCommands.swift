import ArgumentParser
import Geospatial
import HotspotKit

/// The cells and the theme of a verb that makes a surface.
struct SurfaceOptions: ParsableArguments {
  @Option(help: "Cells: square:SIDE in metres; the theme's, else square:150.")
  var cell: String?

  @Option(help: "Theme whose incidents count; all incidents without one.")
  var theme: String?

  func chosenTheme() throws(HotspotError) -> Theme? {
    guard let theme else { return nil }
    return try Theme.named(theme)
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
    commandName: "grid", abstract: "How many incidents in each cell? Writes .geojson, .csv or .asc.")

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson", "csv", "asc"])
    let theme = try options.chosenTheme()
    let table = try input.table(saying: common.messages)
    let area = try input.studyArea(for: table)
    let incidents = try input.incidents(
      of: table, theme: theme, in: area, wantsProvenance: output.wantsProvenance)
    let grid = try area.grid(try options.shape(theme: theme), around: incidents)
    let counts = CellCounts(of: incidents, on: grid)
    common.messages.say(incidents.account.sentence)
    common.messages.say("\(grid.count) cells of \(grid.shape) on EPSG:\(area.plane.code)")
    if counts.outsideEveryCell > 0 {
      common.messages.say("\(counts.outsideEveryCell) incidents at the edge stand in no cell")
    }
    try write([counts.counts], of: incidents, in: area)
  }

  private func write(
    _ surfaces: [Surface], of incidents: Incidents, in area: borrowing StudyArea
  ) throws(HotspotError) {
    try SurfaceDocument(surfaces).write(to: output, of: incidents, in: area)
  }
}

/// `hotspot density`: the kernel density surface.
struct DensityCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "density",
    abstract: "How many incidents per square kilometre round each place? Writes .geojson, .csv or .asc.",
    discussion: "Exact quartic kernel density; the bandwidth is the kernel's support radius in metres.")

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions

  @Option(help: "Support radius of the kernel in metres; the theme's, else 300.")
  var bandwidth: Double?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson", "csv", "asc"])
    let theme = try options.chosenTheme()
    let kernel = try KernelDensity(bandwidth: bandwidth ?? theme?.bandwidth ?? 300)
    let table = try input.table(saying: common.messages)
    let area = try input.studyArea(for: table)
    let incidents = try input.incidents(
      of: table, theme: theme, in: area, wantsProvenance: output.wantsProvenance)
    let grid = try area.grid(
      try options.shape(theme: theme), around: incidents, margin: kernel.bandwidth)
    let density = await kernel.surface(of: incidents, on: grid, bands: common.bands)
    common.messages.say(incidents.account.sentence)
    common.messages.say(
      "quartic density, bandwidth \(kernel.bandwidth) m, \(grid.count) cells of \(grid.shape) on EPSG:\(area.plane.code)"
    )
    let counts = CellCounts(of: incidents, on: grid)
    try SurfaceDocument([counts.counts, density]).write(to: output, of: incidents, in: area)
  }
}

extension SurfaceDocument {
  /// Writes the document in the format that the output's extension names.
  fileprivate func write(
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
