internal import Geospatial

/// What counts as a place when concentration is measured.
public enum PlaceKind: Hashable, Sendable, CustomStringConvertible {
  /// The cells of a grid, those without an incident too.
  case cells(CellShape)

  /// Coordinates on which an incident stands; those without one are not known.
  case locations

  /// The areas of a file, named here.
  case areas(String)

  /// The street segments of a file, named here.
  case streets(String)

  /// A kind as it is written on the command line: a cell, or `location`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is neither.
  public init(_ text: String) throws(HotspotError) {
    self = text == "location" ? .locations : .cells(try CellShape(text))
  }

  /// The kind as it is written on the command line.
  public var description: String {
    switch self {
    case .cells(let shape): shape.description
    case .locations: "location"
    case .areas(let file): "zones:\(file)"
    case .streets(let file): "streets:\(file)"
    }
  }

  /// The kind as a page says it.
  var words: String {
    switch self {
    case .cells(.square(let side)): "squares of \(side.formattedPlainly) m"
    case .cells(.hexagon(let size)): "hexagons of \(size.formattedPlainly) m"
    case .locations: "locations with an incident"
    case .areas(let file): "areas of \(file)"
    case .streets(let file): "street segments of \(file)"
    }
  }
}

/// Where each of some incidents stands among numbered places.
struct Places: Sendable {
  /// How many places there are.
  let count: Int

  /// The place of each incident; −1 for one that stands in none.
  let ofIncident: [Int32]

  /// Incidents that stand in no place: at the edge of the area, where a cell's middle lies outside.
  var outside: Int { ofIncident.count { $0 < 0 } }

  /// The cells of a grid whose origin was moved; `nil` where no cell has its middle inside the area.
  init?(
    of incidents: Incidents, shape: CellShape, in area: borrowing StudyArea, movedBy offset: PlanarPoint
  ) throws(HotspotError) {
    let grid = try area.grid(shape, around: incidents, movedBy: offset)
    guard grid.count > 0 else { return nil }
    count = grid.count
    ofIncident = (0..<incidents.count).map { index in
      let point = PlanarPoint(
        x: incidents.spots.x(index) - offset.x, y: incidents.spots.y(index) - offset.y)
      return grid.cell(holding: point).map(Int32.init) ?? -1
    }
  }

  /// Places of which each incident stands in at most one.
  init(ofIncident: [Int32], count: Int) { (self.ofIncident, self.count) = (ofIncident, count) }

  /// The coordinates that occur, numbered as they come.
  init(locationsOf incidents: Incidents) {
    var numbers: [SIMD2<Double>: Int32] = [:]
    ofIncident = (0..<incidents.count).map { index in
      let place = SIMD2(incidents.spots.x(index), incidents.spots.y(index))
      if let number = numbers[place] { return number }
      let number = Int32(numbers.count)
      numbers[place] = number
      return number
    }
    count = numbers.count
  }

  /// What some incidents put on each place.
  func sums(of rows: some Sequence<Int>, weights: [Double]?) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for row in rows where ofIncident[row] >= 0 { sums[Int(ofIncident[row])] += weights?[row] ?? 1 }
    return sums
  }
}

extension StudyArea {
  /// The grid of this area with its origin moved: its places are counted from there.
  ///
  /// Empty where no cell has its middle inside.
  fileprivate borrowing func grid(
    _ shape: CellShape, around incidents: Incidents, movedBy offset: PlanarPoint
  ) throws(HotspotError) -> Grid {
    if offset == PlanarPoint(x: 0, y: 0) { return try grid(shape, around: incidents) }
    let around = PlanarExtent(of: (0..<incidents.count).lazy.map { incidents.point($0) })
    guard var extent = outline?.extent ?? around else {
      throw .insufficientData("no incident is left: nothing to lay a grid over")
    }
    extent.west -= offset.x
    extent.east -= offset.x
    extent.south -= offset.y
    extent.north -= offset.y
    let window = shape.window(round: extent)
    let spans = outline?.spans(at: window.rows.map { shape.centre(column: 0, row: $0).y + offset.y })
    return try Grid(shape: shape, plane: plane, window: window) { row in
      spans?[row - window.rows.lowerBound].map { $0.lowerBound - offset.x...$0.upperBound - offset.x }
    }
  }
}

extension CellShape {
  /// Origins that lie evenly over one cell, `steps` along each of the grid's two directions; the first is the grid's own.
  func offsets(steps: Int) -> [PlanarPoint] {
    (0..<steps).flatMap { i in
      (0..<steps).map { j in
        let (a, b) = (Double(i) / Double(steps), Double(j) / Double(steps))
        switch self {
        case .square(let side): return PlanarPoint(x: a * side, y: b * side)
        // From one middle to the next to the north-east, and to the north.
        case .hexagon(let size):
          return PlanarPoint(x: a * size * 3.0.squareRoot() / 2, y: (a / 2 + b) * size)
        }
      }
    }
  }
}
