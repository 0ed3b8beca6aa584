public import Geospatial

/// The rows of a table that stand inside a study area, on its plane, and those refused for where they stand.
public struct Placement: Sendable {
  /// The positions of the rows inside, ascending.
  public let rows: [Int32]

  /// Where they stand, in metres, one per row inside.
  public let points: PlanarPoints

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
    let count = table.count
    let straight = try Self.planar(xs: table.x, ys: table.y, system: system, in: area)
    let isInside = try Self.inside(straight, area: area)
    let lost = (0..<count).filter { !isInside[$0] }
    let exchanged = try Self.planar(
      xs: lost.map { table.y[$0] }, ys: lost.map { table.x[$0] }, system: system, in: area)
    let wouldBeInside = try Self.inside(exchanged, area: area)
    var refused: [Refusal] = []
    for (index, row) in lost.enumerated() {
      let reason: RefusalReason =
        wouldBeInside[index]
        ? .swappedAxes : straight.xs[row].isFinite ? .outsideArea : .outsidePlane
      refused.append(Refusal(file: table.file[row], line: Int(table.line[row]), reason: reason))
    }
    self.refused = refused
    rows = (0..<count).filter { isInside[$0] }.map(Int32.init)
    points = PlanarPoints(
      xs: rows.map { straight.xs[Int($0)] }, ys: rows.map { straight.ys[Int($0)] })
  }

  private static func planar(
    xs: [Double], ys: [Double], system: CoordinateSystem, in area: borrowing StudyArea
  ) throws(HotspotError) -> PlanarPoints {
    if system == .wgs84 {
      return area.projector.project(GeographicPoints(longitudes: xs, latitudes: ys))
    }
    let projector: Projector
    do { projector = try Projector(to: system) } catch { throw .geospatial(error) }
    let given = PlanarPoints(xs: xs, ys: ys)
    let degrees = projector.unproject(given)
    if system != area.plane { return area.projector.project(degrees) }
    // On its own plane a coordinate is kept to the last digit; degrees only tell whether it is in use there.
    var kept = given
    for index in 0..<kept.count where !degrees.longitudes[index].isFinite {
      kept.xs[index] = .nan
      kept.ys[index] = .nan
    }
    return kept
  }

  private static func inside(
    _ points: PlanarPoints, area: borrowing StudyArea
  ) throws(HotspotError) -> [Bool] {
    guard let outline = area.outline else { return points.xs.map(\.isFinite) }
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      return try engine.locate(points, in: [outline.polygons]).map { $0 >= 0 }
    } catch {
      throw .geospatial(error)
    }
  }
}
