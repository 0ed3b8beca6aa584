internal import Geospatial

/// The cells that a forecast ranks: those of a grid, all alike, or areas as a file draws them.
public struct ForecastCells: Sendable {
  /// Where the cells come from.
  public enum Ground: Sendable {
    /// The cells of a grid.
    case grid(Grid)
    /// The areas of a file.
    case areas(PolygonCells)
  }

  /// Where they come from.
  public let ground: Ground

  /// How many there are.
  public let count: Int

  /// Each one's size in units; `nil` where all are alike, and the unit is one cell.
  let sizes: [Double]?

  /// One unit of size, in square metres.
  let unit: Double

  /// The size of them all, in units.
  let size: Double

  /// The areas, ready for asking which of them holds a place.
  private let index: PolygonIndex?

  /// The cells of a grid.
  public init(_ grid: Grid) {
    ground = .grid(grid)
    count = grid.count
    sizes = nil
    unit = grid.shape.area
    size = Double(grid.count)
    index = nil
  }

  /// The areas of a file; where they overlap, a place belongs to the first.
  public init(_ areas: PolygonCells) {
    ground = .areas(areas)
    count = areas.count
    sizes = areas.areas
    unit = 1
    size = areas.areas.reduce(0, +)
    index = PolygonIndex(areas.polygons)
  }

  /// The size of all cells together, in square metres.
  public var area: Double { size * unit }

  /// One cell's size, in units.
  func size(of cell: Int) -> Double { sizes?[cell] ?? 1 }

  /// The grid; `nil` where the cells are areas of a file.
  var grid: Grid? { if case .grid(let grid) = ground { grid } else { nil } }

  /// The cell that holds a place; `nil` where none does.
  func cell(holding point: PlanarPoint) -> Int? {
    switch ground {
    case .grid(let grid): grid.cell(holding: point)
    case .areas: index?.area(holding: point)?.first
    }
  }

  /// The cells in words.
  public var description: String {
    switch ground {
    case .grid(let grid): "\(count) cells of \(grid.shape)"
    case .areas(let areas): "\(count) areas of \(areas.source)"
    }
  }
}
