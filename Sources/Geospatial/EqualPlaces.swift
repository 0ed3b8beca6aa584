internal import CMarks

/// Places, each once and numbered in the order in which they were first met, by open addressing.
package struct EqualPlaces: Sendable {
  /// The places by their numbers.
  package private(set) var places: [SIMD2<Double>] = []
  private var slots: [Int32]
  private var mask: Int

  /// No place yet, and room for so many.
  package init(room count: Int = 0) {
    var size = 64
    while size < count * 4 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The places of some points.
  package init(of points: PlanarPoints) {
    self.init()
    for index in 0..<points.count { _ = number(of: SIMD2(points.xs[index], points.ys[index])) }
  }

  /// The number of a place, a new one where no equal place was met before.
  package mutating func number(of place: SIMD2<Double>) -> Int {
    var slot = Self.hash(place) & mask
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if places[known] == place { return known }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(truncatingIfNeeded: places.count)
    places.append(place)
    // A quarter full at most, so that most places are the first of their hash.
    if places.count * 4 > slots.count { grow() }
    return places.count - 1
  }

  /// Appends the numbers of many places, those in a range of two columns. Time O(places).
  package mutating func number(
    _ xs: [Double], _ ys: [Double], _ range: Range<Int>, to numbers: inout [Int32]
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= min(xs.count, ys.count), "rows of both columns")
    var found = [Int32](repeating: -1, count: Self.batch)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.batch) {
      let end = min(start + Self.batch, range.upperBound)
      if !places.isEmpty { find(xs, ys, start..<end, &found) }
      for index in start..<end where found[index - start] < 0 {
        found[index - start] = Int32(truncatingIfNeeded: number(of: SIMD2(xs[index], ys[index])))
      }
      numbers += found[..<(end - start)]
    }
  }

  private static let batch = 128

  /// The numbers of places that are known, −1 for others.
  private func find(_ xs: [Double], _ ys: [Double], _ range: Range<Int>, _ numbers: inout [Int32]) {
    unsafe xs.withUnsafeBufferPointer { xs in
      unsafe ys.withUnsafeBufferPointer { ys in
        unsafe slots.withUnsafeBufferPointer { slots in
          unsafe places.withUnsafeBytes { places in
            unsafe numbers.withUnsafeMutableBufferPointer { numbers in
              guard let x = xs.baseAddress, let y = ys.baseAddress else { return }
              unsafe hotspot_find_places(
                x + range.lowerBound, y + range.lowerBound, range.count, slots.baseAddress, UInt64(mask),
                places.baseAddress?.assumingMemoryBound(to: hotspot_place.self), numbers.baseAddress)
            }
          }
        }
      }
    }
  }

  private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = [Int32](repeating: -1, count: mask + 1)
    for (number, place) in places.enumerated() {
      var slot = Self.hash(place) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  private static func hash(_ place: SIMD2<Double>) -> Int {
    Int(truncatingIfNeeded: hotspot_place_hash(place.x, place.y))
  }
}
