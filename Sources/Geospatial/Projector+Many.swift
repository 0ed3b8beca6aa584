public import Files
internal import CPROJ

/// How many places were put on a plane, and how far that can be from what PROJ would have said.
public struct ProjectionWay: Hashable, Sendable {
  /// Places whose metres come from a polynomial.
  public let byPolynomial: Int

  /// Places for which PROJ itself was asked.
  public let byPROJ: Int

  /// The largest distance between polynomials and PROJ that the checks found, in metres.
  public let largestDifference: Double

  /// At how many places polynomials were checked.
  public let checks: Int

  /// The same for a result's provenance.
  public var json: JSONObject {
    var facts: JSONObject = ["by_proj": .integer(byPROJ), "by_polynomial": .integer(byPolynomial)]
    if byPolynomial > 0 {
      facts["polynomial"] = "of total degree 5, fitted to PROJ on patches of half a degree"
      // A power of ten, for the last digits of a difference so small are those of the machine's cosine.
      var bound = 1e-9
      while bound < largestDifference { bound *= 10 }
      facts["difference_at_most_m"] = .number(bound)
      facts["checked_at_places"] = .integer(checks)
    }
    return facts
  }
}

extension Projector {
  /// Below this PROJ is asked for every place: patches would cost more than they save.
  private static let few = 10_000

  /// A polynomial that is further than this from PROJ at any of the places checked is not used, in metres.
  public static let tolerance = 1e-6

  /// Metres for many places in degrees; NaN in both columns where a place is not finite or outside the area of use.
  ///
  /// From 10,000 places on by `ProjectionPatch`: each half degree by half a degree that holds a place gets its polynomial,
  /// which is checked against PROJ at 40 further places and left aside where it misses 10⁻⁶ m. Time O(places), and some hundred
  /// questions to PROJ for each half degree.
  public borrowing func projectMany(_ points: GeographicPoints) -> (points: PlanarPoints, way: ProjectionWay)
  {
    if points.count < Self.few {
      let way = ProjectionWay(byPolynomial: 0, byPROJ: points.count, largestDifference: 0, checks: 0)
      return (project(points), way)
    }
    var patches = Patches()
    var asked: [Int] = []
    let area = operation.areaOfUse
    let (longitudes, latitudes) = (points.longitudes, points.latitudes)
    var ys: [Double] = []
    let xs: [Double] = unsafe HugePages.filled(points.count) { xs in
      ys = unsafe HugePages.filled(points.count) { ys in
        var index = 0
        while index < longitudes.count {
          index = unsafe patches.place(longitudes, latitudes, from: index, within: area, xs, ys)
          guard index < longitudes.count else { break }
          // Whoever comes first into a patch has it fitted; where that does not hold PROJ is asked.
          if !patches.settle(longitude: longitudes[index], latitude: latitudes[index], by: self) {
            asked.append(index)
            index += 1
          }
        }
      }
    }
    var metres = PlanarPoints(xs: xs, ys: ys)
    if !asked.isEmpty {
      let answers = project(
        GeographicPoints(
          longitudes: asked.map { longitudes[$0] }, latitudes: asked.map { latitudes[$0] }))
      for (number, index) in asked.enumerated() {
        (metres.xs[index], metres.ys[index]) = (answers.xs[number], answers.ys[number])
      }
    }
    let way = ProjectionWay(
      byPolynomial: points.count - asked.count, byPROJ: asked.count,
      largestDifference: patches.largestDifference, checks: patches.checks)
    return (metres, way)
  }

  /// PROJ's own answers, inside the area of use or not.
  fileprivate borrowing func answers(at points: GeographicPoints) -> PlanarPoints {
    var (xs, ys) = (points.longitudes, points.latitudes)
    transform(&xs, &ys, PJ_FWD)
    return PlanarPoints(xs: xs, ys: ys)
  }
}

/// The patches that hold some places, each fitted when the first place is met in it.
private struct Patches {
  private(set) var coefficients: [SIMD2<Double>] = []
  private(set) var largestDifference = 0.0
  private(set) var checks = 0
  /// Where each patch's coefficients start; −2 where nobody has been yet, −1 where PROJ is to be asked.
  private var starts = [Int32](repeating: -2, count: columns * rows)
  private static let columns = Int(360 / ProjectionPatch.side) + 1
  private static let rows = Int(180 / ProjectionPatch.side) + 1

