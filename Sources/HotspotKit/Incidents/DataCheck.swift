public import Files

/// What is in a table of incidents and what can be claimed from it.
///
/// No single record shows: a location is named only where three rows or more share it.
public struct DataCheck: Sendable {
  /// A coordinate on which several rows stand.
  public struct Location: Hashable, Sendable {
    /// Longitude or easting, as in the file.
    public let x: Double
    /// Latitude or northing, as in the file.
    public let y: Double
    /// How many rows stand there.
    public let incidents: Int
  }

  /// The rows that are used; everything below that is not about refusals speaks of them.
  let table: IncidentTable

  /// How many rows are refused for each reason that occurs, in the order of the vocabulary.
  public let refusedByReason: [(reason: RefusalReason, rows: Int)]

  /// How many rows have coordinates that could be read, whether they are used or not; cancelled ones apart.
  public let located: Int

  /// How many different coordinates the rows stand on.
  public let distinctLocations: Int

  /// How many rows stand on a coordinate that another row has too.
  public let sharingRows: Int

  /// The coordinates with most rows, at most five, none with fewer than three rows.
  public let busiestLocations: [Location]

  /// How many rows there are in each month that has any, in the order of time, as `2018-01`.
  public let months: [(month: String, rows: Int)]

  /// The months without a row between the first and the last.
  public let missingMonths: [String]

  /// How many rows of each category were read, refused ones included, the most frequent first.
  public let categories: [(category: String, rows: Int)]

  /// How many rows have no date.
  public let undated: Int

  /// `month`, `day` or `minute` where all dated rows are of that precision, `mixed`, or `none`.
  public let timePrecision: String

  /// The first and the last date, no finer than they are known; `nil` without dates.
  public let dates: (first: String, last: String)?

  /// Looks at a table and at the rows that others have refused since it was read.
  ///
  /// Time O(rows).
  public init(_ table: IncidentTable, alsoRefused: [Refusal] = []) {
    let table = table.refusing(alsoRefused)
    self.table = table
    var reasons: [RefusalReason: Int] = [:]
    for refusal in table.refused { reasons[refusal.reason, default: 0] += 1 }
    refusedByReason = RefusalReason.allCases.compactMap { reason in
      reasons[reason].map { (reason, $0) }
    }
    let unplaced: [RefusalReason] = [
      .noCoordinates, .badCoordinates, .nullIsland, .raggedRow, .badEncoding, .cancelled,
    ]
    located = table.rowsRead - unplaced.reduce(0) { $0 + (reasons[$1] ?? 0) }

    let locations = DataCheck.locations(table)
    distinctLocations = locations.count
    sharingRows = locations.reduce(0) { $1.value > 1 ? $0 + $1.value : $0 }
    busiestLocations =
      locations.filter { $0.value >= 3 }
      .map { Location(x: $0.key.x, y: $0.key.y, incidents: $0.value) }
      .sorted { ($1.incidents, $0.x, $0.y) < ($0.incidents, $1.x, $1.y) }
      .prefix(5).map { $0 }

    let dated = (0..<table.count).filter { table.precision[$0] != .unknown }
    undated = table.count - dated.count
    var byMonth: [Int: Int] = [:]
    for row in dated { byMonth[CivilTime.month(of: table.start[row]), default: 0] += 1 }
    months = byMonth.sorted { $0.key < $1.key }.map { (CivilTime.text(month: $0.key), $0.value) }
    let known = byMonth.keys
    missingMonths = ((known.min() ?? 0)...(known.max() ?? 0)).filter { !known.isEmpty && byMonth[$0] == nil }
      .map(CivilTime.text(month:))
    let precisions = Set(dated.map { table.precision[$0] })
    timePrecision =
      precisions.count > 1 ? "mixed" : precisions.first.map { "\($0)" } ?? "none"
    dates = DataCheck.dates(table, dated)

    categories =
      zip(table.categories, table.rowsOfCategory).map { (category: $0, rows: $1) }
      .filter { $0.rows > 0 && table.categories != [""] }
      .sorted { ($1.rows, $0.category) < ($0.rows, $1.category) }
  }

  private struct Place: Hashable {
    let x: Double
    let y: Double
  }

  private static func locations(_ table: IncidentTable) -> [Place: Int] {
    var counts: [Place: Int] = [:]
    let spots = table.spots
    for (place, rows) in spots.sums(of: nil).enumerated() {
      counts[Place(x: spots.xs[place], y: spots.ys[place]), default: 0] += Int(rows)
    }
    return counts
  }

  private static func dates(_ table: IncidentTable, _ dated: [Int]) -> (String, String)? {
    func text(_ row: Int) -> String {
      let minute = table.start[row]
      return table.precision[row] == .month
        ? CivilTime.text(month: CivilTime.month(of: minute)) : CivilTime.text(day: CivilTime.day(of: minute))
    }
    guard let first = dated.min(by: { table.start[$0] < table.start[$1] }),
      let last = dated.max(by: { table.start[$0] < table.start[$1] })
    else { return nil }
    return (text(first), text(last))
  }

  /// The check as `hotspot check` writes it.
  public var json: JSONObject {
    let axes = table.coordinates == .geographic ? ("longitude", "latitude") : ("x", "y")
    func counts(_ pairs: [(String, Int)]) -> JSONValue {
      var object = JSONObject()
      for (name, count) in pairs { object[name] = .integer(count) }
      return .object(object)
    }
    return [
      "rows_read": .integer(table.rowsRead),
      "rows_used": .integer(table.count),
      "rows_refused": .integer(table.refused.count),
      "refused_by_reason": counts(refusedByReason.map { ($0.reason.rawValue, $0.rows) }),
      "located": .integer(located),
      "distinct_locations": .integer(distinctLocations),
      "busiest_locations": .array(
        busiestLocations.map {
          [axes.0: .number($0.x), axes.1: .number($0.y), "incidents": .integer($0.incidents)]
        }),
      "first_date": dates.map { .string($0.first) } ?? .null,
      "last_date": dates.map { .string($0.last) } ?? .null,
      "time_precision": .string(timePrecision),
      "months": counts(months.map { ($0.month, $0.rows) }),
      "missing_months": .array(missingMonths.map { .string($0) }),
      "categories": counts(categories.map { ($0.category, $0.rows) }),
      "repeated_rows": table.repeatedRows.map { .integer($0) } ?? .null,
      "repeated_ids": table.repeatedIDs.map { .integer($0) } ?? .null,
      "outside_area": .integer(refusedByReason.first { $0.reason == .outsideArea }?.rows ?? 0),
      "warnings": .array(warnings.map { .string($0) }),
    ]
  }
}
