internal import Files
internal import Geospatial

/// Kernel density: how many incidents per square kilometre stand round each cell's middle.
///
/// Exact: every incident counts from its own place, not from its cell's, and cells times their area sum to the
/// incidents. An incident further off than the kernel reaches adds nothing.
///
/// Source: Silverman (1986), *Density Estimation for Statistics and Data Analysis*, ch. 4.
public struct KernelDensity: Hashable, Sendable {
  /// The form in which an incident is spread.
  public let kernel: Kernel

  /// The support radius of a kernel that ends, the standard deviation of the Gaussian; in metres.
  public let bandwidth: Double

  /// How the bandwidth came about.
  public let found: FoundBandwidth

  /// A density with a bandwidth in metres.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless it is from 1 mm to 1000 km.
  public init(kernel: Kernel = .quartic, bandwidth: Double) throws(HotspotError) {
    try self.init(kernel: kernel, found: FoundBandwidth(given: bandwidth))
  }

  /// A density with a bandwidth that was found for its kernel.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless it is from 1 mm to 1000 km.
  public init(kernel: Kernel, found: FoundBandwidth) throws(HotspotError) {
    guard BandwidthChoice.lengths.contains(found.metres) else {
      throw .invalidParameter("bandwidth \(found.metres): give metres, from 0.001 to 1000000")
    }
    self.kernel = kernel
    bandwidth = found.metres
    self.found = found
  }

  /// A density whose bandwidth is found for incidents; `outline` is the study area, where there is one.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when a rule finds too little to go by;
  ///   ``HotspotError/invalidParameter(_:)`` when the bandwidth is not from 1 mm to 1000 km.
  public init(
    kernel: Kernel = .quartic, bandwidth choice: BandwidthChoice, for incidents: Incidents,
    within outline: Outline? = nil, bands: Bands
  ) async throws(HotspotError) {
    try self.init(
      kernel: kernel,
      found: try await choice.found(for: kernel, of: incidents, within: outline, bands: bands))
  }

  /// How far round the incidents a grid must go for the density to keep its mass, in metres.
  ///
  /// Of a Gaussian, which has no end, four millionths are left outside.
  public var margin: Double { kernel == .gaussian ? 5 * bandwidth : bandwidth }

  /// The kernel ready for sums; the one place from which its formula is taken.
  var profile: any KernelProfile { kernel.profile(bandwidth: bandwidth) }

  /// Incidents (or their weight) per square kilometre at each cell's middle.
  ///
  /// The answer is the same for any number of threads: each cell adds its incidents in the order of their tiles on the
  /// plane. Time O(cells + incidents × cells within reach); beyond some 40 cells of reach O(cells + incidents × cells along
  /// the reach) for kernels that are powers of 1 − u². Wide Gaussians take O(cells + incidents), are off by less than 1e-12 of
  /// the surface's peak, and say so in the provenance. See `DensitySums`.
  public func surface(of incidents: Incidents, on grid: Grid, bands: Bands) async -> Surface {
    let sums = DensitySums(of: incidents, kernel: kernel, bandwidth: bandwidth, on: grid, bands: bands)
    let provenance = CellCounts.provenance(of: incidents, on: grid, outsideEveryCell: sums.strays)
    var facts = facts(of: incidents.measure)
    if let error = sums.error { facts["largest_error_as_share_of_peak"] = .number(error) }
    return Surface(
      grid: grid, values: sums.values, name: "density", provenance: provenance.adding("density", facts))
  }

  /// The facts for a provenance.
  func facts(of measure: Incidents.Measure) -> JSONObject {
    var facts: JSONObject = [
      "kernel": .string(kernel.rawValue), "bandwidth_m": .number(bandwidth),
      "bandwidth_means": .string(kernel.bandwidthMeaning), "bandwidth_rule": .string(found.rule),
      "unit": .string("\(measure) per square kilometre"),
      "edge_correction": "none",
    ]
    if found.isFound { facts["bandwidth_found"] = .object(found.facts) }
    return facts
  }
}

extension KernelDensity: CustomStringConvertible {
  /// The kernel and its bandwidth in words.
  public var description: String {
    let length = bandwidth.rounded(toPlaces: 1).formattedPlainly
    let rule = found.words.isEmpty ? "" : " \(found.words)"
    return "\(kernel.rawValue) density, \(kernel.bandwidthMeaning) \(length) m\(rule)"
  }
}
