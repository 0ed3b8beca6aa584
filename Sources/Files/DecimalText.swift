extension Double {
  /// The number that a text in decimal notation means, correctly rounded; `nil` where it is none.
  ///
  /// A sign, digits with or without a point, an exponent; spaces around it are passed over. Words such as `inf` and `nan`
  /// and hexadecimal digits are no decimal notation; a number too large for a `Double` is infinite.
  public init?(decimal text: Span<UInt8>) {
    var index = 0
    var end = text.count
    while index < end, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    while end > index, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    let start = index
    let isNegative = index < end && text[index] == UInt8(ascii: "-")
    if index < end, isNegative || text[index] == UInt8(ascii: "+") { index += 1 }

    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var hasPoint = false
    var fits = true
    while index < end {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        digits += 1
        fits = fits && mantissa < 1 << 60
        if fits { mantissa = mantissa * 10 + UInt64(digit) }
        if hasPoint { exponent -= 1 }
      } else if text[index] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    if digits == 0 { return nil }
    if index < end {
      guard let written = Double.exponent(text, index, end) else { return nil }
      exponent += written
    }
    // Clinger (1990): a whole number below 2⁵³ and a power of ten up to 10²² are both exact, so that one division
    // or product is rounded once and is right.
    if fits && mantissa <= 1 << 53 && abs(exponent) < Double.exactPowers.count {
      let power = Double.exactPowers[abs(exponent)]
      let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
      self = isNegative ? -value : value
      return
    }
    var plain = ""
    for position in start..<end { plain.unicodeScalars.append(Unicode.Scalar(text[position])) }
    self.init(plain)
  }

  /// `e` or `E`, a sign, digits up to the end; held to what no `Double` reaches.
  private static func exponent(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    let isNegative = index < end && text[index] == UInt8(ascii: "-")
    if index < end, isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
    if index == end { return nil }
    var value = 0
    while index < end {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      value = min(value * 10 + Int(digit), 100_000)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}
