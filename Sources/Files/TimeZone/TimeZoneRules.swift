/// When the clocks of a place are put forward or back, from the system's time zone database.
///
/// All moments are minutes since 1970-01-01 00:00, by the local clock or by UTC. Known from the database's first
/// entry to the year 2199.
public struct TimeZoneRules: Hashable, Sendable {
  /// The place as the database calls it, such as `Europe/London`.
  public let name: String

  /// A change of the offset: the UTC minute from which it counts, and the offsets before and after.
  struct Change: Hashable, Sendable {
    let moment: Int
    let before: Int
    let after: Int

    /// The first local minute that is skipped or comes twice.
    var oddFrom: Int { moment + min(before, after) }
    /// The first local minute behind them.
    var oddTo: Int { moment + max(before, after) }
  }

  private let changes: [Change]
  private let first: Int

  /// Rules from what the offset is at first and how it changes, in the order of time.
  init(name: String, first: Int, changes: [Change]) {
    self.name = name
    self.first = first
    self.changes = changes
  }

  /// A local minute that is not what it seems.
  public enum Oddity: Hashable, Sendable {
    /// The clocks were put forward past it, by so many minutes.
    case skipped(Int)
    /// The clocks were put back behind it: it came twice.
    case repeated
  }

  /// How many minutes local time is ahead of UTC at a local minute.
  ///
  /// Of a minute that comes twice the first is meant; a minute that is skipped is read as a clock shows it that
  /// nobody has put forward.
  public func offset(atLocal minute: Int) -> Int {
    let next = changes.firstPosition { $0.oddTo > minute }
    return next == 0 ? first : changes[next - 1].after
  }

  /// Whether a local minute is skipped or comes twice; `nil` for all others.
  public func oddity(atLocal minute: Int) -> Oddity? {
    let next = changes.firstPosition { $0.oddTo > minute }
    guard next < changes.count, changes[next].oddFrom <= minute else { return nil }
    let gain = changes[next].after - changes[next].before
    return gain > 0 ? .skipped(gain) : .repeated
  }

  /// The local minutes round one, itself among them, that are all what they seem; empty where it is skipped or comes twice.
  public func quiet(around minute: Int) -> Range<Int> {
    let next = changes.firstPosition { $0.oddTo > minute }
    let from = next == 0 ? Int.min : changes[next - 1].oddTo
    let to = next == changes.count ? Int.max : changes[next].oddFrom
    return to > minute ? from..<to : minute..<minute
  }

  /// The local minute of a minute of UTC.
  public func local(ofUTC minute: Int) -> Int {
    let next = changes.firstPosition { $0.moment > minute }
    return minute + (next == 0 ? first : changes[next - 1].after)
  }
}

extension Array {
  /// The first position from which on `isBehind` holds, which must hold for all behind it; the count where it never does.
  fileprivate func firstPosition(_ isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
