import Foundation
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// How the best length is looked for, on curves whose peak is known, and what is asked of a criterion at once.
@Suite struct BandwidthSearchTests {
  private let two = Bands(threads: 2)

  /// A search from 10 to 10,000 m.
  private func search(batch: Int = 1, patience: Int = 5, rounds: Int = 2, isSmooth: Bool = false)
    -> BandwidthSearch
  {
    BandwidthSearch(
      shortest: 10, longest: 10_000, ratio: 1.4, patience: patience, batch: batch, points: 7, rounds: rounds,
      isSmooth: isSmooth)
  }

  /// A hill that is steeper on its left, with its peak at a length.
  private func hill(_ length: Double, peak: Double) -> Double {
    let share = length / peak
    return -share - 1 / share
  }

  @Test(arguments: [25.0, 137, 999, 4321])
  func `parabolas end within a ten-thousandth of the peak, and ask for few lengths`(peak: Double) async {
    var asked = 0
    let smooth = await search(rounds: 1, isSmooth: true).greatest { lengths in
      asked += lengths.count
      return lengths.map { hill($0, peak: peak) }
    }
    #expect(abs(smooth.length / peak - 1) < 1e-4, "\(smooth.length)")
    #expect(smooth.value == hill(smooth.length, peak: peak) && !smooth.isShortest && !smooth.isLongest)
    // The first round has 20 lengths up to the longest, a later round 7.
    #expect(asked <= 22 + 7 + 12, "\(asked)")
  }

  @Test func `a peak with a corner and a flat one are found too`() async {
    for peak in [31.0, 250, 2500] {
      let corner = await search(rounds: 1, isSmooth: true).greatest { $0.map { -abs($0 - peak) } }
      #expect(abs(corner.length / peak - 1) < 1e-3)
      let flat = await search(rounds: 1, isSmooth: true).greatest {
        $0.map { length in min(0, 1 - abs(length - peak) / peak * 10) }
      }
      #expect(flat.value == 0)
    }
  }

  @Test(arguments: [2, 3, 8, 100])
  func `how many lengths are asked for at once makes no difference`(batch: Int) async {
    for patience in [1, 2, 5] {
      for (a, b) in [(37.0, 900.0), (800, 40), (5, 5), (20_000, 20_000)] {
        // Two hills: how far the search looks past the first decides which it finds.
        func curve(_ length: Double) -> Double { max(hill(length, peak: a), 0.1 + hill(length, peak: b)) }
        let single = await search(patience: patience).greatest { $0.map(curve) }
        let several = await search(batch: batch, patience: patience).greatest { $0.map(curve) }
        #expect(single.length == several.length && single.value == several.value)
        #expect(single.isShortest == several.isShortest && single.isLongest == several.isLongest)
        #expect(single.isShortest == (a == 5) && single.isLongest == (a == 20_000))
      }
    }
  }

  /// Places on several of which incidents repeat, in an area with a hole, a gap and a second part.
  private func repeated() throws -> (incidents: Incidents, outline: Outline) {
    let points = Fixtures.scattered(150, x: 570_150...570_900, y: 200_100...200_440, seed: 61)
    let many = points.enumerated().flatMap { index, place in
      (0..<(index % 4 == 0 ? index % 7 + 1 : 1)).map { _ in place }
    }
    return (Fixtures.incidents(many), try InsideMassTests.outline())
  }

  @Test(arguments: [false, true])
  func `radii asked for together have the bits of each asked for alone, at any number of threads`(
    hasEdge: Bool
  ) async throws {
    let (incidents, outline) = try repeated()
    let criterion = DiggleCriterion(
      places: PlaceCounts(of: incidents.points),
      edges: hasEdge ? OutlineEdges([outline.polygons], pieces: 20) : nil)
    let radii = [5.0, 12, 12.5, 40, 90, 300]
    let together = await criterion.values(at: radii, bands: two)
    for (radius, value) in zip(radii, together) {
      #expect(await criterion.value(at: radius, bands: Bands(threads: 1)) == value)
    }
    #expect(await criterion.values(at: radii, bands: Bands(threads: 8)) == together)
  }

