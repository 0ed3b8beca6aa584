/// The cells round each cell, each counting the same: what a local statistic sums over.
///
/// Only cells of the study area are anybody's neighbours: a cell at its edge has fewer of them, and what lies
/// outside is never counted as nought.
public struct Neighbourhood: Sendable {
  /// How neighbours were chosen, as it is written on the command line.
  public let rule: String

  /// How many neighbours each cell has, the cell itself not counted.
  public let sizes: [Int]

  private let form: Form

  /// A stencil holds the cell itself, a list does not.
  private enum Form: Sendable {
    case stencil(RowStencil, Grid)
    case lists(NeighbourLists)
  }

  /// How many cells there are.
  public var count: Int { sizes.count }

  /// The neighbourhood of a grid's cells by a rule.
  ///
  /// Time O(cells × rows within the band) for a band.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when more nearest cells are asked for than there are, or
  ///   than fit into memory.
  public init(_ rule: NeighbourRule, on grid: Grid, bands: Bands = Bands(threads: 1))
    async throws(HotspotError)
  {
    self.rule = rule.description
    switch rule {
    case .queen: (form, sizes) = await Self.stencil(RowStencil(touching: grid.shape), on: grid, bands: bands)
    case .band(let metres):
      let stencil = RowStencil(
        within: metres, of: grid.shape, rows: grid.rows.count, columns: grid.columns.count)
      (form, sizes) = await Self.stencil(stencil, on: grid, bands: bands)
    case .nearest(let wanted):
      guard wanted < grid.count, wanted * grid.count <= Self.mostListed else {
        throw .invalidParameter(
          """
          neighbours '\(rule)': \(grid.count) cells do not have so many others, or the lists would be too long \
          (at most \(Self.mostListed) entries in all); take a smaller number, or band:METRES
          """)
      }
      let lists = NeighbourLists(nearest: wanted, on: grid)
      (form, sizes) = (.lists(lists), lists.sizes)
    }
  }

  /// The neighbourhood of any places, by the list of each one's neighbours; `rule` names how they were chosen.
  public init(lists: [[Int]], rule: String) {
    let lists = NeighbourLists(lists)
    self.rule = rule
    (form, sizes) = (.lists(lists), lists.sizes)
  }

  /// Above this the lists alone would take two gigabytes.
  private static let mostListed = 500_000_000

  private static func stencil(_ stencil: RowStencil, on grid: Grid, bands: Bands) async -> (Form, [Int]) {
    let ones = [Double](repeating: 1, count: grid.count)
    let sizes = await stencil.sums(of: ones, on: grid, bands: bands)
    return (.stencil(stencil, grid), sizes.map { Int($0) - 1 })
  }

  /// Sums of the neighbours' values, one per cell, with the cell's own value or without it.
  ///
  /// Exact for counts. Time O(cells × rows within the band) for a grid by queen or band, else O(neighbours).
  func sums(of values: [Double], withItself: Bool, bands: Bands) async -> [Double] {
    precondition(values.count == count, "one value per cell")
    switch form {
    case .stencil(let stencil, let grid):
      let sums = await stencil.sums(of: values, on: grid, bands: bands)
      return withItself ? sums : zip(sums, values).map { $0 - $1 }
    case .lists(let lists):
      let sums = await lists.sums(of: values, bands: bands)
      return withItself ? zip(sums, values).map { $0 + $1 } : sums
    }
  }
}
