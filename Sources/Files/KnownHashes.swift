internal import CMarks

/// Hashes that were met before, by open addressing; 0 is none.
///
/// Takes 12 to 24 bytes a hash. In a whole column each line of the table is asked for before it is needed.
package struct KnownHashes: Sendable {
  private var slots = [UInt64](repeating: 0, count: 64)

  /// How many hashes are known.
  package private(set) var count = 0

  /// None yet.
  package init() {}

  /// Makes room for so many hashes, for every growth deals all of them out again.
  package mutating func reserve(_ wanted: Int) {
    var size = slots.count
    while size * 2 < wanted * 3 { size *= 2 }
    guard size > slots.count else { return }
    let before = slots
    slots = HugePages.repeating(0, size)
    for hash in before where hash != 0 { slots[slot(of: hash)] = hash }
  }

  /// Takes in a hash; false where it was known.
  package mutating func insert(_ hash: UInt64) -> Bool {
    if count * 3 >= slots.count * 2 { reserve(slots.count) }
    let slot = slot(of: hash)
    guard slots[slot] == 0 else { return false }
    slots[slot] = hash
    count += 1
    return true
  }

  /// Takes in a column of hashes in its order, 0 passed over; says of which it was known already.
  package mutating func insert(_ hashes: [UInt64], repeated: (Int) -> Void) {
    reserve(count + hashes.count)
    for index in hashes.indices {
      if index + Self.ahead < hashes.count { fetch(hashes[index + Self.ahead]) }
      if hashes[index] != 0, !insert(hashes[index]) { repeated(index) }
    }
  }

  /// How many hashes ahead a line of the table is asked for.
  private static let ahead = 32

  /// Where a hash stands, or would.
  @inline(__always) private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = home(of: hash)
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  /// Where the search for a hash begins: by the upper bits of a product, so that no step between hashes does harm.
  @inline(__always) private func home(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 20) & (slots.count - 1)
  }

  @inline(__always) private func fetch(_ hash: UInt64) {
    unsafe slots.withUnsafeBytes { memory in
      let offset = home(of: hash) * MemoryLayout<UInt64>.stride
      unsafe hotspot_prefetch(memory.baseAddress.map { unsafe $0 + offset })
    }
  }
}
