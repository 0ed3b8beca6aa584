internal import Files
internal import Geospatial

extension StreetCells {
  /// How far from its street an incident may lie and still count on it, in metres, where nobody says otherwise.
  ///
  /// Addresses stand some 10 to 30 m from the middle of their road; half the depth of a block of houses, about 50 m,
  /// is as far as a place can lie and still have a front on it. Beyond that the nearest line is a guess.
  public static let usualSnap = 50.0

  /// The farthest that an incident may be asked to lie from its street, in metres.
  public static let longestSnap = 1000.0

  /// How many incidents count on each street segment, and per 100 m of it.
  ///
  /// An incident counts on the nearest line within `snap` metres; of lines exactly as near, as at a junction, on the
  /// first by the file's order. Where the nearest has its middle outside the study area it counts nowhere. How many lie
  /// farther and how many at a junction is said. Time O(incidents + corners), nearly.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when `snap` is not between 0 and 1,000 m.
  public func table(
    of incidents: Incidents, snap: Double = usualSnap
  ) throws(HotspotError) -> CellTable {
    guard snap > 0, snap <= Self.longestSnap else {
      throw .invalidParameter(
        "snap \(snap.plain): give a number of metres above 0 and up to \(Self.longestSnap.plain)")
    }
    let index = index
    var counts = [Double](repeating: 0, count: count)
    var account = SnapAccount(snap: snap, incidents: incidents.count)
    for number in 0..<incidents.count {
      let nearest = index.nearest(to: incidents.points[number], within: snap)
      guard account.take(nearest, isInside: isInside), let nearest else { continue }
      counts[nearest.line] += incidents.weight(of: number)
    }
    let kept = isInside.indices.filter { isInside[$0] }
    let lengths = kept.map { self.lengths[$0] }
    counts = kept.map { counts[$0] }
    let columns = [
      CellTable.Column(name: "incidents", values: counts),
      CellTable.Column(name: "length_m", values: lengths),
      CellTable.Column(name: "rate_per_100m", values: zip(counts, lengths).map { $0 / $1 * 100 }),
    ]
    var remarks = self.remarks + account.sentences
    if incidents.isOpenData {
      remarks.append(
        """
        the records are data.police.uk's: each was moved to a shared map point before it was published, so counts by \
        street say where the map points lie, not where it happened; claim nothing finer than about an LSOA
        """)
    }
    return CellTable(
      ids: kept.map { ids[$0] }, places: PlanarPoints(kept.map { middles[$0] }),
      shapes: .lines(kept.map { lines[$0] }), columns: columns, outsideEveryCell: account.uncounted,
      remarks: remarks,
      provenance: incidents.provenance.adding("grid", facts(of: account, cells: kept.count, length: lengths)))
  }

  /// The lines, ready for asking which lies nearest.
  var index: SegmentIndex {
    SegmentIndex(
      lines.enumerated().flatMap { cell, lines in
        lines.flatMap { line in
          zip(line, line.dropFirst()).map { SegmentIndex.Piece(a: $0, b: $1, line: Int32(cell)) }
        }
      })
  }

  private func facts(of account: SnapAccount, cells: Int, length: [Double]) -> JSONObject {
    var facts: JSONObject = [
      "cell": .string("streets:\(source)"), "sha256": .string(digest),
      "id_property": idProperty.map(JSONValue.string) ?? .null, "plane": .string("EPSG:\(plane.code)"),
      "cells": .integer(cells), "cells_length_km": .number((length.reduce(0, +) / 1e3).rounded(toPlaces: 6)),
    ]
    for (key, value) in zip(account.facts.keys, account.facts.values) { facts[key] = value }
    facts["notes"] = .array(remarks.map(JSONValue.string))
    return facts
  }
}

/// What became of the incidents that were to be snapped to lines.
private struct SnapAccount {
  let snap: Double
  let incidents: Int
  private var distances: [Double] = []
  private var tooFar = 0
  private var outside = 0
  private var shared = 0

  init(snap: Double, incidents: Int) {
    self.snap = snap
    self.incidents = incidents
  }

  /// Takes one in; whether it counts.
  mutating func take(_ nearest: SegmentIndex.Nearest?, isInside: [Bool]) -> Bool {
    guard let nearest else {
      tooFar += 1
      return false
    }
    guard isInside[nearest.line] else {
      outside += 1
      return false
    }
    distances.append(nearest.distance)
    if nearest.isShared { shared += 1 }
    return true
  }

  var uncounted: Int { tooFar + outside }

  /// The distance that a share of the incidents does not exceed, in metres to the decimetre; `nil` without any.
  private func distance(ofShare share: Double) -> Double? {
    let sorted = distances.sorted()
    guard !sorted.isEmpty else { return nil }
    let rank = max(1, Int((share * Double(sorted.count)).rounded(.up)))
    return sorted[rank - 1].rounded(toPlaces: 1)
  }

  var sentences: [String] {
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
    if outside > 0 {
      said.append(
        "\(outside) of \(incidents) incidents lie nearest to a line whose middle is outside the study area")
    }
    if shared > 0 {
      said.append(
        "\(shared) incidents lie exactly as near to another line, as at a junction, and count on the first by the file's order"
      )
    }
    return said
  }

  var facts: JSONObject {
    [
      "snap_m": .number(snap), "incidents_snapped": .integer(distances.count),
      "snap_median_m": distance(ofShare: 0.5).map(JSONValue.number) ?? .null,
      "snap_95_percent_m": distance(ofShare: 0.95).map(JSONValue.number) ?? .null,
      "incidents_too_far": .integer(tooFar), "incidents_nearest_outside_area": .integer(outside),
      "incidents_at_a_junction": .integer(shared), "incidents_in_no_cell": .integer(uncounted),
    ]
  }
}
