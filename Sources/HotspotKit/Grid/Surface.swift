/// One number for every cell of a grid, in the grid's order.
public struct Surface: Sendable {
  /// The cells.
  public let grid: Grid

  /// The numbers, one per cell; not a number where nothing can be told.
  public let values: [Double]

  /// What the numbers are called in an output, with their unit, such as `density`.
  public let name: String

  /// How they came about.
  public let provenance: Provenance

  /// A surface from numbers in the grid's order.
  public init(grid: Grid, values: [Double], name: String, provenance: Provenance) {
    precondition(values.count == grid.count, "a surface has one value per cell")
    self.grid = grid
    self.values = values
    self.name = name
    self.provenance = provenance
  }

  /// The same surface under another name.
  public func renamed(_ name: String) -> Surface {
    Surface(grid: grid, values: values, name: name, provenance: provenance)
  }

  /// The cells from the highest value to the lowest; equal values in the grid's order, and cells without one at the end.
  public var ranking: [Int] {
    let heights = values.map { $0.isNaN ? -.infinity : $0 }
    return heights.indices.sorted { (heights[$0], $1) > (heights[$1], $0) }
  }
}
