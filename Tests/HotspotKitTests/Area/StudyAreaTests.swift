import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The plane that a place gets, and the edge of an area on it.
@Suite struct StudyAreaTests {
  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Polygon<
    GeographicPoint
  > {
    Polygon(
      exterior: [(west, south), (east, south), (east, north), (west, north), (west, south)].map {
        GeographicPoint(longitude: $0.0, latitude: $0.1)
      })
  }

  @Test(arguments: [
    (-0.1, 51.5, 27_700), (-4.2, 57.5, 27_700), (-6.2, 53.35, 32_629), (2.35, 48.86, 32_631),
    (-90.05, 35.15, 32_615), (151.2, -33.87, 32_756),
  ])
  func `Great Britain gets its National Grid, other places their UTM zone`(
    longitude: Double, latitude: Double, plane: Int
  ) throws {
    let area = try StudyArea(around: GeographicPoints(longitudes: [longitude], latitudes: [latitude]))
    let code = area.plane.code
    #expect(code == plane)
    #expect(area.facts["plane_chosen_by"] == "position" && area.facts["boundary"] == .null)
    let hasOutline = area.outline != nil
    let isGiven = area.isPlaneGiven
    #expect(!hasOutline && !isGiven)
  }

  @Test func `one stray point does not move the plane`() throws {
    let places = GeographicPoints(
      longitudes: [0.5, 0.6, 0.7, 0, 151], latitudes: [51.5, 51.6, 51.7, 0, -33])
    let code = try StudyArea(around: places).plane.code
    #expect(code == 27_700)
  }

  @Test func `a plane that is asked for is taken and said`() throws {
    let area = try StudyArea(
      boundaries: [box(0.5, 51.5, 0.6, 51.6)], named: "b", plane: CoordinateSystem("32631"))
    let code = area.plane.code
    #expect(code == 32_631)
    #expect(area.facts["plane_chosen_by"] == "user" && area.facts["boundary"] == "b")
    let isGiven = area.isPlaneGiven
    #expect(isGiven)
  }

  @Test func `boundaries that overlap count their common ground once`() throws {
    func facts(_ boxes: [Polygon<GeographicPoint>]) throws -> (polygons: Double?, area: Double) {
      let area = try StudyArea(boundaries: boxes, named: "b", plane: CoordinateSystem("32631"))
      return (area.facts["polygons"]?.double, try #require(area.facts["area_km2"]?.double))
    }
    let whole = try facts([box(0.5, 51.5, 0.8, 51.6)])
    let halves = try facts([box(0.5, 51.5, 0.7, 51.6), box(0.6, 51.5, 0.8, 51.6)])
    let apart = try facts([box(0.5, 51.5, 0.6, 51.6), box(0.7, 51.5, 0.8, 51.6)])
    #expect(whole.polygons == 1 && halves.polygons == 1 && apart.polygons == 2)
    #expect(abs(halves.area - whole.area) < 1e-4 * whole.area)
    #expect(abs(apart.area / whole.area - 2 / 3.0) < 1e-3)
    // On the sphere of 6371 km: 0.3° × cos 51.55° × 0.1° are 20.75 km × 11.12 km.
    #expect(abs(whole.area - 230.7) < 2)
  }

  @Test func `nothing to stand on is answered`() {
    #expect {
      try { _ = try StudyArea(boundaries: [], named: "empty.geojson") }()
    } throws: { "\($0)".contains("empty.geojson: no polygon") }
    #expect {
      try { _ = try StudyArea(around: GeographicPoints(longitudes: [], latitudes: [])) }()
    } throws: { "\($0)".contains("no row has coordinates") }
  }

  @Test func `a boundary outside the plane that is asked for is refused`() {
    #expect(throws: HotspotError.self) {
      _ = try StudyArea(boundaries: [box(-74, 40.6, -73.9, 40.7)], named: "b", plane: .britishNationalGrid)
    }
  }

  @Test func `a grid knows whether it fills a boundary`() throws {
    let incidents = Fixtures.incidents([(574_050, 205_050)])
    let bounded = try Fixtures.square().grid(.square(side: 500), around: incidents).isBounded
    let free = try Fixtures.essex().grid(.square(side: 500), around: incidents).isBounded
    let touched = try Fixtures.square().grid(.square(side: 90_000), around: incidents)
    #expect(bounded && !free)
    #expect(touched.isBounded && touched.coversByTouch)
  }
}
