internal import Files
internal import Geospatial

/// What a file of places, lines or areas holds, on the plane of a study area.
struct PlacedShapes {
  private(set) var points = PlanarPoints()
  private(set) var lines: [[PlanarPoint]] = []
  private(set) var areas: [Polygon<PlanarPoint>] = []

  /// What each point, line and area counts for, where a column was asked for; a feature's number is parted evenly among
  /// its points, or among its lines and areas by their size.
  private(set) var amounts: (points: [Double], lines: [Double], areas: [Double]) = ([], [], [])

  /// The rows or features that the file has, and how many of them stand nowhere or lack their number.
  let read: Int
  private(set) var unusable: Int

  /// How many points, lines and areas there are.
  var count: Int { points.count + lines.count + areas.count }

  /// Places outside the area are kept: they may lie within reach of its edge.
  init(_ rows: FactorRows, in area: borrowing StudyArea) {
    (read, unusable) = (rows.read, rows.unusable)
    if rows.shapes.isEmpty {
      let all = rows.points.map { area.projector.project($0) } ?? PlanarPoints()
      for index in 0..<all.count {
        guard all.xs[index].isFinite && all.ys[index].isFinite else {
          unusable += 1
          continue
        }
        points.append(all[index])
        if rows.hasAmounts { amounts.points.append(rows.amounts[index]) }
      }
      return
    }
    for (number, shape) in rows.shapes.enumerated() {
      let before = (points.count, lines.count, areas.count)
      for point in shape.points {
        let planar = area.projector.project(GeographicPoints([point]))
        if planar.xs[0].isFinite { points.append(planar[0]) }
      }
      for line in shape.lines {
        let planar = area.projector.project(GeographicPoints(line))
        if !planar.xs.contains(where: \.isNaN) { lines.append((0..<planar.count).map { planar[$0] }) }
      }
      // An area off the plane is one row that cannot be placed.
      for polygon in shape.polygons {
        if let planar = try? area.projector.project([polygon]) { areas += planar }
      }
      if count == before.0 + before.1 + before.2 {
        unusable += 1
      } else if rows.hasAmounts {
        share(rows.amounts[number], from: before)
      }
    }
  }

  /// Parts a feature's number among what was placed of it.
  private mutating func share(_ amount: Double, from before: (points: Int, lines: Int, areas: Int)) {
    // Parts of one feature have one kind, but for a collection of several: there each part counts alike.
    let lengths = lines[before.lines...].map(\.length)
    let sizes = areas[before.areas...].map(\.planarArea)
    let placed = points.count - before.points
    let kinds = [placed > 0, !lengths.isEmpty, !sizes.isEmpty].count { $0 }
    let parts = Double(placed + lengths.count + sizes.count)
    func shares(_ measures: [Double]) -> [Double] {
      let whole = measures.reduce(0, +)
      return measures.map { kinds == 1 && whole > 0 ? amount * $0 / whole : amount / parts }
    }
    amounts.points += [Double](repeating: amount / parts, count: placed)
    amounts.lines += shares(lengths)
    amounts.areas += shares(sizes)
  }
}

extension [PlanarPoint] {
  /// Twice the area inside these corners, above nought where they run counter-clockwise.
  var doubledArea: Double {
    guard let first, let last else { return 0 }
    // About the first corner: far from the plane's origin the products lose the digits that matter.
    var sum = 0.0
    var from = PlanarPoint(x: last.x - first.x, y: last.y - first.y)
    for corner in self {
      let to = PlanarPoint(x: corner.x - first.x, y: corner.y - first.y)
      sum += from.x * to.y - to.x * from.y
      from = to
    }
    return sum
  }
}

extension Polygon<PlanarPoint> {
  /// The area inside the outer ring and outside the holes, in square metres.
  var planarArea: Double {
    let holes = holes.reduce(0) { $0 + abs($1.doubledArea) }
    return (abs(exterior.doubledArea) - holes) / 2
  }
}
