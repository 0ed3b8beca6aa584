/// The forecast that blends: plain and recent counts, densities of several widths, near repeats, the season and even ground,
/// each weighed by how well it did in windows before the origin.
///
/// Nothing of the days from an origin on is looked at: its lessons end before it. What was learnt for one origin serves
/// the next, so that an origin costs O(cells × layers).
struct AutoForecast: Sendable {
  private let history: History
  private var layers: ForecastLayers
  private let risk: RiskGround?
  private var riskShares: [Int: [Double]] = [:]
  private var lessons: [Range<Int>: LayerBlend.Lesson] = [:]
  /// How many windows before an origin are learnt from, at most.
  static let mostLessons = 12

  /// The longest window learnt from, in days.
  static let longestLesson = 28

  /// A blend that has seen nothing; with a `risk` ground, what a risk terrain expects is one more layer.
  init(of history: History, risk: RiskGround? = nil) {
    self.history = history
    self.risk = risk
    layers = ForecastLayers(of: history)
  }

  /// The blend of the last forecast, layer by layer over all ground; empty before the first.
  private(set) var weights: [(name: String, weight: Double)] = []

  /// Each cell's share of the incidents of a window's days; they sum to one where anything is expected.
  mutating func shares(for window: ForecastWindow, bands: Bands) async throws(HotspotError) -> [Double] {
    let tests = lessonWindows(before: window)
    for test in tests where lessons[test] == nil {
      let shares = try await learn(to: test.lowerBound, for: test, bands: bands)
      lessons[test] = lesson(of: test, shares: shares, bands: layers.bands(of: shares))
    }
    let shares = try await learn(to: window.learn.upperBound, for: window.test, bands: bands)
    let blend = LayerBlend(
      lessons: tests.compactMap { lessons[$0] }, layers: shares.count,
      covered: history.coveredDays(in: window.learn))
    weights = zip(layers.names + (risk == nil ? [] : ["risk"]), blend.overall).map { ($0, $1) }
    let blended = blend.blended(shares, bands: layers.bands(of: shares))
    let sum = blended.reduce(0, +)
    return sum > 0 ? blended.map { $0 / sum } : blended
  }

  /// The layers as of a day; from the start again where that lies behind.
  private mutating func learn(
    to day: Int, for test: Range<Int>, bands: Bands
  ) async throws(HotspotError) -> [[Double]] {
    if day < layers.day { layers = ForecastLayers(of: history) }
    layers.advance(to: day)
    let shares = layers.shares(for: test)
    guard let risk else { return shares }
    if let known = riskShares[day] { return shares + [known] }
    let found = try await risk.shares(of: history, before: day, bands: bands)
    riskShares[day] = found
    return shares + [found]
  }

  private func lesson(of test: Range<Int>, shares: [[Double]], bands: [UInt8]) -> LayerBlend.Lesson {
    var bandShares = [[Double]](
      repeating: [Double](repeating: 0, count: shares.count), count: ForecastLayers.bandCount)
    for layer in shares.indices {
      for cell in bands.indices { bandShares[Int(bands[cell])][layer] += shares[layer][cell] }
    }
    let rows = history.rows(in: test)
    // A weight is taken in units of what an incident counts for until then: head starts are of incidents.
    let unit = history.meanWeight(before: rows.upperBound)
    let events = history.amounts(of: rows) { _ in 1 / unit }.map { event in
      (
        band: Int(bands[event.cell]), amount: event.amount, shares: shares.map { $0[event.cell] }
      )
    }
    return LayerBlend.Lesson(
      day: test.lowerBound, test: test,
      covered: history.coveredDays(in: history.span.lowerBound..<test.lowerBound), events: events,
      bandShares: bandShares)
  }

  /// The windows that lie before an origin, the earliest first: as long as the one forecast, a month at most, none in a
  /// gap of the records, and with a third of the past before the first of them.
  private func lessonWindows(before window: ForecastWindow) -> [Range<Int>] {
    let end = window.learn.upperBound
    let length: PeriodLength =
      history.isByMonth ? .months(1) : .days(min(max(window.test.count, 7), Self.longestLesson))
    let first = window.learn.lowerBound + (end - window.learn.lowerBound) / 3
    var windows: [Range<Int>] = []
    for times in 1...Self.mostLessons * 2 {
      let test =
        Period.start(
          of: length, times: times, before: end)..<Period.start(of: length, times: times - 1, before: end)
      guard test.lowerBound >= first, windows.count < Self.mostLessons else { break }
      if history.gaps(in: test).isEmpty { windows.append(test) }
    }
    return windows.reversed()
  }
}
