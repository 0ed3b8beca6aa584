internal import Glibc

/// What the past says of every cell, told in several ways at once, as of a day that only moves on.
///
/// Each layer is a running sum: to move on costs its cells and the incidents of the days between. Time O(cells) a step.
struct ForecastLayers: Sendable {
  /// A running sum: how it forgets, and over which cells an incident is spread.
  private struct Layer: Sendable {
    let name: String
    /// In days; `nil` for one that never forgets.
    let halfLife: Double?
    let spread: Spread
  }

  private let history: History
  private let layers: [Layer]
  private let seasonSpread: Spread
  private let seasonFallback: Int
  /// The layer that is counted beside plain counts to tell much from little, see ``bands(of:)``.
  private let narrow: Int

  /// The day before which all is learnt.
  private(set) var day: Int
  private var row = 0
  private var values: [[Double]]

  /// Nothing learnt yet.
  init(of history: History) {
    self.history = history
    day = history.span.lowerBound
    var layers = [
      Layer(name: "counts", halfLife: nil, spread: .own),
      Layer(name: "counts_30d", halfLife: 30, spread: .own),
      Layer(name: "counts_90d", halfLife: 90, spread: .own),
      Layer(name: "counts_365d", halfLife: 365, spread: .own),
    ]
    switch history.cells.ground {
    case .grid(let grid):
      func spread(_ widths: Double) -> Spread { Spread(widths: widths, of: grid.shape) }
      narrow = layers.count + 1
      for widths in [1.6, 2.4, 4, 8, 16] {
        layers.append(
          Layer(name: "density_\(widths.formattedPlainly)_cells", halfLife: nil, spread: spread(widths)))
      }
      layers.append(Layer(name: "density_2.4_cells_60d", halfLife: 60, spread: spread(2.4)))
      layers.append(Layer(name: "density_8_cells_60d", halfLife: 60, spread: spread(8)))
      // Days make near repeats; months cannot tell them.
      if !history.isByMonth {
        layers.append(Layer(name: "near_repeat_14d", halfLife: 14, spread: spread(2.4)))
      }
      seasonSpread = spread(8)
      seasonFallback = narrow + 2
    case .areas(let areas):
      let touching = Spread(touching: areas.touching())
      narrow = layers.count
      layers.append(Layer(name: "touching", halfLife: nil, spread: touching))
      layers.append(Layer(name: "touching_60d", halfLife: 60, spread: touching))
      seasonSpread = .own
      seasonFallback = 0
    }
    self.layers = layers
    values = layers.map { _ in [Double](repeating: 0, count: history.cells.count) }
  }

  /// The names of the layers that ``shares(for:)`` gives, in its order; plain counts come first.
  var names: [String] { layers.map(\.name) + ["season", "even"] }

  /// Learns what lies before a day, which must not lie before ``day``.
  mutating func advance(to next: Int) {
    precondition(next >= day, "what was learnt is not forgotten")
    let end = history.rows(in: day..<next).upperBound
    let rows = row..<max(row, end)
    // An incident of a month lies in its middle, on the whole.
    let shift = history.isByMonth ? 15 : 0
    for number in layers.indices {
      let halfLife = layers[number].halfLife
      if let halfLife, next > day {
        let kept = exp2(-Double(next - day) / halfLife)
        for cell in values[number].indices { values[number][cell] *= kept }
      }
      let given = history.amounts(of: rows) { row in
        guard let halfLife else { return 1 }
        return exp2(-Double(max(0, next - history.days[row] - shift)) / halfLife)
      }
      layers[number].spread.add(given, in: history.cells, to: &values[number])
    }
    row = rows.upperBound
    day = next
  }

  /// Each layer's share of its sum by cell, for some days to come; a layer without anything says that all ground is alike.
  func shares(for test: Range<Int>) -> [[Double]] {
    let cells = history.cells
    let even = (0..<cells.count).map { cells.size(of: $0) / cells.size }
    var shares = values.map { $0.normalised(else: even) }
    var season = [Double](repeating: 0, count: cells.count)
    seasonSpread.add(seasonal(for: test), in: cells, to: &season)
    shares.append(season.normalised(else: shares[seasonFallback]))
    shares.append(even)
    return shares
  }

  /// Incidents of the same time of earlier years, a month more on either side.
  private func seasonal(for test: Range<Int>) -> [(cell: Int, amount: Double)] {
    let year = 365.2425
    let middle = Double(test.lowerBound + test.upperBound) / 2
    let reach = Double(test.count) / 2 + 30
    return history.amounts(of: 0..<row) { row in
      let ago = middle - Double(history.days[row])
      let years = (ago / year).rounded()
      return years >= 1 && abs(ago - years * year) <= reach ? 1 : 0
    }
  }

  /// How many bands ``bands(of:)`` tells apart.
  static let bandCount = 3

  /// Whether a cell has much, some or little of the past: 0 for the first fiftieth of the ground by plain counts and a narrow
  /// density together, 1 up to a tenth, 2 for the rest.
  func bands(of shares: [[Double]]) -> [UInt8] {
    let cells = history.cells
    let heights = (0..<cells.count).map { (shares[0][$0] + shares[narrow][$0]) / cells.size(of: $0) }
    let order = heights.indices.sorted { (heights[$0], $1) > (heights[$1], $0) }
    var bands = [UInt8](repeating: 2, count: cells.count)
    var ground = 0.0
    for cell in order {
      if ground >= 0.1 * cells.size { break }
      bands[cell] = ground < 0.02 * cells.size ? 0 : 1
      ground += cells.size(of: cell)
    }
    return bands
  }
}

extension History {
  /// What some incidents put on their cells, each by a factor of its own; cells ascending.
  func amounts(of rows: Range<Int>, by factor: (_ row: Int) -> Double) -> [(cell: Int, amount: Double)] {
    var sums = [Double](repeating: 0, count: cells.count)
    for row in rows where cellOfIncident[row] >= 0 {
      sums[Int(cellOfIncident[row])] += (weights?[row] ?? 1) * factor(row)
    }
    return sums.indices.filter { sums[$0] > 0 }.map { ($0, sums[$0]) }
  }

  /// What the first incidents count for on average; one where there is nothing to go by.
  func meanWeight(before row: Int) -> Double {
    guard let weights, row > 0 else { return 1 }
    let mean = weights[..<row].reduce(0, +) / Double(row)
    return mean > 0 ? mean : 1
  }
}

extension [Double] {
  /// These numbers over their sum, or others where that is nought.
  fileprivate func normalised(else others: [Double]) -> [Double] {
    let sum = reduce(0, +)
    return sum > 0 ? map { $0 / sum } : others
  }
}
