/// Which number comes first in dates such as `01/02/2019`.
public enum DateOrder: String, CaseIterable, Hashable, Sendable {
  /// The day, as in Britain.
  case dayFirst = "dmy"
  /// The month, as in the United States.
  case monthFirst = "mdy"
}

/// What a date in a file says.
enum DateText {
  /// A minute since 1970-01-01 00:00 as ``CivilTime`` counts them.
  case plain(Int32, TimePrecision)

  /// Two readings, because day and month stand as numbers before the year; ``impossible`` where one is no date.
  case either(dayFirst: Int32, monthFirst: Int32, TimePrecision)

  /// No date, or one that no calendar has.
  case unreadable

  /// Marks the reading of a date that cannot be read so.
  static let impossible = Int32.min + 1

  /// Years outside are slips of the pen, and the minutes of years far outside would not fit.
  private static let years = 1900...2199

  /// Reads `2019-02-28`, `2019-02`, `28/02/2019` (also with `-` or `.`), each day with or without a time.
  ///
  /// Between day and time stands `T` or a space; the time is `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`, also with `AM` or `PM`.
  /// `Z` or an offset behind it is passed over: the clock time stays as it was written.
  init(_ text: Span<UInt8>) {
    var scan = Scan(at: 0)
    self = scan.year(text) ?? .unreadable
    // What follows the date must be a time and no more.
    if scan.at != text.count { self = .unreadable }
  }

  private struct Scan {
    var at: Int

    mutating func year(_ text: Span<UInt8>) -> DateText? {
      guard let first = number(text), next(text, in: "-/.") else { return nil }
      let separator = text[at - 1]
      guard let second = number(text) else { return nil }
      if first.digits == 4 {
        guard years.contains(first.value), (1...12).contains(second.value) else { return nil }
        if at == text.count {
          return minute(first.value, second.value, 1, 0).map { .plain($0, .month) }
        }
        guard next(text, is: separator), let third = number(text), third.digits <= 2 else { return nil }
        guard let time = clock(text) else { return nil }
        let minute = minute(first.value, second.value, third.value, time.minute)
        return minute.map { .plain($0, time.precision) }
      }
      guard next(text, is: separator), let third = number(text), third.digits == 4 else { return nil }
      guard first.digits <= 2, second.digits <= 2, years.contains(third.value) else { return nil }
      guard let time = clock(text) else { return nil }
      let dayFirst = minute(third.value, second.value, first.value, time.minute)
      let monthFirst = minute(third.value, first.value, second.value, time.minute)
      if dayFirst == nil && monthFirst == nil { return nil }
      return .either(dayFirst: dayFirst ?? impossible, monthFirst: monthFirst ?? impossible, time.precision)
    }

    private func minute(_ year: Int, _ month: Int, _ day: Int, _ clock: Int) -> Int32? {
      guard CivilTime.exists(year: year, month: month, day: day) else { return nil }
      let days = CivilTime.days(year: year, month: month, day: day)
      return Int32(days * CivilTime.minutesPerDay + clock)
    }

    /// The time behind a date; midnight and the precision of a day where there is none.
    private mutating func clock(_ text: Span<UInt8>) -> (minute: Int, precision: TimePrecision)? {
      if at == text.count { return (0, .day) }
      guard next(text, in: "Tt ") else { return nil }
      while next(text, is: 0x20) {}
      guard var hour = number(text), hour.digits <= 2, next(text, is: UInt8(ascii: ":")) else { return nil }
      guard let minute = number(text), minute.digits == 2, minute.value < 60 else { return nil }
      if next(text, is: UInt8(ascii: ":")) {
        guard let second = number(text), second.digits == 2, second.value < 60 else { return nil }
        if next(text, is: UInt8(ascii: ".")) { guard number(text) != nil else { return nil } }
      }
      while next(text, is: 0x20) {}
      if at + 1 < text.count, text[at + 1] | 0x20 == UInt8(ascii: "m"), next(text, in: "aApP") {
        let isAfternoon = text[at - 1] | 0x20 == UInt8(ascii: "p")
        guard (1...12).contains(hour.value) else { return nil }
        hour.value = hour.value % 12 + (isAfternoon ? 12 : 0)
        at += 1
      } else {
        skipOffset(text)
      }
      return hour.value < 24 ? (hour.value * 60 + minute.value, .minute) : nil
    }

    /// Passes over `Z`, `+01`, `+01:00` or `+0100`.
    private mutating func skipOffset(_ text: Span<UInt8>) {
      let start = at
      if next(text, in: "Zz") { return }
      guard next(text, in: "+-"), let hours = number(text), hours.digits == 2 || hours.digits == 4 else {
        at = start
        return
      }
      if hours.digits == 2, next(text, is: UInt8(ascii: ":")), number(text)?.digits != 2 { at = start }
    }

    private mutating func number(_ text: Span<UInt8>) -> (value: Int, digits: Int)? {
      var value = 0
      let start = at
      while at < text.count, text[at] &- UInt8(ascii: "0") < 10, at - start < 9 {
        value = value * 10 + Int(text[at] - UInt8(ascii: "0"))
        at += 1
      }
      return at > start ? (value, at - start) : nil
    }

    private mutating func next(_ text: Span<UInt8>, is byte: UInt8) -> Bool {
      guard at < text.count, text[at] == byte else { return false }
      at += 1
      return true
    }

    private mutating func next(_ text: Span<UInt8>, in bytes: String) -> Bool {
      guard at < text.count, bytes.utf8.contains(text[at]) else { return false }
      at += 1
      return true
    }
  }
}
