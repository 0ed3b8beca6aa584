import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct EqualPlacesTests {
  @Test(arguments: [0, 1, 63, 64, 65, 5000])
  func `places are numbered as they are first met, however many there are`(count: Int) {
    let some = Fixtures.scattered(count, x: -500...500, y: 0...400, seed: 91)
    var table = EqualPlaces()
    for (number, place) in some.enumerated() { #expect(table.number(of: SIMD2(place.x, place.y)) == number) }
    for (number, place) in some.enumerated().reversed() {
      #expect(table.number(of: SIMD2(place.x, place.y)) == number)
    }
    #expect(table.places == some.map { SIMD2($0.x, $0.y) })
  }

  @Test(arguments: [(200, 1000), (300, 60_000), (10_000, 50_000)])
  func `sums are those of the points, in their order`(places: Int, points: Int) throws {
    let some = Fixtures.scattered(places, x: 0...9000, y: 0...9000, seed: 93)
    // A prime step visits every place; thirds do not add up in any order.
    let drawn = (0..<points).map { some[$0 * 7919 % places] }
    let weights = (0..<points).map { Double($0 % 11) / 3 }
    let planar = PlanarPoints(xs: drawn.map(\.x), ys: drawn.map(\.y))
    let counted = try #require(EqualPlaces.sums(of: planar, weights: nil))
    let weighed = try #require(EqualPlaces.sums(of: planar, weights: weights))
    var (numbers, sums): ([SIMD2<Double>: Double], [SIMD2<Double>: Double]) = ([:], [:])
    for (point, weight) in zip(drawn, weights) {
      numbers[SIMD2(point.x, point.y), default: 0] += 1
      sums[SIMD2(point.x, point.y), default: 0] += weight
    }
    #expect(counted.places.count == numbers.count && counted.places == weighed.places)
    for index in 0..<counted.places.count {
      let place = SIMD2(counted.places.xs[index], counted.places.ys[index])
      #expect(counted.sums[index] == numbers[place] && weighed.sums[index] == sums[place])
    }
  }

  @Test func `where few are equal there is no table`() {
    let some = Fixtures.scattered(40_000, x: 0...9000, y: 0...9000, seed: 95)
    let points = some + some.prefix(10_000)
    let planar = PlanarPoints(xs: points.map(\.x), ys: points.map(\.y))
    #expect(EqualPlaces.sums(of: planar, weights: nil) == nil)
    #expect(EqualPlaces.sums(of: PlanarPoints(), weights: nil) == nil)
  }
}
