extension TileSums {
  /// Fills a band of a wide kernel: blocks within reach of a place take a polynomial, the cells at the rim its heights.
  func fill(
    _ band: Int, by blocks: inout DiscBlocks, profile: some KernelProfile, _ sums: borrowing SumLines
  ) {
    let lines = lattice.lines(ofBand: band)
    let reach = profile.reach
    let (west, south) = (lattice.west, lattice.ys[lines.lowerBound])
    let rows = tileRows(within: reach, of: lines)
    let parities = lattice.isShifted ? 2 : 1
    let even = lattice.even.span
    let odd = lattice.odd.span
    for column in 0..<tiles.columns {
      for row in rows {
        for index in tiles.places(row: row, column: column) {
          let (place, weight) = (tiles.places[index], tiles.weights?[index] ?? 1)
          let y = place.y - south
          let (low, high) = span(y, reach, perLine)
          let touched = max(0, low)..<max(0, low, min(lines.count, high))
          if touched.isEmpty { continue }
          sums.setRows(touched, of: lattice.ys, from: lines.lowerBound, y: place.y, profile: profile)
          blocks.add(place.x - west, y, weight: weight)
          for row in touched.lowerBound / DiscBlocks.side...(touched.upperBound - 1) / DiscBlocks.side {
            let lines = touched.clamped(to: row * DiscBlocks.side..<(row + 1) * DiscBlocks.side)
            let covered = blocks.covered(row: row)
            for parity in 0..<parities {
              rim(
                of: place, y, weight, on: lines, except: covered, columns: parity == 0 ? even : odd, parity,
                every: parities, profile: profile, sums)
            }
          }
        }
      }
    }
    blocks.pour(into: sums, lines: lines.count)
  }

  /// Adds a place to the cells of some lines that no block covers, eight columns of a smallest block at a time.
  @inline(__always) private func rim(
    of place: SIMD2<Double>, _ y: Double, _ weight: Double, on lines: Range<Int>, except covered: Range<Int>,
    columns xs: Span<Double>, _ parity: Int, every step: Int, profile: some KernelProfile,
    _ sums: borrowing SumLines
  ) {
    let x = place.x - xs[0]
    let (first, last) = (
      Double(lines.lowerBound) * lattice.pitch.y, Double(lines.upperBound - 1) * lattice.pitch.y
    )
    let half = half(aside: max(0, first - y, y - last), reach: profile.reach)
    let (left, right) = span(x, half, perColumn)
    let end = min(lattice.columns, right)
    var column = max(0, left) & ~7
    while column < end {
      if covered.contains(column) { column = covered.upperBound }
      if column >= end { break }
      var reached = lines
      if step == 2 {
        let from = reached.lowerBound + (reached.lowerBound + parity) & 1
        reached = min(from, reached.upperBound)..<reached.upperBound
      }
      sums.add(
        profile.squares(of: xs, at: column, from: place.x),
        profile.squares(of: xs, at: column + 4, from: place.x),
        at: column, lines: reached, by: step, weight: weight, profile: profile)
      column += 8
    }
  }
}
