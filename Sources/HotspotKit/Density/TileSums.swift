internal import Geospatial

/// The sums of a kernel over weighted places, one row of tiles after the other.
///
/// Each row of tiles is summed by one task, from its places in their fixed order and by additions of what is
/// not negative: so sums are never negative and do not depend on the number of threads. A place's squared
/// distances along x are worked out once and serve all of its rows; nothing in the innermost loop branches.
struct TileSums: Sendable {
  let tiles: PointTiles
  let grid: Grid
  /// The middles of even rows and of odd ones, four columns to an entry; hexagons of odd rows are shifted.
  private let middles: [[SIMD4<Double>]]
  private let pitch: (x: Double, y: Double)

  init(of tiles: PointTiles, on grid: Grid) {
    (self.tiles, self.grid) = (tiles, grid)
    pitch = grid.shape.pitch
    let groups = (grid.columns.count + 3) / 4
    middles = [0, 1].map { row in
      (0..<groups).map { group in
        var four = SIMD4<Double>()
        for lane in 0..<4 {
          four[lane] = grid.shape.centre(column: grid.columns.lowerBound + group * 4 + lane, row: row).x
        }
        return four
      }
    }
  }

  private static let almostOne = 0.999_999_999

  /// Memory for the sums of one row of tiles, and for what one place's columns contribute.
  struct Scratch {
    var sums: [SIMD4<Double>]
    var squares: [SIMD4<Double>]
  }

  /// Memory for sums, to be used again and again.
  var scratch: Scratch {
    let groups = middles[0].count
    return Scratch(
      sums: [SIMD4<Double>](repeating: .zero, count: groups * PointTiles.side),
      squares: [SIMD4<Double>](repeating: .zero, count: groups * 2))
  }

  /// The lines of the window that make up a row of tiles.
  private func lines(of row: Int) -> Range<Int> {
    row * PointTiles.side..<min((row + 1) * PointTiles.side, grid.rows.count)
  }

  /// How many of the grid's cells there are up to the end of each row of tiles.
  var ends: [Int] {
    (0..<tiles.rows).map { grid.cellCount(below: lines(of: $0).upperBound) }
  }

  /// Fills the cells of a row of tiles with Σ weight · height · `factor`, in the grid's order.
  func fill(
    _ values: inout MutableSpan<Double>, row: Int, profile: some KernelProfile, factor: Double,
    _ scratch: inout Scratch
  ) {
    let lines = lines(of: row)
    for index in scratch.sums.indices { scratch.sums[index] = .zero }
    add(to: &scratch.sums, of: lines, profile: profile, squares: &scratch.squares)
    let width = grid.columns.count
    let groups = middles[0].count
    var cell = 0
    for (offset, line) in lines.enumerated() {
      let position = line * width
      for column in 0..<width where grid.cells[position + column] >= 0 {
        values[cell] = scratch.sums[offset * groups + column >> 2][column & 3] * factor
        cell += 1
      }
    }
  }

  /// Adds the places within reach of some lines of the window.
  private func add(
    to sums: inout [SIMD4<Double>], of lines: Range<Int>, profile: some KernelProfile,
    squares: inout [SIMD4<Double>]
  ) {
    let reach = profile.reach
    let groups = middles[0].count
    let far = Int((reach / (pitch.y * Double(PointTiles.side))).rounded(.up))
    let row = lines.lowerBound / PointTiles.side
    let ys = lines.map { grid.shape.centre(column: 0, row: grid.rows.lowerBound + $0).y }
    let parity = grid.rows.lowerBound & 1
    let isShifted = middles[0][0] != middles[1][0]
    let isShiftedBy = isShifted ? 1 : 0
    let west = min(middles[0][0][0], middles[1][0][0])
    let south = ys[0]
    let (even, odd) = (middles[0], middles[1])
    for tileRow in max(0, row - far)..<min(tiles.rows, row + far + 1) {
      for place in tiles.places(row: tileRow, columns: 0..<tiles.columns) {
        let (x, y, weight) = (tiles.xs[place], tiles.ys[place], tiles.weights[place])
        // From the first line within reach to the last, and a billionth of a line more: one too many adds nothing.
        let low = max(0, Int((y - reach - south) / pitch.y + Self.almostOne))
        let high = min(lines.count, Int((y + reach - south) / pitch.y + 2 - Self.almostOne))
        if low >= high { continue }
        let left = max(0, Int((x - reach - west) / pitch.x + Self.almostOne) - isShiftedBy) / 4
        let right = min(groups, Int((x + reach - west) / pitch.x + 5 - Self.almostOne) / 4)
        if left >= right { continue }
        for group in left..<right {
          let dx = even[group] - x
          squares[group] = profile.column(dx * dx)
          if isShifted {
            let dx = odd[group] - x
            squares[groups + group] = profile.column(dx * dx)
          }
        }
        for line in low..<high {
          let dy = ys[line] - y
          let height = profile.row(dy * dy)
          let base = line * groups
          let from = isShifted && (lines.lowerBound + line + parity) & 1 == 1 ? groups : 0
          for group in left..<right {
            sums[base + group] += profile.heights(row: height, columns: squares[from + group]) * weight
          }
        }
      }
    }
  }
}
