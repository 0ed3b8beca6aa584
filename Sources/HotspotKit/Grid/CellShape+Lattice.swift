internal import Geospatial

/// Where cells lie. The middles of all cells of one row share their y, whatever the shape.
///
/// For hexagons a row is therefore half a hexagon high: even rows hold the hexagons of even q and odd rows,
/// shifted by half a step to the east, those of odd q. So a window of columns and rows has no empty places.
extension CellShape {
  /// The column and row of the cell that holds a place; its western and southern edges belong to it.
  func position(of point: PlanarPoint) -> (column: Int, row: Int) {
    switch self {
    case .square(let side):
      return (Int((point.x / side).rounded(.down)), Int((point.y / side).rounded(.down)))
    case .hexagon(let size):
      let lattice = HexagonLattice(size: size)
      let (x, y) = (point.x / (3 * lattice.width), point.y / lattice.height)
      let (west, south) = (x.rounded(.down), y.rounded(.down))
      let (q, line) = (Int(west), Int(south))
      // Between two lines of middles hexagons of the upper and the lower line take turns; the edge between
      // two neighbours is the set of places as far from the one middle as from the other.
      let isLowerInWest = (q - line) & 1 == 0
      let rise = isLowerInWest ? y - south : 1 - (y - south)
      let isInWest = 3 * (x - west) + rise < 2
      let isLower = isInWest == isLowerInWest
      return ((isInWest ? q : q + 1) >> 1, isLower ? line : line + 1)
    }
  }

  /// The middle of a cell, in metres.
  func centre(column: Int, row: Int) -> PlanarPoint {
    switch self {
    case .square(let side):
      return PlanarPoint(x: (Double(column) + 0.5) * side, y: (Double(row) + 0.5) * side)
    case .hexagon(let size):
      return HexagonLattice(size: size).point(6 * column + 3 * (row & 1), row)
    }
  }

  /// How far apart the middles of a row's neighbours are, and how far apart rows are, in metres.
  var pitch: (x: Double, y: Double) {
    switch self {
    case .square(let side): return (side, side)
    case .hexagon(let size):
      let lattice = HexagonLattice(size: size)
      return (6 * lattice.width, lattice.height)
    }
  }

  /// The ring of a cell, closed, counter-clockwise, in metres; a corner is the same to the last bit in every
  /// cell that has it.
  func ring(column: Int, row: Int) -> [PlanarPoint] {
    switch self {
    case .square(let side):
      let west = Double(column) * side
      let south = Double(row) * side
      let east = Double(column + 1) * side
      let north = Double(row + 1) * side
      return [
        PlanarPoint(x: west, y: south), PlanarPoint(x: east, y: south), PlanarPoint(x: east, y: north),
        PlanarPoint(x: west, y: north), PlanarPoint(x: west, y: south),
      ]
    case .hexagon(let size):
      let lattice = HexagonLattice(size: size)
      let x = 6 * column + 3 * (row & 1)
      return [(-2, 0), (-1, -1), (1, -1), (2, 0), (1, 1), (-1, 1), (-2, 0)].map {
        lattice.point(x + $0.0, row + $0.1)
      }
    }
  }

  /// The columns and rows of every cell that holds a place of a rectangle.
  func window(round extent: PlanarExtent) -> (columns: Range<Int>, rows: Range<Int>) {
    switch self {
    case .square:
      let low = position(of: PlanarPoint(x: extent.west, y: extent.south))
      let high = position(of: PlanarPoint(x: extent.east, y: extent.north))
      return (low.column..<high.column + 1, low.row..<high.row + 1)
    case .hexagon(let size):
      let step = 3 * HexagonLattice(size: size).width
      let west = Int((extent.west / step).rounded(.down))
      let east = Int((extent.east / step).rounded(.down)) + 1
      return (west >> 1..<(east >> 1) + 1, line(at: extent.south)..<line(at: extent.north) + 2)
    }
  }

  /// The band of the plane, one row of middles high, in which a y lies; ascends with it.
  func line(at y: Double) -> Int {
    switch self {
    case .square(let side): Int((y / side).rounded(.down))
    case .hexagon(let size): Int((y / HexagonLattice(size: size).height).rounded(.down))
    }
  }

  /// The columns and rows of the cells that share an edge with a cell, row by row.
  func neighbours(column: Int, row: Int) -> [(column: Int, row: Int)] {
    switch self {
    case .square: return [(column, row - 1), (column - 1, row), (column + 1, row), (column, row + 1)]
    case .hexagon:
      let east = column + (row & 1)
      return [
        (column, row - 2), (east - 1, row - 1), (east, row - 1), (east - 1, row + 1), (east, row + 1),
        (column, row + 2),
      ]
    }
  }
}

/// The places of hexagons' middles and corners: whole multiples of half a side along x and of half a size
/// along y, so that equal places are equal numbers.
private struct HexagonLattice {
  /// Half a side, in metres.
  let width: Double
  /// Half a size, in metres.
  let height: Double

  init(size: Double) {
    // The side of a hexagon is its size from flat edge to flat edge divided by √3.
    width = size / (2 * 3.0.squareRoot())
    height = size / 2
  }

  func point(_ x: Int, _ y: Int) -> PlanarPoint {
    PlanarPoint(x: Double(x) * width, y: Double(y) * height)
  }
}
