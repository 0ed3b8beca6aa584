/// Deals the days of incidents out anew among their places, and counts the pairs that come of it.
struct DayDealer: Sendable {
  /// How many dealings are counted together.
  static let dealings = PairCounts.Days.scalarCount

  private let days: [Int16]
  private let pairs: NearPairs
  private let counter: PairCounts
  private let seed: UInt64
  /// How many pairs there are in each band of days, the last being beyond; the same however the days are dealt.
  private let totals: [Int]

  /// `days` in the order of the pairs.
  init(days: [Int16], dayBands: [Int], pairs: NearPairs, seed: UInt64) {
    self.days = days
    self.pairs = pairs
    self.seed = seed
    counter = PairCounts(dayBands: dayBands.map { Int16($0) })
    totals = Self.totals(of: days, below: dayBands)
  }

  /// The table of the days as they are: a row a distance band, the last being beyond; a column a band of days, likewise.
  var observed: [[Int]] { tables(of: [days])[0] }

  /// The tables of some dealings, at most ``dealings`` of them; each draws from the stream of its number.
  func counts(of numbers: Range<Int>) -> [[[Int]]] {
    tables(
      of: numbers.map { number in
        var random = SeededRandom(seed: seed, stream: UInt64(number))
        var dealt = days
        for last in dealt.indices.dropFirst().reversed() { dealt.swapAt(last, random.below(last + 1)) }
        return dealt
      })
  }

  private func tables(of dealings: [[Int16]]) -> [[[Int]]] {
    var sixteen = [PairCounts.Days](repeating: .zero, count: days.count)
    for (lane, dealt) in dealings.enumerated() {
      for place in dealt.indices { sixteen[place][lane] = dealt[place] }
    }
    let near = pairs.bands.map { counter.cumulative($0, days: sixteen) }
    return dealings.indices.map { lane in
      var rows = near.enumerated().map { band, counts in
        Self.parts(of: counts[lane] + [pairs.bands[band].seconds.count])
      }
      rows.append(totals.indices.map { column in rows.reduce(totals[column]) { $0 - $1[column] } })
      return rows
    }
  }

  /// What a list that adds up as it goes adds at each step.
  private static func parts(of sums: [Int]) -> [Int] {
    sums.indices.map { $0 == 0 ? sums[0] : sums[$0] - sums[$0 - 1] }
  }

  /// The pairs of all incidents by band of days. Time O(incidents + days × last bound).
  private static func totals(of days: [Int16], below bounds: [Int]) -> [Int] {
    var onDay = [Int](repeating: 0, count: Int(days.max() ?? 0) + 1)
    for day in days { onDay[Int(day)] += 1 }
    var totals = [Int](repeating: 0, count: bounds.count + 1)
    var within = 0
    for (band, bound) in bounds.enumerated() {
      for apart in (band == 0 ? 0 : bounds[band - 1])..<bound where apart < onDay.count {
        totals[band] +=
          apart == 0
          ? onDay.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
          : (apart..<onDay.count).reduce(0) { $0 + onDay[$1] * onDay[$1 - apart] }
      }
      within += totals[band]
    }
    totals[bounds.count] = days.count * (days.count - 1) / 2 - within
    return totals
  }
}
