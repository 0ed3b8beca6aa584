import HotspotKit

/// What is asked of each cell, understood before any file is read.
struct ClusterQuestion {
  let statistic: Clusters.Statistic
  let rule: NeighbourRule
  let rules: Clusters.Rules
  let slice: SliceLength?

  /// The clusters among cells of any kind; `measure` is what the values are called, `sliced` counts them slice by slice.
  func clusters(
    of values: [Double], called measure: String, among neighbourhood: Neighbourhood, provenance: Provenance,
    bands: Bands, sliced: () throws(HotspotError) -> SlicedCounts
  ) async throws(HotspotError) -> Clusters {
    var rules = rules
    rules.measure = measure
    switch statistic {
    case .giStar:
      return try await .giStar(
        of: values, among: neighbourhood, by: rules, provenance: provenance, bands: bands)
    case .localMoran:
      return try await .localMoran(
        of: values, among: neighbourhood, by: rules, provenance: provenance, bands: bands)
    case .emerging:
      return try await .emerging(
        of: try sliced(), among: neighbourhood, by: rules, provenance: provenance, bands: bands)
    }
  }
}

extension ClusterCommand {
  /// The question, understood.
  func clusterQuestion() throws(HotspotError) -> ClusterQuestion {
    ClusterQuestion(
      statistic: try cluster.chosen(), rule: try NeighbourRule(cluster.neighbours),
      rules: try cluster.rules(),
      slice: try cluster.sliceLength())
  }

  /// Looks for clusters among the areas or the streets of a file.
  func answer(
    _ question: ClusterQuestion, on cells: LayerQuestion, theme: Theme?
  ) async throws(HotspotError) {
    if question.statistic == .emerging, layer.population != nil {
      throw .invalidParameter(
        "--population gives one rate for all time, and --statistic emerging takes it slice by slice: leave one out"
      )
    }
    let file = try cells.layer()
    let selection = try options.demand.selection(theme: theme, by: options.weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    let tested = try cells.tested(incidents, on: file, isSmoothed: layer.smoothing != nil, in: records.area)
    for remark in tested.remarks { common.messages.say(remark) }
    if let coarse = cells.coarse(records.table) { common.messages.say(coarse) }
    let neighbourhood = try Neighbourhood(question.rule, of: tested)
    let table = records.table
    let clusters = try await question.clusters(
      of: tested.values, called: tested.measure, among: neighbourhood, provenance: tested.provenance,
      bands: common.bands
    ) { () throws(HotspotError) in
      try SlicedCounts(
        of: incidents, on: tested,
        in: try slices(of: incidents, in: table, asked: selection, length: question.slice))
    }
    try write(
      ClusterDocument(clusters.beside(tested.columns), on: tested), of: incidents, saying: clusters,
      in: records.area)
  }
}

extension LayerQuestion {
  /// The cells with the number that is tested; a rate is smoothed only where the user asked for it.
  fileprivate func tested(
    _ incidents: Incidents, on layer: CellLayer, isSmoothed: Bool, in area: borrowing StudyArea
  ) throws(HotspotError) -> TestedLayer {
    switch self {
    case .zones(_, let population, let smoothing):
      let cells = try PolygonCells(layer, in: area)
      return try TestedLayer(
        cells, of: incidents,
        population: try population.map { (column) throws(HotspotError) in try column.people(of: cells) },
        smoothing: isSmoothed ? smoothing : nil)
    case .streets(_, let snap):
      return try TestedLayer(try StreetCells(layer, in: area), of: incidents, snap: snap)
    }
  }
}
