@testable import HotspotKit
import Testing

@Suite struct StretchQueueTests {
  @Test(arguments: [(0, 1), (5, 10), (3, 1000), (990, 7)], [1, 9, 64, 5000])
  func `stretches follow each other, each is taken once, and only the first may begin with a record`(
    from: (start: Int, count: Int), size: Int
  ) {
    let queue = StretchQueue(of: from.start..<1000, size: size, count: from.count, beginsWithRecord: true)
    var taken: [(number: Int, range: Range<Int>, isFirst: Bool)] = []
    while let next = queue.take() { taken.append(next) }
    #expect(queue.take() == nil)
    #expect(taken.map(\.number) == Array(0..<taken.count) && taken.map(\.range) == queue.stretches)
    #expect(taken.map(\.isFirst) == taken.indices.map { $0 == 0 })
    #expect(taken.flatMap(\.range) == Array(from.start..<min(1000, from.start + size * from.count)))
    #expect(queue.end == taken.last?.range.upperBound)
  }

  @Test func `lanes side by side take every stretch once`() {
    let queue = StretchQueue(of: 0..<10_000, size: 3, count: 10_000, beginsWithRecord: false)
    var lanes = [[Int]](repeating: [], count: 8)
    Bands(threads: 8).each(&lanes) { lane in
      while let next = queue.take() {
        lane.append(next.number)
        if next.isFirst { lane.append(-1) }
      }
    }
    #expect(lanes.joined().sorted() == Array(queue.stretches.indices))
    #expect(lanes.allSatisfy { $0 == $0.sorted() })
  }
}
