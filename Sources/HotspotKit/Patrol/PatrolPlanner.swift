public import Geospatial

/// Shares a shift's minutes out among hotspots and gives each unit a tour.
///
/// Minutes are in proportion to what a zone holds and are spent in visits of 10 to 16 minutes, because what
/// a visit does to crime grows up to about a quarter of an hour and not beyond.
///
/// Source: Koper (1995), *Justice Quarterly* 12(4).
public struct PatrolPlanner: Sendable {
  /// How many units patrol.
  public let units: Int

  /// The tour of duty.
  public let shift: Shift

  /// Where the tours start and end; `nil` to start each at its unit's first zone.
  public let base: PlanarPoint?

  /// How travel is reckoned.
  public let travel: TravelModel

  /// The lengths a visit may have, in minutes.
  public static let visitMinutes = 10...16

  /// Minutes between the starts of two visits to one zone, at least.
  public static let smallestGap = 45

  /// A planner for a number of units and a shift.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless there are 1 to 500 units.
  public init(
    units: Int, shift: Shift, base: PlanarPoint? = nil, travel: TravelModel = TravelModel()
  ) throws(HotspotError) {
    guard (1...500).contains(units) else {
      throw .invalidParameter("units \(units): give a number from 1 to 500")
    }
    self.units = units
    self.shift = shift
    self.base = base
    self.travel = travel
  }

  /// The plan for hotspots.
  ///
  /// The share of the shift that is spent on the road is not known beforehand, so the minutes to share out
  /// are lowered in steps of 5 % until every visit finds a place. When none does even at the last step, the
  /// visits left over are counted in ``PatrolPlan/unplaced``.
  public func plan(for hotspots: Hotspots) -> PatrolPlan {
    let hours = hotspots.zones.map { ZoneHours(of: $0, in: hotspots) }
    let demand = hotspots.zones.map(hotspots.demand)
    let open = hours.map { shift.open(in: $0.windows) }
    let terms = Tours.Terms(
      places: hotspots.zones.map(\.peak), starts: starts(among: hotspots.zones), base: base, open: open,
      shift: shift.start..<shift.end, smallestGap: Self.smallestGap, travel: travel)
    let openMinutes = shift.open(in: hours.flatMap(\.windows)).reduce(0) { $0 + $1.count }
    var doses: [Dose] = hotspots.zones.map { _ in Dose(visits: 0, minutes: 0) }
    var tours = Tours(wanted: doses.map(\.visits), minutes: doses.map(\.minutes), terms: terms)
    for step in 0..<19 {
      let minutes = Double(units * openMinutes) * (1 - 0.05 * Double(step))
      doses = Self.doses(of: minutes, among: demand, open: open)
      tours = Tours(wanted: doses.map(\.visits), minutes: doses.map(\.minutes), terms: terms)
      if tours.unplaced.allSatisfy({ $0 == 0 }) { break }
    }
    return PatrolPlan(
      hotspots: hotspots, planner: self, hours: hours, visits: tours.visits,
      minutesPerVisit: doses.map(\.minutes), unplaced: tours.unplaced)
  }

  /// What a zone is given: so many visits of so many minutes.
  private struct Dose {
    let visits: Int
    let minutes: Int
  }

  private static func doses(of minutes: Double, among demand: [Double], open: [[Range<Int>]]) -> [Dose] {
    let isOpen = open.map { !$0.isEmpty }
    let total = zip(demand, isOpen).reduce(0.0) { $1.1 ? $0 + $1.0 : $0 }
    return zip(demand, open).map { demand, open in
      guard !open.isEmpty else { return Dose(visits: 0, minutes: visitMinutes.lowerBound) }
      let share = minutes * demand / total
      let most = open.reduce(0) { $0 + $1.count } / smallestGap + 1
      // 13 is the middle of 10 and 16: the number of visits that leaves the length most room.
      let visits = min(Int((share / 13).rounded()), most)
      guard visits > 0 else { return Dose(visits: 0, minutes: visitMinutes.lowerBound) }
      let length = Int((share / Double(visits)).rounded())
      return Dose(
        visits: visits, minutes: min(max(length, visitMinutes.lowerBound), visitMinutes.upperBound))
    }
  }

  /// Where each unit starts: the base, else the first-ranked zone for the first unit and for each further
  /// one the zone with the most incidents times distance from where others start.
  private func starts(among zones: [Zone]) -> [PlanarPoint] {
    guard base == nil, let first = zones.first else {
      return [PlanarPoint](repeating: base ?? PlanarPoint(x: 0, y: 0), count: units)
    }
    var starts = [first.peak]
    while starts.count < units {
      let pulls = zones.map { zone in
        zone.incidents * Double(starts.map { travel.minutes(from: $0, to: zone.peak) }.min() ?? 0)
      }
      let next = pulls.indices.max { (pulls[$0], $1) < (pulls[$1], $0) } ?? 0
      starts.append(zones[next].peak)
    }
    return starts
  }
}
