/// Counts near pairs by how many days lie between them, for sixteen dealings of the days at once.
///
/// Every place carries sixteen days, one of each dealing, side by side in memory: a pair is looked up once, and its
/// sixteen differences are taken and compared together.
struct PairCounts {
  /// The days of one place in sixteen dealings.
  typealias Days = SIMD16<Int16>

  /// The bounds of the day bands, ascending; a difference belongs to the first whose bound is above it.
  let dayBands: [Int16]

  /// How many pairs of a band are below each day bound: a list per dealing, cumulative over the bounds.
  func cumulative(_ band: NearPairs.Band, days: [Days]) -> [[Int]] {
    var totals = [[Int]](repeating: [Int](repeating: 0, count: dayBands.count), count: Days.scalarCount)
    // Four bounds a pass: their counters stay in registers.
    for first in stride(from: 0, to: dayBands.count, by: 4) {
      let bounds = (0..<4).map { first + $0 < dayBands.count ? dayBands[first + $0] : 0 }
      let sums = Self.pass(band, days: days, bounds: bounds)
      for lane in totals.indices {
        for bound in first..<min(first + 4, dayBands.count) {
          totals[lane][bound] = sums[bound - first][lane]
        }
      }
    }
    return totals
  }

  /// Counters hold 16 bits: they are emptied before so many pairs.
  private static let longestRun = 32_000

  private static func pass(_ band: NearPairs.Band, days: [Days], bounds: [Int16]) -> [[Int]] {
    let none = Days(repeating: 0)
    let one = Days(repeating: 1)
    let (b0, b1) = (Days(repeating: bounds[0]), Days(repeating: bounds[1]))
    let (b2, b3) = (Days(repeating: bounds[2]), Days(repeating: bounds[3]))
    var (c0, c1, c2, c3) = (none, none, none, none)
    var sums = [[Int]](repeating: [Int](repeating: 0, count: Days.scalarCount), count: 4)
    var run = 0
    for place in 0..<band.starts.count - 1 {
      let mine = days[place]
      var next = band.starts[place]
      let last = band.starts[place + 1]
      while next < last {
        let end = min(last, next + longestRun - run)
        run += end - next
        while next < end {
          let difference = mine &- days[Int(band.seconds[next])]
          let apart = difference.replacing(with: none &- difference, where: difference .< none)
          c0 &+= none.replacing(with: one, where: apart .< b0)
          c1 &+= none.replacing(with: one, where: apart .< b1)
          c2 &+= none.replacing(with: one, where: apart .< b2)
          c3 &+= none.replacing(with: one, where: apart .< b3)
          next += 1
        }
        if run == longestRun {
          empty(&c0, &c1, &c2, &c3, into: &sums)
          run = 0
        }
      }
    }
    empty(&c0, &c1, &c2, &c3, into: &sums)
    return sums
  }

  private static func empty(
    _ c0: inout Days, _ c1: inout Days, _ c2: inout Days, _ c3: inout Days, into sums: inout [[Int]]
  ) {
    for lane in 0..<Days.scalarCount {
      sums[0][lane] += Int(c0[lane])
      sums[1][lane] += Int(c1[lane])
      sums[2][lane] += Int(c2[lane])
      sums[3][lane] += Int(c3[lane])
    }
    let none = Days(repeating: 0)
    (c0, c1, c2, c3) = (none, none, none, none)
  }
}
