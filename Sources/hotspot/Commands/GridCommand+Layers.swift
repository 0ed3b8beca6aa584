import Geospatial
import HotspotKit

extension GridCommand {
  /// Counts in the areas or on the streets of a file.
  func answer(_ question: LayerQuestion, theme: Theme?) async throws(HotspotError) {
    try output.require(["geojson", "csv"], beside: [input.rejects])
    let layer = try question.layer()
    let selection = try options.demand.selection(theme: theme, by: options.weight, of: input)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    let cells = try question.table(of: incidents, on: layer, in: records.area)
    for remark in cells.remarks { common.messages.say(remark) }
    if let coarse = question.coarse(records.table) { common.messages.say(coarse) }
    common.messages.say(
      "\(incidents.count - cells.outsideEveryCell) of \(incidents.count) incidents in \(cells.count) cells of \(layer.name)"
    )
    let document = CellDocument(cells)
    switch output.format {
    case "csv": try output.write(document.csv(), provenance: document.provenance)
    default:
      try output.write(
        try document.geoJSON(in: records.area, handling: output.handling(of: incidents)),
        provenance: document.provenance)
    }
  }
}

extension LayerQuestion {
  /// The file, read.
  func layer() throws(HotspotError) -> CellLayer {
    switch self {
    case .zones(let source, _, _), .streets(let source, _): try source.layer()
    }
  }

  /// What is said where rows are known by a grid reference too coarse for a street.
  func coarse(_ table: IncidentTable) -> String? {
    guard case .streets(_, let snap) = self, let sides = table.coordinatePrecision else { return nil }
    let coarse = sides.count { Double($0) > snap }
    return coarse == 0
      ? nil
      : "\(coarse) of \(table.count) rows are known by a grid square wider than the snap alone: on which street is a guess"
  }

  /// What the cells hold.
  fileprivate func table(
    of incidents: Incidents, on layer: CellLayer, in area: borrowing StudyArea
  ) throws(HotspotError) -> CellTable {
    switch self {
    case .zones(_, let population, let smoothing):
      let cells = try PolygonCells(layer, in: area)
      guard let population else { return cells.table(of: incidents) }
      return cells.table(of: incidents, population: try population.people(of: cells), smoothing: smoothing)
    case .streets(_, let snap):
      return try StreetCells(layer, in: area).table(of: incidents, snap: snap)
    }
  }
}
