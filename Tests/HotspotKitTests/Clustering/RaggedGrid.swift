import Geospatial
@testable import HotspotKit
import TestSupport

/// Grids with a ragged outline and a gap in many rows, and values on them, drawn under a seed.
enum RaggedGrid {
  /// Some `columns` × `rows` cells, of which each row holds two stretches.
  static func drawn(
    _ shape: CellShape, columns: Int = 23, rows: Int = 31, east: Int = 0, north: Int = 0, seed: UInt64
  ) throws -> Grid {
    var random = SeededRandom(seed: seed)
    let cuts = (0..<rows).map { _ in (0..<4).map { _ in random.below(columns) }.sorted() }
    return try Grid(
      shape: shape, plane: .britishNationalGrid,
      window: (east..<east + columns, north..<north + rows),
      stretches: { row in
        let cut = cuts[row - north].map { shape.centre(column: east + $0, row: row).x }
        return [cut[0]...cut[1], cut[2]...cut[3]]
      })
  }

  /// Counts from 0 to `below` − 1, nought being as likely as all others together.
  static func counts(_ count: Int, below: Int = 7, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in random.below(2) == 0 ? 0 : Double(random.below(below)) }
  }

  /// The neighbours of each cell within a distance by trying every pair of middles; `withItself` adds the cell.
  static func pairs(within metres: Double, on grid: Grid) -> [[Int]] {
    let centres = (0..<grid.count).map { grid.centre(of: $0) }
    return centres.indices.map { cell in
      centres.indices.filter { other in
        let (dx, dy) = (centres[cell].x - centres[other].x, centres[cell].y - centres[other].y)
        return other != cell && (dx * dx + dy * dy).squareRoot() <= metres * (1 + 1e-9)
      }
    }
  }
}
