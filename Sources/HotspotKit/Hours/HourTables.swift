internal import Files
public import Geospatial

/// The week of all incidents and of each zone.
public struct HourTables: Sendable {
  /// A zone's week.
  public struct Zone: Sendable {
    /// What the zone is called in a table.
    public let id: String

    /// What it is called on a page.
    public let title: String

    /// Its hours.
    public let table: HourTable

    /// Whose windows hold for it: its own where at least ``HourProfile/fewestInZone`` of its incidents are timed and its
    /// week is not flat, else those of all.
    public let peaks: [HourTable.Peak]

    /// Whether these are its own.
    public let hasOwnPeaks: Bool
  }

  /// The week of all incidents.
  public let all: HourTable

  /// The zones' weeks, in the order given.
  public let zones: [Zone]

  /// How many incidents do not say their hour and are left out.
  public let withoutHour: Int

  /// How often the incidents were drawn again.
  public let resamples: Int

  /// How they came about.
  public let provenance: Provenance

  /// The weeks of incidents, all of them and those of each of some zones.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when fewer than ``HourProfile/fewest`` incidents say their hour;
  ///   ``HotspotError/invalidParameter(_:)`` unless there are 19 to 9,999 resamples.
  public init(
    of incidents: Incidents, zones: [ZoneRows], resamples: Int = 200, seed: UInt64 = 1, bands: Bands
  ) async throws(HotspotError) {
    guard (19...9999).contains(resamples) else {
      throw .invalidParameter("resamples \(resamples): give a number from 19 to 9999, such as 200")
    }
    let timed = incidents.precision.count { $0 == .minute }
    guard timed >= HourProfile.fewest else { throw .insufficientData(Self.refusal(incidents, timed: timed)) }
    let all = await HourTable(
      of: incidents, rows: 0..<incidents.count, least: HourProfile.fewest, resamples: resamples, seed: seed,
      bands: bands)
    var tables: [Zone] = []
    for zone in zones {
      let table = await HourTable(
        of: incidents, rows: zone.rows, least: HourProfile.fewestInZone, resamples: resamples, seed: seed,
        bands: bands)
      let isOwn = !table.peaks.isEmpty
      tables.append(
        Zone(
          id: zone.id, title: zone.title, table: table, peaks: isOwn ? table.peaks : all.peaks,
          hasOwnPeaks: isOwn))
    }
    self.all = all
    self.zones = tables
    self.resamples = resamples
    withoutHour = incidents.count - timed
    provenance = incidents.provenance.adding(
      "hours",
      [
        "timed_incidents": .integer(timed), "without_an_hour": .integer(incidents.count - timed),
        "spread_between_two_times": .integer(all.spread), "end_before_start": .integer(all.reversed),
        "zones": .integer(zones.count), "fewest_timed_in_zone": .integer(HourProfile.fewestInZone),
        "windows": "Monday to Thursday pooled, hours averaged 1-2-1, 1.25 times an even share",
        "resamples": .integer(resamples), "interval": "2.5 to 97.5 percent of resamples",
        "seed": .string(String(seed)),
      ])
  }

  private static func refusal(_ incidents: Incidents, timed: Int) -> String {
    if timed == 0, incidents.count > 0 {
      let known =
        incidents.precision.contains(.day) ? "the day and not the hour" : "the month and not the hour"
      return """
        the records say \(known), so nothing can be said of the hours of the week: ask for an extract with times; a plan \
        takes its windows from the theme and marks them as assumed
        """
    }
    return """
      \(timed) of \(incidents.count) incidents say their hour, and at least \(HourProfile.fewest) are needed to tell the \
      week from chance
      """
  }
}

/// A zone and the incidents that stand in it.
public struct ZoneRows: Hashable, Sendable {
  /// What the zone is called in a table.
  public let id: String

  /// What it is called on a page.
  public let title: String

  /// The positions of its incidents.
  public let rows: [Int]

  /// A zone from its parts.
  public init(id: String, title: String, rows: [Int]) {
    self.id = id
    self.title = title
    self.rows = rows
  }

  /// The areas of a file as zones, in the file's order; an incident on a common edge belongs to the first.
  ///
  /// A zone is called by the property given, else by its `zone_id`, `name` or `id`, else by
  /// its first text, else by its number in the file.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when the file holds no area or none has the property;
  ///   ``HotspotError/geospatial(_:)`` when an area cannot be put on the plane.
  public static func zones(
    of file: GeoJSONFile, named source: String, property: String? = nil, incidents: Incidents,
    in area: borrowing StudyArea
  ) throws(HotspotError) -> [ZoneRows] {
    let features = file.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
    guard !features.isEmpty else {
      throw .malformedInput("\(source): no polygon in it; zones are areas, such as `hotspot find` writes")
    }
    if let property, !features.contains(where: { $0.properties[property] != nil }) {
      let known = features.first?.properties.keys.joined(separator: ", ") ?? "none"
      throw .malformedInput("\(source): no area has a property '\(property)'; there are: \(known)")
    }
    let zoneOfRow: [Int32]
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      var planar: [[Polygon<PlanarPoint>]] = []
      for feature in features {
        planar.append(try engine.repaired(try area.projector.project(feature.geometry?.polygons ?? [])))
      }
      zoneOfRow = try engine.locate(incidents.points, in: planar)
    } catch {
      throw .geospatial(error)
    }
    var rows = [[Int]](repeating: [], count: features.count)
    for (row, zone) in zoneOfRow.enumerated() where zone >= 0 { rows[Int(zone)].append(row) }
    return features.enumerated().map { index, feature in
      let keys = [property].compactMap(\.self) + ["zone_id", "name", "id"]
      let named = keys.lazy.compactMap { feature.properties[$0]?.words }.first ?? feature.id?.words
      let id = named ?? feature.properties.values.lazy.compactMap(\.text).first ?? "\(index + 1)"
      let title = ["zone_ref", "name"].compactMap { feature.properties[$0]?.words }.joined(separator: " ")
      return ZoneRows(id: id, title: property == nil && !title.isEmpty ? title : id, rows: rows[index])
    }
  }
}

extension JSONValue {
  /// A property's value in words; `nil` where it has none.
  fileprivate var words: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
