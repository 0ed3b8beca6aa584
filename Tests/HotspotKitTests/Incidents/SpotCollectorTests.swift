import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What is collected is what was handed over, whether places are shared or not and however it was handed over.
@Suite struct SpotCollectorTests {
  /// Rows that meet so many places again and again.
  private func rows(_ count: Int, places: Int) -> (xs: [Double], ys: [Double]) {
    let some = Fixtures.scattered(places, x: -9...3, y: 49...61, seed: 97)
    let drawn = (0..<count).map { some[$0 * 7919 % places] }
    return (drawn.map(\.x), drawn.map(\.y))
  }

  @Test(arguments: [(100, 7), (40_000, 9000), (40_000, 20_000), (140_000, 40_000), (140_000, 139_000)])
  func `rows are the same whether they come one by one, in blocks or at once`(count: Int, places: Int) {
    let (xs, ys) = rows(count, places: places)
    var (single, blocks, whole) = (SpotCollector(), SpotCollector(), SpotCollector())
    for row in 0..<count { single.append(x: xs[row], y: ys[row]) }
    for start in stride(from: 0, to: count, by: 1237) {
      blocks.append(xs, ys, start..<min(start + 1237, count))
    }
    whole.reserve(count)
    whole.append(xs, ys, 0..<count)
    let spots = whole.finish()
    for other in [single.finish(), blocks.finish()] {
      #expect(other.xs == spots.xs && other.ys == spots.ys && other.numbers == spots.numbers)
    }
    #expect(spots.points == PlanarPoints(xs: xs, ys: ys) && spots.count == count)
    // 139,000 places among 140,000 rows are shared by few; the others by two at least where it was asked.
    #expect((spots.numbers == nil) == (places * 2 > 32_768 && places > 16_384 && count > 32_768))
  }

  @Test(arguments: [5000, 70_000])
  func `rows that are taken out or moved leave no place behind that nobody has`(places: Int) {
    let (xs, ys) = rows(70_000, places: places)
    var collector = SpotCollector()
    collector.append(xs, ys, 0..<70_000)
    collector.move(3, toX: 1.5, y: 50.5)
    let keep = (0..<69_000).map { $0 % 3 != 1 }
    collector.keepRows(keep, from: 1000)
    var expected = (0..<1000).map { SIMD2(xs[$0], ys[$0]) }
    expected[3] = SIMD2(1.5, 50.5)
    expected += (0..<69_000).filter { keep[$0] }.map { SIMD2(xs[1000 + $0], ys[1000 + $0]) }
    #expect((0..<collector.count).map { collector[$0] } == expected)
    let spots = collector.finish()
    #expect(spots.points == PlanarPoints(xs: expected.map(\.x), ys: expected.map(\.y)))
    #expect(Set(zip(spots.xs, spots.ys).map { SIMD2($0, $1) }).isSubset(of: Set(expected)))
    #expect(spots.numbers == nil || spots.xs.count == Set(expected).count)
    let some = RowList(of: (0..<spots.count).map { $0 % 50 == 0 })
    let few = spots.of(some)
    #expect(few.points == PlanarPoints(xs: some.map { expected[$0].x }, ys: some.map { expected[$0].y }))
    #expect(few.xs.count <= some.count && few.sums(of: nil).allSatisfy { $0 > 0 })
  }
}
