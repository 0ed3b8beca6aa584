import HotspotKit
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
}
