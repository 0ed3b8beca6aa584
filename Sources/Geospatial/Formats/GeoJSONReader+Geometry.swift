internal import Files

extension GeoJSONReader {
  /// The shape of a geometry object; `nil` where it has no coordinates at all.
  func geometry(_ value: JSONValue, number: Int) throws(GeospatialError) -> Geometry? {
    guard let type = value["type"]?.text else {
      throw malformed("feature \(number): not GeoJSON: there is no ‘type’")
    }
    if type == "GeometryCollection" {
      guard let members = value["geometries"]?.elements else {
        throw malformed("feature \(number): the collection has no array called ‘geometries’")
      }
      var shapes: [Geometry] = []
      for member in members {
        if let shape = try geometry(member, number: number) { shapes.append(shape) }
      }
      return shapes.isEmpty ? nil : .geometryCollection(shapes)
    }
    guard let coordinates = value["coordinates"]?.elements else {
      throw malformed("feature \(number): the \(type) has no array called ‘coordinates’")
    }
    // RFC 7946, 3.1: a shape with empty coordinates may be read as null.
    if coordinates.isEmpty { return nil }
    let reader = GeometryReader(file: file, number: number, type: type)
    switch type {
    case "Point": return .point(try reader.point(.array(coordinates)))
    case "MultiPoint": return .multiPoint(try reader.points(.array(coordinates)))
    case "LineString": return .lineString(try reader.line(.array(coordinates)))
    case "MultiLineString": return .multiLineString(try reader.each(coordinates, reader.line))
    case "Polygon": return .polygon(try reader.polygon(.array(coordinates)))
    case "MultiPolygon": return .multiPolygon(try reader.each(coordinates, reader.polygon))
    default: throw malformed("feature \(number): ‘\(type)’ is no geometry of GeoJSON")
    }
  }
}

/// Reads the coordinates of one shape; knows whose they are for its errors.
private struct GeometryReader {
  let file: String
  let number: Int
  let type: String

  func point(_ value: JSONValue) throws(GeospatialError) -> GeographicPoint {
    guard case .array(let position) = value, position.count >= 2, let longitude = position[0].double,
      let latitude = position[1].double
    else { throw malformed("a position is not a longitude and a latitude") }
    guard abs(longitude) <= 180, abs(latitude) <= 90 else {
      throw malformed(
        "a position is not in degrees, probably in metres; "
          + "GeoJSON is in longitude and latitude on WGS 84: reproject the file to EPSG:4326")
    }
    return GeographicPoint(longitude: longitude, latitude: latitude)
  }

  func points(_ value: JSONValue) throws(GeospatialError) -> [GeographicPoint] {
    guard case .array(let positions) = value else {
      throw malformed("coordinates are not nested as they should be")
    }
    var points: [GeographicPoint] = []
    points.reserveCapacity(positions.count)
    for position in positions { points.append(try point(position)) }
    return points
  }

  func line(_ value: JSONValue) throws(GeospatialError) -> [GeographicPoint] {
    let points = try points(value)
    guard points.count >= 2 else { throw malformed("a line needs at least two points") }
    return points
  }

  func polygon(_ value: JSONValue) throws(GeospatialError) -> Polygon<GeographicPoint> {
    guard case .array(let values) = value, !values.isEmpty else { throw malformed("an area has no ring") }
    let rings = try each(values, ring)
    return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
  }

  private func ring(_ value: JSONValue) throws(GeospatialError) -> [GeographicPoint] {
    let points = try points(value)
    guard points.count >= 4 else {
      throw malformed("a ring has \(points.count) points; it needs at least four, the first again at the end")
    }
    guard points.first == points.last else {
      throw malformed("a ring is open; its first point has to stand again at the end")
    }
    return points
  }

  func each<Part>(
    _ values: [JSONValue], _ read: (JSONValue) throws(GeospatialError) -> Part
  ) throws(GeospatialError) -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(values.count)
    for value in values { parts.append(try read(value)) }
    return parts
  }

  private func malformed(_ reason: String) -> GeospatialError {
    .malformed(file: file, line: nil, reason: "feature \(number): \(type): \(reason)")
  }
}
