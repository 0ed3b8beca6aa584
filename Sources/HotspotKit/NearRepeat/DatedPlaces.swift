internal import Geospatial

/// The incidents whose day is known: where each stands, and its day counted from the first.
struct DatedPlaces: Sendable {
  let xs: [Double]
  let ys: [Double]
  let days: [Int16]
  /// The first day, in days since 1970.
  let firstDay: Int
  /// How many incidents say no more than their month, or nothing.
  let withoutDay: Int
  /// The row of each among the incidents.
  let rows: [Int]

  /// - Throws: ``HotspotError/insufficientData(_:)`` when fewer than two incidents say their day, or these lie more than
  ///   87 years apart.
  init(_ incidents: Incidents) throws(HotspotError) {
    let rows = (0..<incidents.count).filter {
      incidents.precision[$0] == .day || incidents.precision[$0] == .minute
    }
    let isMonthly = incidents.precision.contains(.month)
    guard rows.count >= 2 else {
      throw .insufficientData(
        isMonthly
          ? """
          the records say the month and not the day, and near repeats are told by days: ask for an extract with the \
          date of each incident
          """
          : "\(rows.count) incidents with a date: near repeats are told by pairs of them, so there must be two or more"
      )
    }
    let days = rows.map { CivilTime.day(of: incidents.start[$0]) }
    let first = days.min() ?? 0
    guard (days.max() ?? 0) - first <= Self.longestSpan else {
      throw .insufficientData(
        "the incidents lie more than 87 years apart: one date or more must be wrong; leave it out with --from and --to"
      )
    }
    self.rows = rows
    self.days = days.map { Int16($0 - first) }
    firstDay = first
    withoutDay = incidents.count - rows.count
    xs = rows.map { incidents.spots.x($0) }
    ys = rows.map { incidents.spots.y($0) }
  }

  /// Days are held in 16 bits, and so is the difference of two.
  private static let longestSpan = 32_000
}
