internal import Geospatial

/// Where the middles of a window's cells stand, in metres: lines from south to north, of which each has the same columns.
///
/// On odd lines of hexagons the columns stand half a step further east or west than on even ones.
struct CellLattice: Sendable {
  /// How many columns a line has.
  let columns: Int

  /// How far apart columns and lines are.
  let pitch: (x: Double, y: Double)

  /// Eastings of the columns on even lines, and of a few more beyond the last one.
  let even: [Double]

  /// Eastings of the columns on odd lines, likewise.
  let odd: [Double]

  /// Northings of the lines.
  let ys: [Double]

  /// So many columns more than a line has are known, for sums of many at a time that go over its end.
  static let spare = 8

  /// How many lines there are.
  var lines: Int { ys.count }

  /// Whether even and odd lines differ.
  var isShifted: Bool { even[0] != odd[0] }

  /// The first column's easting, the lesser of the two.
  var west: Double { min(even[0], odd[0]) }

  /// The middles of a grid's window.
  init(of grid: Grid) {
    let (shape, columns, rows) = (grid.shape, grid.columns, grid.rows)
    self.columns = columns.count
    pitch = shape.pitch
    func xs(line: Int) -> [Double] {
      (0..<columns.count + Self.spare).map {
        shape.centre(column: columns.lowerBound + $0, row: rows.lowerBound + line).x
      }
    }
    (even, odd) = (xs(line: 0), xs(line: 1))
    ys = rows.map { shape.centre(column: 0, row: $0).y }
  }

  /// Nodes a step apart along both axes, at least one each way.
  init(west: Double, south: Double, step: Double, columns: Int, lines: Int) {
    self.columns = max(1, columns)
    pitch = (step, step)
    even = (0..<self.columns + Self.spare).map { west + Double($0) * step }
    odd = even
    ys = (0..<max(1, lines)).map { south + Double($0) * step }
  }

  /// Sums are made for so many lines at a time.
  static let bandHeight = 64

  /// How many bands of lines there are.
  var bands: Int { (lines + Self.bandHeight - 1) / Self.bandHeight }

  /// The lines of a band.
  func lines(ofBand band: Int) -> Range<Int> {
    band * Self.bandHeight..<min((band + 1) * Self.bandHeight, lines)
  }
}

extension Double {
  /// The nearest whole number, of one nearer to nought than two thousand million.
  ///
  /// The sum has no bits for a fraction left, and the whole number in its last ones: without the checks of `Int(_:)`.
  @inline(__always) var nearestWhole: Int {
    Int(Int32(truncatingIfNeeded: (self + 0x1.8p52).bitPattern))
  }
}
