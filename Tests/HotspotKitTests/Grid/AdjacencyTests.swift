@testable import HotspotKit
import Testing

@Suite struct AdjacencyTests {
  @Test func `a pair holds both ways, once, and not with itself`() {
    let touching = Adjacency(count: 4, pairs: [(2, 0), (0, 2), (2, 2), (1, 2), (2, 0)])
    #expect((0..<4).map { Array(touching[$0]) } == [[2], [2], [0, 1], []])
    #expect(touching.count == 4)
    #expect(touching.islands == [3])
  }

  @Test func `no cells have no neighbours`() {
    let touching = Adjacency(count: 0, pairs: [])
    #expect(touching.count == 0 && touching.islands.isEmpty)
  }
}
