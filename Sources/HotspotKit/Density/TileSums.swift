internal import Geospatial

/// The sums of a kernel over weighted places, one band of lines after the other.
///
/// Each band is summed by one task, from its places in their fixed order and by additions of what is not negative: so
/// sums are never negative and do not depend on the number of threads. Eight columns are summed at a time, line after line,
/// and nothing in the innermost loop branches.
struct TileSums: Sendable {
  let tiles: PointTiles
  let lattice: CellLattice
  /// From one line to the next in the memory of sums.
  private let stride: Int
  let perColumn: Double
  let perLine: Double

  init(of tiles: PointTiles, on lattice: CellLattice) {
    (self.tiles, self.lattice) = (tiles, lattice)
    (perColumn, perLine) = (1 / lattice.pitch.x, 1 / lattice.pitch.y)
    // An odd number of cache lines: lines that lie a power of two apart would push each other out of the cache.
    stride = (lattice.columns + CellLattice.spare + 7) / 8 * 8 | 8
  }

  /// Memory for the sums of a band, to be used again and again.
  struct Scratch {
    fileprivate var sums: [Double]
    fileprivate var blocks: DiscBlocks?
  }

  private func scratch(for profile: some KernelProfile) -> Scratch {
    Scratch(
      sums: [Double](repeating: 0, count: (stride + 1) * CellLattice.bandHeight),
      blocks: DiscBlocks(for: profile, on: lattice))
  }

  /// Σ weight · height · `factor` in a grid's cells, in the grid's order; the lattice is that of the grid's window. Without
  /// a grid in all of the lattice, line by line.
  func values(of profile: any KernelProfile, times factor: Double, in grid: Grid? = nil, bands: Bands)
    -> [Double]
  {
    let ends = (0..<lattice.bands).map { band in
      let line = lattice.lines(ofBand: band).upperBound
      return grid?.cellCount(below: line) ?? line * lattice.columns
    }
    let whole = lattice.columns * lattice.lines
    let cells = grid.flatMap { $0.count == whole ? nil : $0.cells }
    return bands.filled(ends: ends, prepare: { scratch(for: profile) }) {
      band, scratch, values in
      profile.fill(self, band: band, &scratch)
      SumLines.with(&scratch.sums, stride: stride, height: CellLattice.bandHeight) { sums in
        for (offset, line) in lattice.lines(ofBand: band).enumerated() {
          guard let cells else {
            sums.append(line: offset, columns: lattice.columns, times: factor, to: &values)
            continue
          }
          let position = line * lattice.columns
          for column in 0..<lattice.columns where cells[position + column] >= 0 {
            values.append(sums[offset, column] * factor)
          }
        }
      }
    }
  }

  /// Fills a band with Σ weight · height.
  func fill(_ band: Int, profile: some KernelProfile, _ scratch: inout Scratch) {
    for index in scratch.sums.indices { scratch.sums[index] = 0 }
    if var blocks = scratch.blocks.take() {
      SumLines.with(&scratch.sums, stride: stride, height: CellLattice.bandHeight) { sums in
        fill(band, by: &blocks, profile: profile, sums)
      }
      scratch.blocks = consume blocks
      return
    }
    // Compiled for each: nothing is multiplied where each place counts one.
    if let weights = tiles.weights {
      fill(band, profile: profile, &scratch) { weights[$0] }
    } else {
      fill(band, profile: profile, &scratch) { _ in 1 }
    }
  }

