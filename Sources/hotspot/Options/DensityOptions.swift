import ArgumentParser
import HotspotKit

/// How far and in what form an incident is spread over its surroundings.
struct DensityOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Kernel: \(Kernel.allCases.map(\.rawValue).joined(separator: ", "))."))
  var kernel: String = Kernel.quartic.rawValue

  @Option(
    help: ArgumentHelp(
      """
      Metres, or a rule: scott, silverman (as ArcGIS gives it), cv (likelihood cross-validation), diggle, or best (the one \
      that would have forecast best on these records); the theme's otherwise, Scott's without a theme. It is the kernel's \
      support radius, for the gaussian its standard deviation.
      """))
  var bandwidth: String?

  @Option(
    help: ArgumentHelp(
      "Share of the ground that --bandwidth best flags at each origin; the theme's otherwise, 0.02 without a theme."
    ))
  var bestShare: Double?

  /// What was chosen, before any file is read.
  func choice(theme: Theme?) throws(HotspotError) -> DensityChoice {
    let kernel = try Kernel(kernel)
    if bandwidth == "best" {
      let share = bestShare ?? theme?.rule.areaShare ?? 0.02
      guard share > 0, share <= 1 else {
        throw .invalidParameter("--best-share \(share): give a share above 0 and at most 1, such as 0.02")
      }
      return DensityChoice(kernel: kernel, bandwidth: .best(share: share))
    }
    guard bestShare == nil else {
      throw .invalidParameter("--best-share goes with --bandwidth best")
    }
    if let bandwidth {
      return DensityChoice(kernel: kernel, bandwidth: .rule(try BandwidthChoice(bandwidth)))
    }
    guard let theme else { return DensityChoice(kernel: kernel, bandwidth: .rule(.scott)) }
    if kernel == .gaussian {
      throw .invalidParameter(
        """
        the theme's bandwidth is a support radius, and the gaussian kernel has none: give --bandwidth with a \
        standard deviation in metres, or a rule such as scott
        """)
    }
    return DensityChoice(kernel: kernel, bandwidth: .rule(.metres(theme.bandwidth)))
  }
}

/// A kernel, and a bandwidth that may have to be found yet.
struct DensityChoice {
  /// Where the bandwidth comes from.
  enum Source {
    /// A length, or a rule that looks at the places alone.
    case rule(BandwidthChoice)
    /// What would have forecast best, flagging a share of the ground.
    case best(share: Double)
  }

  let kernel: Kernel
  let bandwidth: Source

  /// The density for incidents of a table in an area; `shape` is that of the cells on which forecasts are tried.
  func density(
    for incidents: Incidents, of table: IncidentTable, on shape: CellShape, in area: borrowing StudyArea,
    bands: Bands
  ) async throws(HotspotError) -> KernelDensity {
    switch bandwidth {
    case .rule(let choice):
      return try await KernelDensity(
        kernel: kernel, bandwidth: choice, for: incidents, within: area.outline, bands: bands)
    case .best(let share):
      let cells = ForecastCells(try area.grid(shape, around: incidents))
      let history = try History(of: incidents, in: cells, monthsHeld: table.monthsHeld(by: incidents))
      let best = try await BestBandwidth(
        for: kernel, of: history,
        origins: .rolling(horizon: Origins.usualHorizon(byMonth: history.isByMonth)), area: .share(share),
        bands: bands)
      return try KernelDensity(kernel: kernel, found: best.found)
    }
  }
}
