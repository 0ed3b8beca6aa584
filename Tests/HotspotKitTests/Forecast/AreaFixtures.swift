import Files
import Geospatial
@testable import HotspotKit
import TestSupport

/// The areas and places of Tests/Goldens/forecast/areas.py.
enum AreaFixtures {
  /// One area concave with a hole, one that fills it, one of two parts, one over two others, one far off; in metres,
  /// moved by so much.
  static func polygons(east: Double = 0, north: Double = 0) throws -> [[Polygon<PlanarPoint>]] {
    let golden = try Golden("forecast/area-rings.csv")
    var areas: [[[[PlanarPoint]]]] = []
    for row in 0..<golden.count {
      let (area, part, ring) = (
        Int(golden["area"][row]), Int(golden["part"][row]), Int(golden["ring"][row])
      )
      if area == areas.count { areas.append([]) }
      if part == areas[area].count { areas[area].append([]) }
      if ring == areas[area][part].count { areas[area][part].append([]) }
      areas[area][part][ring].append(
        PlanarPoint(x: golden["x"][row] + east, y: golden["y"][row] + north))
    }
    return areas.map { parts in
      parts.map { rings in
        let closed = rings.map { $0 + [$0[0]] }
        return Polygon(exterior: closed[0], holes: Array(closed.dropFirst()))
      }
    }
  }

  /// Polygons as the areas of a file, exactly where they are: by way of degrees edges would bend.
  static func cells(_ polygons: [[Polygon<PlanarPoint>]]) throws -> PolygonCells {
    let engine = try GeometryEngine()
    var sizes: [Double] = []
    var places: [PlanarPoint] = []
    for parts in polygons {
      sizes.append(try engine.area(of: parts))
      places.append(try engine.interiorPoint(of: parts[0]))
    }
    return PolygonCells(
      plane: .britishNationalGrid, source: "areas.geojson", digest: "", idProperty: "beat_id",
      ids: polygons.indices.map { "\($0)" }, polygons: polygons, areas: sizes, places: PlanarPoints(places),
      remarks: [], properties: polygons.map { _ in [] })
  }

  /// The places, with their days; −1 for those that are for shares alone.
  static func rows() throws -> [(x: Double, y: Double, day: Int)] {
    let golden = try Golden("forecast/area-shares.csv")
    return (0..<golden.count).map { (golden["x"][$0], golden["y"][$0], Int(golden["day"][$0])) }
  }

  static func points(_ rows: [(x: Double, y: Double, day: Int)]) -> PlanarPoints {
    PlanarPoints(xs: rows.map(\.x), ys: rows.map(\.y))
  }

  /// A history of rows with a day in areas.
  static func history(
    _ rows: [(x: Double, y: Double, day: Int)], in polygons: [[Polygon<PlanarPoint>]]
  ) throws -> History {
    try History(
      of: PastFixtures.incidents(rows.filter { $0.day >= 0 }), in: ForecastCells(try cells(polygons)),
      monthsHeld: Set(588...594))
  }

  /// Squares side by side that are the cells of a grid: ten columns and eight rows from a place.
  static func squares(side: Double, columns: Int = 10, rows: Int = 8) -> [[Polygon<PlanarPoint>]] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in
        [LayerFixtures.square(Double(column) * side, Double(row) * side, side: side)]
      }
    }
  }
}
