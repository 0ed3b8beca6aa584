internal import Files

/// Local civil time as a number of minutes since 1970-01-01 00:00 on the clock of the place.
///
/// No time zone enters: the hour is the one that was written down, so a day may hold an hour twice or miss one.
public enum CivilTime {
  /// The number that stands for a time that is not known.
  public static let unknown = Int32.min

  /// Minutes of a day.
  public static let minutesPerDay = 1440

  /// Days from 1970-01-01 to a date of the Gregorian calendar, which must exist.
  public static func days(year: Int, month: Int, day: Int) -> Int {
    Calendar.days(year: year, month: month, day: day)
  }

  /// The date that lies some days after 1970-01-01.
  public static func date(days: Int) -> (year: Int, month: Int, day: Int) { Calendar.date(days: days) }

  /// Whether there is such a day.
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    Calendar.exists(year: year, month: month, day: day)
  }

  /// The day in which a minute lies, counted from 1970-01-01.
  public static func day(of minute: Int32) -> Int {
    let minute = Int(minute)
    return (minute >= 0 ? minute : minute - (minutesPerDay - 1)) / minutesPerDay
  }

  /// The month in which a minute lies, counted from January 1970.
  public static func month(of minute: Int32) -> Int {
    let (year, month, _) = date(days: day(of: minute))
    return (year - 1970) * 12 + month - 1
  }

  /// A month counted from January 1970 as `2018-01`.
  public static func text(month: Int) -> String {
    let year = (month >= 0 ? month : month - 11) / 12
    return "\(1970 + year)-\(padded(month - year * 12 + 1))"
  }

  /// A day counted from 1970-01-01 as `2018-01-31`.
  public static func text(day: Int) -> String {
    let (year, month, day) = date(days: day)
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How finely the time of a record is known.
public enum TimePrecision: UInt8, CaseIterable, Hashable, Sendable {
  /// Not at all.
  case unknown
  /// To the month: day and hour mean nothing.
  case month
  /// To the day: the hour means nothing.
  case day
  /// To the minute, as written.
  case minute
}
