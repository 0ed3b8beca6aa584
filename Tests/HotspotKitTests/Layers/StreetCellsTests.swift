import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct StreetCellsTests {
  /// A crossing at (100, 100): west–east in two lines of 100 m, and a bent one of 70 m northwards.
  private func layer(property: String? = nil) throws -> CellLayer {
    try LayerFixtures.lines(
      [
        ([(0, 100), (100, 100)], ["usrn": 11, "name": "High Street"]),
        ([(100, 100), (200, 100)], ["usrn": 12, "name": "High Street"]),
        ([(100, 100), (100, 130), (140, 130)], ["usrn": 13, "name": "Mill Lane"]),
      ], property: property)
  }

  @Test func `a street has its length and the place halfway along it`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    #expect(streets.ids == ["11", "12", "13"])
    for (length, expected) in zip(streets.lengths, [100.0, 100, 70]) {
      #expect(abs(length - expected) < 1e-4)
    }
    // Thirty-five metres along the bent one: 30 north, then 5 east.
    let middle = streets.middles[2]
    #expect(abs(middle.x - 570_105) < 1e-3 && abs(middle.y - 200_130) < 1e-3)
  }

  @Test func `incidents count on the nearest street, and what lies farther off is said`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    let table = try streets.table(
      of: LayerFixtures.incidents([(50, 110), (30, 95), (150, 101), (135, 125), (50, 160), (-90, 100)]),
      snap: 50)
    #expect(table["incidents"] == [2, 1, 1])
    #expect(table.outsideEveryCell == 2)
    let rates = try #require(table["rate_per_100m"]).compactMap { $0 }
    for (rate, expected) in zip(rates, [2, 1, 100.0 / 70]) { #expect(abs(rate - expected) < 1e-5) }
    #expect(table.remarks.contains("2 of 6 incidents lie farther than 50 m from every line"))
    #expect(
      table.remarks.contains { $0.contains("4 of 6 incidents, half of them within 5 m and 95 % within 10 m") }
    )
    let step = try #require(table.provenance.steps.last)
    #expect(step["snap_m"] == .number(50) && step["incidents_too_far"] == 2 && step["incidents_snapped"] == 4)
  }

  @Test func `at a junction the first street in the file counts, and that is said`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    // To the last digit the place where all three meet.
    let meeting = try #require(streets.lines[1].first?.first)
    let table = try streets.table(of: Incidents(points: PlanarPoints([meeting])))
    #expect(table["incidents"] == [1, 0, 0])
    #expect(table.remarks.contains { $0.hasPrefix("1 incidents lie exactly as near to another line") })
  }

  @Test func `lines with one value of the property that was named are one street`() throws {
    let streets = try StreetCells(try layer(property: "name"), in: try Fixtures.essex())
    #expect(streets.ids == ["High Street", "Mill Lane"])
    #expect(abs(streets.lengths[0] - 200) < 1e-4)
    let table = try streets.table(of: LayerFixtures.incidents([(50, 110), (150, 101)]))
    #expect(table["incidents"] == [2, 0])
  }

  @Test func `without ids a street is called by its middle on the plane, the second there by its number`()
    throws
  {
    let lines = try LayerFixtures.lines([
      ([(0.2, 0.2), (100.4, 0.2)], ["function": "A Road"]),
      ([(0.2, 0.2), (100.4, 0.2)], ["function": "A Road"]),
      ([(0.2, 50.2), (100.4, 50.2)], ["function": "A Road"]),
    ])
    let streets = try StreetCells(lines, in: try Fixtures.essex())
    #expect(
      streets.ids == ["st-27700-570050-200000", "st-27700-570050-200000-2", "st-27700-570050-200050"])
    #expect(streets.idProperty == nil)
    #expect(streets.remarks.contains { $0.contains("id is made of its middle") })
  }

  @Test func `the order of the lines permutes the table, but for what lies at a junction`() throws {
    let lines = (0..<30).map { number in
      let (x, y) = (Double(number % 6) * 120, Double(number / 6) * 90)
      return (places: [(x, y), (x + 100, y + 30)], properties: ["usrn": .integer(number)] as JSONObject)
    }
    let incidents = Fixtures.incidents(
      Fixtures.scattered(600, x: 569_900...570_800, y: 199_900...200_600, seed: 45))
    func table(_ order: [Int]) throws -> CellTable {
      try StreetCells(try LayerFixtures.lines(order.map { lines[$0] }), in: try Fixtures.essex())
        .table(of: incidents, snap: 40)
    }
    let order = lines.indices.sorted { ($0 * 13) % 31 < ($1 * 13) % 31 }
    let (straight, mixed) = (try table(Array(lines.indices)), try table(order))
    #expect(mixed.ids == order.map { straight.ids[$0] })
    #expect(mixed["incidents"] == straight["incidents"].map { counts in order.map { counts[$0] } })
    #expect(mixed["length_m"] == straight["length_m"].map { lengths in order.map { lengths[$0] } })
    let counted = try #require(straight["incidents"]).reduce(0) { $0 + ($1 ?? 0) }
    #expect(counted + Double(straight.outsideEveryCell) == 600 && straight.outsideEveryCell > 0)
  }

  @Test func `a longer snap takes in more and moves none that was snapped`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    let incidents = Fixtures.incidents(
      Fixtures.scattered(400, x: 569_900...570_300, y: 199_900...200_300, seed: 47))
    var before = [Double?](repeating: 0, count: 3)
    var outside = incidents.count
    for snap in [5.0, 20, 50, 200, 1000] {
      let table = try streets.table(of: incidents, snap: snap)
      let counts = try #require(table["incidents"])
      for (more, fewer) in zip(counts, before) { #expect((more ?? 0) >= (fewer ?? 0)) }
      #expect(table.outsideEveryCell <= outside)
      (before, outside) = (counts, table.outsideEveryCell)
    }
    #expect(outside == 0)
  }

  @Test func `weights are summed on streets too`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    let table = try streets.table(
      of: LayerFixtures.incidents([(50, 110), (30, 95), (150, 101)], weights: [2.5, 0.25, 7]))
    #expect(table["incidents"] == [2.75, 7, 0])
  }

  @Test func `a line that goes nowhere is left out and counted`() throws {
    let lines = try LayerFixtures.lines([
      ([(0, 0), (0, 0)], ["id": 1]), ([(0, 50), (100, 50)], ["id": 2]),
    ])
    let streets = try StreetCells(lines, in: try Fixtures.essex())
    #expect(streets.ids == ["2"])
    #expect(streets.remarks[0].contains("1 features are no lines"))
  }

  @Test func `streets outside the study area are left out, and take the incidents nearest to them along`()
    throws
  {
    // The study area ends at y = 210,000: the second street runs beyond it, the incident stands within.
    let lines = try LayerFixtures.lines([
      ([(5000, 9900), (5100, 9900)], ["id": "in"]), ([(5000, 10_010), (5100, 10_010)], ["id": "out"]),
    ])
    let streets = try StreetCells(lines, in: try Fixtures.square())
    #expect(streets.isInside == [true, false])
    let table = try streets.table(of: LayerFixtures.incidents([(5050, 9990), (5050, 9920)]), snap: 100)
    #expect(table.ids == ["in"])
    #expect(table["incidents"] == [1])
    #expect(table.outsideEveryCell == 1)
    #expect(
      table.remarks.contains { $0.contains("1 of 2 incidents lie nearest to a line whose middle is outside") }
    )
  }

  @Test func `what was moved before it was published says nothing of streets, and that is said`() throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    let points = LayerFixtures.incidents([(50, 110)]).points
    let open = try streets.table(of: Incidents(points: points, isOpenData: true))
    #expect(open.remarks.contains { $0.contains("claim nothing finer than about an LSOA") })
    let own = try streets.table(of: Incidents(points: points))
    #expect(!own.remarks.contains { $0.contains("LSOA") })
  }

  @Test(arguments: [0, -5, 1001, .nan, .infinity] as [Double])
  func `a distance that will not do is refused`(snap: Double) throws {
    let streets = try StreetCells(try layer(), in: try Fixtures.essex())
    #expect {
      try streets.table(of: LayerFixtures.incidents([(0, 0)]), snap: snap)
    } throws: { "\($0)".contains("up to 1000") }
  }

  @Test func `a street elsewhere than the plane is refused by the file's name`() throws {
    let text = """
      {"type":"Feature","properties":{"id":1},"geometry":{"type":"LineString","coordinates":[[-74,40],[-74,41]]}}
      """
    let layer = try CellLayer(bytes: Array(text.utf8), named: "york.geojson")
    #expect {
      try StreetCells(layer, in: try Fixtures.essex())
    } throws: { "\($0)".hasPrefix("york.geojson: a line lies") }
  }
}

