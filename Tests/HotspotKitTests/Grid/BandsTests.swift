@testable import HotspotKit
import Testing

@Suite struct BandsTests {
  @Test(arguments: [1, 2, 3, 8, 100], [0, 1, 2, 7, 1000])
  func `every position is done once and results stand in order`(threads: Int, count: Int) async {
    let parts = await Bands(threads: threads).map(count) { Array($0) }
    #expect(parts.flatMap(\.self) == Array(0..<count))
  }

  @Test func `fewer than one thread is one`() {
    #expect(Bands(threads: 0).threads == 1)
    #expect(Bands(threads: -3).threads == 1)
  }

  @Test(arguments: [1, 2, 8], [0, 1, 2, 20])
  func `what is done beside the states is done once, and before anyone goes on`(threads: Int, count: Int) {
    var states = Array(0..<count)
    var done = 0
    Bands(threads: threads).each(&states, doing: { done += 1 }) { $0 *= 2 }
    #expect(states == (0..<count).map { $0 * 2 })
    #expect(done == 1)
  }
}
