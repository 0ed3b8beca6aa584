extension JSONWriter {
  /// Appends a whole number.
  public mutating func append(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: UInt64(value.magnitude))
  }

  /// Appends a number by the fewest digits that read back the same; `null` where it is not finite.
  ///
  /// Whole numbers below 2⁵⁴ have no point, and zero has no sign.
  public mutating func append(_ value: Double) {
    guard value.isFinite else {
      append(raw: "null")
      return
    }
    // Above this Swift itself writes an exponent.
    if abs(value) < 0x1p54, value == value.rounded(.towardZero) {
      append(Int(value))
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  /// Appends a number rounded to so many decimals, without the zeros at its end; `null` where it is not finite.
  ///
  /// Seven decimals of a degree are a centimetre. From 2⁵³ steps of the last decimal on the number is written by
  /// ``append(_:)-(Double)``, since a double has no more decimals there.
  public mutating func fixed(_ value: Double, decimals: Int) {
    precondition((0...15).contains(decimals), "a double does not have \(decimals) decimals")
    let scale = Self.powersOfTen[decimals]
    let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 0x1p53 else {
      append(value)
      return
    }
    let steps = UInt64(abs(scaled))
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = steps.quotientAndRemainder(dividingBy: scale)
    append(digitsOf: whole)
    if fraction > 0 { append(fraction: fraction, decimals: decimals) }
  }

  private mutating func append(fraction: UInt64, decimals: Int) {
    bytes.append(UInt8(ascii: "."))
    var rest = fraction
    var width = decimals
    while rest % 10 == 0 {
      rest /= 10
      width -= 1
    }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
    for place in (start..<start + width).reversed() {
      bytes[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }

  private mutating func append(digitsOf value: UInt64) {
    if value < 10 {
      bytes.append(0x30 + UInt8(value))
      return
    }
    let start = bytes.count
    var rest = value
    while rest > 0 {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  private static let powersOfTen: [UInt64] = (0...15).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }
}
