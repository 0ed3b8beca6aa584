/// How long the slices are into which the time of the records is cut.
public enum SliceLength: Hashable, Sendable {
  /// So many calendar months: 1, 3 from January, April, July or October on, or 12 from January on.
  case months(Int)

  /// So many days.
  case days(Int)

  /// A length as it is written on the command line, such as `month`, `quarter`, `year` or `28d`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is none of them, or not from 1 to 3660 days.
  public init(_ text: String) throws(HotspotError) {
    switch text {
    case "month": self = .months(1)
    case "quarter": self = .months(3)
    case "year": self = .months(12)
    default:
      guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...3660).contains(days) else {
        throw .invalidParameter(
          "slice '\(text)': write month, quarter, year or a number of days such as 7d or 28d")
      }
      self = .days(days)
    }
  }

  /// The length that suits a span of so many days: days up to a fortnight, weeks up to 91 days, four weeks up to
  /// two years, 91 days up to ten, years beyond; for records by month the months, quarters or years next to it.
  ///
  /// Source: Chainey (2020), *Understanding Crime: Analyzing the Geography of Crime*.
  public init(span days: Int, isByMonth: Bool) {
    switch days {
    case ...14 where !isByMonth: self = .days(1)
    case ...91 where !isByMonth: self = .days(7)
    case ...732: self = isByMonth ? .months(1) : .days(28)
    case ...3653: self = isByMonth ? .months(3) : .days(91)
    default: self = .months(12)
    }
  }
}

extension SliceLength: CustomStringConvertible {
  /// The length as it is written on the command line.
  public var description: String {
    switch self {
    case .months(3): "quarter"
    case .months(12): "year"
    case .months: "month"
    case .days(let days): "\(days)d"
    }
  }
}
