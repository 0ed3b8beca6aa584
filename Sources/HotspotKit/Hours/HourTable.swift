/// The week of an area or a zone: what falls on each of its 168 hours, its peak windows, and how sure they are.
///
/// Windows are those of ``HourProfile``, which a patrol plan takes. How sure they are is told by drawing the incidents
/// again with replacement and looking for windows anew each time.
///
/// Source: Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, ch. 13, for the percentile interval.
public struct HourTable: Sendable {
  /// A peak window.
  public struct Peak: Hashable, Sendable {
    /// When.
    public let window: WeekWindow

    /// What falls into it, as a share of the week.
    public let share: Double

    /// Between these shares lie nineteen of twenty resamples.
    public let interval: ClosedRange<Double>

    /// The share of resamples in which at least half of its hours are in a window.
    public let foundAgain: Double

    /// The share it would have if the week were even.
    public var evenShare: Double { Double(window.length) / Double(WeekWindow.week) }
  }

  /// What falls on each hour of the week from Monday 00:00, aoristic; no days are pooled.
  public let weights: [Double]

  /// How many incidents it rests on: those whose time is known to the minute.
  public let count: Int

  /// How many of them are spread between two times.
  public let spread: Int

  /// How many end before they start, and belong to their first hour.
  public let reversed: Int

  /// The windows, by their start in the week; empty where the week is flat or too few incidents are timed.
  public let peaks: [Peak]

  /// The share of resamples in which each hour is in a window; empty where too few incidents are timed.
  public let foundAgain: [Double]

  /// Each hour's share of the week; nought where nothing is timed.
  public var shares: [Double] {
    let total = weights.reduce(0, +)
    return weights.map { total > 0 ? $0 / total : 0 }
  }

  /// The table of the timed incidents among some rows; windows are looked for where at least `least` are timed.
  ///
  /// Every resample draws from a stream of its own. Time O(rows × resamples).
  public init(
    of incidents: Incidents, rows: some Sequence<Int>, least: Int, resamples: Int, seed: UInt64, bands: Bands
  ) async {
    let timed = TimedRows(of: incidents, rows: rows)
    weights = timed.weights
    count = timed.count
    spread = timed.spread
    reversed = timed.reversed
    guard timed.count >= least, weights.contains(where: { $0 > 0 }) else {
      peaks = []
      foundAgain = []
      return
    }
    let windows = HourProfile(weights: weights, count: timed.count).windows
    let drawn = await bands.map(resamples) { band in
      band.compactMap { resample in
        var random = SeededRandom(seed: seed, stream: UInt64(resample))
        return Resample(timed.resampled(by: &random), windows: windows)
      }
    }.flatMap(\.self)
    let many = Double(max(drawn.count, 1))
    foundAgain = (0..<HourProfile.hours).map { hour in Double(drawn.count { $0.isHot[hour] }) / many }
    let shares = weights.map { $0 / timed.weights.reduce(0, +) }
    peaks = windows.enumerated().map { index, window in
      let sorted = drawn.map { $0.shares[index] }.sorted()
      let last = Double(max(sorted.count - 1, 0))
      let share = window.hours.reduce(0.0) { $0 + shares[$1] }
      let interval =
        sorted.isEmpty
        ? share...share
        : sorted[Int((0.025 * last).rounded())]...sorted[Int((0.975 * last).rounded())]
      return Peak(
        window: window, share: share, interval: interval,
        foundAgain: Double(drawn.count { $0.isFound[index] }) / many)
    }
  }

  /// What one resample says of the windows at hand.
  private struct Resample {
    let isHot: [Bool]
    let shares: [Double]
    let isFound: [Bool]

    /// `nil` where only incidents that count for nothing were drawn.
    init?(_ weights: [Double], windows: [WeekWindow]) {
      let total = weights.reduce(0, +)
      guard total > 0 else { return nil }
      var isHot = [Bool](repeating: false, count: HourProfile.hours)
      for window in HourProfile(weights: weights, count: 0).windows {
        for hour in window.hours { isHot[hour] = true }
      }
      self.isHot = isHot
      shares = windows.map { window in window.hours.reduce(0.0) { $0 + weights[$1] } / total }
      isFound = windows.map { window in
        let hours = window.hours
        return hours.count { isHot[$0] } * 2 >= hours.count
      }
    }
  }
}

extension WeekWindow {
  /// The hours of the week that a window of whole hours holds, in its order.
  var hours: [Int] {
    (0..<length / 60).map { (start / 60 + $0) % HourProfile.hours }
  }
}
