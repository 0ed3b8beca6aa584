internal import Files
internal import Geospatial

/// Who goes where, when and for how long.
public struct PatrolPlan: Sendable {
  /// The hotspots it is for.
  public let hotspots: Hotspots

  /// The terms it was made on.
  public let planner: PatrolPlanner

  /// When each zone is hot, and how that is known.
  public let hours: [ZoneHours]

  /// What it says of itself.
  public var papers = PlanPapers()

  /// The visits in the order in which they begin.
  public let visits: [Visit]

  /// How long a visit to each zone lasts, in minutes.
  public let minutesPerVisit: [Int]

  /// The visits that found no place in the shift, per zone.
  public let unplaced: [Int]

  /// The visits to a zone, by its position in the ranking from nought.
  public func visits(to zone: Int) -> [Visit] { visits.filter { $0.zone == zone } }

  /// The tour of a unit, from nought, in order.
  public func tour(of unit: Int) -> [Visit] { visits.filter { $0.unit == unit } }

  /// The call sign of a unit in this plan.
  public static func callSign(of unit: Int) -> String { "U\(unit + 1)" }

  /// How many incidents the records would lead one to expect in a zone during the shift.
  ///
  /// What a forecast expects where one was asked; else what the records held a week. By the hours of the week in which incidents happen where records tell them; else spread evenly over all
  /// hours of the months that have records. `nil` when the records carry no dates, or weights instead of counting
  /// one each.
  public func expectedIncidents(in zone: Zone) -> Double? {
    if hotspots.incidents.measure == .weight { return nil }
    if let outlook = hotspots.outlook {
      return outlook.isCounted ? outlook.perWeek(in: zone.cells) * shareOfWeek(in: zone) : nil
    }
    return expected(of: Double(zone.records), in: zone)
  }

  /// How much harm the records would lead one to expect in a zone during the shift, in the table's unit; by the same
  /// hours as ``expectedIncidents(in:)``. `nil` where the zone's harm is not known.
  public func expectedHarm(in zone: Zone) -> Double? {
    if let outlook = hotspots.outlook, hotspots.incidents.measure == .harm {
      return outlook.perWeek(in: zone.cells) * shareOfWeek(in: zone)
    }
    return zone.harm.flatMap { expected(of: $0, in: zone) }
  }

  /// How much of what was recorded in a zone one such shift would hold; `nil` without dates.
  private func expected(of recorded: Double, in zone: Zone) -> Double? {
    guard let days = hotspots.incidents.coverage?.days, days > 0 else { return nil }
    return recorded / (Double(days) / 7) * shareOfWeek(in: zone)
  }

  /// Which share of a zone's week the shift is, by the hours at which incidents happen there.
  private func shareOfWeek(in zone: Zone) -> Double {
    let shift = planner.shift.start..<planner.shift.end
    let evenShare = Double(planner.shift.length) / Double(WeekWindow.week)
    return (zone.hours ?? hotspots.hours)?.share(of: shift) ?? evenShare
  }

  /// The provenance of the hotspots with the planning as its last step.
  public var provenance: Provenance {
    hotspots.provenance.adding(
      "plan",
      [
        "units": .integer(planner.units), "shift": .string(planner.shift.description),
        "shift_assumed": .bool(planner.shift.isAssumed),
        "base": planner.base.map { .array([.number($0.x), .number($0.y)]) } ?? .null,
        "minutes_in_proportion_to": .string(hotspots.incidents.measure.rawValue),
        "visit_minutes_least": .integer(PatrolPlanner.visitMinutes.lowerBound),
        "visit_minutes_most": .integer(PatrolPlanner.visitMinutes.upperBound),
        "smallest_gap_minutes": .integer(PatrolPlanner.smallestGap),
        "tours": "nearest first", "travel_kmh_assumed": .number(planner.travel.speed),
        "detour_assumed": .number(planner.travel.detour),
        "expected_incidents": .string(
          (hotspots.outlook.map { "forecast by \($0.method.name), " } ?? "")
            + (hotspots.hours == nil
              ? "spread evenly over all hours of the months with records"
              : "by the recorded hours of the week, aoristic")),
        "visits_unplaced": .integer(unplaced.reduce(0, +)),
      ])
  }
}
