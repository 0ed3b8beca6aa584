internal import Geospatial

/// How an incident of one cell is shared out among the cells round it; what falls outside all cells is lost.
struct Spread: Sendable {
  private enum Way: Sendable {
    /// The cell alone.
    case own
    /// By a quartic kernel between the middles of alike cells; even rows, then odd ones.
    case kernel([[Share]])
    /// Evenly by size over an area and those that touch it.
    case touching(Adjacency)
  }

  private struct Share: Sendable {
    let columns: Int
    let rows: Int
    let share: Double
  }

  private let way: Way

  /// The cell alone keeps what it has.
  static let own = Spread(way: .own)

  private init(way: Way) { self.way = way }

  /// Over the cells of a grid whose middles lie within so many widths of a cell.
  init(widths: Double, of shape: CellShape) {
    // What lies round a hexagon is as near as round a square of its size.
    let reach = widths * shape.area.squareRoot()
    way = .kernel(
      [0, 1].map { row in
        let steps = Stencil(of: shape, row: row, reach: reach).steps
        let heights = steps.map { step in
          let left = max(0, 1 - (step.metres / reach) * (step.metres / reach))
          return left * left
        }
        let sum = heights.reduce(0, +)
        return zip(steps, heights).filter { $0.1 > 0 }.map {
          Share(columns: $0.0.columns, rows: $0.0.rows, share: $0.1 / sum)
        }
      })
  }

  /// Over the areas of a file that touch.
  init(touching areas: Adjacency) { way = .touching(areas) }

  /// Adds to all cells what some of them give.
  func add(_ given: [(cell: Int, amount: Double)], in cells: ForecastCells, to values: inout [Double]) {
    switch way {
    case .own:
      for one in given { values[one.cell] += one.amount }
    case .kernel(let shares):
      guard let grid = cells.grid else { return }
      for one in given {
        let (column, row) = grid.place(of: one.cell)
        for share in shares[row & 1] {
          guard let cell = grid.cell(column: column + share.columns, row: row + share.rows) else { continue }
          values[cell] += one.amount * share.share
        }
      }
    case .touching(let areas):
      for one in given {
        let near = areas[one.cell]
        let whole = near.reduce(cells.size(of: one.cell)) { $0 + cells.size(of: Int($1)) }
        values[one.cell] += one.amount * cells.size(of: one.cell) / whole
        for cell in near { values[Int(cell)] += one.amount * cells.size(of: Int(cell)) / whole }
      }
    }
  }
}
