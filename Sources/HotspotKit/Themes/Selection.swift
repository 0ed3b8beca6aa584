internal import Files
public import Geospatial

/// Which sound rows a question is about; the others are counted as not selected.
public struct Selection: Hashable, Sendable {
  /// The categories that count, compared without regard to case; empty for all.
  public var categories: [String]

  /// The first day that counts, in days since 1970; `nil` for no bound.
  public var fromDay: Int?

  /// The last day that counts, likewise.
  public var toDay: Int?

  /// What rows must say besides; all of it.
  public var conditions: [RowCondition]

  /// A selection of categories and days, and of what rows say.
  public init(
    categories: [String] = [], fromDay: Int? = nil, toDay: Int? = nil, conditions: [RowCondition] = []
  ) {
    self.categories = categories
    self.fromDay = fromDay
    self.toDay = toDay
    self.conditions = conditions
  }

  fileprivate var facts: JSONObject {
    [
      "categories": categories.isEmpty ? .null : .array(categories.map(JSONValue.string)),
      "from": fromDay.map { .string(CivilTime.text(day: $0)) } ?? .null,
      "to": toDay.map { .string(CivilTime.text(day: $0)) } ?? .null,
      "where": .array(conditions.map { .string($0.description) }),
    ]
  }
}

extension IncidentTable {
  /// The rows of this table that lie in an area and are asked for, as incidents on its plane.
  ///
  /// `system` is what the coordinates are in; `sources` is the provenance of the files, to be carried on.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when the coordinates cannot be put on the plane.
  public func incidents(
    matching selection: Selection, system: CoordinateSystem, in area: borrowing StudyArea,
    sources: Provenance
  ) throws(HotspotError) -> Incidents {
    let placement = try Placement(of: self, system: system, in: area)
    let wanted = Set(selection.categories.map { $0.lowercased() })
    let fits = try fitting(selection.conditions)
    let isWanted = categories.map { wanted.isEmpty || wanted.contains($0.lowercased()) }
    let chosen = placement.rows.indices.filter { index in
      let row = Int(placement.rows[index])
      return fits[row] && isWanted[Int(category[row])] && selection.covers(start[row])
    }
    let rows = chosen.map { Int(placement.rows[$0]) }
    let refusals = self.refused.joined(with: placement.refused)
    let refused = refusals.reduce(into: [RefusalReason: Int]()) { $0[$1.reason, default: 0] += 1 }
    let account = RowAccount(
      read: rowsRead, used: rows.count, refused: refused, notSelected: placement.rows.count - rows.count)
    var incidents = Incidents(
      points: PlanarPoints(
        xs: chosen.map { placement.points.xs[$0] }, ys: chosen.map { placement.points.ys[$0] }),
      start: rows.map { start[$0] }, precision: rows.map { precision[$0] },
      place: rows.map { place[$0] }, placeNames: places, account: account,
      coverage: Coverage(start: start, precision: precision, rows: placement.rows.lazy.map(Int.init)),
      isOpenData: isOpenData,
      provenance: sources.adding("area", area.facts)
        .adding("select", selection.facts)
        .adding("rows", account.facts))
    incidents.refused = refusals
    return incidents
  }
}

extension Selection {
  fileprivate func covers(_ start: Int32) -> Bool {
    guard fromDay != nil || toDay != nil else { return true }
    guard start != .min else { return false }
    let day = CivilTime.day(of: start)
    return day >= fromDay ?? .min && day <= toDay ?? .max
  }
}

extension RowAccount {
  /// The account as facts for the provenance; read = used + refused + not selected.
  var facts: JSONObject {
    var reasons = JSONObject()
    for reason in RefusalReason.allCases {
      if let count = refused[reason] { reasons[reason.rawValue] = .integer(count) }
    }
    return [
      "read": .integer(read), "used": .integer(used),
      "refused": .integer(refused.values.reduce(0, +)), "refused_by_reason": .object(reasons),
      "not_selected": .integer(notSelected),
    ]
  }
}
