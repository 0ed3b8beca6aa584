internal import Files

/// How far a kernel reaches: a length, or a rule that reads it off the incidents.
///
/// To every rule an incident counts once, whatever its weight. A rule finds the radius or standard deviation of one
/// kernel; for the others it is taken to that of equal variance.
public enum BandwidthChoice: Hashable, Sendable {
  /// A length in metres: the support radius, or for the Gaussian the standard deviation.
  case metres(Double)

  /// Scott's rule: σ = √((sx² + sy²)/2) · n^(−1/6).
  ///
  /// sx and sy are the standard deviations of the places along the axes (divisor n − 1) and n is how many
  /// incidents there are. Right for ground with a single centre, too smooth for a county of towns. Source:
  /// Scott (1992), *Multivariate Density Estimation*, ch. 6.
  case scott

  /// Silverman's rule in two dimensions as ArcGIS gives it: a quartic radius of
  /// 0.9 · min(SD, √(1/ln 2) · Dm) · n^(−1/5), SD being the standard distance and Dm the median distance to the mean
  /// centre.
  ///
  /// The formula is quoted from the product's documentation and could not be verified.
  case silverman

  /// Likelihood cross-validation: the Gaussian σ that best foretells each place from the others.
  ///
  /// Source: Loader (1999), *Local Regression and Likelihood*, ch. 5; see `LikelihoodCrossValidation`.
  case likelihood

  /// Diggle's rule: the uniform radius with the least mean squared error of a clustered process.
  ///
  /// Source: Berman & Diggle (1989), *Journal of the Royal Statistical Society* B 51; see `DiggleCriterion`.
  case diggle

  /// The rules by their names on the command line.
  private static let rules: [(name: String, choice: BandwidthChoice)] = [
    ("scott", .scott), ("silverman", .silverman), ("cv", .likelihood), ("diggle", .diggle),
  ]

  /// A choice as it is written on the command line: metres, or the name of a rule.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is neither, or a length that cannot serve.
  public init(_ text: String) throws(HotspotError) {
    if let rule = Self.rules.first(where: { $0.name == text }) {
      self = rule.choice
      return
    }
    guard let metres = Double(text), Self.lengths.contains(metres) else {
      throw .invalidParameter(
        """
        bandwidth '\(text)': write metres, from 0.001 to 1000000, or \
        \(Self.rules.dropLast().map(\.name).joined(separator: ", ")) or \(Self.rules[Self.rules.count - 1].name)
        """)
    }
    self = .metres(metres)
  }

  /// The lengths that a bandwidth may have, in metres.
  static let lengths = 0.001...1_000_000

  /// The name of the rule in a provenance.
  public var rule: String {
    switch self {
    case .metres: "given"
    case .scott: "scott"
    case .silverman: "silverman_arcgis"
    case .likelihood: "cv"
    case .diggle: "diggle"
    }
  }

  /// The bandwidth of a kernel for incidents; `outline` is the study area, where there is one.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when a rule finds too little to go by.
  public func found(
    for kernel: Kernel, of incidents: Incidents, within outline: Outline?, bands: Bands
  ) async throws(HotspotError) -> FoundBandwidth {
    switch self {
    case .metres(let metres): FoundBandwidth(given: metres)
    case .scott: try FoundBandwidth(scott: incidents, kernel: kernel)
    case .silverman: try FoundBandwidth(silverman: incidents, kernel: kernel)
    case .likelihood: try await FoundBandwidth(likelihoodOf: incidents, kernel: kernel, bands: bands)
    case .diggle:
      try await FoundBandwidth(diggle: incidents, kernel: kernel, within: outline, bands: bands)
    }
  }
}
