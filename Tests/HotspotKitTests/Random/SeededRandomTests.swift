import HotspotKit
import Testing

@Suite struct SeededRandomTests {
  @Test func `the same seed and stream give the same sequence`() {
    var one = SeededRandom(seed: 42, stream: 3)
    var two = SeededRandom(seed: 42, stream: 3)
    for _ in 0..<1000 { #expect(one.next() == two.next()) }
  }

  @Test func `another seed or another stream gives another sequence`() {
    var base = SeededRandom(seed: 42)
    var seed = SeededRandom(seed: 43)
    var stream = SeededRandom(seed: 42, stream: 1)
    let first = (0..<100).map { _ in base.next() }
    #expect(Set(first).isDisjoint(with: (0..<100).map { _ in seed.next() }))
    #expect(Set(first).isDisjoint(with: (0..<100).map { _ in stream.next() }))
  }

  /// χ² of 60,000 throws of a die has five degrees of freedom: above 25.7 once in 10,000 seeds.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `a die is fair`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[random.below(6)] += 1 }
    let chi = counts.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
    #expect(chi < 25.7)
    #expect(chi > 0.1)
  }

  @Test func `unit numbers fill the interval evenly and never reach one`() {
    var random = SeededRandom(seed: 7)
    var sum = 0.0
    var least = 1.0
    var most = 0.0
    for _ in 0..<100_000 {
      let value = random.unit()
      sum += value
      least = min(least, value)
      most = max(most, value)
    }
    #expect(least >= 0 && least < 0.001)
    #expect(most < 1 && most > 0.999)
    #expect(abs(sum / 100_000 - 0.5) < 0.005)
  }

  @Test func `normal numbers have mean nought and variance one`() {
    var random = SeededRandom(seed: 11)
    let draws = (0..<100_000).map { _ in random.normal() }
    let mean = draws.reduce(0, +) / 100_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean) < 0.015)
    #expect(abs(variance - 1) < 0.02)
  }
}
