/// The changes of a clock that come every year, as the last line of a file of the time zone database writes them.
///
/// Source: POSIX.1-2017, 8.3, the variable `TZ`; `GMT0BST,M3.5.0/1,M10.5.0` is the rule of London.
struct YearlyRule {
  private let standard: Int
  private let summer: (offset: Int, begins: Day, ends: Day)?

  /// A day of the year and the second of that day.
  fileprivate struct Day {
    enum Form {
      /// Month, week of the month (5 is the last), day of the week (0 is Sunday).
      case weekday(Int, Int, Int)
      /// 1 to 365; 29 February does not count.
      case julian(Int)
      /// 0 to 365.
      case ordinal(Int)
    }

    let form: Form
    let second: Int
  }

  /// `nil` where the text is no such rule.
  init?(_ text: [UInt8]) {
    var scan = Scan(text: text)
    guard scan.name(), let west = scan.clock() else { return nil }
    // POSIX counts west of Greenwich.
    standard = -west
    if scan.isAtEnd {
      summer = nil
      return
    }
    guard scan.name() else { return nil }
    let offset = scan.isAt(",") ? standard + 3600 : scan.clock().map { -$0 }
    guard let offset, let begins = scan.day(), let ends = scan.day(), scan.isAtEnd else { return nil }
    summer = (offset, begins, ends)
  }

  /// Every change from 1970 to the end of a year, in seconds of UTC, with the offset in seconds that follows.
  func turns(through last: Int) -> [(moment: Int, offset: Int)] {
    guard let summer else { return [(0, standard)] }
    return (1970...last).flatMap { year in
      [
        (moment: summer.begins.moment(in: year) - standard, offset: summer.offset),
        (moment: summer.ends.moment(in: year) - summer.offset, offset: standard),
      ].sorted { $0.moment < $1.moment }
    }
  }

  private struct Scan {
    let text: [UInt8]
    var at = 0

    var isAtEnd: Bool { at == text.count }

    func isAt(_ character: Unicode.Scalar) -> Bool { at < text.count && text[at] == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard isAt(character) else { return false }
      at += 1
      return true
    }

    /// Letters, or anything between angle brackets.
    mutating func name() -> Bool {
      let start = at
      if take("<") {
        while !isAtEnd, !isAt(">") { at += 1 }
        return take(">")
      }
      while at < text.count, (text[at] | 0x20) &- 0x61 < 26 { at += 1 }
      return at - start >= 3
    }

    mutating func number() -> Int? {
      let start = at
      var value = 0
      while at < text.count, text[at] &- 0x30 < 10, at - start < 4 {
        value = value * 10 + Int(text[at] - 0x30)
        at += 1
      }
      return at > start ? value : nil
    }

    /// Hours, minutes and seconds with a sign, in seconds.
    mutating func clock() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      guard take(",") else { return nil }
      let form: Day.Form
      if take("M") {
        guard let month = number(), take("."), let week = number(), take("."), let day = number(),
          (1...12).contains(month), (1...5).contains(week), day <= 6
        else { return nil }
        form = .weekday(month, week, day)
      } else if take("J") {
        guard let day = number() else { return nil }
        form = .julian(day)
      } else {
        guard let day = number() else { return nil }
        form = .ordinal(day)
      }
      guard take("/") else { return Day(form: form, second: 7200) }
      return clock().map { Day(form: form, second: $0) }
    }
  }
}

extension YearlyRule.Day {
  /// The local second since 1970 in a year.
  fileprivate func moment(in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let past = year - 1
    let newYear = past * 365 + past / 4 - past / 100 + past / 400 - 719_162
    let day: Int
    switch form {
    case .julian(let number): day = newYear + number - 1 + (isLeap && number > 59 ? 1 : 0)
    case .ordinal(let number): day = newYear + number
    case .weekday(let month, let week, let weekday):
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      let first = newYear + lengths.prefix(month - 1).reduce(0, +)
      // 1970-01-01 was a Thursday, the fourth day behind a Sunday.
      let ahead = (weekday - (first + 4) % 7 + 7) % 7
      let chosen = ahead + (week - 1) * 7
      day = first + (chosen < lengths[month - 1] ? chosen : chosen - 7)
    }
    return day * 86_400 + second
  }
}
