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
    let snapped = try SnappedIncidents(incidents, on: self, within: snap)
    let kept = kept
    let lengths = kept.map { self.lengths[$0] }
    let counts = snapped.sums(of: incidents.numbered.weights, streets: kept.count)
    var columns = [CellTable.Column(name: "incidents", values: counts)]
    if let harm = incidents.harm {
      columns.append(
        CellTable.Column(name: "harm", values: snapped.sums(of: harm.values, streets: kept.count)))
    }
    columns += [
      CellTable.Column(name: "length_m", values: lengths),
      CellTable.Column(name: "rate_per_100m", values: zip(counts, lengths).map { $0 / $1 * 100 }),
    ]
    return CellTable(
      ids: kept.map { ids[$0] }, places: PlanarPoints(kept.map { middles[$0] }),
      shapes: .lines(kept.map { lines[$0] }), columns: columns, outsideEveryCell: snapped.outside,
      remarks: remarks(on: snapped, of: incidents),
      provenance: incidents.provenance.adding("grid", facts(of: snapped)))
  }

  /// The streets whose middle lies in the study area: those that are given out, in the file's order.
  var kept: [Int] { isInside.indices.filter { isInside[$0] } }

  /// What a reader must know of the streets and of how incidents were put on them, in sentences.
  func remarks(on snapped: SnappedIncidents, of incidents: Incidents) -> [String] {
    var remarks = self.remarks + snapped.remarks
    if incidents.isOpenData {
      remarks.append(
        """
        the records are data.police.uk's: each was moved to a shared map point before it was published, so counts by \
        street say where the map points lie, not where it happened; claim nothing finer than about an LSOA
        """)
    }
    return remarks
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

  /// The facts of the streets and of what they hold, for the provenance.
  func facts(of snapped: SnappedIncidents) -> JSONObject {
    let lengths = kept.map { self.lengths[$0] }
    var facts: JSONObject = [
      "cell": .string("streets:\(source)"), "sha256": .string(digest),
      "id_property": idProperty.map(JSONValue.string) ?? .null, "plane": .string("EPSG:\(plane.code)"),
      "cells": .integer(lengths.count),
      "cells_length_km": .number((lengths.reduce(0, +) / 1e3).rounded(toPlaces: 6)),
    ]
    for (key, value) in zip(snapped.facts.keys, snapped.facts.values) { facts[key] = value }
    facts["notes"] = .array(remarks.map(JSONValue.string))
    return facts
  }
}
