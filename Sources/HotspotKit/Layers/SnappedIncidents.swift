internal import Files
internal import Geospatial

/// On which street segment each of some incidents counts, and what became of those that count on none.
struct SnappedIncidents: Sendable {
  /// How far an incident might lie from its street, in metres.
  let snap: Double

  /// The street of each incident, counted among those whose middle lies in the study area; −1 where it counts on none.
  let streetOfIncident: [Int32]

  /// Incidents that count on no street.
  var outside: Int { tooFar + beyondArea }

  private var distances: [Double] = []
  private var tooFar = 0
  private var beyondArea = 0
  private var shared = 0

  /// Puts incidents on the nearest line within `snap` metres.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when `snap` is not between 0 and 1,000 m.
  init(_ incidents: Incidents, on streets: StreetCells, within snap: Double) throws(HotspotError) {
    guard snap > 0, snap <= StreetCells.longestSnap else {
      throw .invalidParameter(
        "snap \(snap.plain): give a number of metres above 0 and up to \(StreetCells.longestSnap.plain)")
    }
    self.snap = snap
    var places = [Int32](repeating: -1, count: streets.count)
    for (place, street) in streets.kept.enumerated() { places[street] = Int32(place) }
    let index = streets.index
    var streetOfIncident = [Int32](repeating: -1, count: incidents.count)
    for number in 0..<incidents.count {
      guard let nearest = index.nearest(to: incidents.point(number), within: snap) else {
        tooFar += 1
        continue
      }
      guard places[nearest.line] >= 0 else {
        beyondArea += 1
        continue
      }
      streetOfIncident[number] = places[nearest.line]
      distances.append(nearest.distance)
      if nearest.isShared { shared += 1 }
    }
    self.streetOfIncident = streetOfIncident
    distances.sort()
  }

  /// What the streets hold of a number that each incident has; of how many incidents where there is none.
  func sums(of values: [Double]?, streets: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: streets)
    for (incident, street) in streetOfIncident.enumerated() where street >= 0 {
      sums[Int(street)] += values?[incident] ?? 1
    }
    return sums
  }

  /// The distance that a share of the incidents does not exceed, in metres to the decimetre; `nil` without any.
  private func distance(ofShare share: Double) -> Double? {
    guard !distances.isEmpty else { return nil }
    let rank = max(1, Int((share * Double(distances.count)).rounded(.up)))
    return distances[rank - 1].rounded(toPlaces: 1)
  }

  /// The account in sentences.
  var remarks: [String] {
    let incidents = streetOfIncident.count
    var said: [String] = []
    if let half = distance(ofShare: 0.5), let most = distance(ofShare: 0.95) {
      said.append(
        """
        snapped to the nearest line within \(snap.plain) m: \(distances.count) of \(incidents) incidents, half of them \
        within \(half.plain) m and 95 % within \(most.plain) m
        """)
    }
    if tooFar > 0 {
      said.append("\(tooFar) of \(incidents) incidents lie farther than \(snap.plain) m from every line")
    }
    if beyondArea > 0 {
      said.append(
        "\(beyondArea) of \(incidents) incidents lie nearest to a line whose middle is outside the study area"
      )
    }
    if shared > 0 {
      said.append(
        "\(shared) incidents lie exactly as near to another line, as at a junction, and count on the first by the file's order"
      )
    }
    return said
  }

  /// The account as facts for the provenance.
  var facts: JSONObject {
    [
      "snap_m": .number(snap), "incidents_snapped": .integer(distances.count),
      "snap_median_m": distance(ofShare: 0.5).map(JSONValue.number) ?? .null,
      "snap_95_percent_m": distance(ofShare: 0.95).map(JSONValue.number) ?? .null,
      "incidents_too_far": .integer(tooFar), "incidents_nearest_outside_area": .integer(beyondArea),
      "incidents_at_a_junction": .integer(shared), "incidents_in_no_cell": .integer(outside),
    ]
  }
}
