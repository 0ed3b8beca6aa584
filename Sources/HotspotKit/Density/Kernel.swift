/// The form in which an incident is spread over its surroundings; each integrates to one over the plane.
///
/// With u = d/h for the distance d and the bandwidth h. Source: Silverman (1986), *Density Estimation for
/// Statistics and Data Analysis*, ch. 4.
public enum Kernel: String, CaseIterable, Hashable, Sendable {
  /// 3/(πh²)·(1 − u²)².
  case quartic
  /// 2/(πh²)·(1 − u²).
  case epanechnikov
  /// 4/(πh²)·(1 − u²)³.
  case triweight
  /// 3/(πh²)·(1 − u).
  case triangular
  /// 1/(πh²).
  case uniform
  /// 1/(2πh²)·exp(−u²/2); it has no end, and is cut off where it has fallen below 2⁻⁵³ of its peak.
  case gaussian

  /// A kernel by its name on the command line.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when there is none of that name.
  public init(_ name: String) throws(HotspotError) {
    guard let kernel = Kernel(rawValue: name) else {
      throw .invalidParameter(
        "kernel '\(name)': write one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = kernel
  }

  /// What a bandwidth is to this kernel, in words.
  public var bandwidthMeaning: String { self == .gaussian ? "standard deviation" : "support radius" }

  /// The bandwidth at which the kernel's standard deviation along an axis is one.
  ///
  /// From ∫ d²/2 · k = 1: for the quartic, for instance, the integral is h²/8.
  var bandwidthOfUnitDeviation: Double {
    switch self {
    case .quartic: 8.0.squareRoot()
    case .epanechnikov: 6.0.squareRoot()
    case .triweight: 10.0.squareRoot()
    case .triangular: (20.0 / 3).squareRoot()
    case .uniform: 2
    case .gaussian: 1
    }
  }

  /// The kernel with a bandwidth in metres, ready for sums.
  func profile(bandwidth: Double) -> any KernelProfile {
    switch self {
    case .quartic: Quartic(reach: bandwidth)
    case .epanechnikov: Epanechnikov(reach: bandwidth)
    case .triweight: Triweight(reach: bandwidth)
    case .triangular: Triangular(reach: bandwidth)
    case .uniform: Uniform(reach: bandwidth)
    case .gaussian: Gaussian(deviation: bandwidth)
    }
  }
}
