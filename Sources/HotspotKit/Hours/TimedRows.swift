/// What each timed incident puts on the hours of the week, ready to be summed again and again.
struct TimedRows: Sendable {
  /// How many incidents are known to the minute.
  let count: Int

  /// How many of them are spread between two times.
  let spread: Int

  /// How many end before they start, and belong to their first hour alone.
  let reversed: Int

  /// The incident whose part this is starts here; one more than there are incidents.
  private var starts: [Int] = [0]
  private var hours: [UInt8] = []
  private var parts: [Double] = []

  /// The timed incidents among some rows. Time O(rows + hours spanned).
  init(of incidents: Incidents, rows: some Sequence<Int>) {
    var (count, spread, reversed) = (0, 0, 0)
    var one = [Double](repeating: 0, count: HourProfile.hours)
    for row in rows where incidents.precision[row] == .minute {
      let start = Int(incidents.start[row])
      let end = incidents.end.map { Int($0[row]) } ?? Int(CivilTime.unknown)
      count += 1
      if end > start { spread += 1 }
      if end != Int(CivilTime.unknown), end < start { reversed += 1 }
      HourProfile.spread(incidents.weight(of: row), from: start, to: end, over: &one)
      let first = (start - CivilTime.weekStart(of: start)) / 60
      // From its first hour on, round the week, until nothing is left: most incidents touch one hour or two.
      let touched = end > start ? min(HourProfile.hours, (end - start) / 60 + 2) : 1
      for step in 0..<touched {
        let hour = (first + step) % HourProfile.hours
        guard one[hour] > 0 else { continue }
        hours.append(UInt8(hour))
        parts.append(one[hour])
        one[hour] = 0
      }
      starts.append(parts.count)
    }
    (self.count, self.spread, self.reversed) = (count, spread, reversed)
  }

  /// What falls on each hour of the week.
  var weights: [Double] {
    var weights = [Double](repeating: 0, count: HourProfile.hours)
    for part in parts.indices { weights[Int(hours[part])] += parts[part] }
    return weights
  }

  /// Likewise for as many incidents drawn from these with replacement.
  func resampled(by random: inout SeededRandom) -> [Double] {
    var weights = [Double](repeating: 0, count: HourProfile.hours)
    for _ in 0..<count {
      let row = random.below(count)
      for part in starts[row]..<starts[row + 1] { weights[Int(hours[part])] += parts[part] }
    }
    return weights
  }
}
