import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PolygonIndexTests {
  private func point(_ x: Double, _ y: Double) -> PlanarPoint { PlanarPoint(x: x, y: y) }

  private func polygon(_ corners: [(Double, Double)]) -> Polygon<PlanarPoint> {
    Polygon(exterior: (corners + [corners[0]]).map { point($0.0, $0.1) })
  }

  /// Square areas whose corners are moved about, so that neighbours share slanted edges; row by row.
  private func crooked(_ count: Int, seed: UInt64) -> [[Polygon<PlanarPoint>]] {
    var random = SeededRandom(seed: seed)
    let corners = (0...count).map { row in
      (0...count).map { column in
        (Double(column) + 0.7 * (random.unit() - 0.5), Double(row) + 0.7 * (random.unit() - 0.5))
      }
    }
    return (0..<count * count).map { cell in
      let (row, column) = (cell / count, cell % count)
      return [
        polygon([
          corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
          corners[row + 1][column],
        ])
      ]
    }
  }

  @Test func `western and southern edges belong to an area, eastern and northern do not`() {
    let index = PolygonIndex([
      [polygon([(0, 0), (1, 0), (1, 1), (0, 1)])], [polygon([(1, 0), (2, 0), (2, 1), (1, 1)])],
    ])
    #expect(index.area(holding: point(0, 0.5))?.first == 0)
    #expect(index.area(holding: point(0.5, 0))?.first == 0)
    #expect(index.area(holding: point(0, 0))?.first == 0)
    #expect(index.area(holding: point(1, 0.5))?.first == 1)
    #expect(index.area(holding: point(1, 0))?.first == 1)
    #expect(index.area(holding: point(2, 0.5)) == nil)
    #expect(index.area(holding: point(0.5, 1)) == nil)
  }

  @Test func `a hole is no part of an area, and an island in it is an area of its own`() {
    let lake = [(2.0, 2.0), (4, 2), (4, 4), (2, 4)]
    var shore = polygon([(0, 0), (9, 0), (9, 9), (0, 9)])
    shore.holes = [polygon(lake).exterior.reversed()]
    let index = PolygonIndex([[shore], [polygon(lake)]])
    #expect(index.area(holding: point(1, 1))?.first == 0)
    #expect(index.area(holding: point(3, 3))?.first == 1)
    #expect(index.area(holding: point(3, 3))?.isShared == false)
    #expect(PolygonIndex([[shore]]).area(holding: point(3, 3)) == nil)
  }

  @Test func `of areas that overlap the first is taken, and it is said that there is another`() throws {
    let index = PolygonIndex([
      [polygon([(0, 0), (3, 0), (3, 3), (0, 3)])], [polygon([(2, 2), (5, 2), (5, 5), (2, 5)])],
    ])
    let both = try #require(index.area(holding: point(2.5, 2.5)))
    #expect(both.first == 0 && both.isShared)
    let second = try #require(index.area(holding: point(4, 4)))
    #expect(second.first == 1 && !second.isShared)
  }

  @Test func `an area of several parts holds what any part holds`() {
    let index = PolygonIndex([[polygon([(0, 0), (1, 0), (1, 1)]), polygon([(8, 8), (9, 8), (9, 9)])]])
    #expect(index.area(holding: point(0.9, 0.5)) != nil)
    #expect(index.area(holding: point(8.9, 8.5)) != nil)
    #expect(index.area(holding: point(5, 5)) == nil)
  }

  @Test func `no place is nowhere, and a place that is not finite is`() {
    let index = PolygonIndex([[polygon([(0, 0), (1, 0), (1, 1), (0, 1)])]])
    for strange in [point(.nan, 0.5), point(0.5, .infinity), point(1e300, 1e300)] {
      #expect(index.area(holding: strange) == nil)
    }
    #expect(PolygonIndex([]).area(holding: point(0, 0)) == nil)
  }

  @Test(arguments: [3, 4, 5] as [UInt64])
  func `every place on the edges and corners of crooked areas is in exactly one of them`(seed: UInt64) {
    let areas = crooked(12, seed: seed)
    let index = PolygonIndex(areas)
    let inner = areas.indices.filter { (1...10).contains($0 / 12) && (1...10).contains($0 % 12) }
    var random = SeededRandom(seed: seed + 100)
    for area in inner {
      let ring = areas[area][0].exterior
      for (a, b) in zip(ring, ring.dropFirst()) {
        for share in [0, 0.5, random.unit(), random.unit()] {
          let place = point(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
          let found = index.area(holding: place)
          #expect(found != nil && found?.isShared == false)
        }
      }
    }
  }

  @Test func `it finds what GEOS finds, for places drawn at random`() throws {
    let areas = crooked(20, seed: 8)
    let index = PolygonIndex(areas)
    let places = PlanarPoints(
      Fixtures.scattered(5000, x: -1...21, y: -1...21, seed: 9).map { point($0.x, $0.y) })
    let engine = try GeometryEngine()
    let theirs = try engine.locate(places, in: areas)
    let ours = (0..<places.count).map { Int32(index.area(holding: places[$0])?.first ?? -1) }
    #expect(ours == theirs)
    #expect(theirs.contains(-1) && Set(theirs).count > 390)
  }

  @Test func `a comb of a thousand teeth holds what lies in its teeth and not what lies between`() {
    var corners: [(Double, Double)] = [(0, 100)]
    for tooth in 0..<1000 {
      let west = Double(tooth)
      corners += [(west, 0), (west + 0.5, 0), (west + 0.5, 99), (west + 1, 99)]
    }
    corners.append((1000, 100))
    let index = PolygonIndex([[polygon(corners)]])
    for tooth in stride(from: 0, to: 1000, by: 37) {
      #expect(index.area(holding: point(Double(tooth) + 0.25, 50)) != nil)
      #expect(index.area(holding: point(Double(tooth) + 0.75, 50)) == nil)
      #expect(index.area(holding: point(Double(tooth) + 0.75, 99.5)) != nil)
    }
  }

  @Test func `other areas in between and another order permute the answers and change none`() {
    let areas = crooked(10, seed: 11)
    let order = areas.indices.sorted { ($0 * 37) % 100 < ($1 * 37) % 100 }
    let straight = PolygonIndex(areas)
    let mixed = PolygonIndex(order.map { areas[$0] })
    for place in Fixtures.scattered(2000, x: 0...10, y: 0...10, seed: 12) {
      let found = mixed.area(holding: point(place.x, place.y)).map { order[$0.first] }
      #expect(found == straight.area(holding: point(place.x, place.y))?.first)
    }
  }
}