  @Test(arguments: [false, true])
  func `Diggle's criterion is its formula over every pair of incidents at different places`(hasEdge: Bool)
    async throws
  {
    let (incidents, outline) = try repeated()
    let edges = hasEdge ? OutlineEdges([outline.polygons], pieces: 20) : nil
    let criterion = DiggleCriterion(places: PlaceCounts(of: incidents.points), edges: edges)
    let (xs, ys) = (incidents.points.xs, incidents.points.ys)
    let n = Double(incidents.count)
    for radius in [20.0, 75, 300] {
      let disc = Double.pi * radius * radius
      var (sum, apart) = (0.0, 0.0)
      for a in xs.indices {
        for b in xs.indices where xs[a] != xs[b] || ys[a] != ys[b] {
          apart += 1
          let (dx, dy) = (xs[a] - xs[b], ys[a] - ys[b])
          let distance = (dx * dx + dy * dy).squareRoot()
          guard distance < 2 * radius else { continue }
          // A lens as two segments of a circle, by their angle alone.
          let half = acos(distance / (2 * radius))
          let lens = radius * radius * (2 * half - sin(2 * half))
          let share = edges?.insideShare(of: distance, round: xs[a], ys[a]) ?? 1
          sum += (lens / disc - (distance <= radius ? 2 : 0)) / disc / max(share, 0.01)
        }
      }
      let expected = (n * n - apart) / (n * n) / disc + sum / apart
      let ours = await criterion.value(at: radius, bands: two)
      #expect(abs(ours - expected) < 1e-12 * (abs(expected) + 1 / disc), "\(ours) and \(expected)")
    }
    #expect(PlaceCounts(of: incidents.points).count == 150 && n > 200)
  }

  @Test(arguments: [3.0, 15, 40, 400])
  func `the likelihood is its formula over every place and all others, lonely ones and crowded ones alike`(
    deviation: Double
  ) async throws {
    let (incidents, _) = try repeated()
    let places = PlaceCounts(of: incidents.points)
    let nearest = await places.nearestDistances(bands: two)
    // At 3 m nearly all are lonely, at 40 m none.
    let lonely = nearest.count { $0 > deviation }
    #expect(deviation == 3 ? lonely > 140 : deviation == 15 ? lonely > 20 && lonely < 130 : lonely < 20)
    var expected = 0.0
    for place in 0..<places.count {
      let squares = (0..<places.count).map { other in
        let (dx, dy) = (places.xs[place] - places.xs[other], places.ys[place] - places.ys[other])
        return dx * dx + dy * dy
      }
      // From the largest exponent on, so that nothing underflows.
      let terms = squares.indices.filter { $0 != place }.map { -squares[$0] / (2 * deviation * deviation) }
      let counts = squares.indices.filter { $0 != place }.map { places.counts[$0] }
      let most = try #require(terms.max())
      let sum = zip(terms, counts).reduce(0.0) { $0 + $1.1 * exp($1.0 - most) }
      expected += places.counts[place] * (most + log(sum / (2 * Double.pi * deviation * deviation)))
    }
    expected -= Double(incidents.count)
    let criterion = LikelihoodCrossValidation(places: places, nearest: nearest)
    let ours = await criterion.value(at: deviation, bands: two)
    #expect(abs(ours / expected - 1) < 1e-12, "\(ours) and \(expected)")
    for threads in [1, 3, 8] {
      #expect(await criterion.value(at: deviation, bands: Bands(threads: threads)) == ours)
    }
  }

  @Test func `each pair of places is met once, by the first of the two`() throws {
    let (incidents, _) = try repeated()
    let places = PlaceCounts(of: incidents.points)
    for reach in [0.5, 30, 200, 5000] {
      var met: [[Int]] = []
      for place in 0..<places.count {
        places.visit(after: place, reach: reach) { other, square in
          #expect(other > place && square < reach * reach)
          met.append([place, other])
        }
      }
      let near = (0..<places.count).flatMap { a in
        (a + 1..<places.count).filter { b in
          let (dx, dy) = (places.xs[a] - places.xs[b], places.ys[a] - places.ys[b])
          return dx * dx + dy * dy < reach * reach
        }.map { [a, $0] }
      }
      #expect(Set(met) == Set(near) && met.count == near.count)
    }
  }
}
