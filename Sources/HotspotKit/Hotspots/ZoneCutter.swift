/// Cuts zones out of a surface: the highest cells, joined where they share an edge, none larger than the cap.
struct ZoneCutter: Sendable {
  let grid: Grid
  let rule: ZoneRule
  /// The cells that heights and incidents are given for; all of the grid's where this is `nil`.
  private let some: SomeCells?

  init(grid: Grid, rule: ZoneRule) { (self.grid, self.rule, some) = (grid, rule, nil) }

  private init(grid: Grid, rule: ZoneRule, some: SomeCells) {
    (self.grid, self.rule, self.some) = (grid, rule, some)
  }

  /// The same cutter for heights and incidents of some cells only, ascending: all others are nought.
  ///
  /// The share of the area is still that of the whole grid.
  func among(_ cells: [Int32]) -> ZoneCutter {
    ZoneCutter(grid: grid, rule: rule, some: SomeCells(cells, of: grid))
  }

  /// A patch of cells before it is dissolved: the peak first.
  struct Patch: Sendable {
    var cells: [Int]
    var incidents: Double
    var height: Double
    var peak: Int { cells[0] }
  }

  /// The patches by rank: most incidents first, then the greater sum of heights, then the grid's order.
  ///
  /// `heights` and `incidents` have one number per cell, and so have `records`, how many incidents there are where they
  /// count for something else; the patches' cells are the grid's. A patch grows from the highest free cell by always
  /// taking the highest free neighbour, until no neighbour is left or the cap is reached; what is left over
  /// is seeded again. Time O(cells + k log k) for the k cells above the cut.
  func patches(heights: [Double], incidents: [Double], records: [Double]? = nil) -> [Patch] {
    var floor = 0.0
    return patches(heights: heights, incidents: incidents, records: records, floor: &floor)
  }

  /// The same for one of many surfaces that are much alike: `floor` is a height below which, by the last one, none of the
  /// chosen cells will lie, 0 at first.
  ///
  /// Where it is wrong it costs a second look and changes nothing.
  func patches(
    heights: [Double], incidents: [Double], records: [Double]? = nil, floor: inout Double
  ) -> [Patch] {
    let chosen = highest(of: heights, above: floor)
    floor = 0.8 * (chosen.last.map { heights[$0] } ?? 0)
    var isFree = [Bool](repeating: false, count: heights.count)
    for cell in chosen { isFree[cell] = true }
    var patches: [Patch] = []
    for seed in chosen where isFree[seed] {
      let cells = grown(from: seed, heights: heights, isFree: &isFree)
      let held = cells.reduce(0.0) { $0 + incidents[$1] }
      let counted = records.map { records in cells.reduce(0.0) { $0 + records[$1] } } ?? held
      guard counted >= rule.minimumIncidents, held > 0 else { continue }
      patches.append(
        Patch(cells: cells, incidents: held, height: cells.reduce(0.0) { $0 + heights[$1] }))
    }
    patches.sort { ($0.incidents, $0.height, $1.peak) > ($1.incidents, $1.height, $0.peak) }
    let first = Array(patches.prefix(rule.most))
    guard let some else { return first }
    return first.map { Patch(cells: $0.cells.map(some.cell), incidents: $0.incidents, height: $0.height) }
  }

  private func neighbours(of place: Int) -> [Int] { some?.neighbours[place] ?? grid.neighbours(of: place) }

  /// The cells above the cut, highest first, equal ones in the grid's order: exactly the share of the area
  /// that the rule states (at least one cell), and none that is nought.
  private func highest(of heights: [Double], above floor: Double) -> [Int] {
    let wanted = max(1, Int((rule.areaShare * Double(grid.count)).rounded()))
    var rising = HighCell.all(of: heights, above: floor)
    // As many as are wanted lie above the floor, or the floor is too high.
    if floor > 0, rising.count < wanted { rising = HighCell.all(of: heights, above: 0) }
    if rising.count > wanted {
      let cut = rising.map(\.height).nthLargest(wanted)
      let above = rising.filter { $0.height > cut }
      let level = rising.filter { $0.height == cut }
      rising = above + level.prefix(wanted - above.count)
    }
    rising.sort { $0.height != $1.height ? $0.height > $1.height : $0.place < $1.place }
    return rising.map(\.place)
  }

  private func grown(from seed: Int, heights: [Double], isFree: inout [Bool]) -> [Int] {
    var cells = [seed]
    isFree[seed] = false
    var border = neighbours(of: seed).filter { isFree[$0] }
    while cells.count < rule.capCells,
      let next = border.max(by: { (heights[$0], $1) < (heights[$1], $0) })
    {
      isFree[next] = false
      cells.append(next)
      border.removeAll { $0 == next }
      for cell in neighbours(of: next) where isFree[cell] && !border.contains(cell) {
        border.append(cell)
      }
    }
    return cells
  }
}

/// A cell with its height beside it, for sorting.
private struct HighCell {
  let height: Double
  let place: Int

  static func all(of heights: [Double], above floor: Double) -> [HighCell] {
    var found: [HighCell] = []
    for place in heights.indices where heights[place] > floor {
      found.append(HighCell(height: heights[place], place: place))
    }
    return found
  }
}

/// Some of a grid's cells, each with its place among them.
private struct SomeCells: Sendable {
  private let cells: [Int32]

  /// For each of them the places of those that share an edge with it; asked of many surfaces, so made once.
  let neighbours: [[Int]]

  init(_ cells: [Int32], of grid: Grid) {
    self.cells = cells
    var places = [Int32](repeating: -1, count: grid.count)
    for (place, cell) in cells.enumerated() { places[Int(cell)] = Int32(place) }
    neighbours = cells.map { cell in
      grid.neighbours(of: Int(cell)).compactMap { places[$0] < 0 ? nil : Int(places[$0]) }
    }
  }

  func cell(_ place: Int) -> Int { Int(cells[place]) }
}

extension [Double] {
  /// The n-th largest of the values, by quickselect; n counts from one. Time O(values).
  fileprivate func nthLargest(_ n: Int) -> Double {
    var values = self
    var low = 0
    var high = values.count - 1
    let target = n - 1
    while low < high {
      // The middle of three keeps sorted input from being the worst case; no chance is involved.
      let middle = values[(low + high) / 2]
      let pivot = Swift.max(
        Swift.min(values[low], middle), Swift.min(Swift.max(values[low], middle), values[high]))
      var i = low
      var j = high
      while i <= j {
        while values[i] > pivot { i += 1 }
        while values[j] < pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if target <= j { high = j } else if target >= i { low = i } else { return values[target] }
    }
    return values[target]
  }
}
