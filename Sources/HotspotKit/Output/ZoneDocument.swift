internal import Files
internal import Geospatial

/// Hotspots and patrol plans as GeoJSON: a feature per zone in rank order, flat properties.
///
/// What a run cannot know is `null`, never invented.
public enum ZoneDocument {
  /// Hotspots without a plan.
  public static func geoJSON(
    of hotspots: Hotspots, in area: borrowing StudyArea, handling: Handling
  ) -> [UInt8] {
    collection(of: hotspots, in: area) { _ in [:] }
      .document(members: members(of: hotspots, handling: handling, provenance: hotspots.provenance))
  }

  /// Hotspots with who goes where and when.
  public static func geoJSON(
    of plan: PatrolPlan, in area: borrowing StudyArea, handling: Handling
  ) -> [UInt8] {
    let hotspots = plan.hotspots
    var members: JSONObject = ["plan": .object(PlanFacts.facts(of: plan, handling: handling))]
    let rest = Self.members(of: hotspots, handling: handling, provenance: plan.provenance)
    for (key, value) in zip(rest.keys, rest.values) { members[key] = value }
    members["tours"] = PlanFacts.tours(of: plan)
    return collection(of: hotspots, in: area) { PlanFacts.properties(of: $0, in: plan) }
      .document(members: members)
  }

  private static func members(
    of hotspots: Hotspots, handling: Handling, provenance: Provenance
  ) -> JSONObject {
    var members = handling.members(with: provenance)
    members.append(OutlookFacts.members(of: hotspots))
    if let reason = hotspots.reasonForNone { members["reason"] = .string(reason) }
    return members
  }

  private static func collection(
    of hotspots: Hotspots, in area: borrowing StudyArea, adding more: (Zone) -> JSONObject
  ) -> FeatureCollection {
    var collection = FeatureCollection()
    for zone in hotspots.zones {
      var properties = properties(of: zone, in: hotspots, plane: area.plane)
      let extra = more(zone)
      for (key, value) in zip(extra.keys, extra.values) { properties[key] = value }
      let parts = ([zone.polygon] + zone.otherParts).map { area.degrees($0.rings) }
      collection.add(id: zone.id, areas: parts, properties: properties)
    }
    return collection
  }

  /// Every property of a zone, in the order of the schema; those of a plan are `null` until there is one.
  static func properties(of zone: Zone, in hotspots: Hotspots, plane: CoordinateSystem) -> JSONObject {
    var properties: JSONObject = [
      "zone_id": .string(zone.id), "zone_ref": .string(zone.reference),
      "name": zone.name.map(JSONValue.string) ?? .null,
      "streets": zone.streets.isEmpty ? .null : .string(zone.streets.joined(separator: "; ")),
      "grid_ref": zone.gridReference(on: plane).map(JSONValue.string) ?? .null,
      "rank": .integer(zone.rank), "tier": .string(zone.tier.rawValue),
      "priority": .string(zone.tier.priority), "origin": "data", "theme": .string(hotspots.theme.id),
      "area_m2": .number(zone.area), "incidents": .number(zone.held(by: hotspots.incidents.measure)),
      "expected_incidents": .null, "harm": zone.harm.map { .number($0.rounded(toPlaces: 6)) } ?? .null,
      "harm_by": zone.harm.flatMap { _ in hotspots.incidents.harm }.map { .string("\($0.unit), \($0.table)") }
        ?? .null,
      "expected_harm": .null,
      "share_of_harm": zone.share(ofHarm: hotspots.incidents.harm).map { .number($0.rounded(toPlaces: 4)) }
        ?? .null,
      "top_location": zone.topVenue.map(JSONValue.string) ?? .null,
    ]
    properties["top_location_share"] = .number(zone.topLocationShare.rounded(toPlaces: 4))
    properties["police_generated_share"] =
      zone.policeGeneratedShare.map { .number($0.rounded(toPlaces: 4)) } ?? .null
    properties["location_precision_m"] = .null
    properties["stability"] = .number(zone.stability)
    for unknown in [
      "pai", "windows", "window_basis", "visits", "minutes_per_visit", "minutes_total", "units",
    ] {
      properties[unknown] = .null
    }
    let theme = hotspots.theme
    properties["tactics"] = .string(theme.tactics.map(\.description).joined(separator: "; "))
    for (name, list) in [("owner", theme.owners), ("partners", theme.partners), ("powers", theme.powers)] {
      properties[name] = list.isEmpty ? .null : .string(list.joined(separator: "; "))
    }
    properties["reasons"] = .string(reasons(for: zone, in: hotspots))
    properties.append(OutlookFacts.properties(of: zone, in: hotspots))
    for label in zone.labels { properties[label.key] = label.value.map(JSONValue.string) ?? .null }
    return properties
  }

  /// Words a briefing can read out.
  static func reasons(for zone: Zone, in hotspots: Hotspots) -> String {
    let measure = hotspots.incidents.measure
    let held = zone.held(by: measure)
    let all = measure == .harm ? Double(hotspots.incidents.count) : hotspots.incidents.totalWeight
    let share = held / all
    // A weight is no number of incidents, and is not called one.
    var text =
      measure == .weight
      ? "a weight of \(held.formattedPlainly) of \(all.formattedPlainly)"
      : "\(held.formattedPlainly) of \(all.formattedPlainly) incidents"
    if let period = hotspots.incidents.coverage {
      text += period.first == period.last ? " in \(period.first)" : " from \(period.first) to \(period.last)"
    }
    text += " (\(percent(share))) on \(percent(zone.area / hotspots.gridArea)) of the area"
    if measure == .harm, let share = zone.share(ofHarm: hotspots.incidents.harm) {
      text += "; \(percent(share)) of the harm"
    }
    text += "; found again in \(percent(zone.stability)) of resamples"
    text += OutlookFacts.reason(for: zone, in: hotspots)
    if zone.topLocationShare >= 0.5 {
      text +=
        zone.topVenue.map {
          "; \(percent(zone.topLocationShare)) of it is one venue, \($0): send licensing, not a patrol"
        } ?? "; \(percent(zone.topLocationShare)) stand on one recorded location"
    }
    return text
  }

  /// A share as a person reads it: two significant figures below ten per cent.
  static func percent(_ share: Double) -> String {
    let value = share * 100
    let places = value >= 10 || value == 0 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3
    return "\(value.rounded(toPlaces: places).formattedPlainly) %"
  }
}

extension Zone {
  /// What it holds as an output calls it: incidents, or the sum of a weight.
  func held(by measure: Incidents.Measure) -> Double { measure == .harm ? Double(records) : incidents }

  /// Its share of all harm; `nil` where that cannot be known.
  func share(ofHarm all: HarmValues?) -> Double? {
    guard let harm, let all, all.total > 0 else { return nil }
    return harm / all.total
  }

  /// The eight-figure reference of the middle of its highest cell, on the British National Grid only.
  func gridReference(on plane: CoordinateSystem) -> String? {
    plane == .britishNationalGrid ? GridReference(peak)?.description : nil
  }
}
