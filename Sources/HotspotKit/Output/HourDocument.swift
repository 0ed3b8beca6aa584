internal import Files

/// The hours of the week as CSV and JSON.
public enum HourDocument {
  /// A row an hour of the week, first for all incidents, then zone by zone.
  public static func csv(of found: HourTables) -> [UInt8] {
    var text = CSVText(["zone", "day", "hour", "weight", "share", "in_window", "found_again", "windows_of"])
    for week in found.weeks {
      let hot = Set(week.peaks.flatMap(\.window.hours))
      for (hour, share) in week.table.shares.enumerated() {
        text.append([
          .string(week.id), .string(WeekWindow.days[hour / 24]), .integer(hour % 24),
          .number(week.table.weights[hour]), .number(share), .integer(hot.contains(hour) ? 1 : 0),
          week.table.foundAgain.isEmpty ? .null : .number(week.table.foundAgain[hour]),
          .string(week.windowsOf),
        ])
      }
    }
    return text.bytes
  }

  /// A row a peak window.
  public static func windowsCSV(of found: HourTables) -> [UInt8] {
    var text = CSVText(
      [
        "zone", "window", "hours", "share", "share_low", "share_high", "even_share", "found_again",
        "windows_of",
        "timed_incidents",
      ])
    for week in found.weeks {
      for peak in week.peaks {
        text.append(
          [.string(week.id)] + facts(of: peak).values + [.string(week.windowsOf), .integer(week.table.count)])
      }
    }
    return text.bytes
  }

  /// Everything: a week for all incidents and for each zone.
  public static func json(of found: HourTables, handling: Handling) -> [UInt8] {
    var document: JSONObject = [
      "timed_incidents": .integer(found.all.count), "without_an_hour": .integer(found.withoutHour),
      "basis": "recorded", "resamples": .integer(found.resamples),
      "weeks": .array(found.weeks.map { .object(facts(of: $0)) }),
    ]
    document.append(handling.members(with: found.provenance))
    return Array(JSONValue.object(document).pretty.utf8)
  }

  private static func facts(of week: HourTables.Week) -> JSONObject {
    [
      "zone": .string(week.id), "title": .string(week.title), "timed_incidents": .integer(week.table.count),
      "spread_between_two_times": .integer(week.table.spread),
      "end_before_start": .integer(week.table.reversed),
      "windows_of": .string(week.windowsOf), "windows": .array(week.peaks.map { .object(facts(of: $0)) }),
      "weights": .array(week.table.weights.map(JSONValue.number)),
      "found_again": week.table.foundAgain.isEmpty
        ? .null : .array(week.table.foundAgain.map(JSONValue.number)),
    ]
  }

  private static func facts(of peak: HourTable.Peak) -> JSONObject {
    [
      "window": .string(peak.window.description), "hours": .integer(peak.window.length / 60),
      "share": .number(peak.share), "share_low": .number(peak.interval.lowerBound),
      "share_high": .number(peak.interval.upperBound), "even_share": .number(peak.evenShare),
      "found_again": .number(peak.foundAgain),
    ]
  }
}

extension HourTables {
  /// A week as an output tells it: that of all incidents or of a zone.
  struct Week {
    let id: String
    let title: String
    let table: HourTable
    let peaks: [HourTable.Peak]
    /// Whose windows they are: `zone`, `all`, or `none` where the week is flat.
    let windowsOf: String
  }

  /// All incidents' week, then the zones'.
  var weeks: [Week] {
    let whole = Week(
      id: "all", title: "All", table: all, peaks: all.peaks, windowsOf: all.peaks.isEmpty ? "none" : "all")
    return [whole]
      + zones.map {
        Week(
          id: $0.id, title: $0.title, table: $0.table, peaks: $0.peaks,
          windowsOf: $0.peaks.isEmpty ? "none" : $0.hasOwnPeaks ? "zone" : "all")
      }
  }

  /// The answer in a sentence.
  public var sentence: String {
    guard let peak = all.peaks.max(by: { ($0.share, $1.window.start) < ($1.share, $0.window.start) }) else {
      return "no peak windows: the week of \(all.count) timed incidents is flat"
    }
    let windows = WeekWindow.text(of: all.peaks.map(\.window))
    let share = all.peaks.reduce(0) { $0 + $1.share }
    let even = all.peaks.reduce(0) { $0 + $1.evenShare }
    var text = """
      peak windows of \(all.count) timed incidents: \(windows), \(ZoneDocument.percent(share)) of incidents in \
      \(ZoneDocument.percent(even)) of the week; the largest \(peak.words)
      """
    let borrowed = zones.count { !$0.hasOwnPeaks }
    if borrowed > 0 {
      text += """
        ; \(borrowed) of \(zones.count) zones have fewer than \(HourProfile.fewestInZone) timed incidents or a flat week, \
        and take these windows
        """
    }
    return text
  }
}

extension HourTable.Peak {
  /// The window, its share and how sure it is, as a page says it.
  var words: String {
    let (low, high) = (ZoneDocument.percent(interval.lowerBound), ZoneDocument.percent(interval.upperBound))
    let times = (share / evenShare).rounded(toPlaces: 1).formattedPlainly
    return """
      \(window): \(ZoneDocument.percent(share)) of the week (\(low) to \(high)), \(times) times an even share, found again \
      in \(ZoneDocument.percent(foundAgain)) of resamples
      """
  }
}
