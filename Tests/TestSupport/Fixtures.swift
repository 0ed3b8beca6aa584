internal import Geospatial
public import HotspotKit

/// Incidents made up for a test, on the British National Grid.
public enum Fixtures {
  /// Incidents at places in metres, each counting one unless weights are given.
  public static func incidents(
    _ points: [(x: Double, y: Double)], weights: [Double]? = nil, start: [Int32]? = nil,
    precision: [TimePrecision]? = nil
  ) -> Incidents {
    Incidents(
      points: PlanarPoints(xs: points.map(\.x), ys: points.map(\.y)), weights: weights, start: start,
      precision: precision)
  }

  /// Places drawn evenly from a rectangle under a seed.
  public static func scattered(
    _ count: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, seed: UInt64
  ) -> [(x: Double, y: Double)] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      (
        x.lowerBound + random.unit() * (x.upperBound - x.lowerBound),
        y.lowerBound + random.unit() * (y.upperBound - y.lowerBound)
      )
    }
  }

  /// A study area without an edge in the middle of Essex, on the British National Grid.
  public static func essex() throws(HotspotError) -> StudyArea {
    try StudyArea(around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]))
  }

  /// A square study area of 10 km near Chelmsford, on the British National Grid.
  public static func square() throws(HotspotError) -> StudyArea {
    let area = try essex()
    let corners = PlanarPoints(
      xs: [570_000, 580_000, 580_000, 570_000, 570_000], ys: [200_000, 200_000, 210_000, 210_000, 200_000])
    let degrees = area.projector.unproject(corners)
    return try StudyArea(
      boundaries: [Polygon(exterior: (0..<5).map { degrees[$0] })], named: "square",
      plane: .britishNationalGrid)
  }
}
