internal import Geospatial
internal import Glibc

/// The edges of areas, cut into short pieces and sorted into tiles, so that those near a place are found fast.
///
/// Inside lies to the left of every piece. A piece may carry a weight, that of the area it belongs to.
struct OutlineEdges: Sendable {
  /// A stretch of an edge: the whole edge, and from which share of it to which. So all pieces of one edge lie on one line, to
  /// the last bit.
  private struct Piece {
    var start: SIMD2<Double>
    var end: SIMD2<Double>
    var from: Double
    var to: Double
    var weight: Double
    var owner: Int32
  }

  private var pieces: [Piece] = []
  private var starts: [Int] = [0]
  private var west = 0.0
  private var south = 0.0
  private var columns = 0
  private var rows = 0
  /// The side of a tile and the longest piece, in metres.
  private var side = 1.0

  /// The edges of areas that each have a weight, one without; pieces are about `length` metres long, or longer where there
  /// would be too many. Time O(edges + pieces).
  init(_ areas: [[Polygon<PlanarPoint>]], weights: [Double]? = nil, pieces length: Double) {
    let corners = areas.joined().flatMap(\.exterior)
    guard let extent = PlanarExtent(of: corners) else { return }
    let (width, height) = (extent.east - extent.west, extent.north - extent.south)
    (west, south) = (extent.west, extent.south)
    side = max(length, max(width, height) / 512, 1e-3)
    columns = Int(width / side) + 1
    rows = Int(height / side) + 1
    var cut: [Piece] = []
    for (area, polygons) in areas.enumerated() {
      let weight = weights?[area] ?? 1
      guard weight != 0 else { continue }
      for polygon in polygons {
        for (number, ring) in polygon.rings.enumerated() {
          let isTurned = ring.runsCounterclockwise != (number == 0)
          for (a, b) in zip(ring, ring.dropFirst()) {
            let (from, to) = isTurned ? (b, a) : (a, b)
            append(from, to, weight, of: Int32(area), to: &cut)
          }
        }
      }
    }
    let tiles = cut.map { piece in
      let middle = piece.start + (piece.end - piece.start) * ((piece.from + piece.to) / 2)
      return row(at: middle.y) * columns + column(at: middle.x)
    }
    starts = [Int](repeating: 0, count: columns * rows + 1)
    for tile in tiles { starts[tile + 1] += 1 }
    for tile in 0..<columns * rows { starts[tile + 1] += starts[tile] }
    var next = starts
    pieces = [Piece](
      repeating: Piece(start: .zero, end: .zero, from: 0, to: 0, weight: 0, owner: 0), count: cut.count)
    for (piece, tile) in zip(cut, tiles) {
      pieces[next[tile]] = piece
      next[tile] += 1
    }
  }

  private func append(
    _ a: PlanarPoint, _ b: PlanarPoint, _ weight: Double, of owner: Int32, to cut: inout [Piece]
  ) {
    let (start, end) = (SIMD2(a.x, a.y), SIMD2(b.x, b.y))
    let length = ((end - start) * (end - start)).sum().squareRoot()
    guard length > 0 else { return }
    let count = (length / side).rounded(.up)
    for number in 0..<Int(count) {
      cut.append(
        Piece(
          start: start, end: end, from: Double(number) / count, to: Double(number + 1) / count,
          weight: weight,
          owner: owner))
    }
  }

  private func column(at x: Double) -> Int { Int(min(max((x - west) / side, 0), Double(columns - 1))) }
  private func row(at y: Double) -> Int { Int(min(max((y - south) / side, 0), Double(rows - 1))) }

  /// A piece as it is seen from a place: on a line `aside` metres off, to the left of which inside lies, and between two places
  /// along it measured from the line's nearest point.
  private struct View {
    let aside: Double
    let from: Double
    let to: Double
    let direction: SIMD2<Double>
    let weight: Double
    let owner: Int32
    /// Whether the place is an end of the edge itself.
    let isCorner: Bool
  }

  /// Hands over every piece that may lie within reach of a place; others too.
  @inline(__always) private func visit(
    round place: SIMD2<Double>, reach: Double, _ body: (View) -> Void
  ) {
    guard columns > 0 else { return }
    let wide = reach + side / 2
    let (first, last) = (column(at: place.x - wide), column(at: place.x + wide))
    for row in row(at: place.y - wide)...row(at: place.y + wide) {
      for index in starts[row * columns + first]..<starts[row * columns + last + 1] {
        let piece = pieces[index]
        let (start, end) = (piece.start - place, piece.end - place)
        let way = end - start
        let length = (way * way).sum().squareRoot()
        let direction = way / length
        let along = (start * direction).sum()
        body(
          View(
            aside: (start.x * end.y - start.y * end.x) / length, from: along + length * piece.from,
            to: along + length * piece.to, direction: direction, weight: piece.weight,
            owner: piece.owner,
            isCorner: start == .zero || end == .zero))
      }
    }
  }

