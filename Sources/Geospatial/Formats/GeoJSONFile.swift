public import Files

/// What a GeoJSON file holds (RFC 7946), in degrees on WGS 84.
///
/// A collection, a lone feature or a lone geometry. Elevations are dropped; a shape without coordinates counts as none.
public struct GeoJSONFile: Hashable, Sendable {
  /// The features, in the file's order.
  public let features: [GeoJSONFeature]

  /// Reads a file whole.
  ///
  /// Throws ``GeospatialError/file(_:)`` where it is missing or cannot be read, and
  /// ``GeospatialError/malformed(file:line:reason:)`` as for bytes.
  public init(path: String) throws(GeospatialError) {
    let bytes: [UInt8]
    do { bytes = try readBytes(of: path) } catch { throw .file(error) }
    try self.init(bytes: bytes, named: path)
  }

  /// Reads bytes; errors name the file as it is called here and the feature by its number, the first being 1.
  ///
  /// Throws ``GeospatialError/malformed(file:line:reason:)`` where the bytes are no JSON, the JSON is no GeoJSON,
  /// a ring is open or too short, or a coordinate is no degree on WGS 84.
  public init(bytes: [UInt8], named file: String) throws(GeospatialError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes, named: file)
    } catch {
      if case .malformed(let file, let line, let reason) = error {
        throw .malformed(file: file, line: line, reason: reason)
      }
      throw .file(error)
    }
    features = try GeoJSONReader(file: file).features(of: document)
  }
}

/// A shape and what is known of it.
public struct GeoJSONFeature: Hashable, Sendable {
  /// The identifier, a text or a number, where there is one.
  public var id: JSONValue?

  /// The shape, where there is one.
  public var geometry: Geometry?

  /// What is known of it; empty where nothing is.
  public var properties: JSONObject

  /// A feature from its parts.
  public init(id: JSONValue? = nil, geometry: Geometry?, properties: JSONObject = JSONObject()) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
  }
}
