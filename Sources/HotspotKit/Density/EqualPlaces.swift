/// A table of some places, by open addressing: which of them was met before.
struct EqualPlaces {
  private var slots: [Int32] = []
  private var mask = 0

  /// Forgets everything and makes room.
  mutating func clear(for count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    if slots.count < size {
      slots = [Int32](repeating: -1, count: size)
    } else {
      for index in 0..<size { slots[index] = -1 }
    }
  }

  /// The number under which an equal place is known; `nil` where there is none, and `new` is remembered.
  mutating func place(_ place: SIMD2<Double>, orAdd new: Int, among places: [SIMD2<Double>]) -> Int? {
    let product = (place.x.bitPattern &* 0x9e37_79b9_7f4a_7c15 ^ place.y.bitPattern).multipliedFullWidth(
      by: 0x8ebc_6af0_9c88_c6e3)
    var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if places[known] == place { return known }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(truncatingIfNeeded: new)
    return nil
  }
}
