internal import Geospatial

/// Incidents sorted by the band of the grid in which they stand, those of one band in their first order.
struct RowSortedPoints: Sendable {
  private let xs: [Double]
  private let ys: [Double]
  private let weights: [Double]
  /// Where each band's points start; the first entry stands for the band `firstLine`.
  private let starts: [Int]
  private let firstLine: Int

  init(_ incidents: Incidents, on grid: Grid) {
    let lines = incidents.points.ys.map { grid.shape.line(at: $0) }
    let low = lines.min() ?? 0
    let high = lines.max() ?? -1
    var starts = [Int](repeating: 0, count: high - low + 2)
    for line in lines { starts[line - low + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var xs = [Double](repeating: 0, count: lines.count)
    var ys = xs
    var weights = xs
    for (index, line) in lines.enumerated() {
      let slot = next[line - low]
      next[line - low] += 1
      xs[slot] = incidents.points.xs[index]
      ys[slot] = incidents.points.ys[index]
      weights[slot] = incidents.weight(of: index)
    }
    (self.xs, self.ys, self.weights, self.starts, firstLine) = (xs, ys, weights, starts, low)
  }

  /// Σ weight · height over a band of the window's rows, row after row.
  func sums(of band: Range<Int>, on grid: Grid, profile: some KernelProfile) -> [Double] {
    let width = grid.columns.count
    let reach = profile.reach
    // Middles of even rows and of odd ones: hexagons of odd rows are shifted.
    let middles = [0, 1].map { row in
      grid.columns.map { grid.shape.centre(column: $0, row: row).x }
    }
    var sums = [Double](repeating: 0, count: band.count * width)
    for line in band {
      let row = grid.rows.lowerBound + line
      let centres = middles[row & 1]
      let y = grid.shape.centre(column: 0, row: row).y
      let offset = (line - band.lowerBound) * width
      for index in points(between: y - reach, and: y + reach, shape: grid.shape) {
        let dy = ys[index] - y
        let rest = reach * reach - dy * dy
        guard rest > 0 else { continue }
        let x = xs[index]
        let east = x + rest.squareRoot()
        let weight = weights[index]
        var column = centres.firstPosition(notBelow: x - rest.squareRoot())
        while column < width, centres[column] <= east {
          let dx = centres[column] - x
          sums[offset + column] += weight * profile.height(dySquared: dy * dy, dxSquared: dx * dx)
          column += 1
        }
      }
    }
    return sums
  }

  private func points(between south: Double, and north: Double, shape: CellShape) -> Range<Int> {
    let low = shape.line(at: south) - firstLine
    let high = shape.line(at: north) - firstLine + 1
    let last = starts.count - 1
    return starts[min(max(low, 0), last)]..<starts[min(max(high, 0), last)]
  }
}
