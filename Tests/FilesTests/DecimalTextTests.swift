import Files
import Testing

@Suite struct DecimalTextTests {
  func parse(_ text: String) -> Double? { Double(decimal: Array(text.utf8).span) }

  @Test(arguments: [
    ("0.738080", 0.738080), ("52.042187", 52.042187), ("-0.12", -0.12), ("+7", 7), (" 1.5 ", 1.5),
    ("\t2\t", 2),
    ("5.", 5), (".5", 0.5), ("350353.394956896", 350353.394956896), ("1e3", 1000), ("1E-3", 0.001),
    ("0.44431100000000", 0.444311), ("9007199254740993", 9007199254740992), ("00012", 12),
    ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056), ("1e400", .infinity),
    ("-1e-400", -0.0),
  ])
  func `a decimal number is read`(text: String, value: Double) {
    #expect(parse(text)?.bitPattern == value.bitPattern)
  }

  @Test(arguments: [
    "", " ", "+", "-", ".", "1,5", "1.2.3", "1 2", "e5", "1e", "1e+", "--1", "+-1", "nan", "inf", "0x10",
    "12abc",
    "1e5x", "£5", "1_000",
  ])
  func `what is no decimal number is none`(text: String) {
    #expect(parse(text) == nil)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `thousands of numbers are the same bits as Swift's own`(seed: UInt64) {
    var random = Draws(seed: seed)
    for _ in 0..<5000 {
      var text = ["", "-", "+"][random.below(3)]
      for _ in 0..<random.below(22) { text += "\(random.below(10))" }
      if random.below(4) > 0 {
        text += "."
        for _ in 0..<1 + random.below(22) { text += "\(random.below(10))" }
      } else {
        text += "7"
      }
      if random.below(3) == 0 { text += "e\(random.below(700) - 350)" }
      #expect(parse(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { #expect(parse("\(value)")?.bitPattern == value.bitPattern, "\(value)") }
    }
  }
}