/// Streets against shapely's tree; see Tests/Goldens/layers/streets.py.
@Suite struct StreetGoldenTests {
  @Test func `nearest streets, distances, ties, lengths and middles are shapely's`() throws {
    let area = try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: CoordinateSystem("32631"))
    let streets = try StreetCells(
      try CellLayer(path: Golden.path("layers/streets.geojson")), in: area)
    let lines = try Golden("layers/streets.csv")
    #expect(streets.idProperty == "usrn" && streets.ids == lines["usrn"].map { "\(Int($0))" })
    for street in 0..<streets.count {
      #expect(abs(streets.lengths[street] - lines["length_m"][street]) < 1e-6)
      #expect(abs(streets.middles.xs[street] - lines["x"][street]) < 1e-6)
      #expect(abs(streets.middles.ys[street] - lines["y"][street]) < 1e-6)
    }
    let nearest = try Golden("layers/nearest.csv")
    let points = area.projector.project(
      GeographicPoints(longitudes: nearest["longitude"], latitudes: nearest["latitude"]))
    let index = streets.index
    for place in 0..<nearest.count {
      let ours = index.nearest(to: points[place], within: 60)
      #expect(ours?.line ?? -1 == Int(nearest["street"][place]))
      #expect(abs((ours?.distance ?? -1) - nearest["distance"][place]) < 1e-6)
      #expect(ours?.isShared ?? false == (nearest["ties"][place] > 0))
    }
    let table = try streets.table(of: Incidents(points: points), snap: 60)
    var counts = [Double?](repeating: 0, count: streets.count)
    for street in nearest["street"] where street >= 0 { counts[Int(street)] = (counts[Int(street)] ?? 0) + 1 }
    #expect(table["incidents"] == counts)
    #expect(table.outsideEveryCell == nearest["street"].count { $0 < 0 })
  }
}
