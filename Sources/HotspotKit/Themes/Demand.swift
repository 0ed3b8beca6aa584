internal import Geospatial

/// The placed rows that count, those of them that are police-generated, and what could not be told apart.
struct Demand {
  /// The positions among the placed rows of those that count.
  let chosen: RowList
  let policeGenerated: PoliceGenerated
  /// Whether each row of the table is police-generated.
  let isGenerated: PoliceGenerated.Marks
  /// What the records could not tell, in sentences, each once.
  let caveats: [String]
  /// Those of the caveats on which the question itself hangs, see ``ClauseMatcher/untold``.
  let untold: [String]

  init(
    of table: IncidentTable, at placement: Placement, matching selection: Selection,
    in area: borrowing StudyArea
  ) throws(HotspotError) {
    let isAll = selection.clauses.isEmpty && selection.conditions.isEmpty && selection.hasAllDays
    var matchers: [ClauseMatcher] = []
    for clause in selection.clauses {
      let isInside = try clause.inside.map { (clause) throws(HotspotError) in
        placement.spots.spread(try clause.holds(placement.spots.places, in: area))
      }
      matchers.append(ClauseMatcher(clause, of: table, isInside: isInside))
    }
    let fits = isAll ? [] : try table.fitting(selection.conditions)
    let isGenerated = try PoliceGenerated.rows(of: table)
    let leavesOut = !selection.clauses.isEmpty && !selection.includesPoliceGenerated
    var chosen: [Int32] = []
    var points = PlanarPoints()
    var isCounted: [Bool] = []
    var leftOut = 0
    if isAll {
      for index in isGenerated.places(among: placement.rows) {
        points.append(placement.spots.point(index))
        isCounted.append(true)
      }
    }
    for index in isAll ? 0..<0 : placement.rows.indices {
      let row = placement.rows[index]
      guard fits[row] && selection.covers(table.start[row]) else { continue }
      let isLeftOut = leavesOut && isGenerated[row]
      var isSelected = selection.clauses.isEmpty
      for matcher in matchers where !isSelected {
        guard let met = matcher.doubts(ofRow: row, index: index) else { continue }
        isSelected = true
        if !isLeftOut { matcher.count(met) }
      }
      let counts = isSelected && !isLeftOut
      if counts { chosen.append(Int32(truncatingIfNeeded: index)) }
      if isLeftOut && isSelected { leftOut += 1 }
      if isGenerated[row] {
        points.append(placement.spots.point(index))
        isCounted.append(counts)
      }
    }
    self.chosen =
      isAll ? RowList(all: placement.rows.count) : RowList(chosen, of: placement.rows.count)
    policeGenerated = PoliceGenerated(points: points, isCounted: isCounted, leftOut: leftOut)
    self.isGenerated = isGenerated
    caveats = matchers.flatMap(\.caveats).uniqued
    untold = matchers.flatMap(\.untold).uniqued
  }
}

extension [String] {
  /// Each text once, where it first stands.
  fileprivate var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
