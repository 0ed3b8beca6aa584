import Files
import Geospatial
import Testing

@Suite struct ProjectorManyTests {
  /// Places over a rectangle in degrees, by a rule that repeats itself nowhere.
  private func places(_ count: Int, west: Double, south: Double, width: Double, height: Double)
    -> GeographicPoints
  {
    var points = GeographicPoints()
    for index in 1...count {
      let (a, b) = (Double(index) * 0.6180339887498949, Double(index) * 0.4142135623730951)
      points.append(
        GeographicPoint(
          longitude: west + width * (a - a.rounded(.down)), latitude: south + height * (b - b.rounded(.down)))
      )
    }
    return points
  }

  private func largestDifference(_ a: PlanarPoints, _ b: PlanarPoints) -> Double {
    var largest = 0.0
    for index in 0..<a.count where !(a.xs[index].isNaN && b.xs[index].isNaN) {
      let distance = max(abs(a.xs[index] - b.xs[index]), abs(a.ys[index] - b.ys[index]))
      largest = distance <= largest ? largest : distance
      if distance.isNaN { return .infinity }
    }
    return largest
  }

  @Test(arguments: [
    (27700, -6.4, 49.9, 8.2, 10.9), (32630, -6.0, 50.0, 6.0, 8.0), (32618, -75.0, 40.0, 2.0, 1.5),
    (3857, -3.0, 50.0, 3.0, 3.0),
  ])
  func `many places stand where PROJ puts them, to a thousandth of a millimetre`(
    code: Int, west: Double, south: Double, width: Double, height: Double
  ) throws {
    let projector = try Projector(to: CoordinateSystem(epsg: code))
    let points = places(30_000, west: west, south: south, width: width, height: height)
    let (metres, way) = projector.projectMany(points)
    #expect(way.byPolynomial + way.byPROJ == points.count)
    // With OSTN15 at hand its shifts are no polynomial, and PROJ is asked for every place.
    if projector.operation.name != "Inverse of OSGB36 to WGS 84 (9) + British National Grid" {
      #expect(way.byPolynomial > 29_000)
      #expect(way.checks > 0 && way.largestDifference <= 1e-6)
    }
    #expect(largestDifference(metres, projector.project(points)) < 1e-6)
  }

  @Test func `a place has the same metres whatever else is asked`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    let essex = places(25_000, west: 0, south: 51.5, width: 1, height: 0.5)
    var more = essex
    for point in [(-5.0, 50.2), (1.7, 52.6)] {
      more.append(GeographicPoint(longitude: point.0, latitude: point.1))
    }
    let (alone, _) = projector.projectMany(essex)
    let (among, _) = projector.projectMany(more)
    #expect(Array(among.xs.prefix(essex.count)) == alone.xs)
    #expect(Array(among.ys.prefix(essex.count)) == alone.ys)
  }

  @Test func `what is nowhere on the plane is nowhere by either way`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    var points = places(20_000, west: -0.5, south: 51.2, width: 1, height: 1)
    for odd in [(-74.0, 40.7), (.nan, 51.5), (0.1, .infinity), (0.1, -.nan), (200, 51)] {
      points.append(GeographicPoint(longitude: odd.0, latitude: odd.1))
    }
    let (metres, _) = projector.projectMany(points)
    for index in 20_000..<points.count {
      #expect(metres.xs[index].isNaN && metres.ys[index].isNaN)
    }
    let inside = metres.xs.prefix(20_000).count { $0.isFinite }
    #expect(inside == 20_000)
  }

  @Test func `few places are PROJ's own`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    let points = places(500, west: -0.5, south: 51.2, width: 1, height: 1)
    let (metres, way) = projector.projectMany(points)
    #expect(way.byPROJ == 500 && way.byPolynomial == 0)
    #expect(metres == projector.project(points))
    #expect(way.json["by_proj"] == 500)
  }
}
