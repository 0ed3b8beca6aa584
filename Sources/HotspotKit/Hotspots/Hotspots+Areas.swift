internal import Files
internal import Geospatial

extension Hotspots {
  /// The hottest areas of a layer, each a zone as it is drawn: beats, wards or official hexagons.
  ///
  /// Areas are taken by incidents per square kilometre, down to the theme's share of all the areas' size, and ranked
  /// by incidents; they are neither joined nor cut, so the theme's cap of cells does not hold. A zone is found again in
  /// a resample when its area is among as many chosen there. Time O(incidents × resamples + corners).
  public init(
    of incidents: Incidents, theme: Theme, in cells: PolygonCells, outlook: ZoneOutlook? = nil, seed: UInt64,
    bands: Bands
  ) async {
    let counts = AreaCounts(of: incidents, in: cells.polygons)
    let held = counts.counts
    let isByHarm = incidents.measure == .harm
    let cutter = AreaCutter(sizes: cells.areas, rule: theme.rule)
    let chosen = cutter.chosen(
      incidents: held,
      records: isByHarm ? AreaCutter.records(areaOfRow: counts.areaOfIncident, areas: held.count) : nil)
    let stability = await cutter.stability(
      of: chosen, areaOfRow: counts.areaOfIncident, weights: incidents.weights, isByHarm: isByHarm,
      seed: seed,
      resamples: Self.resamples, bands: bands)
    let patches = chosen.map {
      ZoneCutter.Patch(cells: [$0], incidents: held[$0], height: held[$0] / cells.areas[$0])
    }
    let portraits = ZonePortraits(of: patches, incidents: incidents) {
      counts.index.area(holding: $0)?.first
    }
    zones = chosen.enumerated().map { rank, area in
      let parts = cells.polygons[area]
      var zone = Zone(
        id: "\(theme.id)-\(cells.ids[area])", rank: rank + 1, tier: theme.tiers.tier(ofRank: rank + 1),
        cells: [area], polygon: parts[0], area: cells.areas[area], peak: cells.places[area],
        incidents: held[area], rows: portraits.rows[rank], harm: portraits.harm[rank],
        topLocationShare: portraits.topLocationShares[rank],
        name: cells.name(of: area) ?? portraits.names[rank], reference: "Z\(rank < 9 ? "0" : "")\(rank + 1)",
        hours: portraits.hours[rank], policeGeneratedShare: portraits.policeGeneratedShares[rank],
        stability: stability[rank])
      zone.otherParts = Array(parts.dropFirst())
      return zone
    }
    self.theme = theme
    self.outlook = outlook
    self.incidents = incidents
    hours = HourProfile(of: incidents, rows: 0..<incidents.count)
    gridArea = cells.areas.reduce(0, +)
    // The areas themselves are the boundary.
    isBounded = true
    reasonForNone =
      chosen.isEmpty ? Self.reason(incidents: incidents, rule: theme.rule, patch: "area") : nil
    remarks = cells.remarks + counts.remarks
    provenance = incidents.provenance.adding("grid", cells.facts(of: counts)).adding(outlook).adding(
      "find",
      [
        "theme": .string(theme.id), "area_share": .number(theme.rule.areaShare), "cap_cells": .null,
        "most": .integer(theme.rule.most), "minimum_incidents": .number(theme.rule.minimumIncidents),
        "contiguity": "each area is a zone", "chosen_by": "incidents per square kilometre",
        "police_generated_share": "police-generated records in the zone / (these + the theme's others in it)",
        "zones": .integer(chosen.count), "resamples": .integer(Self.resamples), "seed": .integer(Int(seed)),
      ])
  }
}
