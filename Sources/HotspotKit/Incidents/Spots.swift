internal import Files
internal import Geospatial

/// Where rows stand: where many share their places, each place once, and for each row the number of its own.
///
/// Published records repeat their coordinates: 198,711 rows of Essex stand on 19,315. What is asked of a place, where it lies on a
/// plane or whether it is inside an area, is then asked once for all its rows, and a row takes four bytes for sixteen.
struct Spots: Sendable {
  /// The places along x, in the order in which the rows first met them; in metres, or as in the rows' file.
  let xs: [Double]

  /// The places along y.
  let ys: [Double]

  /// The place of each row; `nil` where each row has a place of its own.
  let numbers: [Int32]?

  /// Places, and which of them each row has; each row its own where that is `nil`.
  init(xs: [Double], ys: [Double], numbers: [Int32]?) { (self.xs, self.ys, self.numbers) = (xs, ys, numbers) }

  /// Places on a plane, in metres.
  init(_ points: PlanarPoints, numbers: [Int32]? = nil) {
    self.init(xs: points.xs, ys: points.ys, numbers: numbers)
  }

  /// How many rows there are.
  var count: Int { numbers?.count ?? xs.count }

  /// The number of a row's place.
  @inline(__always) func place(_ row: Int) -> Int { numbers.map { Int($0[row]) } ?? row }

  /// Where a row stands along x.
  @inline(__always) func x(_ row: Int) -> Double { xs[place(row)] }

  /// Where a row stands along y.
  @inline(__always) func y(_ row: Int) -> Double { ys[place(row)] }

  /// Where a row stands, in metres; of places on a plane.
  @inline(__always) func point(_ row: Int) -> PlanarPoint {
    let place = place(row)
    return PlanarPoint(x: xs[place], y: ys[place])
  }

  /// Where all rows stand, in metres; of places on a plane.
  var points: PlanarPoints { PlanarPoints(xs: spread(xs), ys: spread(ys)) }

  /// The places themselves, in metres, no row without its own among them.
  var places: PlanarPoints { PlanarPoints(xs: xs, ys: ys) }

  /// What is known of each place, said of each row.
  func spread<Value: BitwiseCopyable>(_ values: [Value]) -> [Value] {
    guard let numbers, let first = values.first else { return values }
    var spread = HugePages.repeating(first, numbers.count)
    var rows = spread.mutableSpan
    let (places, known) = (numbers.span, values.span)
    for row in 0..<numbers.count { rows[row] = known[Int(places[row])] }
    return spread
  }

  /// What stands at each place: the sum of its rows' weights in their order, or their number.
  func sums(of weights: [Double]?) -> [Double] {
    guard let numbers else { return weights ?? [Double](repeating: 1, count: xs.count) }
    var sums = [Double](repeating: 0, count: xs.count)
    var summed = sums.mutableSpan
    let places = numbers.span
    if let weights = weights?.span {
      for row in 0..<places.count { summed[Int(places[row])] += weights[row] }
    } else {
      for row in 0..<places.count { summed[Int(places[row])] += 1 }
    }
    return sums
  }

  /// The same of some of the rows; places that none of them has are left out.
  func of(_ rows: RowList) -> Spots {
    if rows.isWhole { return self }
    guard let numbers else { return Spots(xs: rows.of(xs), ys: rows.of(ys), numbers: nil) }
    return Spots(xs: xs, ys: ys, numbers: rows.of(numbers)).withoutEmpty
  }

  /// The same without places that no row has, in the order in which the rows first meet them.
  var withoutEmpty: Spots {
    guard let numbers else { return self }
    var known = [Int32](repeating: -1, count: xs.count)
    var (keptX, keptY): ([Double], [Double]) = ([], [])
    let renumbered = numbers.map { number in
      let place = Int(number)
      if known[place] < 0 {
        known[place] = Int32(truncatingIfNeeded: keptX.count)
        keptX.append(xs[place])
        keptY.append(ys[place])
      }
      return known[place]
    }
    return Spots(xs: keptX, ys: keptY, numbers: renumbered)
  }
}

extension Spots {
  /// The shared places of points; `nil` where too few are equal, so that a table would cost more than it saves.
  ///
  /// Time O(points).
  init?(joining points: PlanarPoints) {
    guard let few = Self.expected(points.xs, points.ys), few * 2 < points.count else { return nil }
    var table = EqualPlaces(room: few)
    var numbers: [Int32] = []
    HugePages.reserve(&numbers, points.count)
    table.number(points.xs, points.ys, 0..<points.count, to: &numbers)
    self.init(xs: table.places.map { $0.x }, ys: table.places.map { $0.y }, numbers: numbers)
  }

  /// How many places some points have, about, by how often two of a sample stand on the same one; `nil` where too few do
  /// to tell.
  private static func expected(_ xs: [Double], _ ys: [Double]) -> Int? {
    let step = max(1, xs.count / 16_384)
    var table = EqualPlaces(room: 16_384)
    var seen = 0
    for index in stride(from: 0, to: xs.count, by: step) {
      seen += 1
      _ = table.number(of: SIMD2(xs[index], ys[index]))
    }
    let met = seen - table.places.count
    guard met > seen / 200 else { return nil }
    // Of all pairs in the sample so many are equal, so one in as many as there are places.
    return step == 1 ? table.places.count : seen * seen / (2 * met)
  }
}
