import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot density`: the kernel density surface.
struct DensityCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "density",
    abstract: "How many incidents per square kilometre round each place? Writes .geojson, .csv or .asc.",
    discussion: """
      Exact kernel density: every incident counts from its own place, and cells times their area sum to the \
      incidents. With --relative-to it is held against a second set or a population: what is written last is the ratio or \
      difference, null where too little of the second stands. With --time-bandwidth it is that of one day. Only squares can \
      be written as .asc, which holds the last column alone.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions
  @OptionGroup var density: DensityOptions
  @OptionGroup var refinement: RefinementOptions
  @OptionGroup var relative: RelativeOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    let theme = try options.chosenTheme()
    let shape = try options.shape(theme: theme)
    try output.require(shape.formats, beside: [input.rejects])
    let choice = try density.choice(theme: theme)
    let edge = try refinement.correction(hasArea: input.area != nil)
    let comparison = try relative.question(
      isAdaptive: refinement.adaptive, isOfOneDay: day.timeBandwidth != nil)
    let wanted = try day.wanted()
    let selection = try options.demand.selection(theme: theme, by: options.weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    common.announce(records.area)
    common.messages.say(records.incidents.account.sentence)
    for note in records.incidents.notes { common.messages.say(note) }
    let kernel = try await choice.density(
      for: records.incidents, of: records.table, on: shape, in: records.area, bands: common.bands)
    let onDay = try day.density(of: records, wanted: wanted, kernel: kernel.kernel)
    var refined = try await RefinedDensity(
      kernel, edge: edge, isAdaptive: refinement.adaptive, of: onDay?.weighted ?? records.incidents,
      within: records.area.outline, bands: common.bands)
    refined.unit = onDay?.unit
    let counted = onDay?.counted ?? records.incidents
    let grid = try records.area.grid(shape, around: counted, margin: refined.margin)
    common.messages.say("\(kernel), \(grid.count) cells of \(grid.shape) on EPSG:\(records.area.plane.code)")
    for remark in kernel.found.remarks + (onDay?.remarks ?? []) + refined.remarks {
      common.messages.say(remark)
    }
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    let surface = try await refined.surface(on: grid, bands: common.bands)
    var surfaces = CellCounts.sideBySide(of: counted, on: grid).surfaces
    surfaces.append(onDay == nil ? surface : surface.renamed("density_per_day"))
    if let comparison {
      let held = try await comparison.held(
        against: refined, surface, in: records.area, input: input, common: common)
      surfaces += [held.denominator, held.result]
    }
    try SurfaceDocument(surfaces).write(to: output, of: counted, in: records.area)
  }
}
