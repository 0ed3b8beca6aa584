/// A tour of duty by the local clock.
public struct Shift: Hashable, Sendable {
  /// The start, in minutes since 1970 by the local clock.
  public let start: Int

  /// The end, likewise.
  public let end: Int

  /// Whether nobody gave it and it was taken from the theme.
  public let isAssumed: Bool

  /// The length in minutes.
  public var length: Int { end - start }

  /// A shift as it is written on the command line: `2019-03-01T18:00/2019-03-02T02:00`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it cannot be read, ends before it starts or is
  ///   longer than a day.
  public init(_ text: String) throws(HotspotError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = CivilTime.minute(of: String(parts[0])),
      let end = CivilTime.minute(of: String(parts[1]))
    else {
      throw .invalidParameter("shift '\(text)': write START/END, such as 2019-03-01T18:00/2019-03-02T02:00")
    }
    guard end > start, end - start <= 1440 else {
      throw .invalidParameter("shift '\(text)': it must end after it starts, within 24 hours")
    }
    self.init(start: start, end: end, isAssumed: false)
  }

  private init(start: Int, end: Int, isAssumed: Bool) {
    self.start = start
    self.end = end
    self.isAssumed = isAssumed
  }

  /// The longest of a theme's windows that begins on the first possible day after a moment.
  public static func assumed(from windows: [WeekWindow], after moment: Int) -> Shift? {
    guard let longest = windows.max(by: { ($0.length, $1.start) < ($1.length, $0.start) }) else { return nil }
    var start = CivilTime.weekStart(of: moment) + longest.start
    while start <= moment { start += WeekWindow.week }
    return Shift(start: start, end: start + min(longest.length, 1440), isAssumed: true)
  }

  /// The stretches of this shift during which one of the windows is open, in order and without overlap.
  public func open(in windows: [WeekWindow]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for window in windows {
      // A window of the week before may still be open when the shift starts.
      for week in [-1, 0, 1] {
        let from = CivilTime.weekStart(of: start) + week * WeekWindow.week + window.start
        let low = max(from, start)
        let high = min(from + window.length, end)
        if low < high { stretches.append(low..<high) }
      }
    }
    stretches.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    return stretches.reduce(into: []) { merged, next in
      if let last = merged.last, next.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
      } else {
        merged.append(next)
      }
    }
  }
}

extension Shift: CustomStringConvertible {
  /// The shift as it is written on the command line.
  public var description: String { "\(CivilTime.text(minute: start))/\(CivilTime.text(minute: end))" }
}