  /// How far the nearest edge is, in metres; `limit` where none is nearer.
  func distance(to x: Double, _ y: Double, upTo limit: Double) -> Double {
    var least = limit * limit
    visit(round: SIMD2(x, y), reach: limit) { piece in
      let along = min(max(0, piece.from), piece.to)
      least = min(least, piece.aside * piece.aside + along * along)
    }
    return least.squareRoot()
  }

  /// The share of a circle that lies inside, for a circle that has at least one place inside.
  ///
  /// Going round counter-clockwise the circle comes in where an edge leaves its disc, and goes out where one enters.
  func insideShare(of radius: Double, round x: Double, _ y: Double) -> Double {
    var turns = 0.0
    visit(round: SIMD2(x, y), reach: radius) { piece in
      let left = radius * radius - piece.aside * piece.aside
      guard left > 0 else { return }
      let half = left.squareRoot()
      // The line's nearest point lies to the right of its direction where the place lies to its left.
      let foot = SIMD2(piece.direction.y, -piece.direction.x) * piece.aside
      for (crossing, sign) in [(-half, 1.0), (half, -1.0)] where crossing >= piece.from && crossing < piece.to
      {
        let point = foot + piece.direction * crossing
        turns += sign * atan2(point.y, point.x) / (2 * Double.pi)
      }
    }
    let share = turns - turns.rounded(.down)
    return share == 0 ? 1 : share
  }

  /// Σ over pieces of weight · what of a kernel lies beyond the piece, as seen from a place within the angle of the piece.
  ///
  /// Positive where the place lies to the left of the piece. Of a kernel at a place inside one area of weight one, one less
  /// this lies in the area, up to whole turns.
  func beyond(_ tail: KernelTail, from x: Double, _ y: Double) -> Beyond {
    var beyond = Beyond()
    visit(round: SIMD2(x, y), reach: tail.reach) { piece in
      if piece.isCorner { beyond.isOnCorner = true }
      guard abs(piece.aside) < tail.reach else { return }
      if piece.aside == 0, piece.from <= 0, piece.to > 0 { beyond.isOnEdge = true }
      let integral = tail.integral(distance: abs(piece.aside), from: piece.from, to: piece.to)
      beyond.sum += piece.aside < 0 ? -piece.weight * integral : piece.weight * integral
    }
    return beyond
  }

  /// The parts of that sum, each with the number of the area whose piece it is; whether the place is a corner of one.
  ///
  /// So an index of many areas answers for all of them at once.
  @inline(__always) func eachBeyond(
    _ tail: some RadialTail, from x: Double, _ y: Double, _ take: (_ area: Int, _ part: Double) -> Void
  ) -> Bool {
    var isOnCorner = false
    visit(round: SIMD2(x, y), reach: tail.reach) { piece in
      if piece.isCorner { isOnCorner = true }
      guard abs(piece.aside) < tail.reach else { return }
      let integral = tail.integral(distance: abs(piece.aside), from: piece.from, to: piece.to)
      if integral != 0 {
        take(Int(piece.owner), piece.aside < 0 ? -piece.weight * integral : piece.weight * integral)
      }
    }
    return isOnCorner
  }

  /// What is found beyond pieces, and whether the place stands on one, where the angle of the piece is not one number.
  struct Beyond {
    var sum = 0.0
    /// On an edge: the sum is right up to a whole turn for one area, and not for several.
    var isOnEdge = false
    /// On a corner: the sum lacks the angle of the corner.
    var isOnCorner = false
  }

  /// How far aside a place on a corner or on an edge is taken, in metres: a thousandth of a millimetre moves what lies inside
  /// by that over the bandwidth.
  static let aside = SIMD2(1e-6, 0.7e-6)
}

extension [PlanarPoint] {
  /// Whether a closed ring runs counter-clockwise; measured from its first corner, so that no digits are lost.
  fileprivate var runsCounterclockwise: Bool {
    guard let origin = first else { return true }
    return zip(self, dropFirst()).reduce(0.0) { sum, edge in
      sum + (edge.0.x - origin.x) * (edge.1.y - origin.y) - (edge.1.x - origin.x) * (edge.0.y - origin.y)
    } > 0
  }
}
