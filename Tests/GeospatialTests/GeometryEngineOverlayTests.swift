import Geospatial
import Testing

@Suite struct `Joining areas` {
  @Test func `a ring of eight squares leaves one hole`() throws {
    let cells = [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)]
      .map { square(Double($0.0), Double($0.1)) }
    let joined = try GeometryEngine().dissolve(cells)
    try #require(joined.count == 1 && joined[0].holes.count == 1)
    #expect(twiceArea(joined[0].exterior) == 18)
    #expect(twiceArea(joined[0].holes[0]) == -2)
    #expect(joined[0].exterior.first == PlanarPoint(x: 0, y: 0))
    #expect(joined[0].exterior.last == PlanarPoint(x: 0, y: 0))
    #expect(joined[0].holes[0] == ring([(1, 1), (1, 2), (2, 2), (2, 1)]))
  }

  @Test func `squares that touch in a corner stay two, and squares apart stay apart, from west to east`()
    throws
  {
    let joined = try GeometryEngine().dissolve([square(5, 0), square(1, 1), square(0, 0)])
    #expect(joined == [square(0, 0), square(1, 1), square(5, 0)])
  }

  @Test func `what overlaps becomes one`() throws {
    let joined = try GeometryEngine().dissolve([square(0, 0, side: 2), square(1, 1, side: 2)])
    #expect(joined == [polygon([(0, 0), (2, 0), (2, 1), (3, 1), (3, 3), (1, 3), (1, 2), (0, 2)])])
  }

  @Test func `the same areas in any order, from any corner and either way round give the same bytes`() throws
  {
    // Triangles whose edges cross at places that no double holds.
    var state: UInt64 = 11
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 * 100
    }
    var areas: [Polygon<PlanarPoint>] = []
    for _ in 0..<60 { areas.append(polygon([(draw(), draw()), (draw(), draw()), (draw(), draw())])) }
    let engine = try GeometryEngine()
    let expected = try engine.dissolve(areas)
    #expect(!expected.isEmpty)
    for turn in 1...5 {
      let shuffled = areas.map { (draw(), $0) }.sorted { $0.0 < $1.0 }.map { draw, area in
        var open = Array(area.exterior.dropLast())
        open = Array(open[(turn % 3)...] + open[..<(turn % 3)])
        if draw < 50 { open.reverse() }
        return Polygon(exterior: open + open.prefix(1))
      }
      #expect(try engine.dissolve(shuffled) == expected)
    }
  }

  @Test func `a lattice closes the cracks between corners that differ in their last digits`() throws {
    let near = 1 + 0x1p-50
    let left = polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    let right = polygon([(near, 0), (2, 0), (2, 1), (near, 1)])
    let engine = try GeometryEngine()
    #expect(try engine.dissolve([left, right]).count == 2)
    let joined = try engine.dissolve([left, right], snappedTo: 0.001)
    #expect(joined.count == 1)
    #expect(try engine.area(of: joined) == 2)
  }

  @Test func `nothing joined is nothing`() throws {
    let engine = try GeometryEngine()
    #expect(try engine.dissolve([]).isEmpty)
    #expect(try engine.clip([], to: [square(0, 0)]).isEmpty)
    #expect(try engine.clip([square(0, 0)], to: []).isEmpty)
    #expect(try engine.repaired([]).isEmpty)
    #expect(try engine.area(of: []) == 0)
  }
}

@Suite struct `Clipping areas` {
  @Test func `only what lies in the outline is left, and touching is not lying in`() throws {
    let engine = try GeometryEngine()
    let outline = [square(0, 0, side: 2)]
    let clipped = try engine.clip([square(1, 1, side: 2), square(2, 0), square(9, 9)], to: outline)
    #expect(clipped == [square(1, 1)])
    // Along an edge and in a corner there is a line and a point in common, and no area.
    #expect(try engine.clip([square(2, 0), square(2, 2)], to: outline).isEmpty)
  }

