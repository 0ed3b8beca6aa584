public import Geospatial

/// The cells of a study area, in a fixed order: rows from south to north, in a row from west to east.
///
/// A cell belongs when its middle lies inside the study area, and belongs whole. Cells are held as a list and
/// as a window, the rectangle of columns and rows round them, in which a neighbour is found by arithmetic.
/// The middles of a row share their y; hexagons of odd rows stand half a step further east than those of
/// even ones.
public struct Grid: Hashable, Sendable {
  /// How the plane is cut.
  public let shape: CellShape

  /// The plane the cells lie on.
  public let plane: CoordinateSystem

  /// The window's columns.
  public let columns: Range<Int>

  /// The window's rows.
  public let rows: Range<Int>

  /// Whether the area is so small or narrow that no cell has its middle inside, and the cells are those that
  /// it reaches into.
  public let coversByTouch: Bool

  /// Whether the cells fill a boundary that was given; else they fill the least rectangle round the incidents.
  public let isBounded: Bool

  /// The window position of each cell, in the grid's order; ascending.
  let positions: [Int32]

  /// The cell at each window position; −1 where there is none.
  let cells: [Int32]

  /// How many cells there are.
  public var count: Int { positions.count }

  /// The whole grid's area, in square metres.
  public var area: Double { Double(count) * shape.area }

  /// The cells of a window whose middles lie in their row's stretches of x; `nil` stands for the whole row.
  init(
    shape: CellShape, plane: CoordinateSystem, window: (columns: Range<Int>, rows: Range<Int>),
    coversByTouch: Bool = false, isBounded: Bool = false, stretches: (_ row: Int) -> [ClosedRange<Double>]?
  ) throws(HotspotError) {
    let (columns, rows) = window
    let (size, overflow) = columns.count.multipliedReportingOverflow(by: rows.count)
    guard !overflow, size <= Self.largest else {
      throw .invalidParameter(
        """
        a grid of \(columns.count) × \(rows.count) cells is too large (at most \(Self.largest)): take larger \
        cells, or give the study area with --area
        """)
    }
    self.shape = shape
    self.plane = plane
    self.columns = columns
    self.rows = rows
    self.coversByTouch = coversByTouch
    self.isBounded = isBounded
    var positions: [Int32] = []
    var cells = [Int32](repeating: -1, count: size)
    for (line, row) in rows.enumerated() {
      let spans = stretches(row)
      var span = 0
      for (offset, column) in columns.enumerated() {
        if let spans {
          let x = shape.centre(column: column, row: row).x
          while span < spans.count, spans[span].upperBound < x { span += 1 }
          guard span < spans.count, spans[span].contains(x) else { continue }
        }
        let position = line * columns.count + offset
        cells[position] = Int32(positions.count)
        positions.append(Int32(position))
      }
    }
    self.positions = positions
    self.cells = cells
  }

  /// Above this a window's table alone would take a gigabyte.
  private static let largest = 250_000_000

  /// The column and row of a cell.
  public func place(of cell: Int) -> (column: Int, row: Int) {
    let position = Int(positions[cell])
    return (
      columns.lowerBound + position % columns.count, rows.lowerBound + position / columns.count
    )
  }

  /// How many cells stand in the window's first rows.
  func cellCount(below line: Int) -> Int {
    let end = line * columns.count
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle]) < end { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The cell at a column and row, or `nil` when it does not belong.
  public func cell(column: Int, row: Int) -> Int? {
    guard columns.contains(column), rows.contains(row) else { return nil }
    let cell = cells[(row - rows.lowerBound) * columns.count + (column - columns.lowerBound)]
    return cell < 0 ? nil : Int(cell)
  }

  /// The cell that holds a place, or `nil` when none does.
  public func cell(holding point: PlanarPoint) -> Int? {
    let (column, row) = shape.position(of: point)
    return cell(column: column, row: row)
  }

  /// A cell's stable id, such as `sq150-27700-3995-1502` or `hex350-27700-1979-425`.
  public func id(of cell: Int) -> String {
    let (column, row) = place(of: cell)
    return shape.id(column: column, row: row, on: plane)
  }

  /// The middle of a cell, in metres.
  public func centre(of cell: Int) -> PlanarPoint {
    let (column, row) = place(of: cell)
    return shape.centre(column: column, row: row)
  }

  /// A cell as a polygon, in metres.
  public func polygon(of cell: Int) -> Polygon<PlanarPoint> {
    let (column, row) = place(of: cell)
    return Polygon(exterior: shape.ring(column: column, row: row))
  }

  /// The cells that share an edge with a cell.
  func neighbours(of cell: Int) -> [Int] {
    let (column, row) = place(of: cell)
    return shape.neighbours(column: column, row: row).compactMap { self.cell(column: $0.column, row: $0.row) }
  }
}
