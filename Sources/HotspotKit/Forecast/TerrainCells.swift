internal import Geospatial

/// The cells on which a risk terrain is made for areas of a file, and what of each lies in which area.
///
/// Areas are unlike: whether one of fifty square kilometres lies within 150 m of a pub has no answer. So factors are asked of
/// square cells that cover the areas, a cell on an edge counting for the share of it that lies inside (as exposure, an
/// offset), and an area may expect what its part of each cell does. Ground where areas overlap belongs to the first.
public struct TerrainCells: Sendable {
  /// The cells that areas reach into.
  public let grid: Grid

  /// The share of each cell that lies in areas, to six places, so that cells inside are alike.
  let covered: [Double]

  /// Where the parts of each area begin, and where the last one's end; its cells, and the share of what of the cell lies
  /// in areas.
  private let starts: [Int]
  private let cells: [Int32]
  private let shares: [Double]

  /// Cells of a shape over areas. Time O(cells + corners), and an overlay for each area that may overlap another.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` where there would be too many cells;
  ///   ``HotspotError/geospatial(_:)`` where an area is beyond repair.
  public init(_ shape: CellShape, over areas: PolygonCells) throws(HotspotError) {
    let ground = try OwnGround(areas.polygons)
    guard let extent = PlanarExtent(of: areas.polygons.joined().flatMap(\.exterior)) else {
      throw .insufficientData("\(areas.source): no area has a corner")
    }
    let window = shape.window(round: extent)
    let whole = try Grid(shape: shape, plane: areas.plane, window: window, stretches: { _ in nil })
    var sums = [Double](repeating: 0, count: whole.count)
    var parts: [(cell: Int, size: Double)] = []
    var starts = [0]
    for (area, polygons) in ground.areas.enumerated() {
      var sizes: [Int: Double] = [:]
      for polygon in polygons { whole.eachArea(of: polygon) { sizes[$0, default: 0] += $1 } }
      for polygon in ground.taken[area] { whole.eachArea(of: polygon) { sizes[$0, default: 0] -= $1 } }
      // A millionth of a cell is rounding.
      for (cell, size) in sizes.sorted(by: { $0.key < $1.key }) where size > shape.area * 1e-6 {
        parts.append((cell, size))
        sums[cell] += size
      }
      starts.append(parts.count)
    }
    let kept = sums.indices.filter { sums[$0] > 0 }
    var rows: [Int: [ClosedRange<Double>]] = [:]
    var number = [Int32](repeating: -1, count: whole.count)
    for (new, cell) in kept.enumerated() {
      number[cell] = Int32(new)
      let x = whole.centre(of: cell).x
      rows[whole.place(of: cell).row, default: []].append(x...x)
    }
    grid = try Grid(
      shape: shape, plane: areas.plane, window: window, isBounded: true, stretches: { rows[$0] ?? [] })
    covered = kept.map { min(1, (sums[$0] / shape.area).rounded(toPlaces: 6)) }
    self.starts = starts
    cells = parts.map { number[$0.cell] }
    shares = parts.map { $0.size / sums[$0.cell] }
  }

  /// What each area has of what the cells have: their values, parted by ground, so that the sum is kept.
  func sums(of values: [Double]) -> [Double] {
    (0..<starts.count - 1).map { area in
      (starts[area]..<starts[area + 1]).reduce(0.0) { $0 + values[Int(cells[$1])] * shares[$1] }
    }
  }

  /// What may be hit in each cell, as far as it lies in areas; the ground itself where nothing was given, and `nil` where
  /// every cell lies inside whole.
  func exposure(_ given: Exposure?) -> Exposure? {
    if let given { return given.scaled(by: covered) }
    return covered.allSatisfy { $0 == 1 }
      ? nil : Exposure(covered, unit: .column("cells of ground"), source: "the areas")
  }

  /// What is done about areas being unlike, in a sentence.
  public var sentence: String {
    """
    areas are unlike: the risk terrain is made on \(grid.count) cells of \(grid.shape) within them, and an area may expect \
    what its part of each cell does
    """
  }
}
