internal import Geospatial

/// The sums of kernels over weighted places that each have a bandwidth of their own.
///
/// Stripes of rows are summed one after the other, each by one task and from its places in their fixed order: the answer
/// does not depend on the number of threads.
struct AdaptiveSums: Sendable {
  private struct Place {
    let x: Double
    let y: Double
    let weight: Double
    let profile: any KernelProfile
  }

  private let places: [Place]

  init(_ places: PlaceCounts, weights: [Double], bandwidths: [Double], kernel: Kernel) {
    self.places = (0..<places.count).map {
      let profile = kernel.profile(bandwidth: bandwidths[$0])
      return Place(
        x: places.xs[$0], y: places.ys[$0], weight: weights[$0] * profile.perSquareKilometre, profile: profile
      )
    }
  }

  /// Σ weight · kernel at each cell's middle, per square kilometre.
  ///
  /// Time O(places × (stripes + cells within their bandwidths)).
  func values(on grid: Grid, bands: Bands) async -> [Double] {
    let width = grid.columns.count
    let stripes = stride(from: 0, to: grid.rows.count, by: Self.height).map {
      $0..<min($0 + Self.height, grid.rows.count)
    }
    // Of hexagons the odd rows stand half a step aside.
    let middles = [0, 1].map { row in grid.columns.map { grid.shape.centre(column: $0, row: row).x } }
    return await bands.map(stripes.count) { band in
      var values: [Double] = []
      var sums = [Double](repeating: 0, count: width * Self.height)
      for lines in stripes[band] {
        for index in sums.indices { sums[index] = 0 }
        for place in places { add(place, to: &sums, of: lines, on: grid, middles: middles) }
        for line in lines {
          for column in 0..<width where grid.cells[line * width + column] >= 0 {
            values.append(sums[(line - lines.lowerBound) * width + column])
          }
        }
      }
      return values
    }.flatMap(\.self)
  }

  /// Rows of cells in a stripe.
  private static let height = 64

  private func add(
    _ place: Place, to sums: inout [Double], of lines: Range<Int>, on grid: Grid, middles: [[Double]]
  ) {
    let reach = place.profile.reach
    let step = grid.shape.pitch
    let south = grid.shape.centre(column: 0, row: grid.rows.lowerBound).y
    // From the first line within reach to the last, and one more on either side for what rounding may hide.
    let low = max(lines.lowerBound, Int(min(max((place.y - reach - south) / step.y, -2), 1e9)) - 1)
    let high = min(lines.upperBound, Int(min(max((place.y + reach - south) / step.y, -3), 1e9)) + 2)
    guard low < high else { return }
    let width = grid.columns.count
    for line in low..<high {
      let row = grid.rows.lowerBound + line
      let dy = grid.shape.centre(column: 0, row: row).y - place.y
      let left = reach * reach - dy * dy
      guard left > 0 else { continue }
      let half = left.squareRoot()
      let xs = middles[row & 1]
      let first = max(0, Int(min(max((place.x - half - xs[0]) / step.x, 0), Double(width))))
      let last = min(width, Int(min(max((place.x + half - xs[0]) / step.x, -2), Double(width))) + 2)
      guard first < last else { continue }
      let base = (line - lines.lowerBound) * width
      for column in first..<last {
        let dx = xs[column] - place.x
        sums[base + column] += place.weight * place.profile.height(dySquared: dy * dy, dxSquared: dx * dx)
      }
    }
  }
}
