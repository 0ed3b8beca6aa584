/// How well a method did at one share of the area, over all origins: hits are pooled, and so are incidents.
///
/// Sources: Chainey, Tompson & Uhlig (2008), *Security Journal* 21(1), for the prediction accuracy index; Hunt (2016),
/// *Do crime hot spots move?*, for the prediction efficiency index.
public struct ShareResult: Hashable, Sendable {
  /// What was asked to be flagged.
  public let asked: FlaggedArea

  /// How many cells were flagged at each origin; where the last is flagged in part the mean, with its fraction.
  public let cells: Double

  /// The size flagged at each origin, in square metres.
  public let area: Double

  /// The size flagged as a share of all cells' size.
  public let share: Double

  /// Incidents in the flagged cells, origin by origin; where cells tie at the cut what random draws give on average.
  public let hitsByOrigin: [Double]

  /// Incidents in all cells, origin by origin.
  public let incidentsByOrigin: [Double]

  /// The most hits that any choice of so much ground could have had, origin by origin.
  public let bestByOrigin: [Double]

  /// Incidents that the method expected in the cells it flagged, origin by origin.
  public let predictedByOrigin: [Double]

  /// Incidents in all cells at all origins.
  public var incidents: Double { incidentsByOrigin.reduce(0, +) }

  /// Hits at all origins.
  public var hits: Double { hitsByOrigin.reduce(0, +) }

  /// Hits as a share of incidents; `nil` without an incident.
  public var hitRate: Double? { incidents > 0 ? hits / incidents : nil }

  /// The interval of the hit rate over origins; `nil` with fewer than two.
  public var hitRateInterval: ClosedRange<Double>? {
    RatioEstimate(hitsByOrigin, over: incidentsByOrigin).interval
      .map { max(0, $0.lowerBound)...min(1, max(0, $0.upperBound)) }
  }

  /// Prediction accuracy index: the hit rate over the share of the ground that was flagged.
  public var pai: Double? { hitRate.map { $0 / share } }

  /// Prediction efficiency index: the accuracy index over the best that so much ground allows.
  public var pei: Double? {
    let best = bestByOrigin.reduce(0, +)
    return best > 0 ? hits / best : nil
  }

  /// Incidents expected in the flagged cells over those that were there; `nil` without a hit.
  ///
  /// Another index of that name, the accuracy index of a later period over that of an earlier one, is not meant.
  public var predictedOverObserved: Double? {
    hits > 0 ? predictedByOrigin.reduce(0, +) / hits : nil
  }

  /// Search efficiency: hits per square kilometre flagged, at one origin on average.
  public var hitsPerSquareKilometre: Double {
    hits / (area / 1e6 * Double(max(1, hitsByOrigin.count)))
  }
}
