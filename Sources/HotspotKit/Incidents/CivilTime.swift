/// Local civil time as a number of minutes since 1970-01-01 00:00 on the clock of the place.
///
/// No time zone enters: the hour is the one that was written down, so a day may hold an hour twice or miss one.
///
/// Source: Hinnant (2013), *chrono-Compatible Low-Level Date Algorithms*.
public enum CivilTime {
  /// The number that stands for a time that is not known.
  public static let unknown = Int32.min

  /// Minutes of a day.
  public static let minutesPerDay = 1440

  /// Days from 1970-01-01 to a date of the Gregorian calendar, which must exist.
  public static func days(year: Int, month: Int, day: Int) -> Int {
    // The year begins in March, so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date that lies some days after 1970-01-01.
  public static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Whether there is such a day.
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
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
