import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct SpotsTests {
  @Test(arguments: [(200, 1000), (300, 60_000), (10_000, 50_000)])
  func `sums are those of the points, in their order`(places: Int, points: Int) throws {
    let some = Fixtures.scattered(places, x: 0...9000, y: 0...9000, seed: 93)
    // A prime step visits every place; thirds do not add up in any order.
    let drawn = (0..<points).map { some[$0 * 7919 % places] }
    let weights = (0..<points).map { Double($0 % 11) / 3 }
    let planar = PlanarPoints(xs: drawn.map(\.x), ys: drawn.map(\.y))
    let spots = try #require(Spots(joining: planar))
    let (counted, weighed) = (spots.sums(of: nil), spots.sums(of: weights))
    var (numbers, sums): ([SIMD2<Double>: Double], [SIMD2<Double>: Double]) = ([:], [:])
    for (point, weight) in zip(drawn, weights) {
      numbers[SIMD2(point.x, point.y), default: 0] += 1
      sums[SIMD2(point.x, point.y), default: 0] += weight
    }
    #expect(spots.places.count == numbers.count && spots.points == planar)
    for index in 0..<spots.places.count {
      let place = SIMD2(spots.xs[index], spots.ys[index])
      #expect(counted[index] == numbers[place] && weighed[index] == sums[place])
    }
  }

  @Test func `where few are equal there is no table`() {
    let some = Fixtures.scattered(40_000, x: 0...9000, y: 0...9000, seed: 95)
    let points = some + some.prefix(10_000)
    let planar = PlanarPoints(xs: points.map(\.x), ys: points.map(\.y))
    #expect(Spots(joining: planar) == nil)
    #expect(Spots(joining: PlanarPoints()) == nil)
  }
}
