internal import Files

/// Lanes that read one file side by side, and how their findings become the table's.
struct ReadingLanes {
  var lanes: [ReadingLane]
  var numbers: [LaneNumbers]
  private let fresh: ReadingLane

  /// A lane and the number of one of its runs.
  typealias Place = (lane: Int, index: Int)

  init(_ lane: ReadingLane, count: Int) {
    fresh = lane
    lanes = [ReadingLane](repeating: lane, count: count)
    numbers = [LaneNumbers](repeating: LaneNumbers(pools: lane.pools.count), count: count)
  }

  /// How many there are.
  var count: Int { lanes.count }

  /// The lane that reads a block where they read in turn, and how many it read before it.
  func turn(of block: Int) -> Place { (block % lanes.count, block / lanes.count) }

  /// Who read each stretch of a queue.
  ///
  /// - Throws: what kept a lane from reading on.
  func places(of queue: StretchQueue) throws(HotspotError) -> [Place] {
    var places = [Place](repeating: (0, 0), count: queue.stretches.count)
    for (lane, found) in lanes.enumerated() {
      if let failure = found.failure { throw .file(failure) }
      for (index, number) in found.taken.enumerated() { places[number] = (lane, index) }
    }
    return places
  }

  /// What was found in the run at a place.
  subscript(place: Place) -> RowRun { lanes[place.lane].runs[place.index] }

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
