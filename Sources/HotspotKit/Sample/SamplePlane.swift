internal import Geospatial

/// The sample county's own plane: metres round a point in the North Sea, and the way to degrees.
///
/// Plain sums and products, so that every machine writes the same bytes whichever PROJ it has. Inside the county a
/// length is true to within half a per cent.
enum SamplePlane {
  /// Where the plane's origin lies: open sea, 30 km off the coast.
  static let origin = GeographicPoint(longitude: 0.80, latitude: 53.33)

  /// The place of a point, to the millionth of a degree.
  static func place(_ point: PlanarPoint) -> SamplePlace {
    // Degrees a metre on the WGS 84 ellipsoid at the origin's latitude, as Taylor series in y (metres);
    // within 1e-7 of the exact series up to 18 km away.
    let degreesNorth = 8.985333619639818e-06 - 6.807187945208544e-15 * point.y
    let degreesEast =
      1.5009559182193679e-05 + (3.1538100559797475e-12 + 8.4919554434138495e-19 * point.y) * point.y
    return SamplePlace(
      east: Int(((origin.longitude + point.x * degreesEast) * 1e6).rounded()),
      north: Int(((origin.latitude + point.y * degreesNorth) * 1e6).rounded()))
  }
}

/// A place in whole millionths of a degree, as it is written: about a tenth of a metre.
struct SamplePlace: Hashable {
  var east: Int
  var north: Int

  /// The place as text, `longitude` then `latitude` with six decimals, with a comma between them.
  func append(to bytes: inout [UInt8]) {
    SamplePlace.append(east, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    SamplePlace.append(north, to: &bytes)
  }

  /// Millionths as a decimal number.
  static func append(_ millionths: Int, to bytes: inout [UInt8]) {
    if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = abs(millionths)
    bytes.append(contentsOf: String(size / 1_000_000).utf8)
    bytes.append(UInt8(ascii: "."))
    bytes.appendDigits(size % 1_000_000, width: 6)
  }
}

extension [UInt8] {
  /// A whole number of at least nought, filled with noughts up to a width.
  mutating func appendDigits(_ number: Int, width: Int) {
    var divisor = 1
    for _ in 1..<Swift.max(width, 1) { divisor *= 10 }
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
