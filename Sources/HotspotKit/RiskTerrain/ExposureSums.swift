internal import Geospatial

/// What the shapes of an exposure add up to in each cell of a grid.
struct ExposureSums {
  private(set) var values: [Double]

  /// What all shapes add up to, in cells or not.
  private(set) var whole = 0.0

  /// Where in each cell it lies on average, in metres from the cell's middle.
  private(set) var leans: PlanarPoints

  /// What lies in cells.
  var inCells: Double { values.reduce(0, +) }

  private let grid: Grid

  /// Counts shapes into cells: their amounts where a column was asked for, else places, metres or square metres.
  init(of shapes: PlacedShapes, hasAmounts: Bool, on grid: Grid) {
    self.grid = grid
    values = [Double](repeating: 0, count: grid.count)
    leans = PlanarPoints(xs: values, ys: values)
    for index in 0..<shapes.points.count {
      let amount = hasAmounts ? shapes.amounts.points[index] : 1
      whole += amount
      let point = shapes.points[index]
      if let cell = grid.cell(holding: point) { add(amount, to: cell, at: point) }
    }
    for (index, line) in shapes.lines.enumerated() {
      let length = line.length
      let amount = hasAmounts ? shapes.amounts.lines[index] : length
      whole += amount
      guard length > 0 else { continue }
      grid.eachLength(of: line) { add(amount / length * $1, to: $0, at: $2) }
    }
    for (index, area) in shapes.areas.enumerated() {
      let size = area.planarArea
      let amount = hasAmounts ? shapes.amounts.areas[index] : size
      whole += amount
      guard size > 0 else { continue }
      // What is spread over ground is taken to lie about the cell's middle.
      grid.eachArea(of: area) { values[$0] += amount / size * $1 }
    }
    for cell in values.indices where values[cell] > 0 {
      leans.xs[cell] /= values[cell]
      leans.ys[cell] /= values[cell]
    }
  }

  private mutating func add(_ amount: Double, to cell: Int, at point: PlanarPoint) {
    let centre = grid.centre(of: cell)
    values[cell] += amount
    leans.xs[cell] += amount * (point.x - centre.x)
    leans.ys[cell] += amount * (point.y - centre.y)
  }
}
