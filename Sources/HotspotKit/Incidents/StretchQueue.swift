internal import Synchronization

/// Stretches of a file that lanes take one after the other, whichever is free.
final class StretchQueue: Sendable {
  /// The stretches, in the file's order.
  let stretches: [Range<Int>]

  /// Whether a record is known to begin with the first one.
  let beginsWithRecord: Bool

  private let next = Atomic<Int>(0)

  /// The first stretches of what is left of a file, `count` at most and each of `size` bytes.
  init(of rest: Range<Int>, size: Int, count: Int, beginsWithRecord: Bool) {
    self.beginsWithRecord = beginsWithRecord
    stretches = stride(from: rest.lowerBound, to: rest.upperBound, by: size).prefix(count).map {
      $0..<min($0 + size, rest.upperBound)
    }
  }

  /// The next one that nobody has.
  func take() -> (number: Int, range: Range<Int>, isFirst: Bool)? {
    let number = next.add(1, ordering: .relaxed).oldValue
    guard number < stretches.count else { return nil }
    return (number, stretches[number], number == 0 && beginsWithRecord)
  }

  /// Where the last one ends.
  var end: Int { stretches[stretches.count - 1].upperBound }
}
