internal import Files
internal import Geospatial

/// Kernel density: how many incidents per square kilometre stand round each cell's middle.
///
/// Exact: every incident counts from its own place, not from its cell's. The kernel is the quartic
/// 3/(πh²)(1 − d²/h²)², which integrates to one, with `h` the support radius: an incident further off than
/// `h` adds nothing.
///
/// Source: Silverman (1986), *Density Estimation for Statistics and Data Analysis*, eq. 4.5.
public struct KernelDensity: Sendable {
  /// The support radius of the kernel, in metres.
  public let bandwidth: Double

  /// A density with a support radius in metres.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless the radius is above nought and at most 1000 km.
  public init(bandwidth: Double) throws(HotspotError) {
    guard bandwidth > 0, bandwidth <= 1_000_000 else {
      throw .invalidParameter("bandwidth \(bandwidth): give metres, above 0 and at most 1000000")
    }
    self.bandwidth = bandwidth
  }

  /// Incidents (or their weight) per square kilometre at each cell's middle.
  ///
  /// Time O(cells + incidents × cells within the radius). The answer is the same for any number of threads:
  /// each cell adds its incidents in the order of their rows on the plane.
  public func surface(of incidents: Incidents, on grid: Grid, bands: Bands) async -> Surface {
    let points = RowSortedPoints(incidents, on: grid)
    let radius = bandwidth
    let parts = await bands.map(grid.rows.count) { band in
      points.sums(of: band, on: grid, radius: radius)
    }
    let window = parts.flatMap(\.self)
    let perSquareKilometre = KernelDensity.scale(radius: radius)
    let values = grid.positions.map { window[Int($0)] * perSquareKilometre }
    let counts = CellCounts(of: incidents, on: grid)
    let provenance =
      counts.counts.provenance.adding(
        "density",
        [
          "kernel": "quartic", "bandwidth_m": .number(bandwidth), "bandwidth_means": "support radius",
          "unit": "incidents per square kilometre", "edge_correction": "none",
        ])
    return Surface(grid: grid, values: values, name: "density", provenance: provenance)
  }

  /// What turns a sum of (h² − d²)² in metres into incidents per square kilometre.
  static func scale(radius: Double) -> Double {
    let square = radius * radius
    return 3e6 / (Double.pi * square * square * square)
  }
}

/// Incidents sorted by the grid row in which they stand, those of one row in their first order.
private struct RowSortedPoints: Sendable {
  let xs: [Double]
  let ys: [Double]
  let weights: [Double]
  /// Where each row's points start; the first entry stands for the row `firstRow`.
  let starts: [Int]
  let firstRow: Int

  init(_ incidents: Incidents, on grid: Grid) {
    let rows = incidents.points.ys.map { grid.shape.position(of: .init(x: 0, y: $0)).row }
    let low = rows.min() ?? 0
    let high = rows.max() ?? -1
    var starts = [Int](repeating: 0, count: high - low + 2)
    for row in rows { starts[row - low + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var xs = [Double](repeating: 0, count: rows.count)
    var ys = xs
    var weights = xs
    for (index, row) in rows.enumerated() {
      let slot = next[row - low]
      next[row - low] += 1
      xs[slot] = incidents.points.xs[index]
      ys[slot] = incidents.points.ys[index]
      weights[slot] = incidents.weight(of: index)
    }
    (self.xs, self.ys, self.weights, self.starts, firstRow) = (xs, ys, weights, starts, low)
  }

  /// Σ w·(h² − d²)² over a band of the window's rows, row after row.
  func sums(of band: Range<Int>, on grid: Grid, radius: Double) -> [Double] {
    let width = grid.columns.count
    let square = radius * radius
    let centres = grid.columns.map { grid.shape.centre(column: $0, row: 0).x }
    var sums = [Double](repeating: 0, count: band.count * width)
    for line in band {
      let y = grid.shape.centre(column: 0, row: grid.rows.lowerBound + line).y
      let offset = (line - band.lowerBound) * width
      for index in points(between: y - radius, and: y + radius, shape: grid.shape) {
        let dy = ys[index] - y
        let rest = square - dy * dy
        guard rest > 0 else { continue }
        let reach = rest.squareRoot()
        let x = xs[index]
        let weight = weights[index]
        var column = centres.firstPosition(notBelow: x - reach)
        while column < width {
          let dx = centres[column] - x
          let left = rest - dx * dx
          if left <= 0 {
            if dx > 0 { break }
          } else {
            sums[offset + column] += weight * left * left
          }
          column += 1
        }
      }
    }
    return sums
  }

  private func points(between south: Double, and north: Double, shape: CellShape) -> Range<Int> {
    let low = shape.position(of: .init(x: 0, y: south)).row - firstRow
    let high = shape.position(of: .init(x: 0, y: north)).row - firstRow + 1
    let last = starts.count - 1
    return starts[min(max(low, 0), last)]..<starts[min(max(high, 0), last)]
  }
}
