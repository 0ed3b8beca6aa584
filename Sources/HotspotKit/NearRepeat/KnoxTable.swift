internal import Files

/// How often incidents follow incidents, by how far and how many days apart, and what chance alone would give.
public struct KnoxTable: Sendable {
  /// The cells, row by row: same place, each distance band, beyond; in a row each band of days, then beyond.
  public let cells: [KnoxCell]

  /// The question.
  public let method: NearRepeat

  /// How many incidents were paired.
  public let incidents: Int

  /// How many were left out because they do not say their day.
  public let withoutDay: Int

  /// How it came about.
  public let provenance: Provenance

  /// The cells that are raised: no more likely by chance than `alpha`, and at least `ratio` times what chance gives;
  /// what lies beyond the last band of either kind is never raised, it has no end.
  public func raised(alpha: Double, ratio: Double) -> [KnoxCell] {
    cells.filter {
      $0.distance.upper != nil && $0.days.upper != nil && $0.p <= alpha && $0.ratioToMean ?? 0 >= ratio
    }
  }
}

/// One cell of a Knox table.
public struct KnoxCell: Hashable, Sendable {
  /// How far apart the pairs are.
  public let distance: DistanceBand

  /// How many days apart they are.
  public let days: DayBand

  /// How many pairs there are.
  public let observed: Int

  /// How many there are when the days are dealt out anew, on average.
  public let expected: Double

  /// Likewise, the median.
  public let medianExpected: Double

  /// The share of dealings, the records as they are counted among them, that give at least as many pairs.
  public let p: Double

  /// Observed over the mean; `nil` where that is nought.
  public var ratioToMean: Double? { expected > 0 ? Double(observed) / expected : nil }

  /// Observed over the median; `nil` where that is nought.
  public var ratioToMedian: Double? { medianExpected > 0 ? Double(observed) / medianExpected : nil }

  /// A cell from its count and the counts of every permutation.
  init(distance: DistanceBand, days: DayBand, observed: Int, permuted: [Int]) {
    self.distance = distance
    self.days = days
    self.observed = observed
    let sorted = permuted.sorted()
    let middle = sorted.count / 2
    expected = Double(sorted.reduce(0, +)) / Double(sorted.count)
    medianExpected =
      sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    p = Double(sorted.count { $0 >= observed } + 1) / Double(sorted.count + 1)
  }
}

/// A stretch of distances, its upper bound left out.
public struct DistanceBand: Hashable, Sendable, CustomStringConvertible {
  /// The lower bound, in metres.
  public let lower: Double

  /// The upper bound, in metres; `nil` for all that lies beyond.
  public let upper: Double?

  /// Two incidents on one spot.
  static let samePlace = DistanceBand(lower: 0, upper: NearRepeat.samePlace)

  /// Whether this is the row of incidents on one spot.
  public var isSamePlace: Bool { self == Self.samePlace }

  /// The bands that some upper bounds part, and the one beyond them.
  static func between(_ bounds: [Double]) -> [DistanceBand] {
    zip([NearRepeat.samePlace] + bounds, bounds.map(Optional.some) + [nil]).map {
      DistanceBand(lower: $0, upper: $1)
    }
  }

  /// The band as it is: `200 to <400`.
  public var description: String {
    guard let upper else { return "\(lower.formattedPlainly) and over" }
    return isSamePlace ? "same place" : "\(lower.formattedPlainly) to <\(upper.formattedPlainly)"
  }
}

/// A stretch of whole days, its upper bound left out.
public struct DayBand: Hashable, Sendable, CustomStringConvertible {
  /// The fewest days.
  public let lower: Int

  /// One more than the most days; `nil` for all that lies beyond.
  public let upper: Int?

  /// The bands that some upper bounds part, and the one beyond them.
  static func between(_ bounds: [Int]) -> [DayBand] {
    zip([0] + bounds, bounds.map(Optional.some) + [nil]).map { DayBand(lower: $0, upper: $1) }
  }

  /// The band as it is: `0 to <7`.
  public var description: String { upper.map { "\(lower) to <\($0)" } ?? "\(lower) and over" }
}
