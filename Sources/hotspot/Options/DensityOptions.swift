import ArgumentParser
import HotspotKit

/// How far and in what form an incident is spread over its surroundings.
struct DensityOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Kernel: \(Kernel.allCases.map(\.rawValue).joined(separator: ", "))."))
  var kernel: String = Kernel.quartic.rawValue

  @Option(
    help: ArgumentHelp(
      """
      Metres, or scott for Scott's rule; the theme's otherwise, Scott's without a theme. It is the kernel's \
      support radius, for the gaussian its standard deviation.
      """))
  var bandwidth: String?

  /// What was chosen, before any file is read.
  func choice(theme: Theme?) throws(HotspotError) -> DensityChoice {
    let kernel = try Kernel(kernel)
    if let bandwidth { return DensityChoice(kernel: kernel, bandwidth: try BandwidthChoice(bandwidth)) }
    guard let theme else { return DensityChoice(kernel: kernel, bandwidth: .scott) }
    if kernel == .gaussian {
      throw .invalidParameter(
        """
        the theme's bandwidth is a support radius, and the gaussian kernel has none: give --bandwidth with a \
        standard deviation in metres, or scott
        """)
    }
    return DensityChoice(kernel: kernel, bandwidth: .metres(theme.bandwidth))
  }
}

/// A kernel, and a bandwidth that may have to be found yet.
struct DensityChoice {
  let kernel: Kernel
  let bandwidth: BandwidthChoice

  /// The density for incidents.
  func density(for incidents: Incidents) throws(HotspotError) -> KernelDensity {
    try KernelDensity(kernel: kernel, bandwidth: bandwidth, for: incidents)
  }
}
