public import Geospatial

/// A place on the British National Grid as it is said over a radio: `TL 9950 2521`, a square of ten metres.
///
/// Source: Ordnance Survey, *A guide to coordinate systems in Great Britain*, the National Grid letters.
public struct GridReference: Hashable, Sendable, CustomStringConvertible {
  /// Two letters, four figures east, four figures north.
  public let description: String

  /// The reference of a place in metres; `nil` outside the lettered squares.
  public init?(_ point: PlanarPoint) {
    guard (0..<700_000).contains(point.x), (0..<1_300_000).contains(point.y) else { return nil }
    let letters = Array("ABCDEFGHJKLMNOPQRSTUVWXYZ")
    let (east, north) = (Int(point.x), Int(point.y))
    let (e, n) = (east / 100_000, north / 100_000)
    // The 500 km squares count from a false origin ten squares west and five south of S.
    let first = (19 - n) - (19 - n) % 5 + (e + 10) / 5
    let second = (19 - n) * 5 % 25 + e % 5
    description = "\(letters[first])\(letters[second]) \(Self.figures(east)) \(Self.figures(north))"
  }

  private static func figures(_ metres: Int) -> String {
    let text = String(metres % 100_000 / 10)
    return String(repeating: "0", count: 4 - text.count) + text
  }
}
