internal import Files
public import Geospatial

/// Which sound rows a question is about; the others are counted as not selected.
public struct Selection: Hashable, Sendable {
  /// What counts: rows that meet one of these clauses; empty for all rows.
  public var clauses: [SelectionClause]

  /// The first day that counts, in days since 1970; `nil` for no bound.
  public var fromDay: Int?

  /// The last day that counts, likewise.
  public var toDay: Int?

  /// What rows must say besides; all of it.
  public var conditions: [RowCondition]

  /// Whether police-generated offences that meet a clause count too; without clauses every row counts.
  public var includesPoliceGenerated: Bool

  /// What each of the rows counts for.
  public var weighting: Weighting

  /// The table by which the rows are worth something beside their number, or for which they count; `nil` for none.
  public var harm: HarmTable?

  /// A selection of clauses and days, and of what rows say.
  public init(
    clauses: [SelectionClause] = [], fromDay: Int? = nil, toDay: Int? = nil, conditions: [RowCondition] = [],
    includesPoliceGenerated: Bool = false, weighting: Weighting = .count, harm: HarmTable? = nil
  ) {
    self.clauses = clauses
    self.fromDay = fromDay
    self.toDay = toDay
    self.conditions = conditions
    self.includesPoliceGenerated = includesPoliceGenerated
    self.weighting = weighting
    self.harm = harm
  }

  fileprivate func facts(_ demand: Demand) -> JSONObject {
    [
      "any_of": clauses.isEmpty ? .null : .array(clauses.map { .object($0.facts) }),
      "from": fromDay.map { .string(CivilTime.text(day: $0)) } ?? .null,
      "to": toDay.map { .string(CivilTime.text(day: $0)) } ?? .null,
      "where": .array(conditions.map { .string($0.description) }),
      "weight": .string(weighting.description),
      "police_generated": [
        "found": .integer(demand.policeGenerated.points.count),
        "counted": .integer(demand.policeGenerated.isCounted.count { $0 }),
        "selected_but_left_out": .integer(demand.policeGenerated.leftOut),
      ],
      "could_not_tell": .array(demand.caveats.map(JSONValue.string)),
    ]
  }
}

extension IncidentTable {
  /// The rows of this table that lie in an area and are asked for, as incidents on its plane.
  ///
  /// `system` is what the coordinates are in; `sources` is the provenance of the files, to be carried on.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when the coordinates cannot be put on the plane;
  ///   ``HotspotError/malformedInput(_:)`` when one of the rows asked for has no weight that could count;
  ///   ``HotspotError/insufficientData(_:)`` when rows are to count for their harm and the table has a value for none.
  public func incidents(
    matching selection: Selection, system: CoordinateSystem, in area: borrowing StudyArea,
    sources: Provenance
  ) throws(HotspotError) -> Incidents {
    let placement = try Placement(of: self, system: system, in: area)
    let demand = try Demand(of: self, at: placement, matching: selection, in: area)
    let rows = placement.rows.at(demand.chosen)
    let refusals = self.refused.joined(with: placement.refused)
    var refused: [RefusalReason: Int] = [:]
    for refusal in refusals { refused[refusal.reason, default: 0] += 1 }
    let account = RowAccount(
      read: rowsRead, used: rows.count, refused: refused, notSelected: placement.rows.count - rows.count)
    let harm = try harm(of: rows, asked: selection, isGenerated: demand.isGenerated)
    let naming = namedPlaces(of: rows)
    let way = placement.way.map { JSONValue.object($0.json) } ?? .null
    var incidents = Incidents(
      spots: placement.spots.of(demand.chosen),
      weights: harm?.isWeight == true ? harm?.values : try weights(of: rows, by: selection.weighting),
      start: rows.of(start), end: end.map(rows.of),
      precision: rows.of(precision), place: naming.places, placeNames: naming.names, account: account,
      coverage: selection.hasAllDays
        ? Coverage(start: start, precision: precision, rows: placement.rows)
        : Coverage(
          start: start, precision: precision, rows: placement.rows.lazy.filter { selection.covers(start[$0]) }
        ),
      isOpenData: isOpenData, policeGenerated: demand.policeGenerated,
      caveats: demand.caveats + (harm.flatMap { $0.isWeight ? $0.sentences : nil } ?? []),
      provenance: sources.adding("area", area.facts).adding("project", ["places": way])
        .adding("select", selection.facts(demand))
        .adding("rows", account.facts).addingHarm(harm))
    incidents.harm = harm
    incidents.isPrivate = naming.isPrivate
    incidents.placePrecision = coordinatePrecision.map(rows.of)
    incidents.refused = refusals
    incidents.untold = demand.untold
    return incidents
  }
}

extension IncidentTable {
  /// What rows are worth, where a table is asked.
  private func harm(
    of rows: some Collection<Int>, asked selection: Selection, isGenerated: PoliceGenerated.Marks
  ) throws(HotspotError) -> HarmValues? {
    let isWeight = selection.weighting == .harm
    guard let table = selection.harm else {
      if isWeight { throw .invalidParameter("no table of harm was given to weigh by: name one with --harm") }
      return nil
    }
    let values = harm(of: rows, by: table, isWeight: isWeight) { isGenerated[$0] }
    guard isWeight, values.known == 0, !rows.isEmpty else { return values }
    let named = values.unmatched.prefix(6).map { "\($0.count) \($0.offence)" }.joined(separator: ", ")
    throw .insufficientData(
      "\(table.title) has a value for none of the \(rows.count) incidents (\(named)): weigh by --weight count"
    )
  }
}

extension Provenance {
  fileprivate func addingHarm(_ harm: HarmValues?) -> Provenance {
    harm.map { adding("harm", $0.facts) } ?? self
  }
}

extension Selection {
  /// Whether no day is asked for.
  var hasAllDays: Bool { fromDay == nil && toDay == nil }

  /// Whether a row that starts at a minute lies within the days asked for.
  func covers(_ start: Int32) -> Bool {
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
