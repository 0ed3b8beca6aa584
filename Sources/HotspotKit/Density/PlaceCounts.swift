internal import Geospatial

/// The places at which incidents stand, each once with how many stand there, in tiles for finding neighbours.
///
/// Tiles stand row by row from the south, and in a tile places go from west to east: so that sums over places depend
/// neither on the order of the rows nor on the number of threads.
struct PlaceCounts: Sendable {
  /// Eastings, in metres.
  private(set) var xs: [Double] = []
  /// Northings, in metres.
  private(set) var ys: [Double] = []
  /// How many incidents stand at each place.
  private(set) var counts: [Double] = []
  /// The place of each incident.
  private(set) var placeOfIncident: [Int32]

  private let west: Double
  private let south: Double
  /// The side of a tile, in metres.
  let side: Double
  private let columns: Int
  private let rows: Int
  private var starts: [Int] = []

  /// How many places there are.
  var count: Int { xs.count }

  /// How many incidents share their place with another one.
  var sharing: Int { Int(counts.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }) }

  /// Time O(incidents + places · log places).
  init(of points: PlanarPoints) {
    var known = EqualPlaces()
    var met: [Double] = []
    placeOfIncident = (0..<points.count).map { index in
      let place = known.number(of: SIMD2(points.xs[index], points.ys[index]))
      if place == met.count { met.append(1) } else { met[place] += 1 }
      return Int32(truncatingIfNeeded: place)
    }
    let places = known.places
    let extent = PlanarExtent(of: places.lazy.map { PlanarPoint(x: $0.x, y: $0.y) })
    (west, south) = (extent?.west ?? 0, extent?.south ?? 0)
    let (width, height) = ((extent?.east ?? 0) - west, (extent?.north ?? 0) - south)
    // Some four places to a tile, and no more tiles than places even where all stand on one line.
    let share = 4 / Double(max(places.count, 1))
    side = max((width * height * share).squareRoot(), max(width, height) * share, 1e-3)
    columns = Int(width / side) + 1
    rows = Int(height / side) + 1
    let tiles = places.map { [west, south, side, columns, rows] place in
      min(Int((place.y - south) / side), rows - 1) * columns + min(Int((place.x - west) / side), columns - 1)
    }
    let order = places.indices.sorted {
      (tiles[$0], places[$0].x, places[$0].y) < (tiles[$1], places[$1].x, places[$1].y)
    }
    var rank = [Int32](repeating: 0, count: places.count)
    starts = [Int](repeating: 0, count: columns * rows + 1)
    for (slot, place) in order.enumerated() {
      rank[place] = Int32(slot)
      starts[tiles[place] + 1] += 1
    }
    for tile in 0..<columns * rows { starts[tile + 1] += starts[tile] }
    xs = order.map { places[$0].x }
    ys = order.map { places[$0].y }
    counts = order.map { met[$0] }
    for index in placeOfIncident.indices { placeOfIncident[index] = rank[Int(placeOfIncident[index])] }
  }

  /// The sum of something over the places of all tiles that reach into the square round a place.
  @inline(__always) func sum(
    round x: Double, _ y: Double, reach: Double, _ term: (_ place: Int, _ squaredDistance: Double) -> Double
  ) -> Double {
    var sum = 0.0
    let first = column(at: x - reach)
    let last = column(at: x + reach)
    for row in row(at: y - reach)...row(at: y + reach) {
      for place in starts[row * columns + first]..<starts[row * columns + last + 1] {
        let (dx, dy) = (xs[place] - x, ys[place] - y)
        sum += term(place, dx * dx + dy * dy)
      }
    }
    return sum
  }

  /// Hands over every place after a place, in their order, that is less than `reach` away.
  ///
  /// So each pair of places is met once, by the first of the two.
  @inline(__always) func visit(
    after place: Int, reach: Double, _ body: (_ other: Int, _ squaredDistance: Double) -> Void
  ) {
    let (x, y) = (xs[place], ys[place])
    let (first, last) = (column(at: x - reach), column(at: x + reach))
    let square = reach * reach
    for row in row(at: y)...row(at: y + reach) {
      let start = max(starts[row * columns + first], place + 1)
      let end = starts[row * columns + last + 1]
      guard start < end else { continue }
      for other in start..<end {
        let (dx, dy) = (xs[other] - x, ys[other] - y)
        let distance = dx * dx + dy * dy
        if distance < square { body(other, distance) }
      }
    }
  }

  private func column(at x: Double) -> Int { Int(min(max((x - west) / side, 0), Double(columns - 1))) }
  private func row(at y: Double) -> Int { Int(min(max((y - south) / side, 0), Double(rows - 1))) }

  /// How far off the nearest other place is, for each place, in metres; infinite where there is none.
  func nearestDistances(bands: Bands) async -> [Double] {
    await bands.map(count) { places in places.map { nearestDistance(of: $0) } }.flatMap(\.self)
  }

  private func nearestDistance(of place: Int) -> Double {
    guard count > 1 else { return .infinity }
    var reach = side
    while true {
      var least = Double.infinity
      _ = sum(round: xs[place], ys[place], reach: reach) { other, square in
        if other != place { least = min(least, square) }
        return 0
      }
      if least <= reach * reach { return least.squareRoot() }
      reach *= 2
    }
  }
}

extension [Double] {
  /// The middle value, the mean of the two middle ones where their number is even; `nil` of none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
