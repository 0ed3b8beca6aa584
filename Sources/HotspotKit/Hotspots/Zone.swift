public import Geospatial

/// A hotspot: a small patch of cells that is worth a visit of its own.
public struct Zone: Sendable {
  /// Stable from run to run: the theme and the zone's highest cell.
  public let id: String

  /// The place in the ranking, from one.
  public let rank: Int

  /// How much effort it is owed.
  public let tier: Tier

  /// Its cells, the highest first.
  public let cells: [Int]

  /// Its edge, in metres.
  public let polygon: Polygon<PlanarPoint>

  /// Its area, in square metres.
  public let area: Double

  /// The middle of its highest cell, in metres: a place that always lies inside.
  public let peak: PlanarPoint

  /// The incidents inside, or the sum of their weights.
  public let incidents: Double

  /// The share of the incidents inside that stand on the busiest single location.
  public let topLocationShare: Double

  /// The recorded location most often named, where at least three incidents name it and it is a place
  /// rather than a kind of place.
  public let name: String?

  /// The share of resamples of the records in which the zone is found again.
  public let stability: Double
}
