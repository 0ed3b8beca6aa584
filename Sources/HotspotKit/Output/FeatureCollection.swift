internal import Files
internal import Geospatial

/// Writes one GeoJSON FeatureCollection: degrees on WGS 84 with 7 decimals, right-handed rings, a `bbox`, one
/// feature a line, foreign members before the features.
///
/// Source: RFC 7946.
struct FeatureCollection {
  private var features = JSONWriter()
  private var count = 0
  private var bounds: (west: Double, south: Double, east: Double, north: Double)?

  /// Adds a polygon; rings are closed and right-handed already.
  mutating func add(id: String, rings: [[GeographicPoint]], properties: JSONObject) {
    begin(id: id, type: "Polygon")
    list(rings) { collection, ring in collection.append(ring) }
    end(properties)
  }

  /// Adds an area of one or more parts, each with its rings: a polygon where it is one.
  mutating func add(id: String, areas: [[[GeographicPoint]]], properties: JSONObject) {
    if areas.count == 1 {
      add(id: id, rings: areas[0], properties: properties)
      return
    }
    begin(id: id, type: "MultiPolygon")
    list(areas) { collection, rings in
      collection.list(rings) { collection, ring in collection.append(ring) }
    }
    end(properties)
  }

  /// Adds a line of one or more parts.
  mutating func add(id: String, lines: [[GeographicPoint]], properties: JSONObject) {
    if lines.count == 1 {
      add(id: id, line: lines[0], properties: properties)
      return
    }
    begin(id: id, type: "MultiLineString")
    list(lines) { collection, line in collection.append(line) }
    end(properties)
  }

  /// Adds a point.
  mutating func add(id: String, point: GeographicPoint, properties: JSONObject) {
    begin(id: id, type: "Point")
    append(point)
    end(properties)
  }

  /// Adds a line of at least two points.
  mutating func add(id: String, line: [GeographicPoint], properties: JSONObject) {
    begin(id: id, type: "LineString")
    append(line)
    end(properties)
  }

  /// The whole document with foreign members in the order given.
  func document(members: JSONObject) -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes += Array("{\"type\":\"FeatureCollection\"".utf8)
    if let bounds {
      writer.bytes += Array(",\n\"bbox\":[".utf8)
      for (index, side) in [bounds.west, bounds.south, bounds.east, bounds.north].enumerated() {
        if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
        writer.fixed(side, decimals: 7)
      }
      writer.bytes.append(UInt8(ascii: "]"))
    }
    for (key, value) in zip(members.keys, members.values) {
      writer.bytes += Array(",\n".utf8)
      writer.append(.string(key))
      writer.bytes.append(UInt8(ascii: ":"))
      writer.append(value)
    }
    writer.bytes += Array(",\n\"features\":[".utf8)
    writer.bytes += features.bytes
    writer.bytes += Array(count == 0 ? "]}\n".utf8 : "\n]}\n".utf8)
    return writer.bytes
  }

  private mutating func begin(id: String, type: String) {
    features.bytes += Array((count == 0 ? "\n" : ",\n").utf8)
    features.bytes += Array("{\"type\":\"Feature\",\"id\":".utf8)
    features.append(.string(id))
    features.bytes += Array(",\"geometry\":{\"type\":\"\(type)\",\"coordinates\":".utf8)
    count += 1
  }

  private mutating func end(_ properties: JSONObject) {
    features.bytes += Array("},\"properties\":".utf8)
    features.append(.object(properties))
    features.bytes.append(UInt8(ascii: "}"))
  }

  private mutating func list<Part>(_ parts: [Part], _ write: (inout FeatureCollection, Part) -> Void) {
    features.bytes.append(UInt8(ascii: "["))
    for (index, part) in parts.enumerated() {
      if index > 0 { features.bytes.append(UInt8(ascii: ",")) }
      write(&self, part)
    }
    features.bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ points: [GeographicPoint]) {
    features.bytes.append(UInt8(ascii: "["))
    for (place, point) in points.enumerated() {
      if place > 0 { features.bytes.append(UInt8(ascii: ",")) }
      append(point)
    }
    features.bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ point: GeographicPoint) {
    features.bytes.append(UInt8(ascii: "["))
    features.fixed(point.longitude, decimals: 7)
    features.bytes.append(UInt8(ascii: ","))
    features.fixed(point.latitude, decimals: 7)
    features.bytes.append(UInt8(ascii: "]"))
    let old = bounds ?? (point.longitude, point.latitude, point.longitude, point.latitude)
    bounds = (
      min(old.west, point.longitude), min(old.south, point.latitude), max(old.east, point.longitude),
      max(old.north, point.latitude)
    )
  }
}

extension StudyArea {
  /// Closed planar rings as rings in degrees, in one batch.
  borrowing func degrees(_ rings: [[PlanarPoint]]) -> [[GeographicPoint]] {
    let all = projector.unproject(PlanarPoints(rings.joined()))
    var next = 0
    return rings.map { ring in
      defer { next += ring.count }
      return (next..<next + ring.count).map { all[$0] }
    }
  }
}
