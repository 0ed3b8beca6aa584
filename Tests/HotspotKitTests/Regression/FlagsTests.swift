@testable import HotspotKit
import Testing

@Suite struct FlagsTests {
  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func `flags say what they were told`(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    let list = (0..<count).map { _ in random.below(3) == 0 }
    let flags = Flags(list)
    #expect(flags.count == count)
    #expect((0..<count).map { flags[$0] } == list)
    #expect(flags.yesCount == list.count { $0 })
    #expect(flags.rows.map(Int.init) == list.indices.filter { list[$0] })
  }

  @Test func `saying yes twice is saying it once`() {
    var flags = Flags(count: 70)
    flags.insert(69)
    flags.insert(69)
    #expect(flags.yesCount == 1 && flags[69] && !flags[68])
  }

  @Test func `a square of bits turned twice is itself, and turned once has its bits across`() {
    var random = SeededRandom(seed: 1)
    let square = (0..<64).map { _ in random.next() }
    var turned = square
    BitSquare.transpose(&turned)
    for row in 0..<64 {
      for column in 0..<64 {
        #expect(turned[row] >> UInt64(column) & 1 == square[column] >> UInt64(row) & 1)
      }
    }
    BitSquare.transpose(&turned)
    #expect(turned == square)
  }
}
