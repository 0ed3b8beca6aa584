/// How much ground a forecast may flag.
public enum FlaggedArea: Hashable, Sendable {
  /// A share of all cells' size.
  case share(Double)

  /// Square kilometres.
  case squareKilometres(Double)

  /// The size to flag, in the cells' units: a whole number of cells and at least one where all are alike.
  func size(of cells: ForecastCells) -> Double {
    let wanted =
      switch self {
      case .share(let share): share * cells.size
      case .squareKilometres(let area): area * 1e6 / cells.unit
      }
    let most = min(wanted, cells.size)
    return cells.sizes == nil ? max(1, most.rounded()) : most
  }
}

/// Cells by the height of a forecast, ready for flagging the first of them.
///
/// Where all are alike exactly k are flagged; where they are not, by rank until the size is reached, the last in
/// proportion. Cells that tie at the cut are flagged evenly, each with the share of them that finds room: what random
/// draws among them would give on average, without drawing. Keeping all of them would flatter (a cut through a
/// thousand cells of one incident each would flag the thousand).
struct RankedCells {
  /// From the highest score to the lowest.
  private let order: [Int]
  /// What is forecast per unit of size.
  private let scores: [Double]
  /// What is forecast for the first cells of the order together, and their size; the latter nothing where all are alike.
  private let values: [Double]
  private let sizes: [Double]?

  /// Cells by what is forecast for each, taken per unit of size.
  init(_ forecast: [Double], of cells: ForecastCells) {
    let scores =
      if let sizes = cells.sizes { zip(forecast, sizes).map { $0 / $1 } } else { forecast }
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    func sums(of numbers: [Double]) -> [Double] {
      order.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + numbers[$1]) }
    }
    values = sums(of: forecast)
    sizes = cells.sizes.map(sums)
    (self.order, self.scores) = (order, scores)
  }

  /// What is flagged: all cells above a score, and a share of each that has just that score.
  struct Cut {
    let score: Double
    let share: Double
    /// How many cells are flagged; of those at the cut in proportion.
    let cells: Double
    /// What is forecast for them.
    let value: Double
  }

  /// Flags so much, in the cells' units.
  func cut(at size: Double) -> Cut {
    let last = min(position(of: size), order.count - 1)
    let score = scores[order[last]]
    // The cells of one score stand side by side.
    let first = partition(from: 0, to: last) { $0 > score }
    let end = partition(from: last, to: order.count) { $0 >= score }
    let level = extent(first, end)
    let share = level > 0 ? min(1, max(0, size - extent(0, first)) / level) : 0
    return Cut(
      score: score, share: share, cells: Double(first) + share * Double(end - first),
      value: values[first] + share * (values[end] - values[first]))
  }

  /// What the flagged cells hold of something that few cells have.
  func held(of things: [(cell: Int, value: Double)], by cut: Cut) -> Double {
    var (above, level) = (0.0, 0.0)
    for thing in things {
      if scores[thing.cell] > cut.score {
        above += thing.value
      } else if scores[thing.cell] == cut.score {
        level += thing.value
      }
    }
    return above + level * cut.share
  }

  /// The size of some cells of the order.
  private func extent(_ first: Int, _ end: Int) -> Double {
    if let sizes { sizes[end] - sizes[first] } else { Double(end - first) }
  }

  /// The position of the cell with which a size is reached.
  private func position(of size: Double) -> Int {
    guard let sizes else { return max(0, Int(size.rounded(.up)) - 1) }
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle + 1] < size { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first position whose score no longer passes, in a stretch where those that pass come first.
  private func partition(from start: Int, to end: Int, _ passes: (Double) -> Bool) -> Int {
    var (low, high) = (start, end)
    while low < high {
      let middle = (low + high) / 2
      if passes(scores[order[middle]]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
