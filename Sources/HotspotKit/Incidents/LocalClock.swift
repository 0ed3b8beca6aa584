internal import Files

/// The clocks of the place whose local times a table holds; their rules are read when they are first needed.
struct LocalClock {
  private let zone: String
  private var rules: TimeZoneRules?
  private var isLookedFor = false

  init(zone: String) { self.zone = zone }

  /// A moment with its offset as local time; others are as they are.
  ///
  /// - Throws: ``HotspotError/file(_:)`` where the rules are needed and not there.
  mutating func local(_ text: DateText, counting tally: inout ReadingTally) throws(HotspotError) -> DateText {
    switch text {
    case .plain(let minute, let precision, isUTC: true):
      tally.converted += 1
      return .plain(try moved(minute), precision, isUTC: false)
    case .either(let dayFirst, let monthFirst, let precision, isUTC: true):
      tally.converted += 1
      return .either(
        dayFirst: try moved(dayFirst), monthFirst: try moved(monthFirst), precision, isUTC: false)
    default: return text
    }
  }

  private mutating func moved(_ minute: Int32) throws(HotspotError) -> Int32 {
    if minute == DateText.impossible { return minute }
    if rules == nil {
      do { rules = try TimeZoneRules(named: zone) } catch { throw .file(error) }
    }
    return rules.map { Int32($0.local(ofUTC: Int(minute))) } ?? minute
  }

  /// Looks for the two odd hours of each year among a file's rows: a skipped minute is taken later by as much as the
  /// clocks were put forward, one that came twice stays.
  ///
  /// Without a time zone database nothing is found and nothing is wrong: only the count is missing.
  mutating func settle(_ table: inout IncidentTable, from base: Int, counting tally: inout ReadingTally) {
    let hasTimes = (base..<table.count).contains { table.precision[$0] == .minute }
    if rules == nil, hasTimes, !isLookedFor {
      isLookedFor = true
      rules = try? TimeZoneRules(named: zone)
    }
    guard let rules, hasTimes else { return }
    // Nearly every row lies in the same half of a year as the row before.
    var quiet = 0..<0
    for row in base..<table.count {
      var isSkipped = false
      var isRepeated = false
      if table.precision[row] == .minute {
        Self.settle(&table.start[row], by: rules, &quiet, &isSkipped, &isRepeated)
      }
      if let end = table.end?[row], end > DateText.impossible {
        var moved = end
        Self.settle(&moved, by: rules, &quiet, &isSkipped, &isRepeated)
        if moved != end { table.end?[row] = moved }
      }
      if isSkipped { tally.skipped += 1 }
      if isRepeated { tally.repeated += 1 }
    }
  }

  private static func settle(
    _ minute: inout Int32, by rules: TimeZoneRules, _ quiet: inout Range<Int>, _ isSkipped: inout Bool,
    _ isRepeated: inout Bool
  ) {
    if minute <= DateText.impossible || quiet.contains(Int(minute)) { return }
    quiet = rules.quiet(around: Int(minute))
    if !quiet.isEmpty { return }
    switch rules.oddity(atLocal: Int(minute)) {
    case .skipped(let gain):
      minute += Int32(gain)
      isSkipped = true
    case .repeated: isRepeated = true
    case nil: break
    }
  }
}

/// Midnight as the mark of a time that nobody knew.
enum MidnightHabit {
  /// Gives the rows of a file at exactly 00:00 the precision of a day where so many of them cannot be chance.
  ///
  /// One minute holds a seven-hundredth of the records by chance; more than one in twenty, and ten at least, is a habit of
  /// the pen, and so is a file without any other time. Hands back how many rows were changed where there are other
  /// times, `nil` otherwise.
  static func forget(in table: inout IncidentTable, from base: Int) -> Int? {
    let day = Int32(CivilTime.minutesPerDay)
    guard (base..<table.count).contains(where: { table.precision[$0] == .minute }) else { return nil }
    var (timed, midnights) = (0, 0)
    for row in base..<table.count
    where table.precision[row] == .minute && table.start[row] > DateText.impossible {
      timed += 1
      if table.start[row] % day == 0 { midnights += 1 }
    }
    guard midnights >= 10 && midnights * 20 > timed || midnights == timed else { return nil }
    for row in base..<table.count
    where table.precision[row] == .minute && table.start[row] > DateText.impossible
      && table.start[row] % day == 0
    {
      table.precision[row] = .day
    }
    return midnights < timed ? midnights : nil
  }
}
