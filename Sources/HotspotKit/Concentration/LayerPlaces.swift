internal import Files

/// Areas or streets of a file as the places on which incidents concentrate.
public struct LayerPlaces: Sendable {
  /// What they are.
  public let kind: PlaceKind

  /// What a reader must know, in sentences.
  public let remarks: [String]

  let places: Places
  let facts: JSONObject

  /// The areas of a file, those without an incident too.
  public init(_ cells: PolygonCells, of incidents: Incidents) {
    let counts = AreaCounts(of: incidents, in: cells.polygons)
    kind = .areas(cells.source)
    remarks = cells.remarks + counts.remarks
    places = Places(ofIncident: counts.areaOfIncident, count: cells.count)
    facts = cells.facts(of: counts)
  }

  /// The street segments of a file whose middle lies in the study area, those without an incident too; an incident counts
  /// on the nearest within `snap` metres.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when `snap` is not between 0 and 1,000 m.
  public init(
    _ streets: StreetCells, of incidents: Incidents, snap: Double = StreetCells.usualSnap
  ) throws(HotspotError) {
    let snapped = try SnappedIncidents(incidents, on: streets, within: snap)
    kind = .streets(streets.source)
    remarks = streets.remarks(on: snapped, of: incidents)
    places = Places(ofIncident: snapped.streetOfIncident, count: streets.kept.count)
    facts = streets.facts(of: snapped)
  }
}
