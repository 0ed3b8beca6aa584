/// How long a period is.
public enum PeriodLength: Hashable, Sendable, CustomStringConvertible {
  /// So many calendar months.
  case months(Int)
  /// So many days.
  case days(Int)

  /// A length as it is written on the command line: `month`, `year`, `week`, `6m` or `28d`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is none of these.
  public init(_ text: String) throws(HotspotError) {
    let number = Int(text.dropLast())
    switch (text, text.last, number) {
    case ("month", _, _): self = .months(1)
    case ("year", _, _): self = .months(12)
    case ("week", _, _): self = .days(7)
    case (_, "m", let count?) where (1...600).contains(count): self = .months(count)
    case (_, "d", let count?) where (1...18_000).contains(count): self = .days(count)
    default:
      throw .invalidParameter(
        "period '\(text)': write month, year or week, or months or days as in 6m or 28d")
    }
  }

  /// The length as it is written on the command line.
  public var description: String {
    switch self {
    case .months(let count): "\(count)m"
    case .days(let count): "\(count)d"
    }
  }
}

/// A stretch of days.
public struct Period: Hashable, Sendable {
  /// The days, counted from 1970.
  public let days: Range<Int>

  /// The first day as a text.
  public var first: String { CivilTime.text(day: days.lowerBound) }

  /// The last day as a text.
  public var last: String { CivilTime.text(day: days.upperBound - 1) }

  /// The periods of a length that end with the last day covered, in the order of time.
  ///
  /// Counted back from the end, so that the last one is whole; the stretch that is left at the beginning is no period,
  /// unless no more than a thirtieth is missing.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the records say the month only and the length is in days.
  static func all(of length: PeriodLength, in coverage: Coverage) throws(HotspotError) -> [Period] {
    if case .days = length, coverage.isByMonth {
      throw .insufficientData(
        "the records say the month and not the day: give a period in months, such as 6m")
    }
    var periods: [Period] = []
    var end = coverage.lastDay + 1
    while true {
      let start = Self.start(of: length, times: periods.count + 1, before: coverage.lastDay + 1)
      guard (coverage.firstDay - start) * 30 <= end - start else { break }
      periods.append(Period(days: start..<end))
      end = start
    }
    return periods.reversed()
  }

  /// The day that lies so many times a length before another; a month's end is clipped.
  static func start(of length: PeriodLength, times: Int, before end: Int) -> Int {
    switch length {
    case .days(let count): return end - count * times
    case .months(let count):
      let (year, month, day) = CivilTime.date(days: end)
      let target = (year - 1970) * 12 + month - 1 - count * times
      let days = CivilTime.days(ofMonth: target)
      return days.lowerBound + min(day, days.count) - 1
    }
  }
}
