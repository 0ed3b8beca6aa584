import Files
@testable import HotspotKit
import Testing

@Suite struct FilledBandsTests {
  @Test(arguments: [1, 2, 8], [[0, 3, 3, 10], [5], [], [0, 0], [700_000, 1_000_000]])
  func `units fill their stretches in place`(threads: Int, ends: [Int]) {
    let numbers = Bands(threads: threads).filled(ends: ends, prepare: { 0 }) { unit, scratch, stretch in
      scratch += 1
      let start = unit == 0 ? 0 : ends[unit - 1]
      for index in start..<ends[unit] { stretch.append(Double(index * 10 + unit)) }
    }
    #expect(numbers.count == ends.last ?? 0)
    for (unit, end) in ends.enumerated() {
      let start = unit == 0 ? 0 : ends[unit - 1]
      #expect((start..<end).allSatisfy { numbers[$0] == Double($0 * 10 + unit) })
    }
  }

  @Test(arguments: [0, 1, 262_143, 262_144, 1_000_000])
  func `large pages hold what small ones would`(count: Int) {
    #expect(HugePages.repeating(2.5, count) == [Double](repeating: 2.5, count: count))
  }
}
