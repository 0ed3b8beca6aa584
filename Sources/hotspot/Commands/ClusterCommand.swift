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
      emerging z, p and significant are those of the latest slice.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SurfaceOptions
  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    let theme = try options.chosenTheme()
    let shape = try options.shape(theme: theme)
    try output.require(["geojson", "csv"], beside: [input.rejects])
    let statistic = try cluster.chosen()
    let rule = try NeighbourRule(cluster.neighbours)
    let rules = try cluster.rules()
    let length = try cluster.sliceLength()
    let selection = try options.demand.selection(
      theme: theme, weighting: try input.weighting(given: options.weight))
    let records = try input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    let grid = try records.area.grid(shape, around: incidents)
    let counts = CellCounts(of: incidents, on: grid)
    announce(incidents, counts, in: records.area)
    let neighbourhood = try await Neighbourhood(rule, on: grid, bands: common.bands)
    let (values, steps) = (counts.counts.values, counts.counts.provenance)
    let clusters: Clusters
    switch statistic {
    case .giStar:
      clusters = try await .giStar(
        of: values, among: neighbourhood, by: rules, provenance: steps, bands: common.bands)
    case .localMoran:
      clusters = try await .localMoran(
        of: values, among: neighbourhood, by: rules, provenance: steps, bands: common.bands)
    case .emerging:
      let slices = try slices(of: incidents, in: records.table, asked: selection, length: length)
      clusters = try await .emerging(
        of: try SlicedCounts(of: incidents, on: grid, in: slices), among: neighbourhood, by: rules,
        provenance: steps, bands: common.bands)
    }
    for remark in clusters.remarks { common.messages.say(remark) }
    common.messages.say(clusters.sentence)
    let document = ClusterDocument(clusters, on: grid)
    let bytes =
      output.format == "csv"
      ? document.csv() : document.geoJSON(in: records.area, handling: output.handling(of: incidents))
    try output.write(bytes, provenance: document.provenance)
  }

  /// Says where the question is asked, of what, and which cells count.
  private func announce(_ incidents: Incidents, _ counts: CellCounts, in area: borrowing StudyArea) {
    let grid = counts.counts.grid
    common.announce(area)
    common.messages.say(incidents.account.sentence)
    for caveat in incidents.caveats { common.messages.say(caveat) }
    if grid.coversByTouch { common.messages.say(grid.coverSentence) }
    if input.area == nil {
      common.messages.say(
        """
        no --area: all \(grid.count) cells of the rectangle round the incidents count, empty ones as cells without \
        an incident; give --area if nothing could have been recorded in some
        """)
    }
    if counts.outsideEveryCell > 0 {
      common.messages.say("\(counts.outsideEveryCell) incidents at the edge stand in no cell")
    }
  }

  /// The slices of the days that the records cover and the user asked for.
  private func slices(
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
