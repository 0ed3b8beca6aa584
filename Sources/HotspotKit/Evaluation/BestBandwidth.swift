internal import Files

/// The bandwidth whose density forecasts best on the records at hand, out of a ladder of them.
///
/// Each forecasts from many origins, learning only from what lay before (see ``Backtest``); the one whose flagged ground held
/// most of what came after is taken, the narrowest of equals. Plain counts are asked too, and said to be better where
/// they are.
public struct BestBandwidth: Sendable {
  /// A bandwidth of the ladder, and how it did.
  public struct Rung: Sendable {
    /// In metres.
    public let metres: Double
    /// What its flagged ground held, over all origins.
    public let result: ShareResult
    /// Beside the best rung, paired over origins.
    public let besideBest: PairedComparison
  }

  /// The ladder, narrowest first.
  public let rungs: [Rung]

  /// What plain counts did.
  public let counts: ShareResult

  /// The bandwidth found, ready for a density.
  public let found: FoundBandwidth

  /// The steps of the ladder as quartic radii, in widths of a cell.
  static let steps = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24]

  /// Climbs the ladder for a kernel on the cells of a history's grid.
  ///
  /// `area` is the ground flagged at each origin. Time as for a back-test of ten densities.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when no window with a past fits into the records, or their cells are
  ///   the areas of a file.
  public init(
    for kernel: Kernel, of history: History, origins: Origins, area: FlaggedArea, bands: Bands
  ) async throws(HotspotError) {
    guard let grid = history.cells.grid else {
      throw .insufficientData(
        "a bandwidth spreads incidents over alike cells, and areas of a file are not alike")
    }
    let width = grid.shape.area.squareRoot()
    let factor = kernel.bandwidthOfUnitDeviation / Kernel.quartic.bandwidthOfUnitDeviation
    let ladder = Self.steps.map { $0 * width * factor }
    let question = try Backtest.Question(
      origins: origins, methods: ladder.map { .density(kernel, .metres($0)) }, areas: [area])
    let test = try await Backtest(of: history, question: question, bands: bands)
    // Counts come first among the methods, and each bandwidth after.
    let results = test.methods.map { $0.shares[0] }
    let densities = Array(results.dropFirst())
    var best = 0
    for rung in densities.indices where densities[rung].hits > densities[best].hits { best = rung }
    counts = results[0]
    rungs = ladder.indices.map { rung in
      Rung(
        metres: ladder[rung], result: densities[rung],
        besideBest: PairedComparison(
          hits: densities[rung].hitsByOrigin, baseline: densities[best].hitsByOrigin,
          incidents: densities[best].incidentsByOrigin))
    }
    let beside = PairedComparison(
      hits: counts.hitsByOrigin, baseline: densities[best].hitsByOrigin, incidents: counts.incidentsByOrigin)
    found = FoundBandwidth(
      metres: ladder[best], rule: "best", words: "that forecasts best on these records",
      remarks: Self.remarks(rungs: rungs, best: best, counts: counts, beside: beside, test: test),
      facts: [
        "flagged_share": .number(densities[best].share), "origins": .integer(test.windows.windows.count),
        "origins_in_gaps": .integer(test.windows.gaps.count),
        "horizon": .string(Self.horizon(of: origins)),
        "incidents_forecast": .number(densities[best].incidents),
        "counts_hit_rate": Self.json(counts.hitRate),
        "ladder": .array(
          rungs.map { rung in
            [
              "bandwidth_m": .number(rung.metres), "hit_rate": Self.json(rung.result.hitRate),
              "less_than_best": Self.json(rung.besideBest.difference), "p": Self.json(rung.besideBest.p),
            ]
          }),
      ])
  }

  private static func json(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

  private static func horizon(of origins: Origins) -> String {
    if case .rolling(let horizon, _, _) = origins { horizon.description } else { "split" }
  }

  /// The bandwidth, those that cannot be told from it, and counts beside it, in sentences.
  private static func remarks(
    rungs: [Rung], best: Int, counts: ShareResult, beside: PairedComparison, test: Backtest
  ) -> [String] {
    func metres(_ rung: Rung) -> String { rung.metres.rounded(toPlaces: 1).formattedPlainly }
    func percent(_ share: Double?) -> String {
      share.map { "\(($0 * 100).rounded(toPlaces: 1).formattedPlainly) %" } ?? "nothing"
    }
    let result = rungs[best].result
    var remarks = [
      """
      of \(rungs.count) bandwidths from \(metres(rungs[0])) to \(metres(rungs[rungs.count - 1])) m, \(metres(rungs[best])) m forecast \
      best: the densest \(percent(result.share)) of the ground held \(percent(result.hitRate)) of \
      \(result.incidents.formattedPlainly) incidents in \(test.windows.windows.count) windows; plain counts \
      \(percent(counts.hitRate))
      """
    ]
    remarks += test.windows.remarks
    let alike = rungs.indices.filter { $0 != best && (rungs[$0].besideBest.p ?? 1) >= 0.05 }
    if !alike.isEmpty {
      remarks.append(
        "not told apart from it (paired over windows, p 0.05): \(alike.map { metres(rungs[$0]) }.joined(separator: ", ")) m"
      )
    }
    if let difference = beside.difference, let p = beside.p, difference > 0, p < 0.05 {
      remarks.append(
        "plain counts forecast better than any of these densities: a density shows the place, counts find it")
    }
    if best == 0 || best == rungs.count - 1 {
      remarks.append(
        "the best is the \(best == 0 ? "narrowest" : "widest") that was tried: take \(best == 0 ? "smaller" : "larger") cells to try others"
      )
    }
    return remarks
  }
}
