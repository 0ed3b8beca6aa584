@testable import HotspotKit
import TestSupport
import Testing

@Suite struct LorenzCurveTests {
  /// Bernasco & Steenbeek's three towns of ten places.
  @Test(arguments: [
    ([10.0, 8, 2], 0.78, 0.78), ([5, 2, 1], 0.80, 0.75), ([3, 1, 1], 0.78, 0.56),
  ])
  func `the published coefficients come out`(values: [Double], gini: Double, generalised: Double) throws {
    let curve = LorenzCurve(values + [Double](repeating: 0, count: 7))
    #expect(abs(try #require(curve.gini) - gini) < 1e-12)
    #expect(abs(try #require(curve.generalisedGini) - generalised) < 1e-12)
    #expect(curve == LorenzCurve(values, placesWithout: 7))
  }

  @Test(arguments: ["sparse", "clustered", "even", "single"])
  func `coefficients and shares agree with PySAL's inequality`(name: String) throws {
    let places = try Golden("concentration/places.csv")
    let golden = try Golden("concentration/gini.csv")
    let row = try #require(places.names.firstIndex(of: name))
    let curve = LorenzCurve(places[name])
    let gini = golden["gini"][row]
    #expect(abs(try #require(curve.gini) - gini) < 1e-9 * gini)
    #expect(Double(curve.places(holding: 0.25)) == golden["places_25"][row])
    #expect(Double(curve.places(holding: 0.5)) == golden["places_50"][row])
  }

  @Test func `equal places have no concentration and one place has nearly all there can be`() {
    #expect(abs(LorenzCurve([Double](repeating: 3, count: 50)).gini ?? 1) < 1e-12)
    let single = LorenzCurve([9], placesWithout: 99)
    #expect(abs((single.gini ?? 0) - 0.99) < 1e-12)
    // Nine incidents on a hundred places, each on its own, are as even as they can be.
    let spread = LorenzCurve([Double](repeating: 1, count: 9), placesWithout: 91)
    #expect(abs(spread.generalisedGini ?? 1) < 1e-12)
    #expect(LorenzCurve([], placesWithout: 5).gini == nil)
  }

  @Test func `doubling every value changes nothing but the total`() throws {
    var random = SeededRandom(seed: 6)
    let values = (0..<200).map { _ in Double(random.below(5)) }
    let (once, twice) = (LorenzCurve(values), LorenzCurve(values.map { $0 * 2 }))
    #expect(abs(try #require(once.gini) - (try #require(twice.gini))) < 1e-12)
    #expect(once.points == twice.points && twice.total == 2 * once.total)
    #expect(once.places(holding: 0.5) == twice.places(holding: 0.5))
  }

  @Test func `the curve rises from nought to one and bends down only`() {
    var random = SeededRandom(seed: 7)
    let curve = LorenzCurve((0..<300).map { _ in Double(random.below(7)) })
    let points = curve.points
    #expect(points.first == LorenzCurve.Point(places: 0, incidents: 0))
    #expect(points.last?.places == 1 && abs((points.last?.incidents ?? 0) - 1) < 1e-12)
    let slopes = zip(points, points.dropFirst()).map {
      ($1.incidents - $0.incidents) / ($1.places - $0.places)
    }
    #expect(zip(slopes, slopes.dropFirst()).allSatisfy { $0 > $1 })
    // The area between the curve and the diagonal, twice, is the Gini coefficient.
    let area = zip(points, points.dropFirst()).reduce(0.0) {
      $0 + ($1.1.places - $1.0.places) * ($1.1.incidents + $1.0.incidents) / 2
    }
    #expect(abs(2 * area - 1 - (curve.gini ?? 0)) < 1e-12)
  }

  @Test func `a half of five, two and one is on the first place`() {
    let curve = LorenzCurve([1, 5, 2, 0])
    #expect(curve.places(holding: 0.5) == 1 && curve.places(holding: 0.7) == 2)
    #expect(curve.places(holding: 1) == 3 && curve.places(holding: 0) == 0)
    #expect(curve.shareOfPlaces(holding: 0.5) == 0.25)
    #expect(curve.placesWithIncidents == 3 && curve.places == 4)
  }
}
