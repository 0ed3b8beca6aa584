/// When incidents happen in the week, as far as the records know it.
///
/// Aoristic: an incident between two times is spread evenly over the hours between them, in parts that sum to
/// its weight. One without an end, or whose end stands before its start, belongs to its first hour; one that
/// spans a week or more is spread over all 168 hours. Monday to Thursday are pooled, because a small place does
/// not hold enough records to tell four alike days apart.
///
/// Source: Ratcliffe (2002), *Journal of Quantitative Criminology* 18(1).
public struct HourProfile: Hashable, Sendable {
  /// The share of incidents in each hour of the week from Monday 00:00; sums to one.
  public let shares: [Double]

  /// How many incidents it rests on: those whose time is known to the minute.
  public let count: Int

  /// Below this many timed incidents a profile of the whole theme says more of chance than of the week.
  public static let fewest = 30

  /// Below this many a zone borrows the profile of the whole theme: with four kinds of day of 24 hours each, one
  /// hundred incidents leave about one for each hour.
  public static let fewestInZone = 100

  /// The hours of a week.
  static let hours = 168

  /// The profile of the timed incidents among some; `nil` when fewer than `least` are timed.
  ///
  /// Time O(rows + hours spanned).
  public init?(of incidents: Incidents, rows: some Sequence<Int>, least: Int = Self.fewest) {
    let timed = TimedRows(of: incidents, rows: rows)
    let weights = timed.weights
    guard timed.count >= least, weights.contains(where: { $0 > 0 }) else { return nil }
    self.init(weights: weights, count: timed.count)
  }

  /// The profile of what falls on each hour of the week, anything at all, from so many incidents.
  init(weights: [Double], count: Int) {
    var weights = weights
    let total = weights.reduce(0, +)
    for hour in 0..<24 {
      let mean = (0..<4).reduce(0.0) { $0 + weights[$1 * 24 + hour] } / 4
      for day in 0..<4 { weights[day * 24 + hour] = mean }
    }
    shares = weights.map { $0 / total }
    self.count = count
  }

  /// Adds a weight to the hours of the week between two minutes.
  static func spread(_ weight: Double, from start: Int, to end: Int, over hours: inout [Double]) {
    let first = start - CivilTime.weekStart(of: start)
    guard end > start else {
      hours[first / 60] += weight
      return
    }
    let length = end - start
    guard length < WeekWindow.week else {
      for hour in hours.indices { hours[hour] += weight / Double(Self.hours) }
      return
    }
    var minute = first
    while minute < first + length {
      let next = min((minute / 60 + 1) * 60, first + length)
      hours[minute / 60 % Self.hours] += weight * Double(next - minute) / Double(length)
      minute = next
    }
  }

  /// The hot windows: the hours that, averaged with their neighbours (1, 2, 1), have at least one and a quarter
  /// times an even share, joined over gaps of one hour; shorter ones than two hours are left out.
  ///
  /// Empty when the week is flat. The averaging keeps single hours of a small sample from cutting a night in
  /// pieces.
  public var windows: [WeekWindow] {
    let even = 1.25 / Double(Self.hours)
    var isHot = shares.indices.map { hour in
      let before = shares[(hour + Self.hours - 1) % Self.hours]
      let after = shares[(hour + 1) % Self.hours]
      return (before + 2 * shares[hour] + after) / 4 >= even
    }
    let raw = isHot
    for hour in isHot.indices where !raw[hour] {
      isHot[hour] = raw[(hour + Self.hours - 1) % Self.hours] && raw[(hour + 1) % Self.hours]
    }
    // Begin in a cold hour, so that a window over the turn of the week stays whole.
    guard let cold = isHot.firstIndex(of: false) else { return [] }
    var windows: [WeekWindow] = []
    var start: Int?
    for step in 1...Self.hours {
      let hour = (cold + step) % Self.hours
      if isHot[hour] {
        if start == nil { start = hour }
      } else if let from = start {
        let length = (hour - from + Self.hours) % Self.hours
        if length >= 2 { windows.append(WeekWindow(start: from * 60, length: length * 60)) }
        start = nil
      }
    }
    return windows.sorted { $0.start < $1.start }
  }

  /// The share of a week's incidents that falls into a stretch of minutes by the local clock.
  public func share(of stretch: Range<Int>) -> Double {
    let first = stretch.lowerBound - CivilTime.weekStart(of: stretch.lowerBound)
    var minute = first
    var share = 0.0
    while minute < first + stretch.count {
      let next = min((minute / 60 + 1) * 60, first + stretch.count)
      share += shares[minute / 60 % Self.hours] * Double(next - minute) / 60
      minute = next
    }
    return share
  }
}
