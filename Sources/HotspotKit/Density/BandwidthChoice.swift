internal import Geospatial
internal import Glibc

/// How far a kernel reaches: a length, or a rule that reads it off the incidents.
public enum BandwidthChoice: Hashable, Sendable {
  /// A length in metres: the support radius, or for the Gaussian the standard deviation.
  case metres(Double)

  /// Scott's rule: σ = √((sx² + sy²)/2) · n^(−1/6), taken to a kernel that ends by equal variance.
  ///
  /// sx and sy are the standard deviations of the places along the axes (divisor n − 1) and n is how many
  /// incidents there are; an incident counts once, whatever its weight. Right for ground with a single
  /// centre, too smooth for a county of towns. Source: Scott (1992), *Multivariate Density Estimation*, ch. 6.
  case scott

  /// A choice as it is written on the command line: metres, or `scott`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is neither, or a length that cannot serve.
  public init(_ text: String) throws(HotspotError) {
    if text == "scott" {
      self = .scott
      return
    }
    guard let metres = Double(text), Self.lengths.contains(metres) else {
      throw .invalidParameter("bandwidth '\(text)': write metres, from 0.001 to 1000000, or scott")
    }
    self = .metres(metres)
  }

  /// The lengths that a bandwidth may have, in metres.
  static let lengths = 0.001...1_000_000

  /// The name of the rule in a provenance.
  var rule: String {
    switch self {
    case .metres: "given"
    case .scott: "scott"
    }
  }

  /// The bandwidth of a kernel for incidents, in metres.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when a rule finds too little to go by.
  func metres(for kernel: Kernel, of incidents: Incidents) throws(HotspotError) -> Double {
    switch self {
    case .metres(let metres): return metres
    case .scott:
      let variance = (incidents.points.xs.variance + incidents.points.ys.variance) / 2
      guard incidents.count > 1, variance > 0 else {
        throw .insufficientData(
          "\(incidents.count) incidents, and no two places among them: Scott's rule has nothing to go by; "
            + "give --bandwidth in metres")
      }
      let deviation = variance.squareRoot() * pow(Double(incidents.count), -1.0 / 6)
      return deviation * kernel.bandwidthOfUnitDeviation
    }
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