  @inline(__always) private func fill(
    _ band: Int, profile: some KernelProfile, _ scratch: inout Scratch, weight: (_ place: Int) -> Double
  ) {
    let lines = lattice.lines(ofBand: band)
    let reach = profile.reach
    let isShifted = lattice.isShifted
    let parities = isShifted ? 2 : 1
    let rows = tileRows(within: reach, of: lines)
    SumLines.with(&scratch.sums, stride: stride, height: CellLattice.bandHeight) { sums in
      let places = tiles.places.span
      let even = lattice.even.span
      let odd = lattice.odd.span
      for column in 0..<tiles.columns {
        for row in rows {
          for index in tiles.places(row: row, column: column) {
            let place = places[index]
            let y = place.y - lattice.ys[lines.lowerBound]
            let (low, high) = span(y, reach, perLine)
            let touched = max(0, low)..<max(0, low, min(lines.count, high))
            if touched.isEmpty { continue }
            sums.setRows(touched, of: lattice.ys, from: lines.lowerBound, y: place.y, profile: profile)
            let weight = weight(index)
            for parity in 0..<parities {
              let xs = parity == 0 ? even : odd
              let x = place.x - xs[0]
              let (left, right) = span(x, reach, perColumn)
              let end = min(lattice.columns, right)
              var column = max(0, left)
              let isWide = end - column > 16
              while column < end {
                let width = end - column > 4 ? 8 : 4
                var reached = touched
                if isWide { reached = narrowed(touched, to: column..<column + width, x, y, reach) }
                if isShifted {
                  let from = reached.lowerBound + (reached.lowerBound + parity) & 1
                  reached = min(from, reached.upperBound)..<reached.upperBound
                }
                let four = profile.squares(of: xs, at: column, from: place.x)
                if width == 8 {
                  let next = profile.squares(of: xs, at: column + 4, from: place.x)
                  sums.add(
                    four, next, at: column, lines: reached, by: parities, weight: weight, profile: profile)
                } else {
                  sums.add(
                    four, nil, at: column, lines: reached, by: parities, weight: weight, profile: profile)
                }
                column += width
              }
            }
          }
        }
      }
    }
  }

  /// The lines within reach of a place in some columns: a circle is narrower there than at its middle.
  func narrowed(
    _ lines: Range<Int>, to columns: Range<Int>, _ x: Double, _ y: Double, _ reach: Double
  ) -> Range<Int> {
    let (first, last) = (
      Double(columns.lowerBound) * lattice.pitch.x, Double(columns.upperBound - 1) * lattice.pitch.x
    )
    let aside = max(0, first - x, x - last)
    let half = half(aside: aside, reach: reach)
    let (low, high) = span(y, half, perLine)
    let from = min(max(low, lines.lowerBound), lines.upperBound)
    return from..<max(from, min(high, lines.upperBound))
  }

  /// How far a circle reaches up and down so far aside of its middle, and a little more.
  @inline(__always) func half(aside: Double, reach: Double) -> Double {
    (max(0, reach * reach - aside * aside) + lattice.pitch.y * lattice.pitch.y * 1e-9).squareRoot()
  }

  /// The rows of tiles that hold what reaches some lines.
  func tileRows(within reach: Double, of lines: Range<Int>) -> Range<Int> {
    let far = Int(reach / lattice.pitch.y) + 2
    let first = max(0, lines.lowerBound - far) / PointTiles.height
    return first..<max(first, min(tiles.rows, (lines.upperBound + far) / PointTiles.height + 1))
  }

  /// From the first middle within reach to past the last one, of middles a step apart from nought on.
  ///
  /// And a billionth of a step more: one too many adds nothing.
  @inline(__always) func span(_ place: Double, _ reach: Double, _ perStep: Double) -> (Int, Int) {
    (
      ((place - reach) * perStep + (0.5 - 1e-9)).nearestWhole,
      ((place + reach) * perStep + (0.5 + 1e-9)).nearestWhole
    )
  }
}

extension KernelProfile {
  /// What four neighbours contribute to heights at a place.
  @inline(__always) func squares(of xs: Span<Double>, at column: Int, from x: Double) -> SIMD4<
    Double
  > {
    let dx = SIMD4(xs[column], xs[column + 1], xs[column + 2], xs[column + 3]) - x
    return self.column(dx * dx)
  }
}
