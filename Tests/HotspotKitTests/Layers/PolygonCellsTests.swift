import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PolygonCellsTests {
  /// Three squares of 100 m in a row, the second of two parts with a hole in the first of them, and one far off.
  private func layer(property: String? = nil) throws -> CellLayer {
    var holed = LayerFixtures.square(100, 0)
    holed.holes = [LayerFixtures.ring(120, 20, side: 50)]
    return try LayerFixtures.areas(
      [
        ([LayerFixtures.square(0, 0)], ["name": "Quay", "beat_id": 7, "residents": 100]),
        (
          [holed, LayerFixtures.square(500, 500, side: 10)],
          ["name": "Mill", "beat_id": 8, "residents": "2,000"]
        ),
        ([LayerFixtures.square(200, 0)], ["name": "Quay", "beat_id": 9, "residents": nil]),
        ([LayerFixtures.square(900, 900)], ["name": "Moor", "beat_id": 10, "residents": 0]),
      ], property: property)
  }

  @Test func `a cell has its size, a place well inside its largest part, and an id found by itself`() throws {
    let cells = try PolygonCells(try layer(), in: try Fixtures.essex())
    #expect(cells.ids == ["7", "8", "9", "10"])
    #expect(cells.idProperty == "beat_id")
    #expect(cells.remarks == ["made.geojson: each area's id is its beat_id, found by itself"])
    for (area, expected) in zip(cells.areas, [10_000, 10_000 - 2500 + 100, 10_000, 10_000]) {
      #expect(abs(area - Double(expected)) < 1e-3)
    }
    let inside = cells.places[1]
    #expect((570_100...570_200).contains(inside.x) && (200_000...200_100).contains(inside.y))
    let index = PolygonIndex(cells.polygons)
    #expect(index.area(holding: inside)?.first == 1)
  }

  @Test func `counts, rates and what stands nowhere add up to the incidents`() throws {
    let cells = try PolygonCells(try layer(), in: try Fixtures.essex())
    let table = cells.table(
      of: LayerFixtures.incidents([
        (50, 50), (60, 60), (110, 10), (140, 40), (505, 505), (250, 50), (700, 50), (-1, 50),
      ]))
    #expect(table["incidents"] == [2, 2, 1, 0])
    #expect(table.outsideEveryCell == 3)
    #expect(table.remarks.contains("3 of 8 incidents stand in none of the 4 areas"))
    let perKm2 = try #require(table["rate_per_km2"]?[1])
    #expect(abs(perKm2 - 2 / 0.0076) < 1e-3)
    #expect(table.columns.map(\.name) == ["incidents", "area_km2", "rate_per_km2"])
    let step = try #require(table.provenance.steps.last)
    #expect(step["incidents_in_no_cell"] == 3 && step["cells"] == 4 && step["cell"] == "zones:made.geojson")
    #expect(step["sha256"]?.text?.count == 64)
  }

  @Test func `areas with one value of the property that was named are one cell`() throws {
    let cells = try PolygonCells(try layer(property: "name"), in: try Fixtures.essex())
    #expect(cells.ids == ["Quay", "Mill", "Moor"])
    #expect(
      cells.remarks == ["made.geojson: 4 areas share 3 values of name; those with one value are one cell"])
    #expect(abs(cells.areas[0] - 20_000) < 1e-3)
    let table = cells.table(of: LayerFixtures.incidents([(50, 50), (250, 50), (150, 10)]))
    #expect(table["incidents"] == [2, 1, 0])
  }

  @Test func `people come from a property, add up over a cell's areas, and give rates where there are any`()
    throws
  {
    let cells = try PolygonCells(try layer(), in: try Fixtures.essex())
    let population = try Population(property: "residents", of: cells)
    #expect(population.people == [100, 2000, nil, 0])
    #expect(population.remarks[0] == "population: 2100 in 3 areas, from made.geojson, property residents")
    #expect(population.remarks[1].hasPrefix("1 of 4 areas have no population"))
    let table = cells.table(
      of: LayerFixtures.incidents([(50, 50), (110, 10), (110, 11), (250, 50)]), population: population)
    #expect(table["rate_per_1000"] == [10, 1, nil, nil])
    #expect(table["population"] == [100, 2000, nil, 0])
    let smoothed = try #require(table["smoothed_rate_per_1000"])
    #expect(smoothed[2] == nil && smoothed[3] == nil)
    let (first, second) = (try #require(smoothed[0]), try #require(smoothed[1]))
    #expect(first <= 10 && second >= 1 && first >= second)
    #expect(table.provenance.steps.last?["smoothing"] == "global empirical Bayes (Marshall 1991)")
    let merged = try PolygonCells(try layer(property: "name"), in: try Fixtures.essex())
    #expect(try Population(property: "residents", of: merged).people == [100, 2000, 0])
  }

  @Test func `weights are summed and not smoothed, and that is said`() throws {
    let cells = try PolygonCells(try layer(), in: try Fixtures.essex())
    let table = cells.table(
      of: LayerFixtures.incidents([(50, 50), (60, 50)], weights: [2.5, 4]),
      population: try Population(property: "residents", of: cells))
    #expect(table["incidents"]?[0] == 6.5)
    #expect(table["smoothed_rate_per_1000"] == [nil, nil, nil, nil])
    #expect(table.remarks.contains { $0.contains("not smoothed") })
  }

  @Test func `where areas overlap an incident counts once, in the first, and that is said`() throws {
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(0, 0)], ["code": "A"]), ([LayerFixtures.square(50, 0)], ["code": "B"]),
    ])
    let table = try PolygonCells(layer, in: try Fixtures.essex())
      .table(of: LayerFixtures.incidents([(75, 50), (80, 20), (120, 50)]))
    #expect(table["incidents"] == [2, 1])
    #expect(table.remarks.contains { $0.hasPrefix("areas overlap: 2 incidents") })
  }

  @Test func `an area belongs when the place inside it lies in the study area`() throws {
    // The study area reaches from 570,000 200,000 to 580,000 210,000.
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(100, 100)], ["code": "in"]),
      ([LayerFixtures.square(-500, 100)], ["code": "out"]),
    ])
    let area = try Fixtures.square()
    let cells = try PolygonCells(layer, in: area)
    #expect(cells.ids == ["in"])
    #expect(cells.remarks.contains { $0.contains("1 of 2 areas lie outside the study area") })
    let far = try LayerFixtures.areas([([LayerFixtures.square(-500, 100)], ["code": "out"])])
    #expect {
      try PolygonCells(far, in: try Fixtures.square())
    } throws: { "\($0)".contains("none of its 1 areas lies in the study area") }
  }

  @Test func `areas that reach well beyond the study area are counted, for their rates are too low`() throws {
    // The study area's southern edge is y = 200,000; the edge itself may be drawn a little differently.
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(1000, -200, side: 500)], ["code": "across"]),
      ([LayerFixtures.square(3000, -40, side: 500)], ["code": "nearly"]),
      ([LayerFixtures.square(5000, 500, side: 500)], ["code": "within"]),
    ])
    let cells = try PolygonCells(layer, in: try Fixtures.square())
    #expect(cells.count == 3)
    #expect(cells.remarks.contains { $0.hasPrefix("1 areas reach more than 100 m beyond the study area") })
    #expect(try PolygonCells(layer, in: try Fixtures.essex()).remarks.count == 1)
  }

  @Test func `the order of the areas permutes the table and changes no number`() throws {
    let squares: [(parts: [Polygon<PlanarPoint>], properties: JSONObject)] = (0..<36).map { number in
      let square = LayerFixtures.square(Double(number % 6) * 100, Double(number / 6) * 100)
      return ([square], ["code": .string("A\(number)"), "people": .integer(50 + 13 * number)])
    }
    let incidents = Fixtures.incidents(
      Fixtures.scattered(900, x: 569_950...570_650, y: 199_950...200_650, seed: 41))
    func table(_ order: [Int]) throws -> CellTable {
      let cells = try PolygonCells(
        try LayerFixtures.areas(order.map { squares[$0] }), in: try Fixtures.essex())
      return cells.table(
        of: incidents, population: try Population(property: "people", of: cells), smoothing: .local)
    }
    let order = squares.indices.sorted { ($0 * 25) % 37 < ($1 * 25) % 37 }
    let (straight, mixed) = (try table(Array(squares.indices)), try table(order))
    #expect(mixed.ids == order.map { straight.ids[$0] })
    #expect(mixed.outsideEveryCell == straight.outsideEveryCell)
    for (ours, theirs) in zip(mixed.columns, straight.columns) {
      for (place, cell) in order.enumerated() {
        // A neighbourhood is added up in another order.
        let (one, other) = (try #require(ours.values[place]), try #require(theirs.values[cell]))
        #expect(abs(one - other) <= 1e-12 * abs(other))
      }
    }
    let counted = try #require(straight["incidents"]).reduce(0) { $0 + ($1 ?? 0) }
    #expect(counted + Double(straight.outsideEveryCell) == 900)
  }

  @Test func `moving areas and incidents together by whole kilometres changes no count`() throws {
    let squares = (0..<25).map { LayerFixtures.square(Double($0 % 5) * 128, Double($0 / 5) * 128, side: 128) }
    let places = Fixtures.scattered(500, x: 570_000...570_640, y: 200_000...200_640, seed: 43).map {
      PlanarPoint(x: ($0.x * 8).rounded() / 8, y: ($0.y * 8).rounded() / 8)
    }
    func moved(_ point: PlanarPoint) -> PlanarPoint { PlanarPoint(x: point.x - 30_000, y: point.y + 17_000) }
    let here = PolygonIndex(squares.map { [$0] })
    let there = PolygonIndex(squares.map { [Polygon(exterior: $0.exterior.map(moved))] })
    for place in places {
      #expect(here.area(holding: place)?.first == there.area(holding: moved(place))?.first)
    }
  }

  @Test func `corners that stand twice and parts that touch do no harm`() throws {
    var doubled = LayerFixtures.square(0, 0)
    doubled.exterior.insert(doubled.exterior[1], at: 2)
    let layer = try LayerFixtures.areas([
      ([doubled, LayerFixtures.square(100, 0)], ["code": "A"]),
      ([LayerFixtures.square(200, 0)], ["code": "B"]),
    ])
    let cells = try PolygonCells(layer, in: try Fixtures.essex())
    #expect(cells.polygons[0].count == 1)
    #expect(abs(cells.areas[0] - 20_000) < 1e-3)
    #expect(
      cells.table(of: LayerFixtures.incidents([(100, 50), (50, 50), (250, 50)]))["incidents"] == [2, 1])
    #expect(Array(cells.touching()[0]) == [1])
  }

  @Test func `the largest part comes first, whichever way the file has them`() throws {
    let (small, large) = (LayerFixtures.square(0, 0, side: 20), LayerFixtures.square(300, 0, side: 200))
    for parts in [[small, large], [large, small]] {
      let cells = try PolygonCells(
        try LayerFixtures.areas([(parts, ["code": "A"])]), in: try Fixtures.essex())
      #expect(try GeometryEngine().area(of: [cells.polygons[0][0]]) > 39_000)
      #expect(cells.places[0].x > 570_290)
    }
  }

  @Test func `a polygon that crosses itself is put right, and one in degrees of elsewhere is named`() throws {
    var bow = LayerFixtures.square(0, 0)
    bow.exterior.swapAt(1, 2)
    let cells = try PolygonCells(
      try LayerFixtures.areas([([bow], ["code": "A"])]), in: try Fixtures.essex())
    #expect(cells.areas[0] > 1000)
    let text = """
      {"type":"Feature","properties":{"code":"NY"},"geometry":{"type":"Polygon",
      "coordinates":[[[-74,40],[-73,40],[-73,41],[-74,40]]]}}
      """
    let york = try CellLayer(bytes: Array(text.utf8), named: "york.geojson")
    #expect {
      try PolygonCells(york, in: try Fixtures.essex())
    } throws: { "\($0)".hasPrefix("york.geojson, area NY: ") }
  }

  @Test func `touching is by edge and by corner, also by a corner in the middle of an edge`() throws {
    // A: 0–100; B beside it; C above B's eastern half, so that its corner lies within B's northern edge; D meets A at
    // one corner; E stands a metre off.
    let layer = try LayerFixtures.areas([
      ([LayerFixtures.square(0, 0)], ["code": "A"]), ([LayerFixtures.square(100, 0)], ["code": "B"]),
      ([LayerFixtures.square(150, 100)], ["code": "C"]), ([LayerFixtures.square(-100, 100)], ["code": "D"]),
      ([LayerFixtures.square(-101, -50)], ["code": "E"]),
    ])
    let touching = try PolygonCells(layer, in: try Fixtures.essex()).touching()
    #expect((0..<5).map { Array(touching[$0]) } == [[1, 3], [0, 2], [1], [0], []])
    #expect(touching.islands == [4])
  }
}

