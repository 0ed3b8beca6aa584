/// The cells' values, to draw some of them from; after every draw they lie as before, so no draw depends on another.
///
/// Most cells of a map of crime hold nothing. So a draw first decides how many of the drawn hold anything, by the
/// hypergeometric distribution, and then draws only those: the same sums, for a fraction of the work.
struct Urn {
  /// The values that are not nought.
  private var busy: [Double] = []
  /// The place of each cell's value among the busy ones; −1 for a cell that holds nothing.
  private let placeOfCell: [Int32]
  /// How many of so many drawn cells are busy, by how many are drawn and how many busy ones there are.
  private var tables: [SIMD2<Int>: BusyDrawn] = [:]
  private var taken: [Int] = []

  init(_ values: [Double]) {
    var places = [Int32](repeating: -1, count: values.count)
    for (cell, value) in values.enumerated() where value != 0 {
      places[cell] = Int32(busy.count)
      busy.append(value)
    }
    placeOfCell = places
  }

  /// How many of `times` draws of `count` of the other cells' values sum to at least and to at most `sum`; a sum
  /// is equal when it differs by no more than `slack`.
  mutating func tails(
    of sum: Double, drawing count: Int, besides cell: Int, times: Int, slack: Double,
    random: inout SeededRandom
  ) -> (above: Int, below: Int) {
    let own = Int(placeOfCell[cell])
    let others = own < 0 ? busy.count : busy.count - 1
    if own >= 0 { busy.swapAt(own, others) }
    if taken.count < count { taken = [Int](repeating: 0, count: count) }
    let table = table(drawing: count, busy: others)
    var (above, below) = (0, 0)
    for _ in 0..<times {
      let wanted = table.draw(&random)
      var drawn = 0.0
      for place in 0..<wanted {
        let other = place + random.below(others - place)
        busy.swapAt(place, other)
        taken[place] = other
        drawn += busy[place]
      }
      for place in (0..<wanted).reversed() { busy.swapAt(place, taken[place]) }
      if drawn >= sum - slack { above += 1 }
      if drawn <= sum + slack { below += 1 }
    }
    if own >= 0 { busy.swapAt(own, others) }
    return (above, below)
  }

  private mutating func table(drawing count: Int, busy others: Int) -> BusyDrawn {
    let key = SIMD2(count, others)
    if let known = tables[key] { return known }
    let table = BusyDrawn(count, of: placeOfCell.count - 1, busy: others)
    tables[key] = table
    return table
  }
}

/// How many of some drawn cells are busy: the hypergeometric distribution.
struct BusyDrawn {
  /// The fewest that are busy.
  private let fewest: Int
  /// The probability that so many or fewer are busy, from the fewest to the most; the last is above 1.
  private let cumulative: [Double]

  /// The distribution for `count` drawn of `all`, of which `busy` are busy. Time O(count).
  init(_ count: Int, of all: Int, busy: Int) {
    let idle = all - busy
    fewest = max(0, count - idle)
    let most = min(count, busy)
    // From the likeliest number on both ways, so that nothing that matters falls below the smallest double.
    let likeliest = min(max((count + 1) * (busy + 1) / (all + 2), fewest), most)
    var weights = [Double](repeating: 0, count: most - fewest + 1)
    weights[likeliest - fewest] = 1
    for number in stride(from: likeliest + 1, through: most, by: 1) {
      let ratio =
        Double((busy - number + 1) * (count - number + 1)) / Double(number * (idle - count + number))
      weights[number - fewest] = weights[number - fewest - 1] * ratio
    }
    for number in stride(from: likeliest - 1, through: fewest, by: -1) {
      let ratio =
        Double((number + 1) * (idle - count + number + 1)) / Double((busy - number) * (count - number))
      weights[number - fewest] = weights[number - fewest + 1] * ratio
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    var cumulative = weights.map { weight in
      sum += weight
      return sum / total
    }
    cumulative[cumulative.count - 1] = 2
    self.cumulative = cumulative
  }

  /// One draw of how many are busy.
  func draw(_ random: inout SeededRandom) -> Int {
    let chance = random.unit()
    var number = 0
    while cumulative[number] <= chance { number += 1 }
    return fewest + number
  }

  /// The probability of each number from the fewest to the most, and the fewest.
  var probabilities: (fewest: Int, shares: [Double]) {
    let steps = cumulative.map { min($0, 1) }
    return (fewest, zip(steps, [0] + steps).map { $0 - $1 })
  }
}
