internal import Files

/// Texts that occur again and again, each kept once and known by its number.
struct TextPool {
  /// The texts, in the order in which they were first met.
  private(set) var texts: [String] = []

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing over a power of two: 0 is free, else the text's number and one.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// The number of the text in a range of `source`; `nil` where it is not UTF-8.
  mutating func number(of source: [UInt8], _ range: Range<Int>) -> Int? {
    let hash = ByteHash.of(source.span.extracting(range))
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if hashes[known] == hash, holds(known, source, range) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard let text = String(validating: source[range], as: UTF8.self) else { return nil }
    texts.append(text)
    hashes.append(hash)
    bytes.append(contentsOf: source[range])
    ends.append(bytes.count)
    slots[slot] = UInt32(texts.count)
    if texts.count * 2 > slots.count { grow() }
    return texts.count - 1
  }

  private func holds(_ known: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    ByteHash.areEqual(bytes, (known == 0 ? 0 : ends[known - 1])..<ends[known], source, range)
  }

  /// The number of a text.
  mutating func number(of text: String) -> Int {
    let source = Array(text.utf8)
    return number(of: source, 0..<source.count) ?? 0
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
