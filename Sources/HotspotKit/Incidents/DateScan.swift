internal import Files

/// Walks over the text of one date.
struct DateScan {
  /// Where it stands.
  var at: Int

  /// Years outside are slips of the pen, and the minutes of years far outside would not fit.
  static let years = ISOMinute.years

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ].map { Array($0.utf8) }

  /// A date and the time behind it; `nil` where there is none or the calendar has no such day.
  mutating func date(_ text: Span<UInt8>) -> DateText? {
    guard let first = number(text) else { return nil }
    if first.digits <= 2, let month = monthName(text) {
      while next(text, in: "-/., ") {}
      guard let year = year(text), let time = clock(text) else { return nil }
      return plain(year, month, first.value, time)
    }
    guard next(text, in: "-/.") else { return nil }
    let separator = text[at - 1]
    guard let second = number(text) else { return nil }
    if first.digits == 4 {
      guard Self.years.contains(first.value), (1...12).contains(second.value) else { return nil }
      if at == text.count {
        return minute(first.value, second.value, 1, 0).map { .plain($0, .month, isUTC: false) }
      }
      guard next(text, is: separator), let third = number(text), third.digits <= 2 else { return nil }
      guard let time = clock(text) else { return nil }
      return plain(first.value, second.value, third.value, time)
    }
    guard next(text, is: separator), let year = year(text) else { return nil }
    guard first.digits <= 2, second.digits <= 2, let time = clock(text) else { return nil }
    let ahead = Int32(time.offset ?? 0)
    let dayFirst = minute(year, second.value, first.value, time.minute).map { $0 - ahead }
    let monthFirst = minute(year, first.value, second.value, time.minute).map { $0 - ahead }
    if dayFirst == nil && monthFirst == nil { return nil }
    return .either(
      dayFirst: dayFirst ?? DateText.impossible, monthFirst: monthFirst ?? DateText.impossible,
      time.precision, isUTC: time.offset != nil)
  }

  /// A time of day: its minute, how finely it is known, and how far it is ahead of UTC where the text says so.
  typealias Clock = (minute: Int, precision: TimePrecision, offset: Int?)

  private func plain(_ year: Int, _ month: Int, _ day: Int, _ time: Clock) -> DateText? {
    minute(year, month, day, time.minute).map {
      .plain($0 - Int32(time.offset ?? 0), time.precision, isUTC: time.offset != nil)
    }
  }

  private func minute(_ year: Int, _ month: Int, _ day: Int, _ clock: Int) -> Int32? {
    guard CivilTime.exists(year: year, month: month, day: day) else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    return Int32(days * CivilTime.minutesPerDay + clock)
  }

  private mutating func year(_ text: Span<UInt8>) -> Int? {
    guard let year = number(text) else { return nil }
    if year.digits == 2 { return year.value + (year.value < 70 ? 2000 : 1900) }
    return year.digits == 4 && Self.years.contains(year.value) ? year.value : nil
  }

  /// The month that follows in letters, three of them or more, in any case; stays where it is when there is none.
  private mutating func monthName(_ text: Span<UInt8>) -> Int? {
    let start = at
    while next(text, in: "-/. ") {}
    let from = at
    while at < text.count, (text[at] | 0x20) &- 0x61 < 26 { at += 1 }
    let length = at - from
    if length >= 3 {
      for (number, name) in Self.months.enumerated() where length <= name.count {
        if (0..<length).allSatisfy({ text[from + $0] | 0x20 == name[$0] }) { return number + 1 }
      }
    }
    at = start
    return nil
  }

  /// The time behind a date; midnight and the precision of a day where there is none.
  private mutating func clock(_ text: Span<UInt8>) -> Clock? {
    if at == text.count { return (0, .day, nil) }
    guard next(text, in: "Tt ,") else { return nil }
    while next(text, is: 0x20) {}
    return time(text)
  }

  /// A time of day and what may follow it.
  mutating func time(_ text: Span<UInt8>) -> Clock? {
    guard var hour = number(text) else { return nil }
    let minute: Int
    if hour.digits == 4 {
      (hour.value, minute) = (hour.value / 100, hour.value % 100)
    } else {
      guard hour.digits <= 2, next(text, in: ":.") else { return nil }
      let separator = text[at - 1]
      guard let number = number(text), number.digits == 2 else { return nil }
      minute = number.value
      if next(text, is: separator) {
        guard let second = self.number(text), second.digits == 2, second.value < 60 else { return nil }
        if next(text, is: UInt8(ascii: ".")) { guard self.number(text) != nil else { return nil } }
      }
    }
    while next(text, is: 0x20) {}
    var offset: Int?
    if at + 1 < text.count, text[at + 1] | 0x20 == UInt8(ascii: "m"), next(text, in: "aApP") {
      let isAfternoon = text[at - 1] | 0x20 == UInt8(ascii: "p")
      guard (1...12).contains(hour.value) else { return nil }
      hour.value = hour.value % 12 + (isAfternoon ? 12 : 0)
      at += 1
    } else {
      offset = self.offset(text)
    }
    return hour.value < 24 && minute < 60 ? (hour.value * 60 + minute, .minute, offset) : nil
  }

  /// The minutes that `Z`, `+01`, `+01:00` or `+0100` means; stays where it is when none of them stands.
  private mutating func offset(_ text: Span<UInt8>) -> Int? {
    let start = at
    if next(text, in: "Zz") { return 0 }
    guard next(text, in: "+-") else { return nil }
    let sign = text[at - 1] == UInt8(ascii: "-") ? -1 : 1
    guard let hours = number(text), hours.digits == 2 || hours.digits == 4 else {
      at = start
      return nil
    }
    if hours.digits == 4 { return sign * (hours.value / 100 * 60 + hours.value % 100) }
    guard next(text, is: UInt8(ascii: ":")) else { return sign * hours.value * 60 }
    guard let minutes = number(text), minutes.digits == 2 else {
      at = start
      return nil
    }
    return sign * (hours.value * 60 + minutes.value)
  }

  /// Digits, nine at most.
  mutating func number(_ text: Span<UInt8>) -> (value: Int, digits: Int)? {
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
