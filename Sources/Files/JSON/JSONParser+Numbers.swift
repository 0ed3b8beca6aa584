extension JSONParser {
  /// A number, whole where it fits.
  mutating func number() throws(FileError) -> JSONValue {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }

    // Up to 19 digits fit 64 bits; more of them leave the exact paths.
    var digits: UInt64 = 0
    var digitCount = 0
    var exponent = 0
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    guard isDigit(current) else { throw malformed("not JSON: a minus sign without a number") }
    if current == UInt8(ascii: "0") {
      position += 1
      if isDigit(current) { throw malformed("not JSON: a number begins with a needless 0") }
    }
    while isDigit(current) {
      digits = digits &* 10 &+ UInt64(current &- 0x30)
      digitCount += 1
      position += 1
    }

    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard isDigit(current) else { throw malformed("not JSON: a decimal point without a digit after it") }
      while isDigit(current) {
        // Zeros that only place the point do not count as digits.
        if digitCount > 0 || current != 0x30 { digitCount += 1 }
        digits = digits &* 10 &+ UInt64(current &- 0x30)
        exponent -= 1
        position += 1
      }
    }
    if current | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      let isBelow = current == UInt8(ascii: "-")
      if isBelow || current == UInt8(ascii: "+") { position += 1 }
      guard isDigit(current) else { throw malformed("not JSON: an exponent without a digit") }
      var power = 0
      while isDigit(current) {
        power = min(power * 10 + Int(current &- 0x30), 1_000_000)
        position += 1
      }
      exponent += isBelow ? -power : power
    }

    if isWhole, digitCount <= 18 {
      return .integer(isNegative ? -Int(digits) : Int(digits))
    }
    // Clinger's fast path: both numbers are exact, so one operation rounds once.
    if digitCount <= 15, abs(exponent) <= 22 {
      let size =
        exponent < 0
        ? Double(digits) / Self.powersOfTen[-exponent] : Double(digits) * Self.powersOfTen[exponent]
      return .number(isNegative ? -size : size)
    }
    return try slowNumber(from: start, isWhole: isWhole)
  }

  private func slowNumber(from start: Int, isWhole: Bool) throws(FileError) -> JSONValue {
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    guard let value = Double(text), value.isFinite else {
      throw malformed("a number is too great to be held")
    }
    return .number(value)
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}
