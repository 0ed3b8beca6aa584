/// The days that a forecast learns from, and the days that it is for.
public struct ForecastWindow: Hashable, Sendable {
  /// The days learnt from, in days since 1970; all lie before those of ``test``.
  public let learn: Range<Int>

  /// The days forecast.
  public let test: Range<Int>

  /// A window from its two stretches of days, of which the first must end where the second begins or before.
  public init(learn: Range<Int>, test: Range<Int>) {
    precondition(learn.upperBound <= test.lowerBound, "a forecast learns from what lay before")
    self.learn = learn
    self.test = test
  }
}

/// Makes one forecast after the other by a method.
///
/// What was learnt for one window serves the next, so windows are best asked for in the order of time.
public struct Forecaster: Sendable {
  /// The records.
  public let history: History

  /// The method.
  public let method: ForecastMethod

  private let risk: RiskGround?
  private var auto: AutoForecast?
  /// How incidents are spread over areas, for a method that spreads them.
  private var spread: AreaSpread?

  /// A forecaster that has seen nothing yet; `risk` is what a risk terrain is made of, which a blend takes in too.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the method cannot be asked of these records;
  ///   ``HotspotError/invalidParameter(_:)`` when a risk terrain is asked for without factors.
  public init(of history: History, by method: ForecastMethod, risk: RiskGround? = nil) throws(HotspotError) {
    if let obstacle = method.obstacle(in: history) { throw .insufficientData(obstacle) }
    guard method != .risk || risk != nil else {
      throw .invalidParameter("risk: no factor is given: name at least one with --factor NAME=FILE")
    }
    self.risk = risk
    self.history = history
    self.method = method
    switch method {
    case .density, .nearRepeat: spread = try AreaSpread(of: history)
    case .counts, .decayed, .auto, .risk: spread = nil
    }
    // A blend goes without what cannot be asked of these records.
    let ground = ForecastMethod.risk.obstacle(in: history) == nil ? risk : nil
    auto = method == .auto ? AutoForecast(of: history, risk: ground) : nil
  }

  /// What the last blend was made of, layer by layer, with weights that sum to one; empty for a method that blends nothing.
  public var layers: [(name: String, weight: Double)] { auto?.weights ?? [] }

  /// How many incidents each cell may expect in a window's days, by what was recorded before them: one number per
  /// cell.
  ///
  /// Nothing of the days from the window's test on is looked at. Time O(incidents + cells), for a density and for near
  /// repeats besides the cells within reach of each incident.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is nothing to learn from.
  public mutating func forecast(of window: ForecastWindow, bands: Bands) async throws(HotspotError)
    -> [Double]
  {
    guard history.coveredDays(in: window.learn) > 0 else {
      throw .insufficientData(
        "no record lies before \(CivilTime.text(day: window.test.lowerBound)): a forecast needs a past")
    }
    switch method {
    case .counts: return history.plain(window)
    case .decayed(let halfLife): return history.decayed(window, halfLife: halfLife)
    case .nearRepeat:
      if let found = await spread?.nearRepeats(window, bands: bands) { return found }
      return history.nearRepeats(window)
    case .density(let kernel, let choice):
      if let found = try await spread?.density(window, kernel: kernel, bandwidth: choice, bands: bands) {
        return found
      }
      return try await history.density(window, kernel: kernel, bandwidth: choice, bands: bands)
    case .risk:
      let total = history.plain(window).reduce(0, +)
      let shares = try await risk?.shares(of: history, before: window.learn.upperBound, bands: bands)
      return shares?.map { $0 * total } ?? []
    case .auto:
      // As many as of late, where the blend says.
      let total = history.decayed(window, halfLife: ForecastMethod.usualHalfLife).reduce(0, +)
      return try await auto?.shares(for: window, bands: bands).map { $0 * total } ?? []
    }
  }
}
