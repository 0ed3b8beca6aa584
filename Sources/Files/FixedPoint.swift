internal import Glibc

/// Numbers as most files write them, a few digits with or without a point, read eight digits at a time.
public enum FixedPoint {
  /// The number in a range of `bytes`, the same as `Double.init(decimal:)` gives; `nil` where it is written in
  /// another way, or no number: more than eight digits on a side of the point, a plus, an exponent, spaces.
  public static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    let number: Double = unsafe bytes.withUnsafeBytes { memory in
      unsafe Self.number(memory, range.lowerBound, range.upperBound)
    }
    return number.isNaN ? nil : number
  }

  /// The number between two places; NaN where it is written in another way, or no number.
  @inline(always) static func number(_ memory: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> Double {
    guard to &+ 8 <= memory.count, from < to else { return .nan }
    let length = to &- from
    if UInt(bitPattern: length &- 8) < 2 {
      let number = unsafe sixDecimals(memory, to, hasMore: length == 9)
      if !number.isNaN { return number }
    }
    var start = from
    let isNegative = unsafe memory[start] == UInt8(ascii: "-")
    if isNegative { start &+= 1 }
    let word = unsafe memory.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    let digits = digitCount(word)
    guard digits > 0, digits < 8 else { return .nan }
    var mantissa = value(word, digits)
    var end = start &+ digits
    var power = 1.0
    if end < to {
      guard unsafe memory[end] == UInt8(ascii: "."), end &+ 9 <= memory.count else { return .nan }
      let word = unsafe memory.loadUnaligned(fromByteOffset: end &+ 1, as: UInt64.self).littleEndian
      let decimals = digitCount(word)
      guard decimals > 0 else { return .nan }
      mantissa = mantissa &* wholePowers[decimals] &+ value(word, decimals)
      power = powers[decimals]
      end &+= 1 &+ decimals
    }
    guard end == to else { return .nan }
    // Both are exact, so that the quotient is rounded once: Clinger (1990).
    let number = Double(mantissa) / power
    return isNegative ? -number : number
  }

  /// A number of eight or nine bytes with six decimals, as coordinates mostly are: `0.123456`, `-1.123456`, `51.123456`;
  /// NaN for any other.
  @inline(always) private static func sixDecimals(
    _ memory: UnsafeRawBufferPointer, _ to: Int, hasMore: Bool
  ) -> Double {
    let word = unsafe memory.loadUnaligned(fromByteOffset: to &- 8, as: UInt64.self).littleEndian
    // Each digit becomes its value and the point nought.
    let digits = word ^ 0x3030_3030_3030_2e30
    // What is more than nine in place of a digit, or more than nought in place of the point, reaches a byte's top.
    guard ((digits &+ 0x7676_7676_7676_7f76) | digits) & 0x8080_8080_8080_8080 == 0 else { return .nan }
    let pairs = (digits &* 10 &+ (digits >> 8)) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ (pairs >> 16)) & 0x0000_ffff_0000_ffff
    let eight = (fours &* 10_000 &+ (fours >> 32)) & 0xffff_ffff
    // The point stands among the eight digits as a nought: the digit before it counts ten times too much.
    let short = eight &- (digits & 0xff) &* 9_000_000
    let first = hasMore ? unsafe memory[to &- 9] : UInt8(ascii: "0")
    let isNegative = first == UInt8(ascii: "-")
    let tens = isNegative ? 0 : UInt64(first &- UInt8(ascii: "0"))
    guard tens < 10 else { return .nan }
    // Both are exact, so that the quotient is rounded once.
    let number = Double(short &+ tens &* 10_000_000) / 1e6
    return isNegative ? -number : number
  }

  private static let wholePowers: InlineArray<9, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]
  private static let powers: InlineArray<9, Double> = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]

  /// How many of the first bytes of a word, lowest first, are digits.
  @inline(__always) private static func digitCount(_ word: UInt64) -> Int {
    // A digit has a 3 above and, with 6 added, still has one: 0x30…0x39 become 0x36…0x3f.
    let above = (word & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030
    let carried = ((word &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) ^ 0x3030_3030_3030_3030
    let odd = above | carried
    // A carry out of a byte above 0xf9 can only spoil bytes behind it, which is behind the first that is no digit.
    return odd == 0 ? 8 : odd.trailingZeroBitCount / 8
  }

  /// The number that the first digits of a word make.
  @inline(__always) private static func value(_ word: UInt64, _ digits: Int) -> UInt64 {
    // Shifted to the end, so that noughts stand in front; then pairs, fours and eights are joined.
    let shifted = (word << UInt64(64 - digits * 8)) & 0x0f0f_0f0f_0f0f_0f0f
    let pairs = (shifted &* 10 &+ (shifted >> 8)) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ (pairs >> 16)) & 0x0000_ffff_0000_ffff
    return (fours &* 10_000 &+ (fours >> 32)) & 0xffff_ffff
  }
}

extension ByteHash {
  /// Whether two stretches of bytes are the same.
  public static func areEqual(
    _ first: [UInt8], _ range: Range<Int>, _ second: [UInt8], _ other: Range<Int>
  ) -> Bool {
    guard range.count == other.count else { return false }
    if range.isEmpty { return true }
    return unsafe first.withUnsafeBytes { first in
      unsafe second.withUnsafeBytes { second in
        guard let one = first.baseAddress, let two = second.baseAddress else { return false }
        return unsafe memcmp(one + range.lowerBound, two + other.lowerBound, range.count) == 0
      }
    }
  }
}
