internal import Geospatial

/// The county's border and its six districts, which tile it exactly.
///
/// A lattice of 4 × 3 corners, each moved a little, whose edges wind like a coast. Neighbours share an edge point
/// by point, and the county's border is made of the outer ones.
struct SampleOutline {
  /// The districts' rings, closed and counter-clockwise: the southern three from west to east, then the northern.
  let districts: [[SamplePlace]]

  /// The county's ring, closed and counter-clockwise.
  let boundary: [SamplePlace]

  /// The middles of the lattice's cells, one per district.
  let middles: [PlanarPoint]

  /// Half of the county's width and height, in metres, before its corners are moved.
  static let half = PlanarPoint(x: 20_000, y: 15_000)

  init(random: inout SeededRandom) {
    var corners: [[PlanarPoint]] = []
    for row in 0...2 {
      var line: [PlanarPoint] = []
      for column in 0...3 {
        line.append(
          PlanarPoint(
            x: Double(column * 2 - 3) / 3 * Self.half.x + random.around(nought: 1200),
            y: Double(row - 1) * Self.half.y + random.around(nought: 1200)))
      }
      corners.append(line)
    }
    // Eastward edges by row and column, then northward ones.
    var eastward: [[[SamplePlace]]] = []
    for row in 0...2 {
      eastward.append([])
      for column in 0...2 {
        eastward[row].append(Self.edge(corners[row][column], corners[row][column + 1], &random))
      }
    }
    var northward: [[[SamplePlace]]] = []
    for row in 0...1 {
      northward.append([])
      for column in 0...3 {
        northward[row].append(Self.edge(corners[row][column], corners[row + 1][column], &random))
      }
    }
    var rings: [[SamplePlace]] = []
    var middles: [PlanarPoint] = []
    for row in 0...1 {
      for column in 0...2 {
        rings.append(
          Self.ring([
            eastward[row][column], northward[row][column + 1],
            eastward[row + 1][column].reversed(), northward[row][column].reversed(),
          ]))
        let four = [
          corners[row][column], corners[row][column + 1], corners[row + 1][column],
          corners[row + 1][column + 1],
        ]
        middles.append(
          PlanarPoint(
            x: four.reduce(0) { $0 + $1.x } / 4, y: four.reduce(0) { $0 + $1.y } / 4))
      }
    }
    districts = rings
    self.middles = middles
    boundary = Self.ring(
      eastward[0] + northward.map { $0[3] } + eastward[2].reversed().map { $0.reversed() }
        + northward.reversed().map { $0[0].reversed() })
  }

  /// The district in which a place lies, or `nil` outside the county.
  func district(of place: SamplePlace) -> Int? {
    districts.firstIndex { Self.contains(place, ring: $0) }
  }

  /// Whether a place lies in a closed ring (counted in whole numbers: no rounding).
  static func contains(_ place: SamplePlace, ring: [SamplePlace]) -> Bool {
    var inside = false
    var a = ring[0]
    for b in ring {
      if (a.north > place.north) != (b.north > place.north) {
        let cross =
          (b.east - a.east) * (place.north - a.north) - (place.east - a.east) * (b.north - a.north)
        if (cross > 0) == (b.north > a.north) { inside.toggle() }
      }
      a = b
    }
    return inside
  }

  private static func edge(
    _ start: PlanarPoint, _ end: PlanarPoint, _ random: inout SeededRandom
  ) -> [SamplePlace] {
    winding(from: start, to: end, levels: 6, swing: 0.10, random: &random).map(SamplePlane.place)
  }

  private static func ring(_ edges: [[SamplePlace]]) -> [SamplePlace] {
    edges.reduce(into: []) { $0.append(contentsOf: $1.dropLast()) } + [edges[0][0]]
  }

  /// A line of 2^levels pieces that winds from a start to an end, both included.
  ///
  /// Each piece's middle moves sideways by up to `swing` of its length, less at each level: the line leaves its
  /// chord by no more than 32° at a swing of 0.1, so that edges from one corner cannot cross.
  static func winding(
    from start: PlanarPoint, to end: PlanarPoint, levels: Int, swing: Double, random: inout SeededRandom
  ) -> [PlanarPoint] {
    var line = [start, end]
    var reach = swing
    for _ in 0..<levels {
      var finer = [line[0]]
      for (a, b) in zip(line, line.dropFirst()) {
        let aside = random.around(nought: reach)
        finer.append(
          PlanarPoint(x: (a.x + b.x) / 2 - aside * (b.y - a.y), y: (a.y + b.y) / 2 + aside * (b.x - a.x)))
        finer.append(b)
      }
      line = finer
      reach *= 0.65
    }
    return line
  }
}

extension SeededRandom {
  /// A number between `−reach` and `reach`, each as likely as the other.
  mutating func around(nought reach: Double) -> Double { (unit() * 2 - 1) * reach }
}
