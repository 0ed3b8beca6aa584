internal import Files

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
    try Self.require(incidents)
    let timed = incidents.precision.count { $0 == .minute }
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

  /// Refuses incidents too few of which say their hour.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` with what to ask for.
  public static func require(_ incidents: Incidents) throws(HotspotError) {
    let timed = incidents.precision.count { $0 == .minute }
    guard timed >= HourProfile.fewest else { throw .insufficientData(Self.refusal(incidents, timed: timed)) }
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
