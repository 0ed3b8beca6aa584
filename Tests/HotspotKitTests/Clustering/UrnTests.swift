@testable import HotspotKit
import Testing

@Suite struct UrnTests {
  /// n over k, exactly.
  private func choose(_ n: Int, _ k: Int) -> Double {
    k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  @Test(arguments: [(8, 30, 5), (8, 30, 28), (1, 2, 1), (5, 5, 3), (12, 40, 0), (12, 40, 40), (0, 9, 4)])
  func `how many of the drawn are busy is the hypergeometric distribution`(count: Int, all: Int, busy: Int) {
    let found = BusyDrawn(count, of: all, busy: busy).probabilities
    #expect(found.fewest == max(0, count - (all - busy)))
    #expect(found.shares.count == min(count, busy) - found.fewest + 1)
    for (step, share) in found.shares.enumerated() {
      let number = found.fewest + step
      let exact = choose(busy, number) * choose(all - busy, count - number) / choose(all, count)
      #expect(abs(share - exact) < 1e-14)
    }
  }

  @Test func `many drawn of very many have a mean and a variance as they should`() {
    let (count, all, busy) = (5000, 800_000, 60_000)
    let found = BusyDrawn(count, of: all, busy: busy).probabilities
    let numbers = found.shares.indices.map { Double(found.fewest + $0) }
    let mean = zip(numbers, found.shares).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = zip(numbers, found.shares).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    let share = Double(busy) / Double(all)
    #expect(abs(mean - 375) < 1e-8)
    let finite = Double(all - count) / Double(all - 1)
    #expect(abs(variance - 5000 * share * (1 - share) * finite) < 1e-6)
  }

  @Test func `an urn lies as before after every draw, whoever drew from it`() {
    let values: [Double] = [0, 3, 0, 1, 4, 0, 2, 0, 0, 7]
    var fresh = Urn(values)
    var used = Urn(values)
    for cell in [3, 0, 9] {
      var random = SeededRandom(seed: 1, stream: UInt64(cell))
      _ = used.tails(of: 4, drawing: 6, besides: cell, times: 50, slack: 0, random: &random)
    }
    for cell in values.indices {
      var (one, two) = (SeededRandom(seed: 2), SeededRandom(seed: 2))
      let a = fresh.tails(of: 6, drawing: 4, besides: cell, times: 200, slack: 0, random: &one)
      let b = used.tails(of: 6, drawing: 4, besides: cell, times: 200, slack: 0, random: &two)
      #expect(a == b)
      // Each draw is above, below or both.
      #expect(a.above + a.below >= 200)
    }
  }

  @Test func `a cell's own value is never drawn`() {
    var urn = Urn([0, 100, 1, 1, 1])
    var random = SeededRandom(seed: 3)
    let tails = urn.tails(of: 100, drawing: 2, besides: 1, times: 500, slack: 0, random: &random)
    #expect(tails.above == 0 && tails.below == 500)
    let others = urn.tails(of: 100, drawing: 2, besides: 2, times: 500, slack: 0, random: &random)
    // Of four others two are drawn: the hundred is among them half the time.
    #expect(abs(others.above - 250) < 60)
  }
}
