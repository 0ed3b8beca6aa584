/// The time of the records, cut into slices that follow each other and never overlap.
///
/// A month without any record is a gap in the data, not a quiet month: a slice that reaches into one is left
/// out, never filled with noughts. Slices of days are counted back from the last day, so that the latest is whole;
/// the days left over at the beginning belong to none.
public struct TimeSlices: Hashable, Sendable {
  /// One slice.
  public struct Slice: Hashable, Sendable {
    /// Its days, counted from 1970-01-01.
    public let days: Range<Int>
    /// Its name: the month, or its first and last day.
    public let name: String
  }

  /// How long they are.
  public let length: SliceLength

  /// The slices that have data, from the earliest to the latest.
  public let slices: [Slice]

  /// The slices that are left out because a month in them has no record.
  public let gaps: [Slice]

  /// The slice of each day from the first on; −1 for a day in none.
  private let sliceOfDay: [Int32]
  private let firstDay: Int

  /// How many there are.
  public var count: Int { slices.count }

  /// Cuts the days from the first to the last; `months` are those with any record, from January 1970. A slice
  /// that begins before the first month or ends after the last is not whole.
  public init(of days: ClosedRange<Int>, months: Set<Int>, length: SliceLength) {
    let all: [Slice] =
      switch length {
      case .days(let count): Self.slices(of: days, each: count)
      case .months(let count): Self.slices(of: days, months: count)
      }
    let asked = Self.month(of: days.lowerBound)...Self.month(of: days.upperBound)
    let held = months.filter(asked.contains)
    let isWhole = all.map { slice in
      (Self.month(of: slice.days.lowerBound)...Self.month(of: slice.days.upperBound - 1))
        .allSatisfy(held.contains)
    }
    self.length = length
    slices = all.indices.filter { isWhole[$0] }.map { all[$0] }
    gaps = all.indices.filter { !isWhole[$0] }.map { all[$0] }
    firstDay = all.first?.days.lowerBound ?? days.lowerBound
    var sliceOfDay = [Int32](repeating: -1, count: (all.last?.days.upperBound ?? firstDay) - firstDay)
    for (number, slice) in slices.enumerated() {
      for day in slice.days { sliceOfDay[day - firstDay] = Int32(number) }
    }
    self.sliceOfDay = sliceOfDay
  }

  /// The slice in which a day lies, counted from 0; `nil` when none holds it.
  public func slice(ofDay day: Int) -> Int? {
    guard sliceOfDay.indices.contains(day - firstDay) else { return nil }
    let slice = sliceOfDay[day - firstDay]
    return slice < 0 ? nil : Int(slice)
  }

  private static func slices(of days: ClosedRange<Int>, each length: Int) -> [Slice] {
    let whole = days.count / length
    return (0..<whole).map { number in
      let first = days.upperBound + 1 - (whole - number) * length
      let last = first + length - 1
      let name = CivilTime.text(day: first)
      return Slice(
        days: first..<last + 1, name: length == 1 ? name : "\(name) to \(CivilTime.text(day: last))")
    }
  }

  private static func slices(of days: ClosedRange<Int>, months length: Int) -> [Slice] {
    let last = month(of: days.upperBound)
    // Quarters and years begin where the calendar's do: month 0 is a January.
    let first = Int((Double(month(of: days.lowerBound)) / Double(length)).rounded(.down)) * length
    return stride(from: first, through: last, by: length).map { month in
      let end = CivilTime.days(ofMonth: month + length - 1).upperBound
      let name = CivilTime.text(month: month)
      return Slice(
        days: CivilTime.days(ofMonth: month).lowerBound..<end,
        name: length == 1 ? name : "\(name) to \(CivilTime.text(month: month + length - 1))")
    }
  }

  private static func month(of day: Int) -> Int {
    let (year, month, _) = CivilTime.date(days: day)
    return (year - 1970) * 12 + month - 1
  }
}

extension IncidentTable {
  /// The months, counted from January 1970, in which any row stands inside the study area, asked for or not;
  /// `incidents` are those of this table, and their refusals say which rows stand outside.
  public func monthsHeld(by incidents: Incidents) -> Set<Int> {
    var months: Set<Int> = []
    var next = 0
    let refused = incidents.refused
    for row in start.indices where start[row] != CivilTime.unknown {
      let place = (file[row], Int(line[row]))
      while next < refused.count, (refused[next].file, refused[next].line) < place { next += 1 }
      if next < refused.count, (refused[next].file, refused[next].line) == place { continue }
      months.insert(CivilTime.month(of: start[row]))
    }
    return months
  }
}
