import Geospatial
import Testing

@Suite struct `Which area holds a point` {
  @Test func `the first that does, its edge included, and none for what is outside or not finite`() throws {
    var ringed = square(10, 0, side: 3)
    ringed.holes = [ring([(11, 1), (11, 2), (12, 2), (12, 1)])]
    let areas = [[square(0, 0)], [square(1, 0), square(5, 5)], [ringed], [], [square(0, 0, side: 20)]]
    let points = PlanarPoints([
      PlanarPoint(x: 0.5, y: 0.5),
      PlanarPoint(x: 1, y: 0.5),  // the edge of two squares
      PlanarPoint(x: 1.5, y: 0.5),
      PlanarPoint(x: 6, y: 6),  // a corner of the second polygon
      PlanarPoint(x: 10.5, y: 0.5),
      PlanarPoint(x: 11.5, y: 1.5),  // in the hole, so in the square round all
      PlanarPoint(x: 11, y: 1.5),  // on the hole's edge
      PlanarPoint(x: -1, y: 0),
      PlanarPoint(x: .nan, y: 0.5),
      PlanarPoint(x: 0.5, y: .infinity),
    ])
    let engine = try GeometryEngine()
    #expect(try engine.locate(points, in: areas) == [0, 0, 1, 1, 2, 4, 2, -1, -1, -1])
    #expect(try engine.locate(points, in: []) == [Int32](repeating: -1, count: 10))
    #expect(try engine.locate(PlanarPoints(), in: areas).isEmpty)
  }

  @Test func `polygons of one area may overlap`() throws {
    let engine = try GeometryEngine()
    let both = PlanarPoints(xs: [1.5], ys: [1.5])
    #expect(try engine.locate(both, in: [[square(0, 0, side: 2), square(1, 1, side: 2)]]) == [0])
  }

  @Test func `a lattice of squares is found as division finds it`() throws {
    var areas: [[Polygon<PlanarPoint>]] = []
    for row in 0..<30 { for column in 0..<30 { areas.append([square(Double(column), Double(row))]) } }
    var points = PlanarPoints()
    var expected: [Int32] = []
    var state: UInt64 = 3
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 * 32 - 1
    }
    for _ in 0..<5_000 {
      let point = PlanarPoint(x: draw(), y: draw())
      let (column, row) = (Int(point.x.rounded(.down)), Int(point.y.rounded(.down)))
      points.append(point)
      expected.append((0..<30).contains(column) && (0..<30).contains(row) ? Int32(row * 30 + column) : -1)
    }
    let engine = try GeometryEngine()
    #expect(try engine.locate(points, in: areas) == expected)
  }
}

@Suite struct `Measuring areas` {
  @Test func `holes are taken off, and overlaps count twice`() throws {
    var ringed = square(0, 0, side: 3)
    ringed.holes = [ring([(1, 1), (1, 2), (2, 2), (2, 1)])]
    let engine = try GeometryEngine()
    #expect(try engine.area(of: [ringed]) == 8)
    #expect(try engine.area(of: [ringed, square(0, 0, side: 2)]) == 12)
    // Far from the plane's origin the last digits stay.
    #expect(try engine.area(of: [square(1_000_000, 1_000_000, side: 0.125)]) == 0.015625)
  }

  @Test func `a place inside lies neither in a hole nor in a bay`() throws {
    var ringed = square(0, 0, side: 3)
    ringed.holes = [ring([(0.5, 0.5), (0.5, 2.5), (2.5, 2.5), (2.5, 0.5)])]
    let hook = polygon([(0, 0), (9, 0), (9, 1), (1, 1), (1, 8), (9, 8), (9, 9), (0, 9)])
    let engine = try GeometryEngine()
    for area in [ringed, hook] {
      let place = try engine.interiorPoint(of: area)
      #expect(try engine.locate(PlanarPoints([place]), in: [[area]]) == [0])
    }
  }

  @Test func `GEOS says its version without that of its C interface`() {
    #expect(GeometryEngine.version.split(separator: ".").count == 3)
    #expect(GeometryEngine.version.allSatisfy { $0.isNumber || $0 == "." })
  }
}
