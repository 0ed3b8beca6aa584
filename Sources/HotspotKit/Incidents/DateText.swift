internal import Files

/// Which number comes first in dates such as `01/02/2019`.
public enum DateOrder: String, CaseIterable, Hashable, Sendable {
  /// The day, as in Britain.
  case dayFirst = "dmy"
  /// The month, as in the United States.
  case monthFirst = "mdy"
}

/// What a date in a file says.
enum DateText: Equatable {
  /// A minute since 1970-01-01 00:00 as ``CivilTime`` counts them; by UTC where the text has `Z` or an offset.
  case plain(Int32, TimePrecision, isUTC: Bool)

  /// Two readings, because day and month stand as numbers before the year; ``impossible`` where one is no date.
  case either(dayFirst: Int32, monthFirst: Int32, TimePrecision, isUTC: Bool)

  /// A minute, from a number that is a date only where its whole column is made of such numbers.
  case serial(Int32)

  /// No date, or one that no calendar has.
  case unreadable

  /// Nothing is said.
  static let missing = DateText.plain(CivilTime.unknown, .unknown, isUTC: false)

  /// Marks the reading of a date that cannot be read so.
  static let impossible = Int32.min + 1

  /// Reads `2019-02-28`, `2019-02`, `28/02/2019`, `28-FEB-19`, `28 February 2019` (separated by `-`, `/`, `.` or, with
  /// the month in letters, spaces or nothing), each day with or without a time, and the day numbers of spreadsheets.
  ///
  /// Between day and time stand `T`, a comma or spaces; the time is `HH:MM`, `HH:MM:SS`, `HH:MM:SS.fff`, with points
  /// for colons, or `HHMM`; also with `AM` or `PM`, with `Z` or an offset. Years of two digits are 1970 to 2069.
  init(_ text: Span<UInt8>) {
    if let minute = ISOMinute.minute(text) {
      self = .plain(minute, .minute, isUTC: false)
      return
    }
    if let serial = DateText.serial(text) {
      self = serial
      return
    }
    var scan = DateScan(at: 0)
    self = scan.date(text) ?? .unreadable
    // What follows the date must be a time and no more.
    if scan.at != text.count { self = .unreadable }
  }

  /// A date as a spreadsheet stores it: days, and the time as their fraction.
  ///
  /// Excel has a 29 February 1900 that never was; from March 1900 on its numbers count from 1899-12-30. Numbers below
  /// 10,000 (May 1927) are as likely years and are none; 109,574 is the end of 2199.
  private static func serial(_ text: Span<UInt8>) -> DateText? {
    var digits = 0
    while digits < text.count, text[digits] &- 0x30 < 10 { digits += 1 }
    guard digits == 5 || digits == 6, digits == text.count || text[digits] == UInt8(ascii: "."),
      let number = Double(decimal: text), number >= 10_000, number < 109_575
    else { return nil }
    let minutes = (number * Double(CivilTime.minutesPerDay)).rounded()
    return .serial(Int32(minutes) - 25_569 * Int32(CivilTime.minutesPerDay))
  }

  /// The same day at a minute of the day that stands in a column of its own.
  func at(clock: Int) -> DateText {
    func moved(_ minute: Int32) -> Int32 {
      if minute == DateText.impossible { return minute }
      return Int32(CivilTime.day(of: minute) * CivilTime.minutesPerDay + clock)
    }
    switch self {
    case .plain(let minute, .day, _), .plain(let minute, .minute, _):
      return .plain(moved(minute), .minute, isUTC: false)
    case .either(let dayFirst, let monthFirst, _, _):
      return .either(
        dayFirst: moved(dayFirst), monthFirst: moved(monthFirst), .minute, isUTC: false)
    case .serial(let minute): return .serial(moved(minute))
    case .plain, .unreadable: return self
    }
  }

  /// The minute of the day that a text in a column of times says; `nil` where it is no time.
  ///
  /// `23:15`, `23:15:00`, `11.15 PM`, `2315`, `915`; `15` and `0` are 00:15 and midnight, for spreadsheets drop the
  /// noughts in front; `0.96875` is a spreadsheet's part of a day; of a date with a time the date is passed over.
  static func clock(of text: Span<UInt8>) -> Int? {
    var start = 0
    for index in 0..<text.count where index > 0 && index + 1 < text.count {
      let isBreak = text[index] == 0x20 || text[index] == UInt8(ascii: "T")
      if isBreak && text[index + 1] &- 0x30 < 10 { start = index + 1 }
    }
    let text = text.extracting(start..<text.count)
    if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "."),
      let part = Double(decimal: text)
    {
      return Int((part * Double(CivilTime.minutesPerDay)).rounded()) % CivilTime.minutesPerDay
    }
    var scan = DateScan(at: 0)
    if text.count < 4, let number = scan.number(text), scan.at == text.count {
      return number.value / 100 < 24 && number.value % 100 < 60
        ? number.value / 100 * 60 + number.value % 100 : nil
    }
    scan.at = 0
    guard let time = scan.time(text), scan.at == text.count, time.offset == nil else { return nil }
    return time.minute
  }
}
