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
  /// Time O(cells + incidents × cells within reach). The answer is the same for any number of threads:
  /// each cell adds its incidents in the order of their tiles on the plane, see `TileSums`.
  public func surface(of incidents: Incidents, on grid: Grid, bands: Bands) async -> Surface {
    let profile = profile
    let tiles = PointTiles(incidents, on: grid, reach: profile.reach)
    let values = profile.values(of: TileSums(of: tiles, on: grid), bands: bands)
    let provenance = CellCounts.provenance(
      of: incidents, on: grid, outsideEveryCell: tiles.strays(of: incidents, on: grid))
    return Surface(
      grid: grid, values: values, name: "density",
      provenance: provenance.adding("density", facts(isWeighted: incidents.weights != nil)))
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
