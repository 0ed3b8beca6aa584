internal import Geospatial

/// What a crew is told about each zone besides its edge: its name, how much of it is one single location, and how
/// much was found by looking.
struct ZonePortraits {
  /// The share of each zone's incidents on its busiest coordinate.
  let topLocationShares: [Double]

  /// The incidents that each zone holds.
  let rows: [[Int]]

  /// See ``Zone/harm``.
  let harm: [Double?]

  /// See ``Zone/policeGeneratedShare``.
  let policeGeneratedShares: [Double?]

  /// Each zone's commonest recorded location.
  let names: [String?]

  /// When each zone's incidents happen, where enough of them are timed.
  let hours: [HourProfile?]

  /// Below this many records a name could point at one record.
  private static let fewestForName = 3

  init(of patches: [ZoneCutter.Patch], incidents: Incidents, on grid: Grid) {
    self.init(of: patches, incidents: incidents) { grid.cell(holding: $0) }
  }

  /// The portraits of patches of cells; `cell` is the cell that holds a place.
  init(
    of patches: [ZoneCutter.Patch], incidents: Incidents, cell holding: (PlanarPoint) -> Int?
  ) {
    var zoneOfCell: [Int: Int] = [:]
    for (zone, patch) in patches.enumerated() { for cell in patch.cells { zoneOfCell[cell] = zone } }
    var locations = [[SIMD2<Double>: Double]](repeating: [:], count: patches.count)
    var places = [[UInt32: Int]](repeating: [:], count: patches.count)
    var rows = [[Int]](repeating: [], count: patches.count)
    // How much is one location is a question of how many, also where each counts for its harm.
    let isByHarm = incidents.measure == .harm
    for row in 0..<incidents.count {
      let point = incidents.point(row)
      guard let cell = holding(point), let zone = zoneOfCell[cell] else { continue }
      locations[zone][SIMD2(point.x, point.y), default: 0] += isByHarm ? 1 : incidents.weight(of: row)
      places[zone][incidents.place.isEmpty ? 0 : incidents.place[row], default: 0] += 1
      rows[zone].append(row)
    }
    policeGeneratedShares = Self.policeGeneratedShares(
      of: incidents, held: rows.map(\.count),
      zone: { point in holding(point).flatMap { zoneOfCell[$0] } })
    hours = rows.map { HourProfile(of: incidents, rows: $0, least: HourProfile.fewestInZone) }
    topLocationShares = patches.indices.map { zone in
      (locations[zone].values.max() ?? 0) / (isByHarm ? Double(rows[zone].count) : patches[zone].incidents)
    }
    self.rows = rows
    harm = rows.map { rows in
      guard let values = incidents.harm?.values else { return nil }
      let held = rows.reduce(0) { $0 + values[$1] }
      return held > 0 ? held : nil
    }
    names = places.map { counts in
      let often = counts.filter { $0.value >= Self.fewestForName }
      let named = often.map { (count: $0.value, label: PlaceLabel(incidents.placeNames[Int($0.key)])) }
        .filter(\.label.isPlace)
      return named.max { ($0.count, $1.label.text) < ($1.count, $0.label.text) }?.label.text
    }
  }

  private static func policeGeneratedShares(
    of incidents: Incidents, held: [Int], zone: (PlanarPoint) -> Int?
  ) -> [Double?] {
    guard let generated = incidents.policeGenerated, generated.points.count > 0 else {
      return held.map { _ in nil }
    }
    var found = [Int](repeating: 0, count: held.count)
    var others = held
    for index in 0..<generated.points.count {
      guard let zone = zone(generated.points[index]) else { continue }
      found[zone] += 1
      if generated.isCounted[index] { others[zone] -= 1 }
    }
    return held.indices.map { Double(found[$0]) / Double(found[$0] + others[$0]) }
  }
}

/// A recorded location's name, told apart from a mere kind of place.
struct PlaceLabel {
  let text: String
  let isPlace: Bool

  /// The kinds of place that data.police.uk gives instead of a street, and what stands for nothing.
  ///
  /// Source: data.police.uk, "About the data", location anonymisation.
  private static let kinds: Set<String> = [
    "", "on or near", "no location", "airport/airfield", "bus/coach station", "conference/exhibition centre",
    "further/higher educational building", "hospital", "motorway service area", "nightclub",
    "park/open space", "parking area", "pedestrian subway", "petrol station", "police station",
    "prison", "race track", "shopping area", "sports/recreation area", "supermarket",
    "theatre/concert hall", "theme/adventure park", "bus station", "ferry terminal", "rest area",
  ]

  /// Where records are sent by default, or people are held or treated: such a name would not tell where it happened.
  private static let institutions = ["police station", "custody", "hospital", "prison"]

  init(_ recorded: String) {
    let lead = "On or near "
    text = recorded.hasPrefix(lead) ? String(recorded.dropFirst(lead.count)) : recorded
    let plain = text.lowercased()
    isPlace =
      !Self.kinds.contains(plain) && !Self.institutions.contains { plain.contains($0) }
      && !Self.isAddress(plain.words)
  }

  /// Whether a text names one front door: `Flat 2`, `14 Mill Road`, `14a`, `12-14`; not `2nd Avenue`, and no street.
  private static func isAddress(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    if ["flat", "apartment", "room", "unit"].contains(first) { return words.count > 1 }
    let letters = first.drop(while: \.isNumber)
    return letters.count < first.count && letters.count <= 1
  }
}
