internal import Glibc

/// Random numbers that are the same on every machine for the same seed.
///
/// The generator is xoshiro256++, its state filled from the seed by SplitMix64. A stream number gives
/// independent sequences under one seed, so that task 7 draws the same whatever thread it runs on.
///
/// Source: Blackman & Vigna (2021), *ACM Transactions on Mathematical Software* 47(4).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var a, b, c, d: UInt64

  /// A sequence for a seed and a stream.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var mixer = SplitMix64(state: seed)
    // The stream is mixed before it meets the seed: neighbouring streams start far apart.
    var side = SplitMix64(state: stream &+ 0x5851_f42d_4c95_7f2d)
    a = mixer.next() ^ side.next()
    b = mixer.next() ^ side.next()
    c = mixer.next() ^ side.next()
    d = mixer.next() ^ side.next()
    if a | b | c | d == 0 { a = 1 }
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotate(a &+ d, by: 23) &+ a
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, by: 45)
    return result
  }

  private func rotate(_ value: UInt64, by bits: UInt64) -> UInt64 { (value << bits) | (value >> (64 - bits)) }

  /// A number from 0 up to but not including 1, on a lattice of 2⁻⁵³.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number from 0 up to but not including `bound`, each as likely as the other.
  ///
  /// Source: Lemire (2019), *ACM Transactions on Modeling and Computer Simulation* 29(1).
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing lies below \(bound)")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let floor = (0 &- range) % range
      while product.low < floor { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A draw from the normal distribution with mean 0 and variance 1 (Marsaglia's polar method).
  public mutating func normal() -> Double {
    while true {
      let u = 2 * unit() - 1
      let v = 2 * unit() - 1
      let square = u * u + v * v
      if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// The list in another order, each as likely as the other.
  mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    // Written out: the standard library does not promise the same order in its next version.
    var list = list
    for last in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(last, below(last + 1)) }
    return list
  }
}

/// The generator that spreads a seed over a larger state.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
