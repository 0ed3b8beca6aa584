internal import Files
internal import Geospatial

/// The hotspots of a theme: zones cut out of a density, ranked and sorted into tiers.
public struct Hotspots: Sendable {
  /// The zones in rank order; empty when nothing is above the theme's bar.
  public internal(set) var zones: [Zone]

  /// The theme they were looked for with.
  public let theme: Theme

  /// What was looked at.
  public let incidents: Incidents

  /// When the theme's incidents happen, all over the area; `nil` where too few of them are timed to tell.
  public let hours: HourProfile?

  /// The area of all cells that were looked at, in square metres.
  public let gridArea: Double

  /// Whether they were looked for inside a boundary; else in the least rectangle round the incidents.
  public let isBounded: Bool

  /// Why there are no zones, in a sentence; `nil` when there are some.
  public let reasonForNone: String?

  /// What a reader must know of the areas that were looked at, in sentences; empty for a grid.
  public let remarks: [String]

  /// What a forecast expects of the zones and what they would have caught; `nil` where none was asked.
  public internal(set) var outlook: ZoneOutlook?

  /// The other theme that is hot here too; `nil` where none was asked after.
  public internal(set) var overlap: ThemeOverlap?

  /// How they came about.
  public internal(set) var provenance: Provenance

  /// How many resamples the stability of a zone rests on.
  public static let resamples = 200

  /// The hotspots of incidents that a theme selected, on a grid.
  ///
  /// They are cut out of `density`, that of these incidents; without one out of a quartic density with the theme's bandwidth. With an `outlook` they
  /// are cut out of what it expects, and with an `overlap` out of what both themes have in common, and ranked by that. Where
  /// incidents carry weights, a zone holds their sum, and the theme's minimum is held against that; where they count for
  /// their harm, against how many they are, so that one grave offence makes no zone.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when GEOS cannot dissolve a zone;
  ///   ``HotspotError/invalidParameter(_:)`` when the bandwidth reaches too far to be resampled on such cells.
  public init(
    of incidents: Incidents, theme: Theme, on grid: Grid, density chosen: RefinedDensity? = nil,
    outlook: ZoneOutlook? = nil, overlap: ThemeOverlap? = nil, seed: UInt64, bands: Bands
  ) async throws(HotspotError) {
    let kernel =
      if let chosen { chosen } else {
        try await RefinedDensity(
          try KernelDensity(bandwidth: theme.bandwidth), of: incidents, within: nil, bands: bands)
      }
    try Stability.require(kernel, for: incidents, on: grid)
    let insideShares = try await kernel.insideShares(on: grid, bands: bands)
    let density = await kernel.surface(on: grid, insideShares: insideShares, bands: bands)
    let counts = CellCounts(of: incidents, on: grid)
    let cutter = ZoneCutter(grid: grid, rule: theme.rule)
    let others = outlook?.heights ?? overlap?.heights
    let cut = cutter.patches(
      heights: others?.values ?? density.values, incidents: counts.counts.values,
      records: incidents.measure == .harm
        ? CellCounts(of: incidents.counted, on: grid).counts.values : nil)
    let patches = others?.ranked(cut) ?? cut
    let stability =
      patches.isEmpty
      ? []
      : await Stability(
        of: incidents, density: kernel, insideShares: insideShares, cutter: cutter,
        ceiling: others?.ceiling, seed: seed
      )
      .shares(of: patches, resamples: Self.resamples, bands: bands)
    let portraits = ZonePortraits(of: patches, incidents: incidents, on: grid)
    var zones: [Zone] = []
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      for (index, patch) in patches.enumerated() {
        let pieces = try engine.dissolve(patch.cells.map(grid.polygon))
        zones.append(
          Zone(
            id: "\(theme.id)-\(grid.id(of: patch.peak))", rank: index + 1,
            tier: theme.tiers.tier(ofRank: index + 1), cells: patch.cells, polygon: pieces[0],
            area: Double(patch.cells.count) * grid.shape.area, peak: grid.centre(of: patch.peak),
            incidents: patch.incidents, rows: portraits.rows[index], harm: portraits.harm[index],
            topLocationShare: portraits.topLocationShares[index],
            name: portraits.names[index],
            reference: "Z\(index < 9 ? "0" : "")\(index + 1)", hours: portraits.hours[index],
            policeGeneratedShare: portraits.policeGeneratedShares[index],
            stability: stability[index]))
      }
    } catch {
      throw .geospatial(error)
    }
    self.zones = zones
    self.theme = theme
    self.outlook = outlook
    self.overlap = overlap
    self.incidents = incidents
    hours = HourProfile(of: incidents, rows: 0..<incidents.count)
    gridArea = grid.area
    isBounded = grid.isBounded
    remarks = []
    reasonForNone =
      zones.isEmpty
      ? Self.reason(
        incidents: incidents, rule: theme.rule, patch: "patch of at most \(theme.rule.capCells) cells") : nil
    var facts: JSONObject = [
      "theme": .string(theme.id), "area_share": .number(theme.rule.areaShare),
      "cap_cells": .integer(theme.rule.capCells), "most": .integer(theme.rule.most),
      "minimum_incidents": .number(theme.rule.minimumIncidents), "contiguity": "cells that share an edge",
      "police_generated_share": "police-generated records in the zone / (these + the theme's others in it)",
      "zones": .integer(zones.count), "resamples": .integer(Self.resamples), "seed": .integer(Int(seed)),
    ]
    if kernel.isRefined { facts["resampled_with"] = "bandwidths and edge correction of all records" }
    provenance = density.provenance.adding(outlook).adding(overlap).adding("find", facts)
  }

  static func reason(
    incidents: Incidents, rule: ZoneRule, patch: String
  ) -> String {
    if let leftOut = incidents.policeGenerated?.leftOut, leftOut > 0, incidents.count == 0 {
      return """
        no zones: all \(leftOut) incidents that the theme selects are police-generated: they show where police \
        looked and count only with --include-police-generated
        """
    }
    if incidents.count == 0 {
      return
        "no zones: none of the \(incidents.account.read) rows read is an incident of this theme inside the area"
    }
    let measure = incidents.measure == .weight ? "more of their weight" : "more of them"
    return """
      no zones: \(incidents.count) incidents, and no \(patch) holds \
      \(rule.minimumIncidents.formattedPlainly) or \(measure)
      """
  }
}

extension Double {
  /// The number as a sentence says it: without a trailing `.0`.
  var formattedPlainly: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
  }
}
