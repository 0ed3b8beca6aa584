internal import Files

/// Where a back-test cuts the records: each origin is a day, before which all is learnt and from which on is forecast.
public enum Origins: Hashable, Sendable {
  /// Windows that follow each other without overlap, each as long as the horizon.
  ///
  /// From `first` on, a day since 1970, as many as `count` says; counted back from the end of the records where there is
  /// no first day; without a count as many as fit, at most ``usualCount`` and leaving half of the records to learn from.
  case rolling(horizon: PeriodLength, count: Int? = nil, first: Int? = nil)

  /// One cut: all up to a day is learnt, and the days from one to another, both included, are forecast.
  case split(learnTo: Int, testFrom: Int, testTo: Int)

  /// How far a forecast looks where nobody says: two weeks, a month where records say no more than that.
  public static func usualHorizon(byMonth: Bool) -> PeriodLength { byMonth ? .months(1) : .days(14) }

  /// How many origins there are at most where nobody says.
  public static let usualCount = 32

  /// The windows that the records allow.
  public struct Windows: Hashable, Sendable {
    /// In the order of time.
    public let windows: [ForecastWindow]

    /// Windows left out because a month in them has no record: a gap is no quiet month.
    public let gaps: [ForecastWindow]

    /// Windows asked for that begin before there is a past, or end after the records do.
    public let beyond: Int

    /// What was left out, in sentences.
    public var remarks: [String] {
      var remarks: [String] = []
      if beyond > 0 {
        remarks.append(
          "\(beyond) of the origins asked for \(beyond == 1 ? "lies" : "lie") outside the records and \(beyond == 1 ? "is" : "are") left out"
        )
      }
      if !gaps.isEmpty {
        let list = gaps.prefix(12).map { CivilTime.text(day: $0.test.lowerBound) }.joined(separator: ", ")
        remarks.append(
          "\(gaps.count) \(gaps.count == 1 ? "origin is" : "origins are") left out (\(list)): a month to be forecast has no record, and a gap is no quiet month"
        )
      }
      return remarks
    }
  }

  /// The windows over the days of a history.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when days are asked of records by month, or what is learnt reaches
  ///   into what is forecast; ``HotspotError/insufficientData(_:)`` when no window fits.
  public func windows(in history: History) throws(HotspotError) -> Windows {
    let span = history.span
    let after = span.upperBound + 1
    let tests: [Range<Int>]
    var learnTo: Int?
    var isSplit = false
    switch self {
    case .split(let to, let from, let last):
      guard to < from, from <= last else {
        throw .invalidParameter(
          """
          learning to \(CivilTime.text(day: to)) and testing from \(CivilTime.text(day: from)) to \
          \(CivilTime.text(day: last)): what is learnt must end before what is tested, and a test must not end before it \
          begins
          """)
      }
      if history.isByMonth { try Self.requireMonths([to + 1, from, last + 1]) }
      tests = [from..<last + 1]
      learnTo = to
      isSplit = true
    case .rolling(let horizon, let count, let first):
      if history.isByMonth {
        guard case .months = horizon else {
          throw .invalidParameter(
            "the records say the month and not the day: give a --horizon in months, such as month or 3m")
        }
        try Self.requireMonths([first].compactMap(\.self))
      }
      tests = Self.rolled(horizon, count: count, first: first, over: span)
    }
    let windows = tests.compactMap { test -> ForecastWindow? in
      guard test.upperBound <= after else { return nil }
      let end = learnTo.map { $0 + 1 } ?? test.lowerBound
      guard end > span.lowerBound else { return nil }
      return ForecastWindow(learn: span.lowerBound..<end, test: test)
    }
    // A single test may hold a gap and still be asked for; of many the clean ones will do.
    let clean = windows.filter { isSplit || history.gaps(in: $0.test).isEmpty }
    guard !clean.isEmpty else {
      throw .insufficientData(
        """
        the records run from \(CivilTime.text(day: span.lowerBound)) to \(CivilTime.text(day: span.upperBound)), and no \
        window with a past and a whole test fits: take a shorter --horizon or other days
        """)
    }
    return Windows(
      windows: clean, gaps: windows.filter { !clean.contains($0) }, beyond: tests.count - windows.count)
  }

  private static func requireMonths(_ days: [Int]) throws(HotspotError) {
    for day in days where CivilTime.date(days: day).day != 1 {
      throw .invalidParameter(
        "the records say the month and not the day: let learning and testing begin and end with months, such as 2018-01"
      )
    }
  }

  private static func rolled(
    _ horizon: PeriodLength, count: Int?, first: Int?, over span: ClosedRange<Int>
  ) -> [Range<Int>] {
    func day(_ times: Int, from origin: Int) -> Int {
      Period.start(of: horizon, times: -times, before: origin)
    }
    if let first {
      if let count { return (0..<count).map { day($0, from: first)..<day($0 + 1, from: first) } }
      var tests: [Range<Int>] = []
      while day(tests.count + 1, from: first) <= span.upperBound + 1 {
        tests.append(day(tests.count, from: first)..<day(tests.count + 1, from: first))
      }
      return tests
    }
    let end = span.upperBound + 1
    var fitting = 0
    while fitting < usualCount, day(-fitting - 1, from: end) - span.lowerBound >= span.count / 2 {
      fitting += 1
    }
    return (0..<(count ?? max(1, fitting))).reversed().map { day(-$0 - 1, from: end)..<day(-$0, from: end) }
  }

  /// The origins as facts, for the provenance.
  var facts: JSONObject {
    switch self {
    case .rolling(let horizon, let count, let first):
      [
        "kind": "rolling", "horizon": .string(horizon.description),
        "asked": count.map(JSONValue.integer) ?? .null,
        "first_origin": first.map { .string(CivilTime.text(day: $0)) } ?? .null,
      ]
    case .split(let learnTo, let testFrom, let testTo):
      [
        "kind": "split", "train_to": .string(CivilTime.text(day: learnTo)),
        "test_from": .string(CivilTime.text(day: testFrom)), "test_to": .string(CivilTime.text(day: testTo)),
      ]
    }
  }
}
