import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PointTilesTests {
  /// 150 × 40 nodes 10 m apart: three tiles by five.
  private let lattice = CellLattice(west: 5, south: 5, step: 10, columns: 150, lines: 40)

  private func tiles(_ points: [(x: Double, y: Double)], weights: [Double]? = nil, reach: Double = 30)
    -> PointTiles
  {
    PointTiles(
      Spots(xs: points.map(\.x), ys: points.map(\.y), numbers: nil), weights: weights, on: lattice,
      reach: reach)
  }

  @Test func `each place lies in the tile of its ground`() {
    let points = Fixtures.scattered(500, x: 0...1500, y: 0...400, seed: 81)
    let tiles = tiles(points)
    #expect(tiles.columns == 3 && tiles.rows == 5)
    for row in 0..<5 {
      for column in 0..<3 {
        for place in tiles.places(row: row, column: column) {
          #expect(Int(tiles.places[place].x / 640) == column)
          #expect(Int(tiles.places[place].y / 80) == row)
        }
      }
    }
    #expect(Set(tiles.places) == Set(points.map { SIMD2($0.x, $0.y) }))
    #expect(tiles.weights == nil)
  }

  @Test func `places beyond the lattice are kept within reach of it, in the outermost tile`() {
    let tiles = tiles([(-29, 200), (-60, 200), (1529, 5), (1560, 5), (700, 429), (700, 470), (3e9, -3e9)])
    #expect(Set(tiles.places) == [SIMD2(-29, 200), SIMD2(1529, 5), SIMD2(700, 429)])
    #expect(tiles.places(row: 2, column: 0).count == 1)
    #expect(tiles.places(row: 0, column: 2).count == 1)
    #expect(tiles.places(row: 4, column: 1).count == 1)
  }

  @Test func `in a tile places keep their order`() {
    let points = (0..<60).map { (x: Double(($0 * 37) % 600), y: 20.0) }
    #expect(tiles(points).places.map(\.x) == points.map(\.x))
  }

  @Test(arguments: [nil, (0..<900).map { Double($0 % 7) }] as [[Double]?])
  func `where places repeat, equal ones are made one and keep their weight`(weights: [Double]?) throws {
    let some = Fixtures.scattered(90, x: 0...1500, y: 0...400, seed: 83)
    let points = (0..<900).map { some[$0 * 7 % 90] }
    let tiles = tiles(points, weights: weights)
    #expect(tiles.places.count == 90)
    #expect(tiles.places(row: 4, column: 2).upperBound == 90)
    let sums = try #require(tiles.weights)
    var expected: [SIMD2<Double>: Double] = [:]
    for (index, point) in points.enumerated() {
      expected[SIMD2(point.x, point.y), default: 0] += weights?[index] ?? 1
    }
    for (place, sum) in zip(tiles.places, sums) { #expect(expected[place] == sum) }
  }

  @Test func `where they hardly repeat nothing is looked up`() {
    let points = Fixtures.scattered(400, x: 0...1500, y: 0...400, seed: 85)
    let tiles = tiles(points + points.prefix(9))
    #expect(tiles.places.count == 409 && tiles.weights == nil)
  }

  @Test func `no place at all has its tiles`() {
    let tiles = tiles([])
    #expect(tiles.places.isEmpty && tiles.starts == [Int](repeating: 0, count: 16))
  }

  @Test func `the nearest whole number needs no checks`() {
    for x in [0, 0.2, -0.2, 3.49, 3.51, -7.6, 1_999_999_999.4, -1_999_999_999.4] {
      #expect(x.nearestWhole == Int(x.rounded()))
    }
  }
}
