import ArgumentParser
import HotspotKit

/// What is done about the edge of the study area, and about places where few incidents stand.
struct RefinementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What is done about the part of a kernel outside --area: none, uniform (a steady density stays steady up to the edge) \
      or jones-diggle (every incident keeps its whole mass inside).
      """))
  var edge: String = EdgeCorrection.none.rawValue

  @Flag(
    help: """
      Spread incidents further where few stand (Abramson): --bandwidth is that of the pilot, and none is more than five \
      times it.
      """)
  var adaptive = false

  /// The correction, before any file is read.
  func correction(hasArea: Bool) throws(HotspotError) -> EdgeCorrection {
    let edge = try EdgeCorrection(edge)
    guard edge == .none || hasArea else {
      throw .invalidParameter(
        "--edge \(edge.rawValue) corrects at the edge of the study area: give one with --area")
    }
    return edge
  }
}

/// The day of a space-time density.
struct DayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Days that an incident is spread over, for the density of one day; by the same kernel as on the ground.",
      valueName: "days"))
  var timeBandwidth: Double?

  @Option(help: "That day, such as 2019-01-31; the last day of the records otherwise.")
  var on: String?

  /// The day asked for, in days since 1970, before any file is read.
  func wanted() throws(HotspotError) -> Int? {
    guard let on else { return nil }
    guard timeBandwidth != nil else {
      throw .invalidParameter("--on is the day of a space-time density: give --time-bandwidth too")
    }
    guard let days = CivilTime.days(of: on), days.count == 1 else {
      throw .invalidParameter("--on '\(on)': write a day, such as 2019-01-31")
    }
    return days.lowerBound
  }

  /// The incidents as they count on the day; `nil` where no day is asked for.
  func density(
    of records: borrowing AskedRecords, wanted: Int?, kernel: Kernel
  ) throws(HotspotError) -> DayDensity? {
    guard let timeBandwidth else { return nil }
    return try DayDensity(
      of: records.incidents, on: wanted, bandwidth: timeBandwidth, kernel: kernel,
      months: records.table.monthsHeld(by: records.incidents))
  }
}
