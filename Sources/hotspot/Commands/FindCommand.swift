import ArgumentParser
import HotspotKit

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

  @Option(
    help: ArgumentHelp(
      "Another theme, by id or as a .yaml file: zones where both are hot, a cell as hot as the less hot of the two."
    ))
  var overlap: String?

  @OptionGroup var names: NameOptions
  @OptionGroup var premises: PremisesOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson"], beside: [input.rejects])
    try premises.require()
    let source = try LayerSource(cell: options.cell)
    let other: Theme? = if let overlap { try Theme.at(overlap) } else { nil }
    guard other == nil || source == nil && options.forecast == nil else {
      throw .invalidParameter(
        "--overlap compares densities over alike cells as recorded: leave out --forecast and --cell zones:FILE with it"
      )
    }
    let question = try options.question(input: input, theme: try Theme.at(options.theme), zones: source)
    let layer = try source?.layer()
    let bounded = try input.boundedArea(threads: common.bands.threads)
    let table = try input.table(
      saying: common.messages, threads: common.bands.threads, weighting: question.selection.weighting,
      conditions: question.selection.conditions, wantsDigests: true)
    try premises.require(table)
    let area = try await input.studyArea(for: table, bounded)
    var hotspots = try await options.hotspots(
      for: question, input: input, table: table, layer: layer, overlap: other, in: area, common: common)
    try names.name(&hotspots, in: area)
    try premises.name(&hotspots, in: area, saying: common.messages)
    try output.write(
      ZoneDocument.geoJSON(of: hotspots, in: area, handling: output.handling(of: hotspots.incidents)),
      provenance: hotspots.provenance)
    for note in hotspots.incidents.notes { common.messages.say(note) }
  }
}
