/// A stretch of the week by the local clock, such as Friday 21:00 to Saturday 03:00.
public struct WeekWindow: Hashable, Sendable {
  /// The start, in minutes since Monday 00:00; 0 to 10,079.
  public let start: Int

  /// The length in minutes; 1 to 10,080.
  public let length: Int

  /// A stretch from its start and length in minutes.
  public init(start: Int, length: Int) {
    precondition((0..<Self.week).contains(start) && (1...Self.week).contains(length), "not within a week")
    self.start = start
    self.length = length
  }

  /// The minutes of a week.
  public static let week = 7 * 1440

  /// The days as they are written.
  public static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The windows of a text: `Fri 21:00-Sat 03:00` is one, `Mon-Thu 15:00-22:00` one a day; a time that ends
  /// before it starts ends on the next day. Both `-` and `–` are read.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` with the spelling that would do.
  public static func parse(_ text: String) throws(HotspotError) -> [WeekWindow] {
    let words = text.replacing("–", with: "-").split(whereSeparator: { $0 == " " || $0 == "-" })
      .map(String.init)
    let shape = words.map { days.contains($0) ? "d" : clock($0) == nil ? "?" : "t" }.joined()
    switch shape {
    case "dtdt":
      return [window(day(words[0]), clock(words[1]), to: day(words[2]), clock(words[3]))]
    case "dtt":
      return [window(day(words[0]), clock(words[1]), to: nil, clock(words[2]))]
    case "ddtt":
      let first = day(words[0])
      let span = (day(words[1]) - first + 7) % 7
      return (0...span).map { window((first + $0) % 7, clock(words[2]), to: nil, clock(words[3])) }
    default:
      throw .invalidParameter(
        "window '\(text)': write 'Fri 21:00-Sat 03:00', 'Fri 21:00-23:00' or 'Mon-Thu 15:00-22:00'")
    }
  }

  private static func day(_ word: String) -> Int { days.firstIndex(of: word) ?? 0 }

  private static func clock(_ word: String) -> Int? {
    let parts = word.split(separator: ":")
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  private static func window(_ day: Int, _ from: Int?, to last: Int?, _ until: Int?) -> WeekWindow {
    let start = day * 1440 + (from ?? 0)
    var end = (last ?? day) * 1440 + (until ?? 0)
    while end <= start { end += last == nil ? 1440 : week }
    return WeekWindow(start: start, length: min(end - start, week))
  }
}

extension WeekWindow: CustomStringConvertible {
  /// The window as a page prints it: `Fri 21:00–Sat 03:00`, or `Fri 15:00–22:00` within one day.
  public var description: String {
    let end = (start + length) % Self.week
    let sameDay = start / 1440 == end / 1440 && length < 1440
    return "\(Self.moment(start))–\(sameDay ? String(Self.moment(end).dropFirst(4)) : Self.moment(end))"
  }

  /// Windows as a page prints them: alike ones on days that follow each other stand together, as in
  /// `Mon–Thu 15:00–22:00; Fri 15:00–Sat 02:00`.
  public static func text(of windows: [WeekWindow]) -> String {
    var runs: [(first: WeekWindow, last: WeekWindow)] = []
    for window in windows.sorted(by: { ($0.start, $0.length) < ($1.start, $1.length) }) {
      let run = runs.firstIndex { $0.last.start + 1440 == window.start && $0.last.length == window.length }
      if let run { runs[run].last = window } else { runs.append((window, window)) }
    }
    return runs.map { first, last in
      if first == last { return first.description }
      let end = (first.start + first.length) % 1440
      return """
        \(days[first.start / 1440])–\(days[last.start / 1440]) \(clock(first.start % 1440))–\(clock(end))
        """
    }.joined(separator: "; ")
  }

  private static func moment(_ minute: Int) -> String {
    "\(days[minute / 1440]) \(clock(minute % 1440))"
  }

  private static func clock(_ minute: Int) -> String { "\(two(minute / 60)):\(two(minute % 60))" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
