/// The cells that a model is fitted to, and what is known of each: all of them, or those that have exposure.
struct FittedGround {
  /// The cells, ascending.
  let cells: [Int]

  /// For each variable of the layers which of these cells say yes.
  let columns: [Flags]

  /// The logarithm of each cell's exposure; `nil` where none was given.
  let offset: [Double]?
  let exposure: Exposure?

  init(_ layers: FactorLayers, exposure: Exposure?) {
    self.exposure = exposure
    let cells = exposure?.cells ?? Array(0..<layers.grid.count)
    self.cells = cells
    columns = exposure == nil ? layers.columns : layers.columns.map { $0.picked(cells) }
    offset = exposure.map { exposure in cells.map { logarithm(exposure.values[$0]) } }
  }

  /// The values of these cells, of those of all.
  func picked(_ values: [Double]) -> [Double] { exposure == nil ? values : cells.map { values[$0] } }

  /// Values of these cells among those of all, the others being `other`.
  func spread(_ values: [Double], elsewhere other: Double, of count: Int) -> [Double] {
    if exposure == nil { return values }
    var all = [Double](repeating: other, count: count)
    for (cell, value) in zip(cells, values) { all[cell] = value }
    return all
  }
}
