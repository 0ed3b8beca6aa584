internal import Files
internal import Geospatial

/// The county's shapes as GeoJSON, a feature a line.
extension SampleMap {
  var boundaryShape: String {
    Self.collection([Self.feature(["name": .string(SampleNames.county)], polygon: outline.boundary)])
  }

  /// A district is called after its town.
  var districtShapes: String {
    Self.collection(
      zip(SampleNames.towns, outline.districts).enumerated().map { number, district in
        Self.feature(
          ["name": .string(district.0), "code": .string("SM0\(number + 1)")], polygon: district.1)
      })
  }

  var streetShapes: String {
    Self.collection(
      streets.links.map { link in
        Self.feature(
          ["name": .string(link.name), "function": .string(link.function.rawValue)], kind: "LineString",
          coordinates: Self.list([link.start, link.end].map(SamplePlane.place)))
      })
  }

  static func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }

  /// A feature with one ring.
  static func feature(_ properties: JSONObject, polygon ring: [SamplePlace]) -> String {
    feature(properties, kind: "Polygon", coordinates: "[\(list(ring))]")
  }

  private static func feature(_ properties: JSONObject, kind: String, coordinates: String) -> String {
    let facts = JSONWriter.text(of: .object(properties))
    return "{\"type\":\"Feature\",\"properties\":\(facts),"
      + "\"geometry\":{\"type\":\"\(kind)\",\"coordinates\":\(coordinates)}}"
  }

  private static func list(_ places: [SamplePlace]) -> String {
    var bytes = Array("[".utf8)
    for (number, place) in places.enumerated() {
      bytes.append(contentsOf: (number == 0 ? "[" : ",[").utf8)
      place.append(to: &bytes)
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "]"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
