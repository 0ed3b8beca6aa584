/// The dates of one file while it is read: which comes first, day or month, is known at its end.
struct DateColumn {
  /// The month-first readings, from the first date on that has two; the table holds the day-first ones.
  private var monthFirstStart: [Int32] = []
  private var monthFirstEnd: [Int32] = []
  private var hasTwoReadings = false
  private var hasUnreadable = false
  private var rows = 0

  /// Whether any row has a time of day.
  private(set) var hasTimes = false

  /// Dates that can only be read with the day first, only with the month first, and either way.
  private var onlyDayFirst = 0
  private var onlyMonthFirst = 0
  private var undecided = 0

  /// Of starts and of ends: the rows with a spreadsheet's number, and how many rows say it otherwise.
  private var serials: (start: [Int32], end: [Int32]) = ([], [])
  private var written = (start: 0, end: 0)

  /// Adds a row's dates to the table, read with the day first.
  mutating func append(start: DateText, end: DateText, to table: inout IncidentTable) {
    if case .serial = start {
      serials.start.append(Int32(rows))
    } else if start != .missing {
      written.start += 1
    }
    if case .serial = end { serials.end.append(Int32(rows)) } else if end != .missing { written.end += 1 }
    let (startDay, startMonth, precision) = readings(start)
    let (endDay, endMonth, _) = readings(end)
    table.start.append(startDay)
    table.precision.append(precision)
    if precision == .minute { hasTimes = true }
    if table.end != nil { table.end?.append(endDay) }
    if hasTwoReadings && monthFirstStart.isEmpty {
      monthFirstStart = Array(table.start.suffix(rows + 1).dropLast())
      monthFirstEnd = Array(table.end?.suffix(rows + 1).dropLast() ?? [])
    }
    if hasTwoReadings {
      monthFirstStart.append(startMonth)
      if table.end != nil { monthFirstEnd.append(endMonth) }
    }
    rows += 1
  }

  /// Adds the dates of some rows that can each be read one way; `hasTimes` where any of them may have a time of day.
  mutating func append(
    starts: ArraySlice<Int32>, ends: ArraySlice<Int32>?, precisions: ArraySlice<TimePrecision>,
    hasTimes: Bool, to table: inout IncidentTable
  ) {
    table.start += starts
    table.precision += precisions
    if hasTimes { self.hasTimes = true }
    written.start += starts.count { $0 != CivilTime.unknown }
    if let ends { written.end += ends.count { $0 != CivilTime.unknown } }
    if table.end != nil {
      let ends = ends ?? Array(repeating: CivilTime.unknown, count: starts.count)[...]
      table.end? += ends
      if hasTwoReadings { monthFirstEnd += ends }
    }
    if hasTwoReadings { monthFirstStart += starts }
    rows += starts.count
  }

  private mutating func readings(_ text: DateText) -> (Int32, Int32, TimePrecision) {
    switch text {
    case .unreadable:
      hasUnreadable = true
      return (DateText.impossible, DateText.impossible, .unknown)
    case .plain(let minute, let precision, _): return (minute, minute, precision)
    // Without a fraction it is midnight or a day: the other times of the file tell.
    case .serial(let minute): return (minute, minute, .minute)
    case .either(let dayFirst, let monthFirst, let precision, _):
      hasTwoReadings = true
      if monthFirst == DateText.impossible {
        onlyDayFirst += 1
      } else if dayFirst == DateText.impossible {
        onlyMonthFirst += 1
      } else if dayFirst != monthFirst {
        undecided += 1
      }
      return (dayFirst, monthFirst, precision)
    }
  }

  /// Chooses the reading and marks the rows that it does not fit.
  mutating func settle(
    _ given: DateOrder?, in table: inout IncidentTable, from base: Int, _ reasons: inout RowReasons,
    file: String
  ) throws(HotspotError) {
    if given == nil && onlyDayFirst == onlyMonthFirst && (undecided > 0 || onlyDayFirst > 0) {
      throw .malformedInput(
        """
        \(file): its dates are written like 01/02/2019 and nothing shows whether the day or the month comes \
        first; say it with --dates dmy or --dates mdy
        """)
    }
    let order = given ?? (onlyMonthFirst > onlyDayFirst ? .monthFirst : .dayFirst)
    for row in 0..<(hasTwoReadings || hasUnreadable ? rows : 0) {
      if hasTwoReadings && order == .monthFirst {
        table.start[base + row] = monthFirstStart[row]
        if table.end != nil { table.end?[base + row] = monthFirstEnd[row] }
      }
      let isImpossible =
        table.start[base + row] == DateText.impossible || table.end?[base + row] == DateText.impossible
      if isImpossible { reasons.add(.badDate, to: row) }
    }
    // Among written dates a bare number is a slip of the pen.
    let strays = (written.start > 0 ? serials.start : []) + (written.end > 0 ? serials.end : [])
    for row in strays { reasons.add(.badDate, to: Int(row)) }
  }
}
