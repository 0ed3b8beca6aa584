/// A box in degrees, such as the part of the world a coordinate system is made for.
///
/// A box whose west is greater than its east crosses the antimeridian.
public struct GeographicExtent: Hashable, Sendable {
  /// The western edge, in degrees east of Greenwich.
  public let west: Double

  /// The southern edge, in degrees north of the equator.
  public let south: Double

  /// The eastern edge, in degrees east of Greenwich.
  public let east: Double

  /// The northern edge, in degrees north of the equator.
  public let north: Double

  /// A box from its four edges.
  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The whole world.
  public static let world = GeographicExtent(west: -180, south: -90, east: 180, north: 90)

  /// Whether a place lies inside or on the edge; one that is not finite never does.
  public func contains(_ point: GeographicPoint) -> Bool {
    guard point.latitude >= south, point.latitude <= north else { return false }
    let longitude = point.longitude
    if west <= east { return longitude >= west && longitude <= east }
    return (longitude >= west && longitude <= 180) || (longitude <= east && longitude >= -180)
  }

  /// The box grown on every side, cut at the poles and carried over the antimeridian.
  func grown(by degrees: Double) -> GeographicExtent {
    let width = west <= east ? east - west : east - west + 360
    let wraps = width + 2 * degrees < 360
    return GeographicExtent(
      west: wraps ? Self.turned(west - degrees) : -180,
      south: max(-90, south - degrees),
      east: wraps ? Self.turned(east + degrees) : 180,
      north: min(90, north + degrees))
  }

  private static func turned(_ longitude: Double) -> Double {
    longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude
  }
}