  private func start(column: Int, row: Int) -> Int { Int(starts[row * Self.columns + column]) }

  /// Puts places on the plane from one on, and stops at the first whose patch has no polynomial; hands back which it is.
  func place(
    _ longitudes: [Double], _ latitudes: [Double], from first: Int, within area: GeographicExtent,
    _ xs: UnsafeMutableBufferPointer<Double>, _ ys: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    unsafe coefficients.withUnsafeBufferPointer { coefficients in
      unsafe starts.withUnsafeBufferPointer { starts in
        for index in first..<longitudes.count {
          let (longitude, latitude) = (longitudes[index], latitudes[index])
          guard area.contains(GeographicPoint(longitude: longitude, latitude: latitude)) else {
            unsafe (xs[index], ys[index]) = (.nan, .nan)
            continue
          }
          let (across, up) = Self.steps(longitude, latitude)
          let (column, row) = (Int(across), Int(up))
          let start = Int(unsafe starts[row &* Self.columns &+ column])
          guard start >= 0, let base = coefficients.baseAddress else { return index }
          let metres = unsafe ProjectionPatch.metres(
            base + start, u: 2 * (across - Double(column)) - 1, v: 2 * (up - Double(row)) - 1)
          unsafe (xs[index], ys[index]) = (metres.x, metres.y)
        }
        return longitudes.count
      }
    }
  }

  /// Sees to the patch of a place; false where PROJ is to be asked.
  mutating func settle(longitude: Double, latitude: Double, by projector: borrowing Projector) -> Bool {
    let (across, up) = Self.steps(longitude, latitude)
    let (column, row) = (Int(across), Int(up))
    if start(column: column, row: row) == -2 {
      starts[row * Self.columns + column] = -1
      fit(column: column, row: row, by: projector)
    }
    return start(column: column, row: row) >= 0
  }

  /// Patches from 180° W and from 90° S.
  @inline(__always) private static func steps(_ longitude: Double, _ latitude: Double) -> (Double, Double) {
    ((longitude + 180) * (1 / ProjectionPatch.side), (latitude + 90) * (1 / ProjectionPatch.side))
  }

  private mutating func fit(column: Int, row: Int, by projector: borrowing Projector) {
    let nodes = ProjectionPatch.nodes(column: column, row: row)
    guard let patch = ProjectionPatch(through: projector.answers(at: nodes)) else { return }
    let start = coefficients.count
    patch.append(to: &coefficients)
    // Corners, edges and a scatter that no row of nodes shares: the fractions of multiples of two irrational numbers.
    var places: [(u: Double, v: Double)] = [
      (-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0),
    ]
    for index in 1...32 {
      let (a, b) = (Double(index) * 0.754877666246693, Double(index) * 0.569840290998053)
      places.append((2 * (a - a.rounded(.down)) - 1, 2 * (b - b.rounded(.down)) - 1))
    }
    let degrees = GeographicPoints(
      places.map { place in
        GeographicPoint(
          longitude: (Double(column) + (place.u + 1) / 2) * ProjectionPatch.side - 180,
          latitude: (Double(row) + (place.v + 1) / 2) * ProjectionPatch.side - 90)
      })
    let answers = projector.answers(at: degrees)
    var largest = 0.0
    for (index, place) in places.enumerated() {
      let ours = unsafe coefficients.withUnsafeBufferPointer { all in
        unsafe all.baseAddress.map { unsafe ProjectionPatch.metres($0 + start, u: place.u, v: place.v) }
          ?? .zero
      }
      let (dx, dy) = (ours.x - answers.xs[index], ours.y - answers.ys[index])
      let distance = (dx * dx + dy * dy).squareRoot()
      // A NaN is no agreement either.
      largest = distance <= largest ? largest : distance
    }
    guard largest <= Projector.tolerance else {
      coefficients.removeSubrange(start...)
      return
    }
    starts[row * Self.columns + column] = Int32(start)
    largestDifference = max(largestDifference, largest)
    checks += places.count
  }
}
