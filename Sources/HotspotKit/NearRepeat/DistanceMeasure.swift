/// How the distance between two places is measured on the plane.
public enum DistanceMeasure: String, CaseIterable, Hashable, Sendable {
  /// Along the plane's axes, as in a town of right-angled blocks.
  case manhattan
  /// In a straight line.
  case euclidean

  /// A measure by its name on the command line.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when there is none of that name.
  public init(_ name: String) throws(HotspotError) {
    guard let measure = Self(rawValue: name) else {
      throw .invalidParameter("distance '\(name)': write manhattan or euclidean")
    }
    self = measure
  }

  /// The distance over a step east and a step north, in metres.
  func distance(dx: Double, dy: Double) -> Double {
    switch self {
    case .manhattan: abs(dx) + abs(dy)
    case .euclidean: (dx * dx + dy * dy).squareRoot()
    }
  }
}
