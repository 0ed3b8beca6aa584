internal import Files

/// What a forecast expects of zones, and what zones found in the same way would have caught before.
///
/// At each of some origins in the past the zones are found anew from what lay before, ranked, and held against what came
/// after. So nothing that a zone is said to have caught was known when it was drawn.
public struct ZoneOutlook: Sendable {
  /// What zones caught over the windows.
  public struct Caught: Sendable {
    /// Incidents, or their weight, in the zones.
    public let hits: Double

    /// The accuracy index: hits over what as much ground would hold if incidents were even; `nil` where there was none.
    public let pai: Double?

    /// The interval of the index in 95 of 100 cases, over windows; `nil` with fewer than two.
    public let interval: ClosedRange<Double>?

    /// Hits and the share of ground that was flagged, window by window.
    init(hits: [Double], shares: [Double], incidents: [Double]) {
      self.hits = hits.reduce(0, +)
      let estimate = RatioEstimate(hits, over: zip(shares, incidents).map { $0 * $1 })
      pai = estimate.value
      interval = estimate.interval.map { max(0, $0.lowerBound)...max(0, $0.upperBound) }
    }
  }

  /// The method.
  public let method: ForecastMethod

  /// The days that the forecast is for: they begin when the records end.
  public let days: Range<Int>

  /// Whether each incident counts one, so that incidents are expected and not a weight.
  public let isCounted: Bool

  /// The windows that zones were held against, in the order of time; empty where the records are too short.
  public let windows: [ForecastWindow]

  /// Incidents in these windows, or their weight.
  public let incidents: Double

  /// What the zones of each rank caught, from the first.
  public let byRank: [Caught]

  /// What all zones together caught.
  public let all: Caught

  /// What the forecast blends at the end of the records; empty for a method that blends nothing.
  public let layers: [(name: String, weight: Double)]

  /// The factors of a risk terrain in the blend and how it is made, for the provenance; `nil` without any.
  let factors: JSONObject?

  /// The method's name and parameters, for the provenance.
  let methodFacts: JSONObject

  /// What each cell may expect in a week.
  let perWeek: [Double]

  /// The outlook of a theme's zones on the cells of a history: what is expected once the records have ended.
  ///
  /// A blend takes in what a `risk` terrain expects, made anew at each origin of the incidents before it. Time O(origins × cells log cells).
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the method cannot be asked of these records.
  public init(
    of history: History, by method: ForecastMethod, rule: ZoneRule, risk: RiskGround? = nil, bands: Bands
  ) async throws(HotspotError) {
    let horizon: PeriodLength = history.isByMonth ? .months(1) : .days(14)
    var forecaster = try Forecaster(of: history, by: method, risk: risk)
    windows = Self.windows(of: history, horizon: horizon)
    var hits = [[Double]](repeating: [], count: rule.most)
    var shares = hits
    var incidents: [Double] = []
    for window in windows {
      let heights = try await forecaster.forecast(of: window, bands: bands)
      let zones = Self.zones(in: history, heights: heights, before: window, rule: rule)
      let observed = history.counts(in: window.test)
      incidents.append(observed.reduce(0, +))
      for rank in 0..<rule.most {
        let cells = rank < zones.count ? zones[rank] : []
        hits[rank].append(cells.reduce(0.0) { $0 + observed[$1] })
        shares[rank].append(cells.reduce(0.0) { $0 + history.cells.size(of: $1) } / history.cells.size)
      }
    }
    byRank = (0..<rule.most).map { Caught(hits: hits[$0], shares: shares[$0], incidents: incidents) }
    all = Caught(
      hits: windows.indices.map { window in hits.reduce(0) { $0 + $1[window] } },
      shares: windows.indices.map { window in shares.reduce(0) { $0 + $1[window] } }, incidents: incidents)
    self.incidents = incidents.reduce(0, +)
    let end = history.span.upperBound + 1
    let next = ForecastWindow(
      learn: history.span.lowerBound..<end, test: end..<Period.start(of: horizon, times: -1, before: end))
    perWeek = try await forecaster.forecast(of: next, bands: bands).map { $0 * 7 / Double(next.test.count) }
    layers = forecaster.layers
    factors = risk?.facts
    self.method = method
    methodFacts = method.facts(in: history.cells)
    days = next.test
    isCounted = history.weights == nil
  }

  private static func windows(of history: History, horizon: PeriodLength) -> [ForecastWindow] {
    // Records too short for a window still have a forecast.
    (try? Origins.rolling(horizon: horizon).windows(in: history).windows) ?? []
  }

  /// The cells of each zone by rank, found from what lay before a window.
  private static func zones(
    in history: History, heights: [Double], before window: ForecastWindow, rule: ZoneRule
  ) -> [[Int]] {
    let counts = history.counts(in: window.learn)
    // The fewest incidents of a zone are held against how many they are, as when today's zones are cut.
    let records = history.isByHarm ? history.records(in: window.learn) : nil
    switch history.cells.ground {
    case .grid(let grid):
      let patches = ZoneCutter(grid: grid, rule: rule).patches(
        heights: heights, incidents: counts, records: records)
      return ZoneHeights(values: heights).ranked(patches).map(\.cells)
    case .areas(let areas):
      return AreaCutter(sizes: areas.areas, rule: rule).chosen(incidents: counts, records: records).map {
        [$0]
      }
    }
  }

  /// Incidents that some cells may expect in a week.
  func perWeek(in cells: [Int]) -> Double { cells.reduce(0.0) { $0 + perWeek[$1] } }

  /// The heights from which zones of a grid are cut: what the forecast expects.
  var heights: ZoneHeights { ZoneHeights(values: perWeek) }
}

extension Hotspots {
  /// How much a zone asks for beside others: what is forecast for it, else what it held.
  func demand(of zone: Zone) -> Double { outlook?.perWeek(in: zone.cells) ?? zone.incidents }
}

extension Provenance {
  /// This provenance with the forecast that zones are cut from; the same without one.
  func adding(_ outlook: ZoneOutlook?) -> Provenance {
    guard let outlook else { return self }
    let steps = outlook.factors.map { adding("factors", $0) } ?? self
    return steps.adding(
      "forecast",
      [
        "method": .object(outlook.methodFacts), "windows": .integer(outlook.windows.count),
        "pai":
          "zones found anew from what lay before each window, by rank; hits over incidents times the share of ground",
        "zones_cut_from": "expected incidents",
        "stability": "found again by the density of resampled records",
      ])
  }

  /// This provenance with the theme that overlaps; the same without one.
  func adding(_ overlap: ThemeOverlap?) -> Provenance {
    guard let overlap else { return self }
    return adding("overlap", overlap.facts)
  }
}
