public import Geospatial

/// The rows of a table that stand inside a study area, on its plane, and those refused for where they stand.
public struct Placement: Sendable {
  /// The positions of the rows inside.
  public let rows: RowList

  /// Where they stand, in metres.
  let spots: Spots

  /// Where they stand, in metres, one per row inside. Time O(rows) where rows share their places.
  public var points: PlanarPoints { spots.points }

  /// How the rows' degrees became metres, each shared place once.
  public let way: ProjectionWay?

  /// The rows refused here: `outside_plane`, `outside_area` or `swapped_axes`.
  public let refused: [Refusal]

  /// Puts a table's rows on the plane of an area.
  ///
  /// A row that lies outside and would lie inside with its axes exchanged is refused as `swapped_axes`, never
  /// quietly put right. Time O(rows × log boundary).
  ///
  /// `system` is what the table's coordinates are in.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when that system cannot serve.
  public init(
    of table: IncidentTable, system: CoordinateSystem, in area: borrowing StudyArea
  ) throws(HotspotError) {
    let written = table.spots
    let (straight, way) = try Self.planar(xs: written.xs, ys: written.ys, system: system, in: area)
    let placed = Spots(straight, numbers: written.numbers)
    self.way = way
    // Most often no row is nowhere, and without an outline that is all that is asked.
    if area.outline == nil, straight.xs.allSatisfy({ $0.isFinite }) {
      (rows, spots, refused) = (RowList(all: table.count), placed, [])
      return
    }
    let isInside = placed.spread(try Self.inside(straight, area: area))
    rows = RowList(of: isInside)
    spots = placed.of(rows)
    guard !rows.isWhole else {
      refused = []
      return
    }
    let lost = (0..<table.count).filter { !isInside[$0] }
    let exchanged = try Self.planar(
      xs: lost.map { written.y($0) }, ys: lost.map { written.x($0) }, system: system, in: area)
    let wouldBeInside = try Self.inside(exchanged.points, area: area)
    var refused: [Refusal] = []
    for (index, row) in lost.enumerated() {
      let reason: RefusalReason =
        wouldBeInside[index]
        ? .swappedAxes : placed.x(row).isFinite ? .outsideArea : .outsidePlane
      refused.append(Refusal(file: table.file[row], line: Int(table.line[row]), reason: reason))
    }
    self.refused = refused
  }

  private static func planar(
    xs: [Double], ys: [Double], system: CoordinateSystem, in area: borrowing StudyArea
  ) throws(HotspotError) -> (points: PlanarPoints, way: ProjectionWay?) {
    if system == .wgs84 {
      return area.projector.projectMany(GeographicPoints(longitudes: xs, latitudes: ys))
    }
    let projector: Projector
    do { projector = try Projector(to: system) } catch { throw .geospatial(error) }
    let given = PlanarPoints(xs: xs, ys: ys)
    let degrees = projector.unproject(given)
    if system != area.plane { return area.projector.projectMany(degrees) }
    // On its own plane a coordinate is kept to the last digit; degrees only tell whether it is in use there.
    var kept = given
    for index in 0..<kept.count where !degrees.longitudes[index].isFinite {
      kept.xs[index] = .nan
      kept.ys[index] = .nan
    }
    return (kept, nil)
  }

  private static func inside(
    _ points: PlanarPoints, area: borrowing StudyArea
  ) throws(HotspotError) -> [Bool] {
    guard let raster = area.raster else { return points.xs.map(\.isFinite) }
    return try raster.holds(points)
  }
}
