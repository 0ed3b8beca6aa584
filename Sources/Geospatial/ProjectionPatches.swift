internal import CMarks

/// The patches that hold some places, each fitted when the first place is met in it.
struct ProjectionPatches {
  /// Those of nowhere come first: a place outside the area of use has a patch too.
  private(set) var coefficients = [SIMD2<Double>](repeating: .zero, count: ProjectionPatch.terms)
  private(set) var largestDifference = 0.0
  private(set) var checks = 0
  /// Where each patch's coefficients start; −2 where nobody has been yet, −1 where PROJ is to be asked.
  private var starts = [Int32](repeating: -2, count: columns * rows)
  private static let columns = Int(360 / ProjectionPatch.side) + 1
  private static let rows = Int(180 / ProjectionPatch.side) + 1

  private func start(column: Int, row: Int) -> Int { Int(starts[row * Self.columns + column]) }

  /// Places that are looked up before they are put on the plane.
  private static let batch = 128

  /// Asked once, for asking is slow.
  static let hasPairs = hotspot_has_pairs() != 0

  /// Puts places on the plane from one on, and stops at the first whose patch has no polynomial; hands back which it is.
  ///
  /// Two at once where the machine can (`inPairs` only where ``hasPairs``), which makes no difference to any bit.
  func place(
    _ longitudes: [Double], _ latitudes: [Double], from first: Int, within area: GeographicExtent,
    _ xs: UnsafeMutableBufferPointer<Double>, _ ys: UnsafeMutableBufferPointer<Double>,
    inPairs: Bool = hasPairs
  ) -> Int {
    var us = InlineArray<128, Double>(repeating: 0)
    var (vs, begins) = (us, InlineArray<128, Int32>(repeating: 0))
    var next = first
    while next < longitudes.count {
      let end = min(next + Self.batch, longitudes.count)
      var stop = end
      for index in next..<end {
        let (longitude, latitude) = (longitudes[index], latitudes[index])
        guard area.contains(GeographicPoint(longitude: longitude, latitude: latitude)) else {
          (us[index - next], vs[index - next], begins[index - next]) = (.nan, .nan, 0)
          continue
        }
        let (across, up) = Self.steps(longitude, latitude)
        let (column, row) = (Int(across), Int(up))
        let start = starts[row &* Self.columns &+ column]
        if start < 0 {
          stop = index
          break
        }
        us[index - next] = 2 * (across - Double(column)) - 1
        vs[index - next] = 2 * (up - Double(row)) - 1
        begins[index - next] = start
      }
      unsafe place(begins, us, vs, stop - next, inPairs, xs, ys, next)
      if stop < end { return stop }
      next = end
    }
    return longitudes.count
  }

  private func place(
    _ begins: InlineArray<128, Int32>, _ us: InlineArray<128, Double>, _ vs: InlineArray<128, Double>,
    _ count: Int, _ inPairs: Bool, _ xs: UnsafeMutableBufferPointer<Double>,
    _ ys: UnsafeMutableBufferPointer<Double>, _ first: Int
  ) {
    guard count > 0, let x = xs.baseAddress, let y = ys.baseAddress else { return }
    let even = inPairs ? count & ~1 : 0
    unsafe coefficients.withUnsafeBytes { memory in
      unsafe begins.span.withUnsafeBufferPointer { begins in
        unsafe us.span.withUnsafeBufferPointer { us in
          unsafe vs.span.withUnsafeBufferPointer { vs in
            guard let all = unsafe memory.baseAddress?.assumingMemoryBound(to: Double.self),
              let begin = begins.baseAddress, let u = us.baseAddress, let v = vs.baseAddress
            else { return }
            unsafe hotspot_patch_pairs(all, begin, u, v, even, x + first, y + first)
            unsafe hotspot_patch_places(
              all, begin + even, u + even, v + even, count - even, x + first + even, y + first + even)
          }
        }
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
  @inline(__always) static func steps(_ longitude: Double, _ latitude: Double) -> (Double, Double) {
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
      let ours = patch.metres(u: place.u, v: place.v)
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
