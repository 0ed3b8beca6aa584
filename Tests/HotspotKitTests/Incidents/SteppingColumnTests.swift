@testable import HotspotKit
import Testing

@Suite struct SteppingColumnTests {
  private func column(_ numbers: [UInt32], step: UInt32 = 1) -> SteppingColumn<UInt32> {
    var column = SteppingColumn<UInt32>(step: step)
    for number in numbers { column.append(number) }
    return column
  }

  @Test(arguments: [UInt32(0), 1, 3])
  func `what went in comes out, whatever the step`(step: UInt32) {
    var random = SeededRandom(seed: UInt64(step))
    var numbers: [UInt32] = []
    for _ in 0..<2000 {
      let last = numbers.last ?? 7
      numbers.append(random.below(10) == 0 ? UInt32(random.below(1000)) : last &+ step)
    }
    let column = column(numbers, step: step)
    #expect(Array(column) == numbers)
    #expect(column.count == numbers.count && column.last == numbers.last)
  }

  @Test func `many at once are the same as one by one`() {
    var column = SteppingColumn<UInt32>(step: 1)
    column.append(2, count: 3)
    column.append(5, count: 2)
    column.append(9, count: 0)
    column.append(20, count: 2)
    #expect(Array(column) == [2, 3, 4, 5, 6, 20, 21])
    #expect(column == self.column([2, 3, 4, 5, 6, 20, 21]))
    #expect(column != self.column([2, 3, 4, 5, 6, 20, 22]))
  }

  @Test func `rows are closed up, and equal columns are equal however they came about`() {
    var random = SeededRandom(seed: 4)
    for base in [0, 5, 40] {
      let numbers = (0..<200).map { UInt32($0 + ($0 / 30) * 5) }
      let keep = (base..<200).map { _ in random.below(4) > 0 }
      var column = column(numbers)
      column.keepRows(keep, from: base)
      let expected = numbers.prefix(base) + zip(numbers.dropFirst(base), keep).filter(\.1).map(\.0)
      #expect(Array(column) == Array(expected))
      #expect(column == self.column(Array(expected)))
    }
  }

  @Test func `an empty column has no numbers`() {
    var column = column([])
    #expect(column.isEmpty && Array(column).isEmpty)
    column.keepRows([], from: 0)
    #expect(column == SteppingColumn<UInt32>(step: 1))
  }
}
