import ArgumentParser
import HotspotKit

/// `hotspot cluster`: which cells are more, or less, than chance would make them?
struct ClusterCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Which cells cluster beyond chance, and which hotspots emerge? Writes .geojson or .csv.",
    discussion: """
      Getis-Ord Gi*, local Moran's I, or emerging hotspots over slices of time. Cells outside the study area are no \
      cells. z and p stay as they are; significant says which cells survive the false discovery rate over all \
      cells at once. With --permutations p is that of the permutations, and p_normal stands beside it. For \
      emerging z, p and significant are those of the latest slice. --cell zones:FILE[:PROPERTY] takes the areas of a \
      GeoJSON file, whose distances are between centroids, and streets:FILE[:PROPERTY] its lines, whose middles they \
      are; with --population areas are tested for incidents per 1,000 people, and one without people is no cell.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions
  @OptionGroup var layer: LayerOptions
  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson", "csv"], beside: [input.rejects])
    let theme = try options.chosenTheme()
    let question = try clusterQuestion()
    if let cells = try layer.question(cell: options.cell) {
      try await answer(question, on: cells, theme: theme)
      return
    }
    let shape = try options.shape(theme: theme)
    let selection = try options.demand.selection(theme: theme, by: options.weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    let grid = try records.area.grid(shape, around: incidents)
    let (surfaces, outside) = CellCounts.sideBySide(of: incidents, on: grid)
    announce(incidents, on: grid, outside: outside, in: records.area)
    let tested = surfaces[surfaces.count - 1]
    let table = records.table
    let neighbourhood = try await Neighbourhood(question.rule, on: grid, bands: common.bands)
    let clusters = try await question.clusters(
      of: tested.values, called: tested.name, among: neighbourhood, provenance: tested.provenance,
      bands: common.bands
    ) { () throws(HotspotError) in
      try SlicedCounts(
        of: incidents, on: grid,
        in: try slices(of: incidents, in: table, asked: selection, length: question.slice))
    }
    let beside = surfaces.dropLast().map { Clusters.Column(name: $0.name, values: .numbers($0.values)) }
    try write(
      ClusterDocument(clusters.beside(beside), on: grid), of: incidents, saying: clusters, in: records.area)
  }

  /// Says what was found and writes it.
  func write(
    _ document: ClusterDocument, of incidents: Incidents, saying clusters: Clusters,
    in area: borrowing StudyArea
  ) throws(HotspotError) {
    for remark in clusters.remarks { common.messages.say(remark) }
    common.messages.say(clusters.sentence)
    let bytes =
      output.format == "csv"
      ? document.csv() : document.geoJSON(in: area, handling: output.handling(of: incidents))
    try output.write(bytes, provenance: document.provenance)
  }

  /// Says where the question is asked, of what, and which cells count.
  private func announce(
    _ incidents: Incidents, on grid: Grid, outside: Int, in area: borrowing StudyArea
  ) {
    common.announce(area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if input.area == nil {
      common.messages.say(
        """
        no --area: all \(grid.count) cells of the rectangle round the incidents count, empty ones as cells without \
        an incident; give --area if nothing could have been recorded in some
        """)
    }
    if outside > 0 { common.messages.say("\(outside) incidents at the edge stand in no cell") }
  }

  /// The slices of the days that the records cover and the user asked for.
  func slices(
    of incidents: Incidents, in table: IncidentTable, asked selection: Selection, length: SliceLength?
  ) throws(HotspotError) -> TimeSlices {
    guard let coverage = incidents.coverage else {
      throw .insufficientData("no record has a date: there is no time to cut into slices")
    }
    let first = max(coverage.firstDay, selection.fromDay ?? .min)
    let last = min(coverage.lastDay, selection.toDay ?? .max)
    guard first <= last else {
      throw .insufficientData("the records cover none of the days from --from to --to")
    }
    let isByMonth = incidents.precision.contains(.month)
    let chosen = length ?? SliceLength(span: last - first + 1, isByMonth: isByMonth)
    if length == nil {
      common.messages.say("slices of \(chosen), chosen by the span of \(last - first + 1) days")
    }
    return TimeSlices(of: first...last, months: table.monthsHeld(by: incidents), length: chosen)
  }
}
