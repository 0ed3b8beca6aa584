import Files
import Geospatial
import Testing

@Suite struct Projectors {
  @Test func `degrees to the National Grid go by the best operation that can run here`() throws {
    // projinfo -s EPSG:4326 -t EPSG:27700 --spatial-test intersects --grid-check none --hide-ballpark
    let operation = try Projector(to: .britishNationalGrid).operation
    #expect(operation.source == .wgs84)
    #expect(operation.target == .britishNationalGrid)
    if operation.better.isEmpty {
      #expect(operation.name == "Inverse of OSGB36 to WGS 84 (9) + British National Grid")
      #expect(operation.accuracy == 1)
    } else {
      #expect(operation.name == "Inverse of OSGB36 to WGS 84 (6) + British National Grid")
      #expect(operation.accuracy == 2)
      #expect(operation.better.map(\.accuracy) == [1])
      #expect(operation.better.map(\.missingGrid) == ["uk_os_OSTN15_NTv2_OSGBtoETRS.tif"])
      #expect(operation.json["better_without_grid"]?.elements?.count == 1)
    }
    #expect(operation.json["from"] == "EPSG:4326")
    #expect(operation.json["accuracy_m"]?.double == operation.accuracy)
    #expect(operation.json["proj_version"]?.text == operation.projVersion)
    #expect(operation.projVersion.split(separator: ".").count == 3)
  }

  @Test func `a plane on the same datum is a plain conversion without error`() throws {
    let operation = try Projector(to: CoordinateSystem(epsg: 32616)).operation
    #expect(operation.accuracy == 0)
    #expect(operation.better.isEmpty)
  }

  @Test func `Chicago on its UTM zone is where cs2cs puts it`() throws {
    // echo "41.85 -87.65" | cs2cs -f %.4f EPSG:4326 EPSG:32616
    let projector = try Projector(to: CoordinateSystem(epsg: 32616))
    let projected = projector.project(GeographicPoint(longitude: -87.65, latitude: 41.85))
    let point = try #require(projected)
    #expect(abs(point.x - 446042.178602) < 1e-4)
    #expect(abs(point.y - 4633326.321636) < 1e-4)
  }

  /// A plain conversion loses nothing. The shift to the National Grid is one of small angles: its inverse leaves
  /// the square of its scale (20.5 in a million) of the earth's radius, 3 mm.
  @Test(arguments: [(32630, 1e-6), (27700, 3e-3)])
  func `there and back again`(code: Int, tolerance: Double) throws {
    let projector = try Projector(to: CoordinateSystem(epsg: code))
    var points = GeographicPoints()
    for step in 0..<500 {
      let share = Double(step) / 500
      points.append(GeographicPoint(longitude: -5.2 + 5.5 * share, latitude: 50.1 + 9.7 * share))
    }
    let planar = projector.project(points)
    let again = projector.project(projector.unproject(planar))
    let eastward = zip(planar.xs, again.xs).map { abs($0 - $1) }
    let northward = zip(planar.ys, again.ys).map { abs($0 - $1) }
    #expect((eastward + northward).allSatisfy { $0 < tolerance })
  }

  @Test
  func `New York and what is not finite are refused on the National Grid, and their neighbours are not`()
    throws
  {
    let projector = try Projector(to: .britishNationalGrid)
    let london = GeographicPoint(longitude: -0.1, latitude: 51.5)
    let strangers = [
      GeographicPoint(longitude: -74.0, latitude: 40.7),
      GeographicPoint(longitude: .nan, latitude: 51.5),
      GeographicPoint(longitude: -0.1, latitude: .infinity),
      GeographicPoint(longitude: 530_000, latitude: 180_000),
    ]
    let projected = projector.project(GeographicPoints(strangers.flatMap { [$0, london] }))
    let alone = projector.project(london)
    for index in strangers.indices {
      #expect(projected.xs[2 * index].isNaN && projected.ys[2 * index].isNaN)
      #expect(projected[2 * index + 1] == alone)
      let single = projector.project(strangers[index])
      #expect(single == nil)
    }
    let none = projector.project(GeographicPoints())
    #expect(none.count == 0)
  }

