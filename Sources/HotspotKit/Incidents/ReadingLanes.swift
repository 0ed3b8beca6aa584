/// Lanes that read blocks of one file in turn: block by block, the first lane the first one.
struct ReadingLanes {
  var lanes: [ReadingLane]
  var numbers: [LaneNumbers]
  private let fresh: ReadingLane

  init(_ lane: ReadingLane, count: Int) {
    fresh = lane
    lanes = [ReadingLane](repeating: lane, count: count)
    numbers = [LaneNumbers](repeating: LaneNumbers(pools: lane.pools.count), count: count)
  }

  /// How many there are.
  var count: Int { lanes.count }

  /// The lane that reads a block, and how many it read before it.
  func place(of block: Int) -> (lane: Int, index: Int) { (block % lanes.count, block / lanes.count) }

  /// Makes the lanes forget what they met, for blocks that they read are not put into the table.
  mutating func forget() { self = ReadingLanes(fresh, count: lanes.count) }
}

/// The table's number for each text that a lane met, by the lane's own numbers.
struct LaneNumbers {
  var pools: [[UInt32]]

  /// Whether the lane numbers categories as the table does.
  var areSameCategories = true

  init(pools count: Int) {
    // The empty text of a further column is 0 in the lane and in the table.
    pools = (0..<count).map { $0 < 2 ? [] : [0] }
  }
}
