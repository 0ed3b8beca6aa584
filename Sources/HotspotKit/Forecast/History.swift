internal import Geospatial

/// Dated incidents in cells, in the order of their days: what forecasts learn from and are held against.
///
/// A month of which no record is held is a gap: it holds no incident and counts for no time.
public struct History: Sendable {
  /// The cells.
  public let cells: ForecastCells

  /// The first and the last day that records cover, in days since 1970.
  public let span: ClosedRange<Int>

  /// Whether an incident says no more than its month, so that no day may be asked after.
  public let isByMonth: Bool

  /// Incidents without a date: nobody can say what came before what.
  public let undated: Int

  /// Dated incidents that no cell holds; they count nowhere.
  public let outsideEveryCell: Int

  /// What led to the incidents.
  public let provenance: Provenance

  /// The months with a record of any kind, counted from January 1970.
  let monthsHeld: Set<Int>

  /// The day of each incident, ascending.
  let days: [Int]
  /// The cell of each; −1 where none holds it.
  let cellOfIncident: [Int32]
  let weights: [Double]?
  /// Whether weights are the harm of offences: a few grave ones are then still few.
  let isByHarm: Bool
  let points: PlanarPoints

  /// The dated ones among some incidents.
  ///
  /// `monthsHeld` are the months in which any record stands, asked for or not (``IncidentTable/monthsHeld(by:)``);
  /// without them, those that hold one of the incidents. Time O(n log n).
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when no record has a date.
  public init(of incidents: Incidents, in cells: ForecastCells, monthsHeld: Set<Int>? = nil)
    throws(HotspotError)
  {
    let dated = (0..<incidents.count).filter { incidents.start[$0] != CivilTime.unknown }
    let coverage =
      incidents.coverage
      ?? Coverage(start: incidents.start, precision: incidents.precision, rows: 0..<incidents.count)
    guard let coverage, !dated.isEmpty else {
      throw .insufficientData("no incident has a date: there is no before and after to test a forecast on")
    }
    let day = incidents.start.map { CivilTime.day(of: $0) }
    let rows = dated.sorted { (day[$0], $0) < (day[$1], $1) }
    self.cells = cells
    span = coverage.firstDay...coverage.lastDay
    isByMonth = dated.contains { incidents.precision[$0] == .month }
    undated = incidents.count - dated.count
    days = rows.map { day[$0] }
    points = PlanarPoints(xs: rows.map { incidents.spots.x($0) }, ys: rows.map { incidents.spots.y($0) })
    weights = incidents.weights.map { weights in rows.map { weights[$0] } }
    isByHarm = incidents.measure == .harm
    cellOfIncident = rows.map { cells.cell(holding: incidents.point($0)).map(Int32.init) ?? -1 }
    outsideEveryCell = cellOfIncident.count { $0 < 0 }
    self.monthsHeld = monthsHeld ?? Set(dated.map { CivilTime.month(of: incidents.start[$0]) })
    provenance = incidents.provenance
  }

  /// The incidents of some days, as positions in the columns.
  func rows(in range: Range<Int>) -> Range<Int> {
    days.position(notBelow: range.lowerBound)..<days.position(notBelow: range.upperBound)
  }

  /// How many of some days are covered: those within ``span`` in months that are held.
  func coveredDays(in range: Range<Int>) -> Int {
    months(in: range).reduce(0) { sum, month in sum + coveredDays(in: range, of: month).count }
  }

  /// How many days some are to a forecast: those covered, and all of them once the records have ended.
  func daysAhead(in range: Range<Int>) -> Int {
    range.lowerBound > span.upperBound ? range.count : coveredDays(in: range)
  }

  /// The covered days among some that a month has; none where it is a gap.
  func coveredDays(in range: Range<Int>, of month: Int) -> Range<Int> {
    guard monthsHeld.contains(month) else { return 0..<0 }
    return CivilTime.days(ofMonth: month).clamped(to: range).clamped(
      to: span.lowerBound..<span.upperBound + 1)
  }

  /// The months that some days touch.
  func months(in range: Range<Int>) -> ClosedRange<Int> {
    Self.month(of: range.lowerBound)...Self.month(of: max(range.lowerBound, range.upperBound - 1))
  }

  /// The months that some days touch and no record is held of.
  func gaps(in range: Range<Int>) -> [Int] { months(in: range).filter { !monthsHeld.contains($0) } }

  private static func month(of day: Int) -> Int {
    let (year, month, _) = CivilTime.date(days: day)
    return (year - 1970) * 12 + month - 1
  }

  /// What each cell holds of some days.
  func counts(in range: Range<Int>) -> [Double] { sums(in: range) { weights?[$0] ?? 1 } }

  /// How many incidents each cell holds of some days, whatever they count for.
  func records(in range: Range<Int>) -> [Double] { sums(in: range) { _ in 1 } }

  private func sums(in range: Range<Int>, of amount: (Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: cells.count)
    for row in rows(in: range) where cellOfIncident[row] >= 0 {
      sums[Int(cellOfIncident[row])] += amount(row)
    }
    return sums
  }
}

extension [Int] {
  /// The first position whose number is not below a bound, in a list that ascends.
  fileprivate func position(notBelow bound: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
