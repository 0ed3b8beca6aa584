extension CivilTime {
  /// The minute that an ISO text such as `2019-03-01T18:00` names, in minutes since 1970; `nil` for any other.
  static func minute(of text: String) -> Int? {
    guard case .plain(let minute, .minute, isUTC: false) = DateText(Array(text.utf8).span) else { return nil }
    return Int(minute)
  }

  /// The days that an ISO month or day names, in days since 1970; `nil` for any other text.
  public static func days(of text: String) -> Range<Int>? {
    guard case .plain(let minute, let precision, _) = DateText(Array(text.utf8).span) else { return nil }
    switch precision {
    case .month: return days(ofMonth: month(of: minute))
    case .day: return day(of: minute)..<day(of: minute) + 1
    default: return nil
    }
  }

  /// The days of a month, counted since 1970-01.
  static func days(ofMonth month: Int) -> Range<Int> {
    let year = 1970 + (month >= 0 ? month : month - 11) / 12
    let first = days(year: year, month: month - (year - 1970) * 12 + 1, day: 1)
    let isDecember = month - (year - 1970) * 12 == 11
    let next =
      isDecember
      ? days(year: year + 1, month: 1, day: 1)
      : days(year: year, month: month - (year - 1970) * 12 + 2, day: 1)
    return first..<next
  }

  /// The Monday 00:00 at or before a moment, both in minutes since 1970.
  static func weekStart(of minute: Int) -> Int {
    let day = day(of: Int32(clamping: minute))
    // 1970-01-01 was a Thursday, three days after a Monday.
    let weekday = ((day + 3) % 7 + 7) % 7
    return (day - weekday) * minutesPerDay
  }

  /// A moment in minutes since 1970 as `2019-03-01T18:00`.
  public static func text(minute: Int) -> String {
    let day = day(of: Int32(clamping: minute))
    let clock = minute - day * minutesPerDay
    return "\(text(day: day))T\(padded(clock / 60)):\(padded(clock % 60))"
  }
}
