internal import Glibc

/// e to each of many powers, four at a time.
///
/// e^x = 2^n · e^r with n the nearest whole number to x/ln 2 and |r| ≤ ln 2/2, where fourteen terms of the series leave
/// 4e-18 of e^r. Held to the C library's answers at 4e-16 of each; what is far from nought or no number is asked there.
enum Exponentials {
  private typealias Four = SIMD4<Double>

  /// Adding and taking away this rounds to whole numbers, and leaves the number in the lowest bits between.
  private static let magic = 6_755_399_441_055_744.0

  /// ln 2 in two parts, of which the first has so few bits that whole numbers of it are exact.
  private static let logOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)

  /// Beyond this the halves of a scale are no longer plain numbers.
  private static let far = 700.0

  /// Replaces each power by e to it. Time O(powers).
  static func replace(_ powers: inout [Double]) {
    let whole = powers.count & ~3
    var index = 0
    while index < whole {
      let four = Four(powers[index], powers[index + 1], powers[index + 2], powers[index + 3])
      let isNear = (four .<= far) .& (four .>= -far)
      let result = isNear == SIMDMask(repeating: true) ? near(four) : asked(four)
      for lane in 0..<4 { powers[index + lane] = result[lane] }
      index += 4
    }
    for index in whole..<powers.count { powers[index] = exponential(powers[index]) }
  }

  private static func asked(_ x: Four) -> Four {
    Four(exponential(x[0]), exponential(x[1]), exponential(x[2]), exponential(x[3]))
  }

  @inline(__always) private static func near(_ x: Four) -> Four {
    let shifted = x * 1.442695040888963407 + magic
    let n = shifted - magic
    let r = (x - n * logOfTwo.high) - n * logOfTwo.low
    var sum = Four(repeating: 1 / 6_227_020_800)
    sum = sum * r + 1 / 479_001_600
    sum = sum * r + 1 / 39_916_800
    sum = sum * r + 1 / 3_628_800
    sum = sum * r + 1 / 362_880
    sum = sum * r + 1 / 40_320
    sum = sum * r + 1 / 5040
    sum = sum * r + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    // The number's bits, moved to where a power of two has its own.
    let bits = SIMD4<UInt64>(
      shifted[0].bitPattern, shifted[1].bitPattern, shifted[2].bitPattern, shifted[3].bitPattern)
    let scale = (bits &<< 52) &+ SIMD4<UInt64>(repeating: 1.0.bitPattern)
    return sum
      * Four(
        Double(bitPattern: scale[0]), Double(bitPattern: scale[1]), Double(bitPattern: scale[2]),
        Double(bitPattern: scale[3]))
  }
}

/// e to a power; a name of our own, so that one file alone asks the C library.
@inline(__always) func exponential(_ power: Double) -> Double { exp(power) }

/// The natural logarithm.
@inline(__always) func logarithm(_ number: Double) -> Double { log(number) }

/// The logarithm of one and a number, exact where the number is small.
@inline(__always) func logarithmOfOneAnd(_ number: Double) -> Double { log1p(number) }

/// The logarithm of the gamma function, for numbers above nought.
func logarithmOfGamma(_ number: Double) -> Double { lgamma(number).0 }
