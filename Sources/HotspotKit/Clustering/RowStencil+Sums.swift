extension RowStencil {
  /// Sums of values over the stencil round each cell, in the grid's order; what is no cell adds nothing.
  ///
  /// Each row is summed up once from its western end, and a stretch is the difference of two of those sums.
  /// So counts are summed exactly; a sum of weights is off by at most columns × 2⁻⁵³ of what the rows it meets
  /// hold in all. Time O(cells × rows of the stencil), whatever its width, and the same bits for any number of
  /// threads.
  func sums(of values: [Double], on grid: Grid, bands: Bands) async -> [Double] {
    let rows = RunningSums(of: values, on: grid, margin: reach)
    let parts = await bands.map(grid.rows.count) { band in
      band.flatMap { line in
        rows.sums(over: (grid.rows.lowerBound + line) & 1 == 0 ? even : odd, round: line, on: grid)
      }
    }
    return parts.count == 1 ? parts[0] : parts.flatMap(\.self)
  }
}

/// The sums of each row of a grid's window from its western end on.
private struct RunningSums: Sendable {
  private let sums: [Double]
  private let margin: Int
  private let width: Int
  private let height: Int

  /// With a margin of columns on both sides, so that no stretch leaves the row.
  init(of values: [Double], on grid: Grid, margin: Int) {
    let columns = grid.columns.count
    let width = columns + 2 * margin + 1
    var sums = [Double](repeating: 0, count: width * grid.rows.count)
    var cell = 0
    for line in 0..<grid.rows.count {
      var sum = 0.0
      let offset = line * width + margin + 1
      for column in 0..<columns {
        if grid.cells[line * columns + column] >= 0 {
          sum += values[cell]
          cell += 1
        }
        sums[offset + column] = sum
      }
      for column in columns..<columns + margin { sums[offset + column] = sum }
    }
    (self.sums, self.margin, self.width, height) = (sums, margin, width, grid.rows.count)
  }

  /// Σ over the stretches round each cell of one line of the window.
  func sums(over stretches: [RowStencil.Stretch], round line: Int, on grid: Grid) -> [Double] {
    let columns = grid.columns.count
    var totals = [Double](repeating: 0, count: columns)
    for stretch in stretches where 0..<height ~= line + stretch.row {
      let offset = (line + stretch.row) * width + margin
      let (west, east) = (offset + stretch.columns.lowerBound, offset + stretch.columns.upperBound + 1)
      for column in 0..<columns { totals[column] += sums[east + column] - sums[west + column] }
    }
    let first = line * columns
    return (0..<columns).compactMap { grid.cells[first + $0] >= 0 ? totals[$0] : nil }
  }
}
