public import Geospatial

/// A file of what may be hit, as a user names it: `FILE`, or `FILE;column=NAME;crs=EPSG` with settings in any order.
public struct ExposureSetting: Hashable, Sendable {
  /// Its file: CSV, or GeoJSON of points, lines or areas.
  public var path: String

  /// A column or property of numbers that count instead of places, metres or square metres.
  public var column: String?

  /// What its coordinates are in; told by the columns otherwise.
  public var system: CoordinateSystem?

  /// An exposure of a file.
  public init(path: String, column: String? = nil) { (self.path, self.column) = (path, column) }

  /// Reads `FILE` with settings behind it, parted by `;`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` with the spelling that would do.
  public init(parsing text: String) throws(HotspotError) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: true).map(String.init)
    guard let file = parts.first else {
      throw .invalidParameter("--exposure '\(text)': write FILE, such as streets.geojson")
    }
    self.init(path: file)
    for part in parts.dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      switch (sides[0], sides.count) {
      case ("column", 2): column = sides[1]
      case ("crs", 2):
        do { system = try CoordinateSystem(sides[1]) } catch { throw .geospatial(error) }
      default:
        throw .invalidParameter("--exposure: '\(part)' is none of its settings: column=NAME, crs=EPSG")
      }
    }
  }
}
