/// When a zone is hot, and whether the records say so.
public struct ZoneHours: Hashable, Sendable {
  /// The windows of the week.
  public let windows: [WeekWindow]

  /// Whether they come from the records' own hours; else they are the theme's assumption.
  public let isRecorded: Bool

  /// The hot windows of a zone: its own where enough of its records are timed and they are not spread evenly,
  /// else those of all the theme's records, else the theme's.
  public init(of zone: Zone, in hotspots: Hotspots) {
    let recorded = [zone.hours, hotspots.hours].lazy.compactMap { $0?.windows }.first { !$0.isEmpty }
    windows = recorded ?? hotspots.theme.windows
    isRecorded = recorded != nil
  }
}
