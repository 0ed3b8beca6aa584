import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PlaceCountsTests {
  private func points(_ list: [(x: Double, y: Double)]) -> PlanarPoints {
    PlanarPoints(xs: list.map(\.x), ys: list.map(\.y))
  }

  @Test func `equal places are one, and each incident knows its own`() {
    let list = Fixtures.scattered(60, x: 0...900, y: 0...500, seed: 21)
    let places = PlaceCounts(of: points(list + list.prefix(20) + list.prefix(5)))
    #expect(places.count == 60 && places.sharing == 45)
    #expect(places.counts.reduce(0, +) == 85 && places.counts.max() == 3)
    for (index, place) in places.placeOfIncident.enumerated() {
      let (x, y) = index < 60 ? list[index] : list[index < 80 ? index - 60 : index - 80]
      #expect(places.xs[Int(place)] == x && places.ys[Int(place)] == y)
    }
  }

  @Test(arguments: [(0.0...900.0, 0.0...500.0), (0.0...1e6, 3.0...3.0), (5.0...5.0, 5.0...5.0)])
  func `neighbours within reach are all found, in whatever shape the places stand`(
    x: ClosedRange<Double>, y: ClosedRange<Double>
  ) async {
    let list = Fixtures.scattered(80, x: x, y: y, seed: 22)
    let places = PlaceCounts(of: points(list))
    let nearest = await places.nearestDistances(bands: Bands(threads: 2))
    for place in 0..<places.count {
      var (expected, met) = (Double.infinity, 0.0)
      let reach = (x.upperBound - x.lowerBound) / 7
      for other in 0..<places.count where other != place {
        let (dx, dy) = (places.xs[other] - places.xs[place], places.ys[other] - places.ys[place])
        expected = min(expected, (dx * dx + dy * dy).squareRoot())
        if dx * dx + dy * dy < reach * reach { met += 1 }
      }
      #expect(nearest[place] == expected)
      let found = places.sum(round: places.xs[place], places.ys[place], reach: reach) { other, square in
        other != place && square < reach * reach ? 1 : 0
      }
      #expect(found == met)
    }
  }

  @Test func `no incident is no place`() async {
    let places = PlaceCounts(of: points([]))
    #expect(places.count == 0 && places.sharing == 0)
    #expect(await places.nearestDistances(bands: Bands(threads: 2)).isEmpty)
    #expect([Double]().median == nil && [3.0, 1, 2].median == 2 && [4.0, 1].median == 2.5)
  }
}
