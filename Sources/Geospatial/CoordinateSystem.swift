/// A coordinate system by its EPSG code.
public struct CoordinateSystem: Hashable, Sendable, CustomStringConvertible {
  /// The EPSG code, such as 27700.
  public let code: Int

  /// The system of an EPSG code; whether there is one shows when it is used.
  public init(epsg code: Int) { self.code = code }

  /// The system written as `27700` or `EPSG:27700`.
  public init(_ text: String) throws(GeospatialError) {
    let trimmed = text.trimmingPrefix(while: \.isWhitespace)
    let digits = trimmed.prefix(5).uppercased() == "EPSG:" ? trimmed.dropFirst(5) : trimmed
    guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let code = Int(digits), code > 0
    else {
      throw .coordinateSystem(
        "‘\(text)’ is no coordinate system: give an EPSG code, such as 27700 or EPSG:27700")
    }
    self.code = code
  }

  /// As it is written: `EPSG:27700`.
  public var description: String { "EPSG:\(code)" }

  /// Longitude and latitude on WGS 84, as in GeoJSON.
  public static let wgs84 = CoordinateSystem(epsg: 4326)

  /// The National Grid of Great Britain, in metres.
  public static let britishNationalGrid = CoordinateSystem(epsg: 27700)

  /// The plane on which a town at this place is measured: the British National Grid in Great Britain and the
  /// Isle of Man, elsewhere the place's UTM zone on WGS 84.
  ///
  /// Zones are six degrees wide everywhere: EPSG's areas of use know nothing of the exceptions for Norway and
  /// Svalbard.
  public static func plane(around place: GeographicPoint) -> CoordinateSystem {
    if isInGreatBritain(place) { return .britishNationalGrid }
    let zone = Int(min(max(((place.longitude + 180) / 6).rounded(.down), 0), 59)) + 1
    return CoordinateSystem(epsg: (place.latitude < 0 ? 32700 : 32600) + zone)
  }

  /// Whether a place is in Great Britain or the Isle of Man, by boxes rather than by coast.
  ///
  /// EPSG's area of use of the National Grid is one box (49.75° to 61.01° N, 9° W to 2.01° E) that also holds
  /// Ireland and a corner of France. Ireland is cut out west of 5.42° W up to 55.27° N, which leaves Kintyre
  /// (from 55.29°) in, and west of 5.95° W up to 55.45° N, which leaves Islay in and puts Rathlin and Malin Head out;
  /// both from 51.3° N, which leaves Cornwall and Scilly in. France is cut out east of 1.45° E below 51.05° N:
  /// Dover and Folkestone stay, Calais does not. The Channel Islands lie below 49.75°.
  private static func isInGreatBritain(_ place: GeographicPoint) -> Bool {
    let (longitude, latitude) = (place.longitude, place.latitude)
    let box = GeographicExtent(west: -9, south: 49.75, east: 2.01, north: 61.01)
    guard box.contains(place) else { return false }
    let isIreland =
      latitude > 51.3
      && ((longitude < -5.42 && latitude < 55.27) || (longitude < -5.95 && latitude < 55.45))
    let isFrance = longitude > 1.45 && latitude < 51.05
    return !isIreland && !isFrance
  }
}
