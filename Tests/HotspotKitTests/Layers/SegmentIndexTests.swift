import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct SegmentIndexTests {
  private func piece(_ a: (Double, Double), _ b: (Double, Double), _ line: Int32) -> SegmentIndex.Piece {
    SegmentIndex.Piece(a: PlanarPoint(x: a.0, y: a.1), b: PlanarPoint(x: b.0, y: b.1), line: line)
  }

  private func scattered(_ count: Int, length: Double, seed: UInt64) -> [SegmentIndex.Piece] {
    let ends = Fixtures.scattered(count, x: 570_000...575_000, y: 200_000...203_000, seed: seed)
    var random = SeededRandom(seed: seed + 1)
    return ends.enumerated().map { number, end in
      let (dx, dy) = ((random.unit() - 0.5) * length, (random.unit() - 0.5) * length)
      return piece(end, (end.x + dx, end.y + dy), Int32(number))
    }
  }

  /// The definition: every piece against the place.
  private func bruteForce(
    _ pieces: [SegmentIndex.Piece], to point: PlanarPoint, within reach: Double
  ) -> (line: Int, squared: Double)? {
    var best: (line: Int, squared: Double)?
    for piece in pieces {
      let squared = piece.squaredDistance(to: point)
      guard squared <= reach * reach else { continue }
      if let known = best, (known.squared, known.line) <= (squared, Int(piece.line)) { continue }
      best = (Int(piece.line), squared)
    }
    return best
  }

  @Test func `a distance is measured to the foot or to the nearer end`() {
    let piece = piece((0, 0), (10, 0), 0)
    #expect(piece.squaredDistance(to: PlanarPoint(x: 4, y: 3)) == 9)
    #expect(piece.squaredDistance(to: PlanarPoint(x: -3, y: 4)) == 25)
    #expect(piece.squaredDistance(to: PlanarPoint(x: 13, y: -4)) == 25)
    #expect(self.piece((2, 2), (2, 2), 0).squaredDistance(to: PlanarPoint(x: 5, y: 6)) == 25)
  }

  @Test(arguments: [(40.0, 30.0), (400, 200), (4000, 1000), (1, 2000)])
  func `the nearest line is the one that brute force finds`(length: Double, reach: Double) {
    let pieces = scattered(300, length: length, seed: 21)
    let index = SegmentIndex(pieces)
    var found = 0
    for place in Fixtures.scattered(600, x: 569_500...575_500, y: 199_500...203_500, seed: 23) {
      let point = PlanarPoint(x: place.x, y: place.y)
      let ours = index.nearest(to: point, within: reach)
      let plain = bruteForce(pieces, to: point, within: reach)
      #expect(ours?.line == plain?.line)
      #expect(ours.map { $0.distance } == plain.map { $0.squared.squareRoot() })
      if plain != nil { found += 1 }
    }
    #expect(found > 20)
  }

  @Test func `of lines exactly as near the first is taken, and it is said that there are others`() throws {
    // Four lines meet at (100, 100); the order of the pieces is not that of the lines.
    let ends = [(0.0, 100.0), (100, 0), (200, 100), (100, 200)]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let index = SegmentIndex(order.map { piece(ends[$0], (100, 100), Int32($0)) })
      let meeting = try #require(index.nearest(to: PlanarPoint(x: 100, y: 100), within: 10))
      #expect(meeting == SegmentIndex.Nearest(line: 0, distance: 0, isShared: true))
      let single = try #require(index.nearest(to: PlanarPoint(x: 150, y: 101), within: 10))
      #expect(single == SegmentIndex.Nearest(line: 2, distance: 1, isShared: false))
    }
  }

  @Test func `two pieces of one line that meet are one line`() {
    let index = SegmentIndex([piece((0, 0), (5, 0), 7), piece((5, 0), (10, 3), 7)])
    let bend = index.nearest(to: PlanarPoint(x: 5, y: 0), within: 1)
    #expect(bend == SegmentIndex.Nearest(line: 7, distance: 0, isShared: false))
  }

  @Test func `a line at just the distance asked for is found, one beyond is not`() {
    let index = SegmentIndex([piece((0, 0), (100, 0), 0)])
    #expect(index.nearest(to: PlanarPoint(x: 50, y: 50), within: 50)?.distance == 50)
    #expect(index.nearest(to: PlanarPoint(x: 50, y: 50.001), within: 50) == nil)
    #expect(index.nearest(to: PlanarPoint(x: 1e9, y: 1e9), within: 50) == nil)
    #expect(index.nearest(to: PlanarPoint(x: .nan, y: 0), within: 50) == nil)
    #expect(SegmentIndex([]).nearest(to: PlanarPoint(x: 0, y: 0), within: 50) == nil)
  }

  @Test func `moving lines and places together changes no answer`() {
    // Quarters of a metre, so that moving by whole kilometres rounds nothing.
    func whole(_ value: Double) -> Double { (value * 4).rounded() / 4 }
    let pieces = scattered(200, length: 150, seed: 31).map {
      piece((whole($0.a.x), whole($0.a.y)), (whole($0.b.x), whole($0.b.y)), $0.line)
    }
    let moved = pieces.map {
      piece(($0.a.x - 64_000, $0.a.y + 32_000), ($0.b.x - 64_000, $0.b.y + 32_000), $0.line)
    }
    let (here, there) = (SegmentIndex(pieces), SegmentIndex(moved))
    for place in Fixtures.scattered(500, x: 570_000...575_000, y: 200_000...203_000, seed: 33) {
      let (x, y) = (whole(place.x), whole(place.y))
      #expect(
        here.nearest(to: PlanarPoint(x: x, y: y), within: 80)
          == there.nearest(to: PlanarPoint(x: x - 64_000, y: y + 32_000), within: 80))
    }
  }
}
