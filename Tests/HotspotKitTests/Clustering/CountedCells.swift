import Files
import Geospatial
@testable import HotspotKit
import TestSupport

/// Cells of any kind, what each holds of some made-up incidents, and who neighbours whom.
///
/// Places stand on odd 16ths of a metre and move by whole cells, so that none stands on an edge and none changes its cell.
struct CountedCells {
  let ids: [String]
  let values: [Double]
  let near: Neighbourhood

  /// The kinds of cells.
  enum Kind: String, CaseIterable {
    case squares, hexagons, areas
  }

  static let places = Fixtures.scattered(500, x: 0...590, y: 0...490, seed: 41).map {
    (x: ($0.x * 8).rounded() / 8 + 1 / 16, y: ($0.y * 8).rounded() / 8 + 1 / 16)
  }

  /// Twenty-five weights between a half and six and a half, so that counts alone do not tell the answer.
  static let weights = places.indices.map { 0.5 + Double($0 * 7 % 25) / 4 }

  /// The corners of irregular areas that share their edges: a lattice of which each knot is moved aside.
  private static func areas(east: Double, north: Double) -> [Polygon<PlanarPoint>] {
    func knot(_ column: Int, _ row: Int) -> PlanarPoint {
      let aside = (Double((column * 37 + row * 17) % 41), Double((column * 23 + row * 29) % 41))
      return PlanarPoint(
        x: 570_000 + east + Double(column) * 100 - 20 + aside.0,
        y: 200_000 + north + Double(row) * 100 - 20 + aside.1)
    }
    return (0..<30).map { number in
      let (column, row) = (number % 6, number / 6)
      return Polygon(exterior: [
        knot(column, row), knot(column + 1, row), knot(column + 1, row + 1), knot(column, row + 1),
        knot(column, row),
      ])
    }
  }

  /// The incidents counted in cells of a kind, all of it moved by whole cells; `order` is that in which a file draws areas.
  static func counted(
    _ kind: Kind, _ rule: NeighbourRule, times: Double? = nil, moved: (columns: Int, rows: Int) = (0, 0),
    order: [Int] = Array(0..<30)
  ) async throws -> CountedCells {
    let area = try Fixtures.essex()
    let shape: CellShape = kind == .hexagons ? .hexagon(size: 128) : .square(side: 100)
    // Two rows of hexagons, of which odd ones stand half a step aside.
    let pitch = shape.pitch
    let (east, north) = (Double(moved.columns) * pitch.x, Double(moved.rows) * pitch.y)
    let incidents = LayerFixtures.incidents(
      Self.places.map { ($0.x + east, $0.y + north) },
      weights: times.map { times in Self.weights.map { $0 * times } })
    guard kind == .areas else {
      let grid = try area.grid(shape, around: incidents)
      return CountedCells(
        ids: (0..<grid.count).map { grid.id(of: $0) },
        values: CellCounts(of: incidents, on: grid).counts.values,
        near: try await Neighbourhood(rule, on: grid, bands: Bands(threads: 2)))
    }
    let drawn = Self.areas(east: east, north: north)
    let cells = try PolygonCells(
      try LayerFixtures.areas(order.map { ([drawn[$0]], ["code": .integer($0)]) }, property: "code"), in: area
    )
    let layer = try TestedLayer(cells, of: incidents)
    return CountedCells(ids: layer.ids, values: layer.values, near: try Neighbourhood(rule, of: layer))
  }
}