  @Test func `a hole in the outline is cut out`() throws {
    var outline = square(0, 0, side: 4)
    outline.holes = [ring([(1, 1), (1, 3), (3, 3), (3, 1)])]
    let engine = try GeometryEngine()
    let clipped = try engine.clip([square(0, 0, side: 3), square(0, 0, side: 2)], to: [outline])
    #expect(try engine.area(of: clipped) == 5)
  }
}

@Suite struct `Repairing areas` {
  @Test func `a bow tie becomes its two wings`() throws {
    let engine = try GeometryEngine()
    let repaired = try engine.repaired([polygon([(0, 0), (2, 2), (2, 0), (0, 2)])])
    #expect(repaired == [polygon([(0, 0), (1, 1), (0, 2)]), polygon([(1, 1), (2, 0), (2, 2)])])
  }

  @Test func `a spike goes, and a sound area comes back as it was`() throws {
    let engine = try GeometryEngine()
    let spiked = polygon([(0, 0), (1, 0), (1, 1), (1, 5), (1, 1), (0, 1)])
    let clockwise = polygon([(8, 8), (8, 9), (9, 9)])
    let repaired = try engine.repaired([clockwise, spiked])
    #expect(repaired.first == clockwise)
    #expect(repaired.count == 2)
    #expect(try engine.area(of: repaired) == 1.5)
  }

  @Test func `what is beyond repair is refused by its number`() throws {
    let engine = try GeometryEngine()
    let flat = polygon([(0, 0), (1, 1), (2, 2)])
    expectError(containing: ["polygon 3 ", "beyond repair"]) {
      _ = try GeometryEngine().repaired([square(0, 0), square(1, 0), flat])
    }
    #expect(try engine.repaired([square(0, 0)]) == [square(0, 0)])
  }

  @Test func `an area that crosses itself is not joined before it is repaired`() throws {
    let tie = polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    expectError(containing: ["polygon 2 ", "self-intersection", "repair"]) {
      _ = try GeometryEngine().dissolve([square(0, 0), tie])
    }
    expectError(containing: ["polygon 1 ", "repair"]) {
      _ = try GeometryEngine().clip([square(0, 0)], to: [tie])
    }
  }
}

@Suite struct `What GEOS would crash on` {
  static let unsound: [(Polygon<PlanarPoint>, String)] = [
    (Polygon(exterior: []), "0 points"), (Polygon(exterior: Array(ring([(0, 0), (1, 0)]))), "3 points"),
    (polygon([(0, 0), (1, .nan), (1, 1)]), "not finite"),
    (polygon([(0, 0), (.infinity, 0), (1, 1)]), "not finite"),
    (Polygon(exterior: square(0, 0).exterior.dropLast()), "open"),
    (Polygon(exterior: square(0, 0).exterior, holes: [[]]), "hole 1 has 0 points"),
    (
      Polygon(
        exterior: square(0, 0).exterior, holes: [square(0, 0).exterior, ring([(.nan, 0), (1, 0), (1, 1)])]),
      "hole 2 has a coordinate"
    ),
  ]

  @Test(arguments: unsound)
  func `is refused by the polygon's number, whatever is asked`(area: Polygon<PlanarPoint>, reason: String) {
    let areas = [square(0, 0), area]
    let words = ["polygon 2:", reason]
    expectError(containing: words) { _ = try GeometryEngine().dissolve(areas) }
    expectError(containing: words) { _ = try GeometryEngine().clip(areas, to: [square(0, 0)]) }
    expectError(containing: words) { _ = try GeometryEngine().clip([square(0, 0)], to: areas) }
    expectError(containing: words) { _ = try GeometryEngine().area(of: areas) }
    expectError(containing: words) { _ = try GeometryEngine().repaired(areas) }
    expectError(containing: words) {
      _ = try GeometryEngine().locate(PlanarPoints(xs: [0], ys: [0]), in: [[areas[0]], [areas[1]]])
    }
    expectError(containing: [reason]) { _ = try GeometryEngine().interiorPoint(of: area) }
  }
}

/// Expects an error whose sentence holds all the words.
private func expectError(
  containing words: [String], sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
  #expect(sourceLocation: sourceLocation) {
    try body()
  } throws: { error in
    words.allSatisfy { "\(error)".contains($0) }
  }
}
