public import Files
internal import Geospatial
internal import Glibc

/// A bandwidth in metres, and how it came about.
public struct FoundBandwidth: Hashable, Sendable {
  /// The support radius of a kernel that ends, the standard deviation of the Gaussian; in metres.
  public let metres: Double

  /// The name of the rule in a provenance; `given` where somebody said the length.
  public let rule: String

  /// The rule in words, such as `by Scott's rule`; empty where the length was given.
  public let words: String

  /// What a reader must know of how it was found, in sentences.
  public let remarks: [String]

  /// What the rule looked at and found.
  public let facts: JSONObject

  /// A bandwidth that a rule found.
  public init(
    metres: Double, rule: String, words: String, remarks: [String] = [], facts: JSONObject = [:]
  ) {
    self.metres = metres
    self.rule = rule
    self.words = words
    self.remarks = remarks
    self.facts = facts
  }

  /// A bandwidth that somebody gave.
  init(given metres: Double) {
    self.init(metres: metres, rule: BandwidthChoice.metres(metres).rule, words: "")
  }

  /// Whether a rule found it.
  public var isFound: Bool { rule != BandwidthChoice.metres(metres).rule }
}

extension FoundBandwidth {
  /// By Scott's rule.
  init(scott incidents: Incidents, kernel: Kernel) throws(HotspotError) {
    let deviation = try Self.scottDeviation(of: incidents, rule: "Scott's rule")
    self.init(
      metres: deviation * kernel.bandwidthOfUnitDeviation, rule: BandwidthChoice.scott.rule,
      words: "by Scott's rule",
      facts: ["deviation_m": .number(deviation)])
  }

  /// By Silverman's rule as ArcGIS gives it.
  init(silverman incidents: Incidents, kernel: Kernel) throws(HotspotError) {
    let points = incidents.points
    let (xs, ys) = (points.xs, points.ys)
    let count = Double(incidents.count)
    let (x, y) = (xs.reduce(0, +) / count, ys.reduce(0, +) / count)
    let squares = zip(xs, ys).map { ($0 - x) * ($0 - x) + ($1 - y) * ($1 - y) }
    let distance = (squares.reduce(0, +) / count).squareRoot()
    let median = squares.map { $0.squareRoot() }.median ?? 0
    guard incidents.count > 1, distance > 0, median > 0 else {
      throw .insufficientData(Self.tooLittle(incidents, rule: "Silverman's rule"))
    }
    let radius = 0.9 * min(distance, median / log(2).squareRoot()) * pow(count, -0.2)
    self.init(
      metres: radius / Kernel.quartic.bandwidthOfUnitDeviation * kernel.bandwidthOfUnitDeviation,
      rule: BandwidthChoice.silverman.rule, words: "by Silverman's rule as ArcGIS gives it",
      remarks: ["Silverman's rule is taken as ArcGIS documents it; the formula could not be verified"],
      facts: [
        "formula": "0.9 * min(SD, sqrt(1/ln 2) * Dm) * n^-0.2, a quartic radius", "formula_verified": false,
        "standard_distance_m": .number(distance), "median_distance_m": .number(median),
        "quartic_radius_m": .number(radius),
      ])
  }

  /// √((sx² + sy²)/2) · n^(−1/6), in metres; `rule` is who asks.
  static func scottDeviation(of incidents: Incidents, rule: String) throws(HotspotError) -> Double {
    let points = incidents.points
    let variance = (points.xs.variance + points.ys.variance) / 2
    guard incidents.count > 1, variance > 0 else { throw .insufficientData(tooLittle(incidents, rule: rule)) }
    return variance.squareRoot() * pow(Double(incidents.count), -1.0 / 6)
  }

  private static func tooLittle(_ incidents: Incidents, rule: String) -> String {
    "\(incidents.count) incidents, and no two places among them: \(rule) has nothing to go by; give --bandwidth in metres"
  }
}

extension [Double] {
  /// The mean squared departure from the mean, with the divisor n − 1; nought for fewer than two.
  fileprivate var variance: Double {
    guard count > 1 else { return 0 }
    let mean = reduce(0, +) / Double(count)
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }
}
