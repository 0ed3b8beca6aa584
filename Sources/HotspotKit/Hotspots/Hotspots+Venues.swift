internal import Files
internal import Geospatial

extension Hotspots {
  /// Says of every zone how much of it is one venue: a zone that is one pub needs its licence looked at, not a patrol.
  ///
  /// ``Zone/topLocationShare`` becomes the share of the zone's incidents at the venue with most of them, and
  /// ``Zone/topVenue`` its name, where it holds three at least. Incidents that are domestic, in somebody's home or in
  /// custody are at no venue, and neither are those as near to two, or known by a grid square alone; all count to the
  /// zone. Returns what a reader must know, in sentences.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` where the records are open data, whose places were moved.
  public mutating func nameVenues(_ venues: Venues) throws(HotspotError) -> [String] {
    guard !incidents.isOpenData else {
      throw .insufficientData(
        "the records are open data, whose places were moved: no venue's share can be told")
    }
    var (at, shared, withheld, coarse) = (0, 0, 0, 0)
    var named = 0
    for zone in zones.indices {
      var counts: [Int: Int] = [:]
      for row in zones[zone].rows {
        if incidents.isPrivate?[row] == true {
          withheld += 1
        } else if let side = incidents.placePrecision?[row], Double(side) > venues.reach {
          coarse += 1
        } else if let found = venues.venue(at: incidents.point(row)) {
          if found.isShared { shared += 1 } else { counts[found.venue, default: 0] += 1 }
        }
      }
      at += counts.values.reduce(0, +)
      let most = counts.max {
        ($0.value, venues.names[$1.key], $1.key) < ($1.value, venues.names[$0.key], $0.key)
      }
      guard let most, most.value >= Venues.fewestIncidents else { continue }
      named += 1
      zones[zone].topVenue = venues.names[most.key]
      zones[zone].topLocationShare = Double(most.value) / Double(zones[zone].records)
    }
    provenance = provenance.adding(
      "premises",
      [
        "file": .string(venues.source), "sha256": .string(venues.digest),
        "venues": .integer(venues.names.count),
        "within_m": .number(venues.reach), "fewest_incidents": .integer(Venues.fewestIncidents),
        "incidents_at_a_venue": .integer(at), "incidents_as_near_to_two": .integer(shared),
        "incidents_at_home_or_in_custody": .integer(withheld), "incidents_by_grid_square": .integer(coarse),
        "zones_with_a_venue": .integer(named), "notes": .array(venues.remarks.map(JSONValue.string)),
      ])
    var said = venues.remarks
    said.append(
      """
      an incident is at one of \(venues.names.count) venues when it stands within \(venues.reach.formattedPlainly) m: \
      \(at) incidents of the zones do, and \(named) of \(zones.count) zones have a venue with \
      \(Venues.fewestIncidents) or more
      """)
    if shared > 0 { said.append("\(shared) incidents stand as near to two venues and count at neither") }
    if withheld > 0 {
      said.append("\(withheld) incidents are domestic, at home or in custody: they count at no venue")
    }
    if coarse > 0 {
      said.append("\(coarse) incidents are known by a grid square wider than that: they count at no venue")
    }
    return said
  }
}
