internal import Geospatial

/// The shape of a grid's cells: how the plane is cut, anchored at the plane's origin.
///
/// A cell is named by its column and row, whole numbers that depend on the plane, the shape and the place
/// alone, never on the data's extent: the same place has the same cell on every run.
public enum CellShape: Hashable, Sendable {
  /// Squares along the plane's axes, with their side in metres.
  case square(side: Double)

  /// A shape as it is written on the command line, such as `square:150`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when the kind is unknown or the size is not between 1 m
  ///   and 100 km.
  public init(_ text: String) throws(HotspotError) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0] == "square", let side = Double(parts[1]), (1...100_000).contains(side)
    else {
      throw .invalidParameter(
        "cell '\(text)': write square:SIDE with the side in metres from 1 to 100000, such as square:150")
    }
    self = .square(side: side)
  }

  /// The area of one cell, in square metres.
  public var area: Double {
    switch self {
    case .square(let side): side * side
    }
  }

  /// The start of every cell's id: the kind, its size in metres, and the plane's EPSG code.
  func prefix(on plane: CoordinateSystem) -> String {
    switch self {
    case .square(let side): "sq\(Self.plain(side))-\(plane.code)"
    }
  }

  /// The column and row of the cell that holds a place; its western and southern edges belong to it.
  func position(of point: PlanarPoint) -> (column: Int, row: Int) {
    switch self {
    case .square(let side): (Int((point.x / side).rounded(.down)), Int((point.y / side).rounded(.down)))
    }
  }

  /// The middle of a cell, in metres.
  func centre(column: Int, row: Int) -> PlanarPoint {
    switch self {
    case .square(let side): PlanarPoint(x: (Double(column) + 0.5) * side, y: (Double(row) + 0.5) * side)
    }
  }

  /// The ring of a cell, closed, counter-clockwise, in metres.
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
    }
  }
}
