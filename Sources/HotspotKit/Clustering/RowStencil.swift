/// Which cells lie round a cell, the cell itself among them: in each row of middles one stretch of columns.
///
/// Every cell of one shape has the same, save that hexagons of odd rows stand half a step further east than
/// those of even rows.
struct RowStencil: Hashable, Sendable {
  /// A stretch of columns in one row, both counted from the cell.
  struct Stretch: Hashable, Sendable {
    let row: Int
    let columns: ClosedRange<Int>
  }

  /// The stretches round a cell of an even row, from south to north.
  let even: [Stretch]

  /// The stretches round a cell of an odd row, from south to north.
  let odd: [Stretch]

  /// The cells that share an edge or a corner.
  init(touching shape: CellShape) {
    // Middles of squares that touch are at most √2 sides apart, and the next are 2; of hexagons 1 size, and √3.
    switch shape {
    case .square(let width), .hexagon(let width):
      self.init(within: 1.5 * width, of: shape, rows: 3, columns: 2)
    }
  }

  /// The cells whose middles lie within a distance in metres, as far as a window of so many rows and columns
  /// can hold them.
  init(within metres: Double, of shape: CellShape, rows: Int, columns: Int) {
    even = Self.stretches(within: metres, of: shape, parity: 0, rows: rows, columns: columns)
    odd = Self.stretches(within: metres, of: shape, parity: 1, rows: rows, columns: columns)
  }

  /// The furthest column that any stretch reaches.
  var reach: Int {
    (even + odd).reduce(0) { max($0, abs($1.columns.lowerBound), abs($1.columns.upperBound)) }
  }

  private static func stretches(
    within metres: Double, of shape: CellShape, parity: Int, rows: Int, columns: Int
  ) -> [Stretch] {
    let steps = LatticeSteps(of: shape)
    let most = steps.squared(metres)
    return (-rows...rows).compactMap { row in
      guard let furthest = steps.furthest(in: row, within: most) else { return nil }
      let shift = steps.isStaggered ? parity - ((parity + row) & 1) : 0
      let (west, east) = ((shift - furthest) / steps.perColumn, (shift + furthest) / steps.perColumn)
      return Stretch(row: row, columns: max(west, -columns)...min(east, columns))
    }
  }
}

/// Distances between the middles of one shape's cells, squared, as whole numbers of a unit.
///
/// For squares the unit is the side and a distance² is column² + row²; for hexagons it is half a size and a
/// distance² is 3·q² + row², q being even in even rows and odd in odd ones. So equal distances are equal
/// numbers, whatever the size.
struct LatticeSteps: Hashable, Sendable {
  /// How many steps along x one column makes.
  let perColumn: Int
  /// What a squared step along x counts beside a squared row.
  private let stretch: Int
  /// The length of one row in metres.
  private let unit: Double

  init(of shape: CellShape) {
    switch shape {
    case .square(let side): (perColumn, stretch, unit) = (1, 1, side)
    case .hexagon(let size): (perColumn, stretch, unit) = (2, 3, size / 2)
    }
  }

  /// Whether odd rows stand a step further east than even ones.
  var isStaggered: Bool { perColumn == 2 }

  /// A distance in metres as a squared number of units, with the margin that rounding needs.
  func squared(_ metres: Double) -> Double {
    let units = metres / unit * (1 + 1e-9)
    return units * units
  }

  /// The squared distance to a cell so many steps east and rows north.
  func squared(steps: Int, rows: Int) -> Int { stretch * steps * steps + rows * rows }

  /// The most steps east to a cell of a row that is not further away; `nil` where the whole row is.
  func furthest(in row: Int, within most: Double) -> Int? {
    let rest = most - Double(row) * Double(row)
    guard rest >= 0 else { return nil }
    var steps = Int((rest / Double(stretch)).squareRoot())
    // The root may be off by its last digit.
    while Double(squared(steps: steps + 1, rows: row)) <= most { steps += 1 }
    while steps > 0, Double(squared(steps: steps, rows: row)) > most { steps -= 1 }
    if isStaggered && (steps - row) & 1 != 0 { steps -= 1 }
    return steps < 0 ? nil : steps
  }
}
