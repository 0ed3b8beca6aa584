internal import Files
internal import Geospatial

/// A plan's visits as points and its tours as lines, for a crew's device and a map.
public struct VisitDocument {
  private let plan: PatrolPlan
  private let handling: Handling
  private let moment: (Int) -> String

  /// Documents of a plan; `offset` gives the minutes by which the local clock is ahead of UTC at a local minute.
  public init(_ plan: PatrolPlan, handling: Handling, offset: @escaping (Int) -> Int) {
    self.plan = plan
    self.handling = handling
    moment = { minute in
      let ahead = offset(minute)
      let size = abs(ahead)
      let clock = CivilTime.text(minute: size).dropFirst(11)
      return "\(CivilTime.text(minute: minute)):00\(ahead < 0 ? "-" : "+")\(clock)"
    }
  }

  /// A point per visit, in the order in which they begin; `arrived`, `left` and `outcome` are for the crew.
  public func visits(in area: borrowing StudyArea) -> [UInt8] {
    var collection = FeatureCollection()
    var sequence = [Int](repeating: 0, count: plan.planner.units)
    for visit in plan.visits {
      sequence[visit.unit] += 1
      let zone = plan.hotspots.zones[visit.zone]
      let callSign = PatrolPlan.callSign(of: visit.unit)
      let id = "\(callSign)-\(sequence[visit.unit] < 10 ? "0" : "")\(sequence[visit.unit])"
      guard let point = area.projector.unproject(zone.peak) else { continue }
      let open = plan.planner.shift.open(in: plan.hours[visit.zone].windows)
        .first { $0.contains(visit.arrive) }
      collection.add(
        id: id, point: point,
        properties: [
          "visit_id": .string(id), "unit": .integer(visit.unit + 1), "callsign": .string(callSign),
          "sequence": .integer(sequence[visit.unit]), "zone_id": .string(zone.id),
          "zone_ref": .string(zone.reference), "name": zone.name.map(JSONValue.string) ?? .null,
          "grid_ref": zone.gridReference(on: area.plane).map(JSONValue.string) ?? .null,
          "activity": "visible patrol",
          "earliest": open.map { .string(moment($0.lowerBound)) } ?? .null,
          "latest": open.map { .string(moment($0.upperBound - (visit.depart - visit.arrive))) } ?? .null,
          "arrive": .string(moment(visit.arrive)), "depart": .string(moment(visit.depart)), "arrived": nil,
          "left": nil, "outcome": nil,
        ])
    }
    return collection.document(members: members)
  }

  /// A line per unit with two stops or more, straight from stop to stop, from and to the base where there is one.
  public func routes(in area: borrowing StudyArea) -> [UInt8] {
    var collection = FeatureCollection()
    for unit in 0..<plan.planner.units {
      let tour = plan.tour(of: unit)
      let ends = plan.planner.base.map { [$0] } ?? []
      let stops = ends + tour.map { plan.hotspots.zones[$0.zone].peak } + ends
      guard let first = tour.first, let last = tour.last, stops.count >= 2 else { continue }
      let degrees = area.degrees([stops])[0]
      let metres = zip(stops, stops.dropFirst()).reduce(0.0) { sum, leg in
        let (dx, dy) = (leg.1.x - leg.0.x, leg.1.y - leg.0.y)
        return sum + (dx * dx + dy * dy).squareRoot()
      }
      collection.add(
        id: PatrolPlan.callSign(of: unit), line: degrees,
        properties: [
          "unit": .integer(unit + 1), "callsign": .string(PatrolPlan.callSign(of: unit)),
          "stops": .integer(tour.count), "straight_m": .number(metres.rounded()),
          "road_m_assumed": .number((metres * plan.planner.travel.detour).rounded()),
          "arrive_first": .string(moment(first.arrive)), "depart_last": .string(moment(last.depart)),
        ])
    }
    return collection.document(members: members)
  }

  private var members: JSONObject {
    var members: JSONObject = ["plan": .object(PlanFacts.facts(of: plan, handling: handling))]
    let rest = handling.members(with: plan.provenance)
    for (key, value) in zip(rest.keys, rest.values) { members[key] = value }
    return members
  }
}
