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

  /// How the bandwidth was chosen.
  public let choice: BandwidthChoice

  /// A density with a bandwidth in metres.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless it is from 1 mm to 1000 km.
  public init(kernel: Kernel = .quartic, bandwidth: Double) throws(HotspotError) {
    guard BandwidthChoice.lengths.contains(bandwidth) else {
      throw .invalidParameter("bandwidth \(bandwidth): give metres, from 0.001 to 1000000")
    }
    self.kernel = kernel
    self.bandwidth = bandwidth
    choice = .metres(bandwidth)
  }

  /// A density whose bandwidth is found for incidents.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when a rule finds too little to go by;
  ///   ``HotspotError/invalidParameter(_:)`` when the bandwidth is not from 1 mm to 1000 km.
  public init(
    kernel: Kernel = .quartic, bandwidth choice: BandwidthChoice, for incidents: Incidents
  ) throws(HotspotError) {
    let metres = try choice.metres(for: kernel, of: incidents)
    guard BandwidthChoice.lengths.contains(metres) else {
      throw .invalidParameter("bandwidth \(metres): give metres, from 0.001 to 1000000")
    }
    self.kernel = kernel
    self.bandwidth = metres
    self.choice = choice
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
    var facts = facts(isWeighted: incidents.weights != nil)
    if let error = sums.error { facts["largest_error_as_share_of_peak"] = .number(error) }
    return Surface(
      grid: grid, values: sums.values, name: "density", provenance: provenance.adding("density", facts))
  }

  private func facts(isWeighted: Bool) -> JSONObject {
    [
      "kernel": .string(kernel.rawValue), "bandwidth_m": .number(bandwidth),
      "bandwidth_means": .string(kernel.bandwidthMeaning), "bandwidth_rule": .string(choice.rule),
      "unit": .string("\(isWeighted ? "weight" : "incidents") per square kilometre"),
      "edge_correction": "none",
    ]
  }
}

extension KernelDensity: CustomStringConvertible {
  /// The kernel and its bandwidth in words.
  public var description: String {
    let length = bandwidth.rounded(toPlaces: 1).formattedPlainly
    let rule = choice == .scott ? " by Scott's rule" : ""
    return "\(kernel.rawValue) density, \(kernel.bandwidthMeaning) \(length) m\(rule)"
  }
}
