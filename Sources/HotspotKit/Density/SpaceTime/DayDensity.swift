internal import Files
internal import Geospatial

/// Incidents as they count on one day: the nearer their own day, the more.
///
/// With the kernel K of a bandwidth in days an incident of day t counts K(T − t) / Σ K(T − d) on day T, the sum going over
/// the days that the records cover. So a density of these is incidents per square kilometre and day, a steady rate
/// keeps its height at the beginning and at the end of the records, and a month without records is a gap, not a quiet
/// month. Together with the kernel on the plane it is the product kernel of Nakaya & Yano (2010), *Transactions in
/// GIS* 14(3).
public struct DayDensity: Sendable {
  /// The incidents that count on the day, weighted.
  public let weighted: Incidents

  /// The same incidents with the weights of their records.
  public let counted: Incidents

  /// The day, in days since 1970.
  public let day: Int

  /// What a reader must know, in sentences.
  public let remarks: [String]

  /// What a density of the weighted incidents is.
  public var unit: String {
    "\(counted.measure) per square kilometre and day"
  }

  /// Weighs incidents for a day, the last of the records unless another is given.
  ///
  /// `bandwidth` is how many days the kernel reaches, for the Gaussian its standard deviation; `months` are those with any
  /// record, counted from January 1970. An incident whose day is not known is left out and counted.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the records say months only, or none is near the day;
  ///   ``HotspotError/invalidParameter(_:)`` when the bandwidth is not from 1 to 36,500 days.
  public init(
    of incidents: Incidents, on asked: Int?, bandwidth: Double, kernel: Kernel, months: Set<Int>
  ) throws(HotspotError) {
    guard (1...36_500).contains(bandwidth) else {
      throw .invalidParameter("--time-bandwidth \(bandwidth): give days from 1 to 36500")
    }
    let dated = (0..<incidents.count).filter {
      incidents.precision[$0] == .day || incidents.precision[$0] == .minute
    }
    guard let coverage = incidents.coverage, !dated.isEmpty else {
      throw .insufficientData(
        incidents.precision.contains(.month)
          ? "the records say the month and not the day: a space-time density needs an extract with the date of each incident"
          : "no incident has a date: there is no time to spread it over")
    }
    let day = asked ?? coverage.lastDay
    let profile = kernel.profile(bandwidth: bandwidth)
    func height(_ other: Int) -> Double {
      let days = Double(day - other)
      return profile.height(dySquared: 0, dxSquared: days * days)
    }
    let far = Int(profile.reach.rounded(.up))
    let covered =
      (max(coverage.firstDay, day - far)...max(coverage.firstDay, day - far, min(coverage.lastDay, day + far)))
      .filter { $0 <= coverage.lastDay && height($0) > 0 && months.contains(CivilTime.month(ofDay: $0)) }
    let whole = covered.reduce(0.0) { $0 + height($1) }
    let near = dated.filter { height(CivilTime.day(of: incidents.start[$0])) > 0 }
    guard whole > 0, !near.isEmpty else {
      throw .insufficientData(
        "no incident lies within \(bandwidth.formattedPlainly) days of \(CivilTime.text(day: day)): the records cover \(coverage.first) to \(coverage.last)"
      )
    }
    let weights = near.map {
      incidents.weight(of: $0) * height(CivilTime.day(of: incidents.start[$0])) / whole
    }
    // What of the kernel falls on days without records, were there records for ever.
    let all = (day - far...day + far).reduce(0.0) { $0 + height($1) }
    self.day = day
    counted = incidents.at(near, weights: incidents.weights.map { weights in near.map { weights[$0] } })
    var remarks = [
      """
      on \(CivilTime.text(day: day)): \(near.count) of \(incidents.count) incidents count, by a \(kernel.rawValue) kernel of \
      \(bandwidth.formattedPlainly) days (\(kernel.bandwidthMeaning)); \(Int((100 * whole / all).rounded())) % of it falls on \
      days with records
      """
    ]
    let undated = incidents.count - dated.count
    if undated > 0 { remarks.append("\(undated) incidents do not say their day and are left out") }
    self.remarks = remarks
    var steps = incidents
    steps.provenance = incidents.provenance.adding(
      "day",
      [
        "on": .string(CivilTime.text(day: day)), "time_bandwidth_days": .number(bandwidth),
        "kernel": .string(kernel.rawValue), "days_with_records_within_reach": .integer(covered.count),
        "share_of_kernel_on_days_with_records": .number(whole / all),
        "incidents_within_reach": .integer(near.count),
        "incidents_without_a_day": .integer(undated),
      ])
    weighted = steps.at(near, weights: weights)
  }
}

extension CivilTime {
  /// The month in which a day lies, counted from January 1970.
  fileprivate static func month(ofDay day: Int) -> Int {
    let (year, month, _) = date(days: day)
    return (year - 1970) * 12 + month - 1
  }
}

extension Incidents {
  /// Some of these incidents, in the order given, with weights of their own.
  func at(_ rows: [Int], weights: [Double]?) -> Incidents {
    var some = Incidents(
      points: PlanarPoints(xs: rows.map { points.xs[$0] }, ys: rows.map { points.ys[$0] }), weights: weights,
      start: rows.map { start[$0] }, end: end.map { end in rows.map { end[$0] } },
      // Names of places may not have been wanted.
      precision: rows.map { precision[$0] }, place: place.isEmpty ? nil : rows.map { place[$0] },
      placeNames: placeNames, account: account, coverage: coverage, isOpenData: isOpenData,
      policeGenerated: policeGenerated, caveats: caveats, provenance: provenance)
    some.harm = harm?.at(rows)
    some.isPrivate = isPrivate.map { isPrivate in rows.map { isPrivate[$0] } }
    some.placePrecision = placePrecision.map { sides in rows.map { sides[$0] } }
    some.refused = refused
    some.untold = untold
    return some
  }
}
