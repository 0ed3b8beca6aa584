import Files
import Testing

@Suite struct ByteHashTests {
  func hash(_ text: String) -> UInt64 { ByteHash.of(Array(text.utf8).span) }

  @Test func `texts that look alike have numbers that do not`() {
    var seen: Set<UInt64> = []
    for number in 0..<100_000 { seen.insert(hash("row,\(number),2018-01")) }
    for length in 0..<200 { seen.insert(ByteHash.of([UInt8](repeating: 0, count: length).span)) }
    #expect(seen.count == 100_200)
    #expect(hash("the same") == hash("the same"))
  }

  /// 64 bits flip with probability ½: the mean over 2,000 flips stays within 32 ± 0.5 but once in 10⁷ tries.
  @Test(arguments: [1, 7, 8, 9, 40, 131])
  func `one bit of the text turns half of the number's bits`(length: Int) {
    var random = Draws(seed: UInt64(length))
    var turned = 0
    for _ in 0..<2000 {
      var bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let before = ByteHash.of(bytes.span)
      bytes[random.below(length)] ^= 1 << UInt8(random.below(8))
      turned += (before ^ ByteHash.of(bytes.span)).nonzeroBitCount
    }
    #expect(abs(Double(turned) / 2000 - 32) < 0.5)
  }
}
