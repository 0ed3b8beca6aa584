internal import Geospatial

/// The cells round one of a lattice whose middles lie within a distance of its own, itself among them.
struct Stencil: Sendable {
  /// A cell by how far off it lies.
  struct Step: Sendable {
    let columns: Int
    let rows: Int
    let metres: Double
  }

  let steps: [Step]

  /// The cells round one of a row; of hexagons those of even and of odd rows differ.
  init(of shape: CellShape, row: Int, reach: Double) {
    let parity = row & 1
    let middle = shape.centre(column: 0, row: parity)
    guard let extent = PlanarExtent(of: [middle])?.widened(by: reach) else {
      steps = []
      return
    }
    let window = shape.window(round: extent)
    steps = window.rows.flatMap { row in
      window.columns.compactMap { column -> Step? in
        let centre = shape.centre(column: column, row: row)
        let (dx, dy) = (centre.x - middle.x, centre.y - middle.y)
        let metres = (dx * dx + dy * dy).squareRoot()
        // A billionth: middles of hexagons just at the reach belong on every side.
        return metres <= reach * (1 + 1e-9) ? Step(columns: column, rows: row - parity, metres: metres) : nil
      }
    }
  }
}
