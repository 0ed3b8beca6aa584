internal import Geospatial

/// The shape of a grid's cells: how the plane is cut, anchored at the plane's origin.
///
/// A cell is named by whole numbers that depend on the plane, the shape and the place alone, never on the
/// data's extent: the same place has the same cell on every run.
public enum CellShape: Hashable, Sendable {
  /// Squares along the plane's axes, with their side in metres.
  case square(side: Double)

  /// Hexagons with flat edges in the north and south, with their width from flat edge to flat edge in metres;
  /// the middle of one is the plane's origin.
  case hexagon(size: Double)

  /// A shape as it is written on the command line, such as `square:150` or `hex:350`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when the kind is unknown or the size is not between 1 m
  ///   and 100 km.
  public init(_ text: String) throws(HotspotError) {
    let parts = text.split(separator: ":", maxSplits: 1)
    if text.hasPrefix("zones:") || text.hasPrefix("streets:") {
      throw .invalidParameter(
        """
        cell '\(text)': zones of a file are for hotspot grid, cluster, concentration and find, streets for the first \
        three; here all cells are alike: write square:SIDE or hex:SIZE, in metres, such as square:150
        """)
    }
    if parts.count == 2, let size = Double(parts[1]), (1...100_000).contains(size) {
      switch parts[0] {
      case "square":
        self = .square(side: size)
        return
      case "hex":
        self = .hexagon(size: size)
        return
      default: break
      }
    }
    throw .invalidParameter(
      """
      cell '\(text)': write square:SIDE or hex:SIZE (from flat edge to flat edge), in metres from 1 to 100000, \
      such as square:150
      """)
  }

  /// The area of one cell, in square metres.
  public var area: Double {
    switch self {
    case .square(let side): side * side
    case .hexagon(let size): size * size * 3.0.squareRoot() / 2
    }
  }

  /// A cell's stable id: the kind, its size in metres, the plane's EPSG code, and its place on the plane.
  ///
  /// A square's place is its column and row, a hexagon's its axial coordinates q and r: q counts eastwards
  /// and r northwards, and the middle lies (q·√3/2, r + q/2) sizes from the origin.
  func id(column: Int, row: Int, on plane: CoordinateSystem) -> String {
    switch self {
    case .square(let side): "sq\(Self.plain(side))-\(plane.code)-\(column)-\(row)"
    case .hexagon(let size):
      "hex\(Self.plain(size))-\(plane.code)-\(2 * column + (row & 1))-\((row >> 1) - column)"
    }
  }

  private static func plain(_ size: Double) -> String {
    size == size.rounded() ? String(Int(size)) : String(size)
  }
}

extension CellShape: CustomStringConvertible {
  /// The shape as it is written on the command line.
  public var description: String {
    switch self {
    case .square(let side): "square:\(Self.plain(side))"
    case .hexagon(let size): "hex:\(Self.plain(size))"
    }
  }
}
