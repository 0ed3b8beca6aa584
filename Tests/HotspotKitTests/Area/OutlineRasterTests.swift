import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct OutlineRasterTests {
  /// A star with a hole, and an island beside it.
  private func outline() throws -> Outline {
    func ring(_ corners: Int, _ radius: (Int) -> Double, x: Double, y: Double) -> [PlanarPoint] {
      // The corners of a square grid of directions: no sine is needed for a shape that is odd enough.
      let directions = [
        (1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7),
      ]
      var points = (0..<corners).map { index in
        PlanarPoint(
          x: x + directions[index % 8].0 * radius(index), y: y + directions[index % 8].1 * radius(index))
      }
      points.append(points[0])
      return points
    }
    let star = Polygon(
      exterior: ring(8, { $0 % 2 == 0 ? 5000 : 1800 }, x: 570_000, y: 200_000),
      holes: [ring(8, { _ in 600 }, x: 570_000, y: 200_000).reversed()])
    let island = Polygon(exterior: ring(8, { _ in 40 }, x: 577_000, y: 203_000))
    return try Outline([star, island])
  }

  private func plain(_ points: PlanarPoints, in outline: Outline) throws -> [Bool] {
    try GeometryEngine().locate(points, in: [outline.polygons]).map { $0 >= 0 }
  }

  @Test func `every place is where GEOS says, far from edges and on them`() throws {
    let outline = try outline()
    var points = PlanarPoints()
    for point in Fixtures.scattered(20_000, x: 563_000...579_000, y: 193_000...207_000, seed: 21) {
      points.append(PlanarPoint(x: point.x, y: point.y))
    }
    for polygon in outline.polygons {
      for ring in polygon.rings {
        for (a, b) in zip(ring, ring.dropFirst()) {
          points.append(a)
          points.append(PlanarPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2))
          points.append(PlanarPoint(x: (a.x + b.x) / 2 + 1e-7, y: (a.y + b.y) / 2))
          points.append(PlanarPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 1e-7))
        }
      }
    }
    let holds = try OutlineRaster(outline).holds(points)
    let expected = try plain(points, in: outline)
    #expect(holds == expected)
    #expect(holds.contains(true) && holds.contains(false))
  }

  @Test func `what is not finite lies outside`() throws {
    let points = PlanarPoints(
      xs: [.nan, 570_100, .infinity, 572_000], ys: [200_000, .nan, 200_000, 200_000])
    let holds = try OutlineRaster(try outline()).holds(points)
    #expect(holds == [false, false, false, true])
  }

  @Test func `an outline without height or one of a metre serves too`() throws {
    let small = try Outline([
      Polygon(
        exterior: [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)].map {
          PlanarPoint(x: 570_000 + $0.0, y: 200_000 + $0.1)
        })
    ])
    let points = PlanarPoints(
      xs: [570_000.5, 570_000, 570_001, 570_001.01], ys: [200_000.5, 200_000, 200_001, 200_000.5])
    let holds = try OutlineRaster(small).holds(points)
    #expect(holds == [true, true, true, false])
  }

  @Test(.enabled(if: RealData.path("essex") != nil, "the published data is not here"))
  func `Essex is told as GEOS tells it`() throws {
    let path = try #require(RealData.path("essex/boundaries/essex_force_area.geojson"))
    let area = try StudyArea(
      boundaries: GeoJSONFile(path: path).features.flatMap { $0.geometry?.polygons ?? [] }, named: "essex")
    let edge = area.outline
    let outline = try #require(edge)
    var points = PlanarPoints()
    for point in Fixtures.scattered(5000, x: 535_000...630_000, y: 175_000...250_000, seed: 22) {
      points.append(PlanarPoint(x: point.x, y: point.y))
    }
    let (ours, expected) = (try OutlineRaster(outline).holds(points), try plain(points, in: outline))
    #expect(ours == expected)
  }
}
