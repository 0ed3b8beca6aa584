import Files
import Geospatial
@testable import HotspotKit
import Testing

@Suite struct FeatureCollectionTests {
  private let ring = [(0.1, 51), (0.2, 51), (0.2, 51.1), (0.1, 51)].map {
    GeographicPoint(longitude: $0.0, latitude: $0.1)
  }

  @Test func `an empty collection is a valid document without a box`() throws {
    let document = FeatureCollection().document(members: ["handling": nil])
    let json = try JSONValue(parsing: document, named: "test")
    #expect(json == ["type": "FeatureCollection", "handling": nil, "features": []])
  }

  @Test func `polygons, points and lines stand in the order in which they were added`() throws {
    var collection = FeatureCollection()
    collection.add(id: "a", rings: [ring], properties: ["rank": 1])
    collection.add(id: "b", point: ring[0], properties: [:])
    collection.add(id: "c", line: Array(ring.prefix(2)), properties: [:])
    let json = try JSONValue(parsing: collection.document(members: [:]), named: "test")
    let features = try #require(json["features"]?.elements)
    #expect(features.compactMap { $0["id"]?.text } == ["a", "b", "c"])
    #expect(features.compactMap { $0["geometry"]?["type"]?.text } == ["Polygon", "Point", "LineString"])
    #expect(features[0]["geometry"]?["coordinates"]?.elements?.first?.elements?.count == 4)
    #expect(features[1]["geometry"]?["coordinates"]?.elements?.compactMap(\.double) == [0.1, 51])
  }

  @Test func `the box is the least that holds everything`() throws {
    var collection = FeatureCollection()
    collection.add(id: "a", rings: [ring], properties: [:])
    collection.add(id: "b", point: GeographicPoint(longitude: -3, latitude: 55.5), properties: [:])
    let json = try JSONValue(parsing: collection.document(members: [:]), named: "test")
    #expect(json["bbox"]?.elements?.compactMap(\.double) == [-3, 51, 0.2, 55.5])
  }

  @Test func `coordinates have seven decimals and no more`() throws {
    var collection = FeatureCollection()
    collection.add(
      id: "a", point: GeographicPoint(longitude: 0.123456789, latitude: 51.000000004), properties: [:])
    let text = String(decoding: collection.document(members: [:]), as: UTF8.self)
    #expect(text.contains("\"coordinates\":[0.1234568,51]"))
  }

  @Test func `what was read back by our own reader is what was written`() throws {
    var collection = FeatureCollection()
    collection.add(id: "a \"quoted\" id", rings: [ring], properties: ["name": "Café\nLane", "nothing": nil])
    let file = try GeoJSONFile(bytes: collection.document(members: ["plan": ["a": 1]]), named: "test")
    let feature = try #require(file.features.first)
    #expect(feature.id == "a \"quoted\" id")
    #expect(feature.properties["name"] == "Café\nLane" && feature.properties["nothing"] == .null)
    #expect(feature.geometry?.polygons.first?.exterior == ring)
  }
}
