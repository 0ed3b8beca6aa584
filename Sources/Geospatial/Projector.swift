internal import CPROJ

/// Turns degrees into metres on a plane and back, by one operation that is chosen once.
///
/// Owns a PROJ context, so one projector serves one task at a time. PROJ converts points far outside a plane's area
/// of use without a word: here they come back as NaN.
@safe
public struct Projector: ~Copyable {
  /// The operation that was chosen, and what would have been better.
  public let operation: ProjectionOperation

  private let context: OpaquePointer
  private let transformation: OpaquePointer

  /// Chooses the best operation between a system in degrees and a plane in metres that can run here.
  ///
  /// Never a ballpark one, and never over the network; grids are looked for in the folders of `PROJ_DATA`.
  public init(
    from source: CoordinateSystem = .wgs84, to plane: CoordinateSystem
  ) throws(GeospatialError) {
    let context = try ProjContext.open()
    let facts = try source.facts(in: context)
    guard facts.isInDegrees else {
      throw .coordinateSystem(
        "\(source) (\(facts.name)) is not in degrees of longitude and latitude; give 4326 (WGS 84)")
    }
    try plane.requireMetres(plane.facts(in: context))
    let chosen = try ProjectionSearch(from: source, to: plane).best(in: context)
    operation = chosen.operation
    unsafe transformation = chosen.transformation.release()
    unsafe self.context = context.release()
  }

  deinit {
    _ = unsafe proj_destroy(transformation)
    _ = unsafe proj_context_destroy(context)
  }

  /// Metres for degrees; NaN in both columns where a point is not finite or outside the area of use.
  public borrowing func project(_ points: GeographicPoints) -> PlanarPoints {
    var (xs, ys) = (points.longitudes, points.latitudes)
    refuseOutside(&xs, &ys)
    transform(&xs, &ys, PJ_FWD)
    return PlanarPoints(xs: xs, ys: ys)
  }

  /// Degrees for metres; NaN in both columns where a point is not finite or lands outside the area of use.
  public borrowing func unproject(_ points: PlanarPoints) -> GeographicPoints {
    var (longitudes, latitudes) = (points.xs, points.ys)
    transform(&longitudes, &latitudes, PJ_INV)
    refuseOutside(&longitudes, &latitudes)
    return GeographicPoints(longitudes: longitudes, latitudes: latitudes)
  }

  /// Metres for one place, or `nil` where it is outside the area of use.
  public borrowing func project(_ point: GeographicPoint) -> PlanarPoint? {
    let projected = project(GeographicPoints([point]))[0]
    return projected.x.isNaN ? nil : projected
  }

  /// Degrees for one place on the plane, or `nil` where it lands outside the area of use.
  public borrowing func unproject(_ point: PlanarPoint) -> GeographicPoint? {
    let unprojected = unproject(PlanarPoints([point]))[0]
    return unprojected.longitude.isNaN ? nil : unprojected
  }

  private borrowing func refuseOutside(_ longitudes: inout [Double], _ latitudes: inout [Double]) {
    let area = operation.areaOfUse
    for index in longitudes.indices {
      let point = GeographicPoint(longitude: longitudes[index], latitude: latitudes[index])
      if !area.contains(point) {
        longitudes[index] = .nan
        latitudes[index] = .nan
      }
    }
  }

  borrowing func transform(_ xs: inout [Double], _ ys: inout [Double], _ direction: PJ_DIRECTION) {
    let count = xs.count
    let stride = MemoryLayout<Double>.stride
    _ = unsafe proj_errno_reset(transformation)
    _ = unsafe xs.withUnsafeMutableBufferPointer { xs in
      unsafe ys.withUnsafeMutableBufferPointer { ys in
        unsafe proj_trans_generic(
          transformation, direction, xs.baseAddress, stride, count, ys.baseAddress, stride, count,
          nil, 0, 0, nil, 0, 0)
      }
    }
    // PROJ marks what it cannot convert by infinity, and lets a NaN through in one column.
    for index in xs.indices where !(xs[index].isFinite && ys[index].isFinite) {
      xs[index] = .nan
      ys[index] = .nan
    }
  }
}