/// Areas against shapely, libpysal and esda; see Tests/Goldens/layers/areas.py.
@Suite struct AreaGoldenTests {
  private func cells() throws -> PolygonCells {
    let layer = try CellLayer(path: Golden.path("layers/areas.geojson"))
    return try PolygonCells(layer, in: try area())
  }

  private func area() throws -> StudyArea {
    try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: CoordinateSystem("32631"))
  }

  @Test func `counts are shapely's, sizes to a part in 10⁹, and mass is kept`() throws {
    let golden = try Golden("layers/areas.csv")
    let places = try Golden("layers/places.csv")
    let cells = try cells()
    let points = try area().projector.project(
      GeographicPoints(longitudes: places["longitude"], latitudes: places["latitude"]))
    let table = cells.table(of: Incidents(points: points))
    #expect(table["incidents"] == golden["incidents"].map { $0 })
    for (ours, theirs) in zip(cells.areas, golden["area_m2"]) { #expect(abs(ours - theirs) <= 1e-9 * theirs) }
    let counted = golden["incidents"].reduce(0, +)
    #expect(table.outsideEveryCell == places.count - Int(counted) && counted > 900)
  }

  @Test func `areas touch as libpysal's queen moves`() throws {
    let pairs = try Golden("layers/pairs.csv")
    let theirs = Adjacency(
      count: 150, pairs: zip(pairs["area"], pairs["touches"]).map { (Int($0), Int($1)) })
    #expect(try cells().touching() == theirs)
  }

  @Test func `rates by people are esda's`() throws {
    let golden = try Golden("layers/areas.csv")
    let places = try Golden("layers/places.csv")
    let cells = try cells()
    let points = try area().projector.project(
      GeographicPoints(longitudes: places["longitude"], latitudes: places["latitude"]))
    for smoothing in EmpiricalBayes.allCases {
      let table = cells.table(
        of: Incidents(points: points), population: try Population(property: "residents", of: cells),
        smoothing: smoothing)
      let smoothed = try #require(table["smoothed_rate_per_1000"])
      for (ours, theirs) in zip(smoothed, golden[smoothing.rawValue]) where theirs >= 0 {
        #expect(abs(try #require(ours) - 1000 * theirs) <= 1e-9 * theirs)
      }
    }
  }
}
