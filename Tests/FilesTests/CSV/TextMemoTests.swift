@testable import Files
import Testing

@Suite struct TextMemoTests {
  /// Texts in one stretch of memory, with room behind the last one.
  private func memory(_ texts: [String]) -> (bytes: [UInt8], ranges: [Range<Int>]) {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for text in texts {
      let start = bytes.count
      bytes += Array(text.utf8)
      ranges.append(start..<bytes.count)
    }
    return (bytes + [UInt8](repeating: 0x2c, count: 40), ranges)
  }

  @Test func `a text is known by all of its bytes, whatever its length`() {
    let texts = (0...40).map { String(repeating: "a", count: $0) }
    let (bytes, ranges) = memory(texts)
    var memo = TextMemo()
    for (code, range) in ranges.enumerated() { memo.learn(bytes, range, as: code) }
    #expect(memo.count == TextMemo.longest + 1)
    for (code, range) in ranges.enumerated() {
      #expect(memo.code(bytes, range) == (range.count <= TextMemo.longest ? code : nil))
    }
  }

  @Test(arguments: ["2024-03-01T00:00", "2024-03-01 00:00:00", "2024-03-01T00:00:00+01:00", "0000000"])
  func `texts that differ in a few bytes begin their search in different places`(pattern: String) {
    // The minutes of a quarter of a day, written over the pattern's hour and minute.
    let texts = (0..<256).map { minute -> String in
      var bytes = Array(pattern.utf8)
      let digits = Array("\(1000 + minute)".utf8)
      let places = bytes.count > 15 ? [11, 12, 14, 15] : [2, 3, 4, 5]
      for (place, digit) in zip(places, digits) { bytes[place] = digit }
      return String(decoding: bytes, as: UTF8.self)
    }
    let (bytes, ranges) = memory(texts)
    let slots = unsafe bytes.withUnsafeBytes { memory in
      ranges.map { unsafe TextMemo.slot(TextMemo.words(memory, $0.lowerBound, $0.count), $0.count) }
    }
    // Of 256 drawn at random among 512 places some 201 differ.
    #expect(Set(slots).count > 150)
  }

  @Test func `one other byte makes another text`() {
    for length in 1...TextMemo.longest {
      let text = (0..<length).map { UInt8(0x41 + $0) }
      var memo = TextMemo()
      memo.learn(text, 0..<length, as: 3)
      for place in 0..<length {
        var other = text + [UInt8](repeating: 0x2c, count: 8)
        #expect(memo.code(other, 0..<length) == 3)
        other[place] ^= 1
        #expect(memo.code(other, 0..<length) == nil, "byte \(place) of \(length)")
      }
    }
  }

  @Test func `the first code stays, and no more are taken in than fit`() {
    let texts = (0..<TextMemo.capacity + 50).map { "kind \($0)" }
    let (bytes, ranges) = memory(texts)
    var memo = TextMemo()
    for (code, range) in ranges.enumerated() {
      memo.learn(bytes, range, as: code)
      memo.learn(bytes, range, as: code + 1)
    }
    #expect(memo.count == TextMemo.capacity)
    for (code, range) in ranges.enumerated() {
      #expect(memo.code(bytes, range) == (code < TextMemo.capacity ? code : nil))
    }
  }

  @Test func `near the end of the memory nothing is known rather than read beyond it`() {
    let bytes = Array("Drugs".utf8)
    var memo = TextMemo()
    memo.learn(bytes, 0..<5, as: 1)
    #expect(memo.count == 1)
    #expect(memo.code(bytes, 0..<5) == nil)
    #expect(memo.code(bytes + [0, 0, 0], 0..<5) == 1)
  }
}