  @Test func `metres far from Great Britain are refused`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    let far = PlanarPoints(xs: [-5_000_000, 1e30, .nan, 530_000], ys: [180_000, 0, 0, 180_000])
    let places = projector.unproject(far)
    #expect(places.longitudes.map(\.isNaN) == [true, true, true, false])
    #expect(places.latitudes.map(\.isNaN) == [true, true, true, false])
    let single = projector.unproject(far[0])
    #expect(single == nil)
  }

  @Test func `a town across the edge of two UTM zones stays whole, a town two degrees off does not`() throws {
    // Memphis lies on 90° W, where zone 15 ends.
    let memphis = try Projector(to: CoordinateSystem(epsg: 32615))
      .project(GeographicPoints(longitudes: [-89.65, -88.9], latitudes: [35.2, 35.2]))
    #expect(memphis.xs.map(\.isNaN) == [false, true])
    // Zone 60 goes on over the antimeridian.
    let fiji = try Projector(to: CoordinateSystem(epsg: 32760))
      .project(GeographicPoints(longitudes: [-179.5, -178.5], latitudes: [-17, -17]))
    #expect(fiji.xs.map(\.isNaN) == [false, true])
    #expect(fiji.xs[0] > 800_000)
  }

  @Test(arguments: [(4326, 4326), (4326, 3435), (27700, 27700), (4807, 2154), (4326, 99_999)])
  func `only degrees to metres is a projection`(source: Int, plane: Int) {
    #expect(throws: GeospatialError.self) {
      _ = try Projector(from: CoordinateSystem(epsg: source), to: CoordinateSystem(epsg: plane))
    }
  }
}

@Suite struct `Projected areas` {
  private let square = Polygon(
    exterior: [(-0.5, 51.0), (0.5, 51.0), (0.5, 52.0), (-0.5, 52.0), (-0.5, 51.0)].map {
      GeographicPoint(longitude: $0.0, latitude: $0.1)
    })

  @Test func `points are put on long edges`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    let projected = try projector.project(square, densifiedTo: 0.25)
    #expect(projected.exterior.count == 17)
    #expect(projected.exterior.first == projected.exterior.last)
    let middle = projector.project(GeographicPoint(longitude: 0, latitude: 51))
    #expect(projected.exterior[2] == middle)
  }

  @Test func `neighbours share every point of their common edge, bit by bit`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    let (from, to) = (
      GeographicPoint(longitude: -1.3, latitude: 51.07), GeographicPoint(longitude: 0.71, latitude: 52.9)
    )
    let east = GeographicPoint(longitude: 1.1, latitude: 51.9)
    let west = GeographicPoint(longitude: -2.1, latitude: 51.9)
    let both = try projector.project([
      Polygon(exterior: [from, east, to, from]), Polygon(exterior: [from, to, west, from]),
    ])
    let shared = Set(both[0].exterior).intersection(both[1].exterior)
    // 2.01 degrees in steps of at most 0.005: 402 parts, or 403 by rounding, have that many points and one.
    #expect((403...404).contains(shared.count))
  }

  @Test func `a corner outside the area of use is refused with the polygon's number`() throws {
    let projector = try Projector(to: .britishNationalGrid)
    var away = square
    away.exterior[2] = GeographicPoint(longitude: 12, latitude: 52)
    #expect {
      _ = try projector.project([square, away], densifiedTo: 1)
    } throws: {
      "\($0)".contains("polygon 2 ") && "\($0)".contains("EPSG:27700")
    }
  }

  @Test func `an area comes back to its degrees with its holes`() throws {
    let projector = try Projector(to: CoordinateSystem(epsg: 32630))
    var ringed = square
    ringed.holes = [
      [(-0.1, 51.4), (-0.1, 51.6), (0.1, 51.6), (-0.1, 51.4)].map {
        GeographicPoint(longitude: $0.0, latitude: $0.1)
      }
    ]
    let back = try projector.unproject(projector.project(ringed, densifiedTo: 2))
    #expect(back.holes.count == 1)
    for (ring, original) in zip(back.rings, ringed.rings) {
      #expect(ring.count == original.count)
      for (point, expected) in zip(ring, original) {
        #expect(abs(point.longitude - expected.longitude) < 1e-9)
        #expect(abs(point.latitude - expected.latitude) < 1e-9)
      }
    }
  }
}
