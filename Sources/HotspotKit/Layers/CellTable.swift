public import Geospatial

/// What each cell of a layer holds, and its rates: a row for each cell in the layer's order, a column for each number.
public struct CellTable: Sendable {
  /// One number for every cell; `nil` where it cannot be known.
  public struct Column: Sendable {
    /// The number's name, with its unit, such as `rate_per_km2`.
    public let name: String
    /// The numbers, one per cell.
    public let values: [Double?]
  }

  /// The cells' shapes, in metres.
  enum Shapes: Sendable {
    case areas([[Polygon<PlanarPoint>]])
    case lines([[[PlanarPoint]]])
  }

  /// The cells' ids.
  public let ids: [String]

  /// A place for each cell: inside an area, or on the middle of a line; in metres.
  public let places: PlanarPoints

  let shapes: Shapes

  /// The numbers; the first are the incidents.
  public let columns: [Column]

  /// Incidents that no cell holds.
  public let outsideEveryCell: Int

  /// What a reader must know, in sentences.
  public let remarks: [String]

  /// How the table came about.
  public let provenance: Provenance

  /// How many cells there are.
  public var count: Int { ids.count }

  /// A column by its name.
  public subscript(name: String) -> [Double?]? { columns.first { $0.name == name }?.values }

  /// The cells from the most incidents to the fewest; equal ones in the layer's order.
  var ranking: [Int] {
    let incidents = columns[0].values.map { $0 ?? 0 }
    return incidents.indices.sorted { (incidents[$0], $1) > (incidents[$1], $0) }
  }
}
