import Foundation
import Geospatial
import Testing

/// Ordnance Survey's 40 published points of OSTN15, ETRS89 (EPSG:4258) and the National Grid, each way.
@Suite(.enabled(if: SharedData.has("ostn15"), "needs Ordnance Survey's test points in HOTSPOT_DATA"))
struct `Ordnance Survey's test points` {
  static let etrs89 = CoordinateSystem(epsg: 4258)

  static let hasGrid =
    (try? Projector(from: etrs89, to: .britishNationalGrid).operation.better.isEmpty) ?? false

  /// Degrees and metres of the points, as the file of results in each direction pairs them.
  private func points(toGrid: Bool) throws -> (degrees: GeographicPoints, metres: PlanarPoints) {
    let direction = toGrid ? "ETRStoOSGB" : "OSGBtoETRS"
    let given = try SharedData.rows("ostn15/OSTN15_OSGM15_TestInput_\(direction).txt")
    let results = try SharedData.rows("ostn15/OSTN15_OSGM15_TestOutput_\(direction).txt")
      // Towards ETRS89 the rows of each iteration, in metres, stand before the result, in degrees.
      .filter { toGrid || $0[1] == "RESULT" }
    try #require(given.count == 40 && results.map { $0[0] } == given.map { $0[0] })
    let degrees = toGrid ? given.map { $0[1...2] } : results.map { $0[2...3] }
    let metres = toGrid ? results.map { $0[1...2] } : given.map { $0[1...2] }
    return (
      GeographicPoints(
        longitudes: try degrees.map { try #require($0.last.flatMap { Double($0) }) },
        latitudes: try degrees.map { try #require($0.first.flatMap { Double($0) }) }),
      PlanarPoints(
        xs: try metres.map { try #require($0.first.flatMap { Double($0) }) },
        ys: try metres.map { try #require($0.last.flatMap { Double($0) }) })
    )
  }

  /// The greatest distance from Ordnance Survey's answer, in metres, each way.
  private func worstBothWays() throws -> (toGrid: Double, toDegrees: Double) {
    let projector = try Projector(from: Self.etrs89, to: .britishNationalGrid)
    var worst = (toGrid: 0.0, toDegrees: 0.0)
    let (degrees, metres) = try points(toGrid: true)
    let projected = projector.project(degrees)
    for index in 0..<40 {
      let (mine, theirs) = (projected[index], metres[index])
      let distance = hypot(mine.x - theirs.x, mine.y - theirs.y)
      try #require(distance.isFinite)
      worst.toGrid = max(worst.toGrid, distance)
    }
    let (theirDegrees, given) = try points(toGrid: false)
    let unprojected = projector.unproject(given)
    for index in 0..<40 {
      let (mine, theirs) = (unprojected[index], theirDegrees[index])
      let north = (mine.latitude - theirs.latitude) * 111_320
      let east = (mine.longitude - theirs.longitude) * 111_320 * cos(theirs.latitude * .pi / 180)
      let distance = hypot(east, north)
      try #require(distance.isFinite)
      worst.toDegrees = max(worst.toDegrees, distance)
    }
    return worst
  }

  /// Measured with PROJ 9.1.1: 4.937 m at worst towards the grid, 4.932 m towards degrees.
  @Test func `are met within 5 metres without the grid of OSTN15`() throws {
    let worst = try worstBothWays()
    #expect(worst.toGrid < 5)
    #expect(worst.toDegrees < 5)
  }

  /// Measured with PROJ 9.1.1: 8 mm at worst, each way.
  @Test(.enabled(if: hasGrid, "needs uk_os_OSTN15_NTv2_OSGBtoETRS.tif in a folder of PROJ_DATA"))
  func `are met within 3 centimetres with the grid of OSTN15`() throws {
    let worst = try worstBothWays()
    #expect(worst.toGrid < 0.03)
    #expect(worst.toDegrees < 0.03)
  }
}
