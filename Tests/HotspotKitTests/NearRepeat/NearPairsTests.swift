@testable import HotspotKit
import TestSupport
import Testing

@Suite struct NearPairsTests {
  private struct Pair: Hashable, Comparable {
    let low: Int
    let high: Int

    init(_ a: Int, _ b: Int) { (low, high) = (min(a, b), max(a, b)) }

    static func < (a: Pair, b: Pair) -> Bool { (a.low, a.high) < (b.low, b.high) }
  }

  /// The pairs of each band by the places' own numbers; every one as often as it stands there.
  private func pairs(_ found: NearPairs) -> [[Pair]] {
    found.bands.map { band in
      (0..<band.starts.count - 1).flatMap { first in
        band.seconds[band.starts[first]..<band.starts[first + 1]].map { second in
          Pair(found.order[first], found.order[Int(second)])
        }
      }.sorted()
    }
  }

  private func bruteForce(_ x: [Double], _ y: [Double], _ measure: DistanceMeasure, _ edges: [Double])
    -> [[Pair]]
  {
    var bands = [[Pair]](repeating: [], count: edges.count)
    for a in x.indices {
      for b in 0..<a {
        let distance = measure.distance(dx: x[a] - x[b], dy: y[a] - y[b])
        if let band = edges.firstIndex(where: { distance < $0 }) { bands[band].append(Pair(a, b)) }
      }
    }
    return bands.map { $0.sorted() }
  }

  @Test(arguments: [DistanceMeasure.manhattan, .euclidean], [1.0, 25, 90, 400])
  func `every pair stands once in its band, also across the net's lines and the origin`(
    measure: DistanceMeasure, reach: Double
  ) throws {
    let points = Fixtures.scattered(180, x: -150...150, y: -120...180, seed: UInt64(reach))
    let (x, y) = (points.map(\.x) + [0, 0, -reach, reach], points.map(\.y) + [0, 0, 0, 0])
    let edges = [reach / 100, reach / 2, reach]
    let found = try #require(NearPairs(xs: x, ys: y, measure: measure, edges: edges))
    #expect(pairs(found) == bruteForce(x, y, measure, edges))
    #expect(found.order.sorted() == Array(x.indices))
  }

  @Test func `a pair at a bound belongs to the next band, and beyond the last to none`() throws {
    let found = try #require(
      NearPairs(xs: [0, 100, 300], ys: [0, 0, 0], measure: .euclidean, edges: [100, 200]))
    #expect(pairs(found) == [[], [Pair(0, 1)]])
  }

  @Test func `places in another order give the same pairs`() throws {
    let points = Fixtures.scattered(100, x: 0...500, y: 0...500, seed: 12)
    let (x, y) = (points.map(\.x), points.map(\.y))
    let found = try #require(NearPairs(xs: x, ys: y, measure: .manhattan, edges: [50, 120]))
    let turned = try #require(
      NearPairs(xs: x.reversed(), ys: y.reversed(), measure: .manhattan, edges: [50, 120]))
    let back = pairs(turned).map { $0.map { Pair(99 - $0.low, 99 - $0.high) }.sorted() }
    #expect(pairs(found) == back)
  }

  @Test func `one place and none have no pairs`() throws {
    let one = try #require(NearPairs(xs: [5], ys: [5], measure: .manhattan, edges: [10]))
    #expect(one.bands[0].seconds.isEmpty && one.bands[0].starts == [0, 0])
    let none = try #require(NearPairs(xs: [], ys: [], measure: .manhattan, edges: [10]))
    #expect(none.bands[0].starts == [0] && none.order.isEmpty)
  }
}

@Suite struct PairCountsTests {
  @Test(
    arguments: [[1], [1, 2, 3], [1, 2, 3, 4], [1, 2, 4, 8, 16], [1, 3, 5, 7, 9, 11, 13, 15, 17]] as [[Int16]])
  func `sixteen dealings counted together are each counted right`(bounds: [Int16]) {
    var random = SeededRandom(seed: UInt64(bounds.count))
    var band = NearPairs.Band()
    let count = 60
    for place in 0..<count {
      for other in place + 1..<count where random.below(3) == 0 { band.seconds.append(Int32(other)) }
      band.starts.append(band.seconds.count)
    }
    var days = [PairCounts.Days](repeating: .zero, count: count)
    for place in days.indices {
      // Both ends of what sixteen bits may hold of a span of days.
      for lane in 0..<16 {
        days[place][lane] = Int16(lane == 3 ? random.below(2) * 32_000 : random.below(20))
      }
    }
    let found = PairCounts(dayBands: bounds).cumulative(band, days: days)
    for lane in 0..<16 {
      for (index, bound) in bounds.enumerated() {
        var expected = 0
        for place in 0..<count {
          for second in band.seconds[band.starts[place]..<band.starts[place + 1]]
          where abs(Int(days[place][lane]) - Int(days[Int(second)][lane])) < Int(bound) { expected += 1 }
        }
        #expect(found[lane][index] == expected)
      }
    }
  }
}

@Suite struct DayDealerTests {
  private func dealer(seed: UInt64, days: [Int16]) throws -> DayDealer {
    let points = Fixtures.scattered(days.count, x: 0...300, y: 0...300, seed: 4)
    let pairs = try #require(
      NearPairs(xs: points.map(\.x), ys: points.map(\.y), measure: .euclidean, edges: [60, 120]))
    return DayDealer(days: days, dayBands: [1, 4, 9], pairs: pairs, seed: seed)
  }

  private let days: [Int16] = (0..<50).map { Int16($0 * $0 % 23) }

  @Test func `a dealing does not depend on the run in which it is counted`() throws {
    let dealer = try dealer(seed: 6, days: days)
    let together = dealer.counts(of: 0..<16)
    for number in 0..<16 { #expect(dealer.counts(of: number..<number + 1) == [together[number]]) }
    #expect(dealer.counts(of: 7..<12) == Array(together[7..<12]))
    #expect(Set(together).count > 1)
  }

  @Test func `every dealing has the pairs of all incidents in its columns`() throws {
    let dealer = try dealer(seed: 6, days: days)
    var totals = [0, 0, 0, 0]
    for a in days.indices {
      for b in 0..<a { totals[[1, 4, 9].firstIndex { abs(days[a] - days[b]) < $0 } ?? 3] += 1 }
    }
    for table in [dealer.observed] + dealer.counts(of: 0..<8) {
      #expect((0..<4).map { column in table.reduce(0) { $0 + $1[column] } } == totals)
      #expect(table.allSatisfy { $0.allSatisfy { $0 >= 0 } })
    }
  }

  @Test func `incidents of one day give one table however they are dealt`() throws {
    let dealer = try dealer(seed: 6, days: [Int16](repeating: 0, count: 50))
    #expect(Set(dealer.counts(of: 0..<16)) == [dealer.observed])
  }
}
