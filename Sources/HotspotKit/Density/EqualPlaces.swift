internal import Geospatial

/// Places, each once and numbered in the order in which they were first met, by open addressing.
struct EqualPlaces {
  /// The places by their numbers.
  private(set) var places: [SIMD2<Double>] = []
  private var slots: [Int32]
  private var mask: Int

  /// No place yet, and room for so many.
  init(room count: Int = 0) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The places of some points.
  init(of points: PlanarPoints) {
    self.init()
    for index in 0..<points.count { _ = number(of: SIMD2(points.xs[index], points.ys[index])) }
  }

  /// The number of a place, a new one where no equal place was met before.
  @inline(__always) mutating func number(of place: SIMD2<Double>) -> Int {
    var slot = Self.hash(place) & mask
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if places[known] == place { return known }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(truncatingIfNeeded: places.count)
    places.append(place)
    if places.count * 2 > slots.count { grow() }
    return places.count - 1
  }

  /// The number that a place has if it is the first of its hash; another's or −1 else.
  @inline(__always) private func first(for place: SIMD2<Double>) -> Int32 { slots[Self.hash(place) & mask] }

  @inline(never) private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = [Int32](repeating: -1, count: mask + 1)
    for (number, place) in places.enumerated() {
      var slot = Self.hash(place) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  @inline(__always) private static func hash(_ place: SIMD2<Double>) -> Int {
    let product = (place.x.bitPattern &* 0x9e37_79b9_7f4a_7c15 ^ place.y.bitPattern).multipliedFullWidth(
      by: 0x8ebc_6af0_9c88_c6e3)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  /// The places of some points and what stands at each, the sum of the points' weights or their number; `nil` where few
  /// are equal, so that a table would cost more than it saves.
  static func sums(of points: PlanarPoints, weights: [Double]?) -> (places: PlanarPoints, sums: [Double])? {
    guard let few = expected(in: points), few * 2 < points.count else { return nil }
    var table = EqualPlaces(room: few)
    var sums: [Double] = []
    let (xs, ys, weights) = (points.xs.span, points.ys.span, weights?.span)
    var first = [Int32](repeating: -1, count: 128)
    for start in stride(from: 0, to: points.count, by: first.count) {
      let end = min(start + first.count, points.count)
      // All are looked up before any is compared, so that the memory answers for many at once.
      for index in start..<end { first[index - start] = table.first(for: SIMD2(xs[index], ys[index])) }
      for index in start..<end {
        let place = SIMD2(xs[index], ys[index])
        let near = Int(first[index - start])
        let number = near >= 0 && table.places[near] == place ? near : table.number(of: place)
        let weight = if let weights { weights[index] } else { 1.0 }
        if number == sums.count { sums.append(weight) } else { sums[number] += weight }
      }
    }
    let places = PlanarPoints(xs: table.places.map { $0.x }, ys: table.places.map { $0.y })
    return (places, sums)
  }

  /// How many places some points have, about, by how often two of a sample stand on the same one; `nil` where too few do
  /// to tell.
  private static func expected(in points: PlanarPoints) -> Int? {
    let step = max(1, points.count / 16_384)
    var table = EqualPlaces(room: 16_384)
    var seen = 0
    for index in stride(from: 0, to: points.count, by: step) {
      seen += 1
      _ = table.number(of: SIMD2(points.xs[index], points.ys[index]))
    }
    let met = seen - table.places.count
    guard met > seen / 200 else { return nil }
    // Of all pairs in the sample so many are equal, so one in as many as there are places.
    return step == 1 ? table.places.count : seen * seen / (2 * met)
  }
}
