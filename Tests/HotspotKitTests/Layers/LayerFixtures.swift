import Files
import Geospatial
@testable import HotspotKit
import TestSupport

/// Layers made up for a test, in metres on the British National Grid.
enum LayerFixtures {
  /// A square with its south-western corner at a place; eastings and northings count from 570,000 and 200,000.
  static func square(_ west: Double, _ south: Double, side: Double = 100) -> Polygon<PlanarPoint> {
    Polygon(exterior: ring(west, south, side: side))
  }

  static func ring(_ west: Double, _ south: Double, side: Double) -> [PlanarPoint] {
    [(0, 0), (side, 0), (side, side), (0, side), (0, 0)].map {
      PlanarPoint(x: 570_000 + west + $0.0, y: 200_000 + south + $0.1)
    }
  }

  /// Incidents at places that count from 570,000 and 200,000.
  static func incidents(_ places: [(Double, Double)], weights: [Double]? = nil) -> Incidents {
    Fixtures.incidents(places.map { (570_000 + $0.0, 200_000 + $0.1) }, weights: weights)
  }

  /// A layer of areas, each a list of parts with its properties.
  static func areas(
    _ areas: [(parts: [Polygon<PlanarPoint>], properties: JSONObject)], property: String? = nil
  ) throws -> CellLayer {
    let area = try Fixtures.essex()
    return try layer(
      areas.map { shape in
        (
          "MultiPolygon",
          .array(shape.parts.map { .array($0.rings.map { .array(degrees($0, in: area)) }) }),
          shape.properties
        )
      }, property: property)
  }

  /// A layer of lines; places count from 570,000 and 200,000.
  static func lines(
    _ lines: [(places: [(Double, Double)], properties: JSONObject)], property: String? = nil
  ) throws -> CellLayer {
    let area = try Fixtures.essex()
    return try layer(
      lines.map { line in
        let points = line.places.map { PlanarPoint(x: 570_000 + $0.0, y: 200_000 + $0.1) }
        return ("LineString", .array(degrees(points, in: area)), line.properties)
      }, property: property)
  }

  private static func degrees(_ points: [PlanarPoint], in area: borrowing StudyArea) -> [JSONValue] {
    let degrees = area.projector.unproject(PlanarPoints(points))
    return points.indices.map { [.number(degrees[$0].longitude), .number(degrees[$0].latitude)] }
  }

  private static func layer(
    _ shapes: [(type: String, coordinates: JSONValue, properties: JSONObject)], property: String?
  ) throws -> CellLayer {
    let features: [JSONValue] = shapes.map {
      [
        "type": "Feature", "properties": .object($0.properties),
        "geometry": ["type": .string($0.type), "coordinates": $0.coordinates],
      ]
    }
    let document: JSONValue = ["type": "FeatureCollection", "features": .array(features)]
    return try CellLayer(
      bytes: Array(JSONWriter.text(of: document).utf8), named: "layers/made.geojson", property: property)
  }
}
