import Files
import Testing

@Suite struct FixedPointTests {
  /// What stands behind the field in a file, so that eight bytes can be looked at.
  private func number(_ text: String) -> Double? {
    let bytes = Array("7\(text),9999999999".utf8)
    return FixedPoint.number(bytes, 1..<1 + text.utf8.count)
  }

  @Test(arguments: [
    "0", "7", "-7", "51.416137", "-2.509126", "0.000001", "-0.5", "1234567.12345678", "0009.5", "9999999",
    "-0",
    "-0.0", "3.10", "180.00000000",
  ])
  func `a number is the one that the careful reading gives, to the bit`(text: String) {
    let careful = Double(decimal: Array(text.utf8).span)
    #expect(careful != nil)
    #expect(number(text)?.bitPattern == careful?.bitPattern)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "+1", "1e3", "12345678", "1.123456789", " 1", "1 ", "1.2.3", "0x10", "1,2", "--1",
    "nan", "1:",
    "1/", "9\u{7f}",
  ])
  func `what is written in another way is left to the careful reading`(text: String) {
    #expect(number(text) == nil)
  }

  @Test func `every short number is the careful one's`() {
    var seed: UInt64 = 88_172_645_463_325_252
    for _ in 0..<20_000 {
      // Marsaglia (2003), Xorshift RNGs.
      seed ^= seed << 13
      seed ^= seed >> 7
      seed ^= seed << 17
      let whole = seed % 10_000_000 / [1, 10, 1000, 100_000][Int(seed >> 60) % 4]
      let decimals = String(seed >> 20 % 100_000_000).suffix(Int(seed >> 50) % 8 + 1)
      let text = "\(seed & 1 == 0 ? "-" : "")\(whole).\(decimals)"
      let careful = Double(decimal: Array(text.utf8).span)
      #expect(number(text)?.bitPattern == careful?.bitPattern, "\(text)")
    }
  }

  @Test func `six decimals, as coordinates have them, are the careful one's whatever byte is spoilt`() {
    var seed: UInt64 = 88_172_645_463_325_252
    func below(_ bound: UInt64) -> UInt64 {
      seed ^= seed << 13
      seed ^= seed >> 7
      seed ^= seed << 17
      return (seed >> 11) % bound
    }
    for _ in 0..<4000 {
      let decimals = String(1_000_000 + below(1_000_000)).dropFirst()
      let text = ["", "-", "1", "5", "-1", "17"][Int(below(6))] + "\(below(10)).\(decimals)"
      let careful = Double(decimal: Array(text.utf8).span)
      #expect(careful != nil && number(text)?.bitPattern == careful?.bitPattern, "\(text)")
      var spoilt = Array(text.utf8)
      spoilt[Int(below(UInt64(spoilt.count)))] = UInt8(below(256))
      let bytes = [0x37] + spoilt + Array(",9999999999".utf8)
      // What the fast way reads the careful one reads too, and the same; it may leave more to it.
      if let fast = FixedPoint.number(bytes, 1..<1 + spoilt.count) {
        #expect(Double(decimal: spoilt.span)?.bitPattern == fast.bitPattern, "\(spoilt)")
      }
    }
    #expect(number("-0.000000")?.sign == .minus && number("0.000000") == 0)
  }

  @Test func `near the end of the memory the careful reading is asked`() {
    let bytes = Array("51.5".utf8)
    #expect(FixedPoint.number(bytes, 0..<4) == nil)
  }
}
