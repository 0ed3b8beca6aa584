internal import Files

/// Turns JSON into features; knows the file's name for its errors.
struct GeoJSONReader {
  let file: String

  func features(of document: JSONValue) throws(GeospatialError) -> [GeoJSONFeature] {
    try requireWGS84(document)
    switch document["type"]?.text {
    case "FeatureCollection":
      guard let members = document["features"]?.elements else {
        throw malformed("the collection has no array called ‘features’")
      }
      var features: [GeoJSONFeature] = []
      features.reserveCapacity(members.count)
      for (index, member) in members.enumerated() {
        features.append(try feature(member, number: index + 1))
      }
      return features
    case "Feature": return [try feature(document, number: 1)]
    default: return [GeoJSONFeature(geometry: try geometry(document, number: 1))]
    }
  }

  private func feature(_ value: JSONValue, number: Int) throws(GeospatialError) -> GeoJSONFeature {
    guard value["type"]?.text == "Feature" else {
      throw malformed("feature \(number): its ‘type’ is not ‘Feature’")
    }
    var feature = GeoJSONFeature(geometry: nil)
    switch value["id"] {
    case nil, .null: break
    case .string, .integer, .number: feature.id = value["id"]
    default: throw malformed("feature \(number): its ‘id’ is neither a text nor a number")
    }
    switch value["properties"] {
    case nil, .null: break
    case .object(let properties): feature.properties = properties
    default: throw malformed("feature \(number): its ‘properties’ are no object")
    }
    switch value["geometry"] {
    case nil, .null: break
    case .some(let shape): feature.geometry = try geometry(shape, number: number)
    }
    return feature
  }

  /// Refuses a file that says, in the manner of 2008, that its coordinates are something other than WGS 84.
  private func requireWGS84(_ document: JSONValue) throws(GeospatialError) {
    guard let system = document["crs"], system != .null else { return }
    let name = system["properties"]?["name"]?.text ?? ""
    // Even under its EPSG name the order in GeoJSON was always longitude, latitude.
    let accepted = [
      "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84", "CRS84",
      "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326",
    ]
    if accepted.contains(where: { $0.lowercased() == name.lowercased() }) { return }
    throw malformed(
      "its ‘crs’ says \(name.isEmpty ? "nothing that is known" : "‘\(name)’"); "
        + "GeoJSON is in degrees on WGS 84: reproject it, for example with ogr2ogr -t_srs EPSG:4326")
  }

  func malformed(_ reason: String) -> GeospatialError { .malformed(file: file, line: nil, reason: reason) }
}
