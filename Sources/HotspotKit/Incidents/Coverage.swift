/// The stretch of time that a set of records covers; a month without a record is a gap, not a quiet month.
public struct Coverage: Hashable, Sendable {
  /// The first day, in days since 1970.
  public let firstDay: Int

  /// The last day, likewise; for records by month, the last day of the last month.
  public let lastDay: Int

  /// The days of the months that have records, within first and last.
  public let days: Int

  /// Whether no record says more than its month.
  public let isByMonth: Bool

  /// The coverage of the dated rows among some; `nil` when none carries a date.
  ///
  /// `start` holds minutes since 1970, `Int32.min` where unknown. Time O(rows).
  public init?(start: [Int32], precision: [TimePrecision], rows: some Sequence<Int>) {
    var months: Set<Int> = []
    var first = Int.max
    var last = Int.min
    var isByMonth = true
    // Records mostly come in the order of their days, and those of a month all carry its first.
    var latest = CivilTime.unknown
    var latestDay = Int.min
    for row in rows {
      let moment = start[row]
      if moment == CivilTime.unknown { continue }
      if precision[row] != .month { isByMonth = false }
      if moment == latest { continue }
      latest = moment
      let day = CivilTime.day(of: moment)
      if day == latestDay { continue }
      latestDay = day
      first = min(first, day)
      last = max(last, day)
      months.insert(CivilTime.month(of: moment))
    }
    guard !months.isEmpty else { return nil }
    if isByMonth, let month = months.max() { last = CivilTime.days(ofMonth: month).upperBound - 1 }
    firstDay = first
    lastDay = last
    days = months.reduce(0) { sum, month in
      let days = CivilTime.days(ofMonth: month)
      return sum + max(0, min(days.upperBound, last + 1) - max(days.lowerBound, first))
    }
    self.isByMonth = isByMonth
  }

  /// The first month or day as a text.
  public var first: String { text(firstDay) }

  /// The last month or day as a text.
  public var last: String { text(lastDay) }

  private func text(_ day: Int) -> String {
    String(CivilTime.text(day: day).prefix(isByMonth ? 7 : 10))
  }
}
