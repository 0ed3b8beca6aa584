internal import Files

/// What a plan says of itself and of each zone, as flat members.
enum PlanFacts {
  /// The plan's own facts; what nobody has said yet is `null`.
  static func facts(of plan: PatrolPlan, handling: Handling) -> JSONObject {
    let theme = plan.hotspots.theme
    let date = CivilTime.text(day: CivilTime.day(of: Int32(clamping: plan.planner.shift.start)))
    let period = plan.hotspots.incidents.coverage
    let reasons = plan.notFitBecause
    let papers = plan.papers
    return [
      "plan_ref": .string(papers.reference ?? "\(theme.id)-\(date)"), "version": .integer(papers.version),
      "supersedes": text(papers.supersedes), "status": papers.approvedRole == nil ? "draft" : "approved",
      "operation": text(papers.operation), "district": text(papers.district), "duty_date": .string(date),
      "shift": .string(plan.planner.shift.description),
      "data_from": period.map { .string($0.first) } ?? .null,
      "data_to": period.map { .string($0.last) } ?? .null, "valid_until": text(papers.validUntil),
      "approved_role": text(papers.approvedRole),
      "handling": handling.marking.map(JSONValue.string) ?? .null,
      "fit_for_tasking": .bool(reasons.isEmpty),
      "not_fit_because": .array(reasons.map(JSONValue.string)),
      "caveats": .array(plan.caveats.map(JSONValue.string)),
    ]
  }

  private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// The properties of a zone that only a plan knows.
  static func properties(of zone: Zone, in plan: PatrolPlan) -> JSONObject {
    let visits = plan.visits(to: zone.rank - 1)
    let minutes = visits.reduce(0) { $0 + $1.depart - $1.arrive }
    let units = Set(visits.map(\.unit)).sorted().map(PatrolPlan.callSign)
    return [
      "expected_incidents": plan.expectedIncidents(in: zone).map { .number($0.rounded(toPlaces: 6)) }
        ?? .null,
      "expected_harm": plan.expectedHarm(in: zone).map { .number($0.rounded(toPlaces: 6)) } ?? .null,
      "windows": .string(WeekWindow.text(of: plan.hours[zone.rank - 1].windows)),
      "window_basis": .string(plan.hours[zone.rank - 1].isRecorded ? "recorded" : "assumed"),
      "visits": .integer(visits.count),
      "minutes_per_visit": visits.isEmpty ? .null : .integer(plan.minutesPerVisit[zone.rank - 1]),
      "minutes_total": .integer(minutes),
      "units": units.isEmpty ? .null : .string(units.joined(separator: "; ")),
    ]
  }

  /// The tours, unit by unit, stop by stop, by the local clock.
  static func tours(of plan: PatrolPlan) -> JSONValue {
    .array(
      (0..<plan.planner.units).map { unit in
        let stops = plan.tour(of: unit).enumerated().map { index, visit -> JSONValue in
          let zone = plan.hotspots.zones[visit.zone]
          return [
            "sequence": .integer(index + 1), "zone_id": .string(zone.id),
            "zone_ref": .string(zone.reference), "arrive": .string(CivilTime.text(minute: visit.arrive)),
            "depart": .string(CivilTime.text(minute: visit.depart)),
          ]
        }
        return ["unit": .string(PatrolPlan.callSign(of: unit)), "stops": .array(stops)]
      })
  }
}
