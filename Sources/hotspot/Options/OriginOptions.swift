import ArgumentParser
import HotspotKit

/// Where the records are cut into what is learnt and what is forecast.
struct OriginOptions: ParsableArguments {
  @Option(
    help: "How far each forecast looks: 14d, week, month or 3m; 14d otherwise, a month for monthly records.")
  var horizon: String?

  @Option(
    help: """
      How many forecasts, one after the other; as many as leave half of the records to learn from otherwise, at most \
      32. Counted back from the end unless --first-origin is given.
      """)
  var origins: Int?

  @Option(
    name: .customLong("first-origin"),
    help: "First day of the first forecast, such as 2019-01-01, or a month.")
  var firstOrigin: String?

  @Option(
    name: .customLong("train-to"), help: "One cut instead: last day or month to learn from, included.")
  var trainTo: String?

  @Option(
    name: .customLong("test-from"),
    help: "First day or month of the one test; the day after --train-to otherwise.")
  var testFrom: String?

  @Option(
    name: .customLong("test-to"),
    help: "Last day or month of the one test, included; the end of the records otherwise.")
  var testTo: String?

  /// Whether one cut is asked for.
  private var isSplit: Bool { trainTo != nil || testFrom != nil || testTo != nil }

  /// The origins for records by month or by day that end on some day.
  func origins(byMonth: Bool, lastDay: Int) throws(HotspotError) -> Origins {
    if isSplit {
      guard horizon == nil, origins == nil, firstOrigin == nil else {
        throw .invalidParameter(
          "--train-to and --test-from make one cut, --horizon, --origins and --first-origin many: give one or the other"
        )
      }
      guard let trainTo else {
        throw .invalidParameter("--test-from and --test-to need --train-to: the last day to learn from")
      }
      let learnTo = try Self.days(trainTo, option: "--train-to").upperBound - 1
      return .split(
        learnTo: learnTo,
        testFrom: try testFrom.map { text throws(HotspotError) in
          try Self.days(text, option: "--test-from").lowerBound
        } ?? learnTo + 1,
        testTo: try testTo.map { text throws(HotspotError) in
          try Self.days(text, option: "--test-to").upperBound - 1
        } ?? lastDay)
    }
    if let origins, !(1...1000).contains(origins) {
      throw .invalidParameter("--origins \(origins): give a number from 1 to 1000")
    }
    let length: PeriodLength =
      if let horizon { try PeriodLength(horizon) } else { Origins.usualHorizon(byMonth: byMonth) }
    var first: Int?
    if let firstOrigin { first = try Self.days(firstOrigin, option: "--first-origin").lowerBound }
    return .rolling(horizon: length, count: origins, first: first)
  }

  private static func days(_ text: String, option: String) throws(HotspotError) -> Range<Int> {
    guard let days = CivilTime.days(of: text) else {
      throw .invalidParameter("\(option) '\(text)': write a month or a day, such as 2018-01 or 2018-01-15")
    }
    return days
  }
}
