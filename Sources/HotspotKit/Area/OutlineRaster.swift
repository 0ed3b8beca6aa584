internal import Geospatial

/// An outline laid over a raster, so that most places are found inside or outside without a look at any edge.
///
/// A square of the raster that no edge touches lies inside or outside as a whole; only for places in the others is
/// GEOS asked. The answer is GEOS's own for every place. Memory a megabyte.
struct OutlineRaster {
  private enum Square: UInt8 { case outside, inside, edge }

  private static let side = 1024
  private let outline: Outline
  private var squares = [Square](repeating: .outside, count: side * side)
  private let width: Double
  private let height: Double

  /// Time O(edges × squares that they cross + squares).
  init(_ outline: Outline) {
    self.outline = outline
    // A hair wider than the extent, so that its last line falls into the last square.
    width = (outline.extent.east - outline.extent.west) / Double(Self.side) * 1.000_001 + 1e-6
    height = (outline.extent.north - outline.extent.south) / Double(Self.side) * 1.000_001 + 1e-6
    let middles = (0..<Self.side).map { outline.extent.south + (Double($0) + 0.5) * height }
    for (row, spans) in outline.spans(at: middles).enumerated() {
      for span in spans {
        for column in column(of: span.lowerBound)...column(of: span.upperBound) {
          squares[row * Self.side + column] = .inside
        }
      }
    }
    // Edges come last: a square that one touches is neither inside nor outside.
    for ring in outline.polygons.flatMap(\.rings) {
      for (a, b) in zip(ring, ring.dropFirst()) { mark(from: a, to: b) }
    }
  }

  private func column(of x: Double) -> Int {
    min(max(Int((x - outline.extent.west) / width), 0), Self.side - 1)
  }

  private func row(of y: Double) -> Int {
    min(max(Int((y - outline.extent.south) / height), 0), Self.side - 1)
  }

  /// Marks the squares that an edge touches, row by row, and one more on either side for what rounding may hide.
  private mutating func mark(from a: PlanarPoint, to b: PlanarPoint) {
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    for row in max(0, row(of: low.y) - 1)...min(Self.side - 1, row(of: high.y) + 1) {
      let south = outline.extent.south + Double(row) * height
      func x(at y: Double) -> Double {
        high.y == low.y
          ? low.x : low.x + (min(max(y, low.y), high.y) - low.y) / (high.y - low.y) * (high.x - low.x)
      }
      var xs = [x(at: south - height), x(at: south + 2 * height)]
      if high.y == low.y { xs = [low.x, high.x] }
      let west = column(of: min(xs[0], xs[1]))
      let east = column(of: max(xs[0], xs[1]))
      for column in max(0, west - 1)...min(Self.side - 1, east + 1) {
        squares[row * Self.side + column] = .edge
      }
    }
  }

  /// Whether each of some places lies inside, the edge included; what is not finite lies outside.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when GEOS cannot tell.
  func holds(_ points: PlanarPoints) throws(HotspotError) -> [Bool] {
    var holds = [Bool](repeating: false, count: points.count)
    var asked: [Int] = []
    let extent = outline.extent
    for index in holds.indices {
      let (x, y) = (points.xs[index], points.ys[index])
      // A NaN fails every comparison.
      guard x >= extent.west, x <= extent.east, y >= extent.south, y <= extent.north else { continue }
      switch squares[row(of: y) * Self.side + column(of: x)] {
      case .outside: continue
      case .inside: holds[index] = true
      case .edge: asked.append(index)
      }
    }
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      let places = PlanarPoints(xs: asked.map { points.xs[$0] }, ys: asked.map { points.ys[$0] })
      let answers = try engine.locate(places, in: [outline.polygons])
      for (number, index) in asked.enumerated() { holds[index] = answers[number] >= 0 }
    } catch {
      throw .geospatial(error)
    }
    return holds
  }
}
