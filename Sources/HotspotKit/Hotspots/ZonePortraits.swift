internal import Geospatial

/// What a crew is told about each zone besides its edge: its name, and how much of it is one single location.
struct ZonePortraits {
  /// The share of each zone's incidents on its busiest coordinate.
  let topLocationShares: [Double]

  /// Each zone's commonest recorded location.
  let names: [String?]

  /// Below this many records a name could point at one record.
  private static let fewestForName = 3

  init(of patches: [ZoneCutter.Patch], incidents: Incidents, on grid: Grid) {
    var zoneOfCell: [Int: Int] = [:]
    for (zone, patch) in patches.enumerated() { for cell in patch.cells { zoneOfCell[cell] = zone } }
    var locations = [[SIMD2<Double>: Double]](repeating: [:], count: patches.count)
    var places = [[UInt32: Int]](repeating: [:], count: patches.count)
    for row in 0..<incidents.count {
      let point = incidents.points[row]
      guard let cell = grid.cell(holding: point), let zone = zoneOfCell[cell] else { continue }
      locations[zone][SIMD2(point.x, point.y), default: 0] += incidents.weight(of: row)
      places[zone][incidents.place[row], default: 0] += 1
    }
    topLocationShares = patches.indices.map { zone in
      (locations[zone].values.max() ?? 0) / patches[zone].incidents
    }
    let labels = incidents.placeNames.map(PlaceLabel.init)
    names = places.map { counts in
      let named = counts.filter { $0.value >= Self.fewestForName && labels[Int($0.key)].isPlace }
      return named.max { ($0.value, labels[Int($1.key)].text) < ($1.value, labels[Int($0.key)].text) }
        .map { labels[Int($0.key)].text }
    }
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
    "", "no location", "airport/airfield", "bus/coach station", "conference/exhibition centre",
    "further/higher educational building", "hospital", "motorway service area", "nightclub",
    "park/open space", "parking area", "pedestrian subway", "petrol station", "police station",
    "prison", "race track", "shopping area", "sports/recreation area", "supermarket",
    "theatre/concert hall", "theme/adventure park", "bus station", "ferry terminal", "rest area",
  ]

  init(_ recorded: String) {
    let lead = "On or near "
    text = recorded.hasPrefix(lead) ? String(recorded.dropFirst(lead.count)) : recorded
    isPlace = !Self.kinds.contains(text.lowercased())
  }
}
