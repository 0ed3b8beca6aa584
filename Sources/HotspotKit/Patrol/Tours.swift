internal import Geospatial

/// One stop of a unit in a zone.
public struct Visit: Hashable, Sendable {
  /// The unit, from nought.
  public let unit: Int

  /// The zone's position in the ranking, from nought.
  public let zone: Int

  /// The arrival, in minutes since 1970 by the local clock.
  public let arrive: Int

  /// The departure, likewise.
  public let depart: Int
}

/// Nearest-first tours: the unit that is free first goes where it can begin soonest.
struct Tours {
  /// The visits in the order in which they begin.
  private(set) var visits: [Visit] = []

  /// The visits that found no place in the shift, per zone.
  private(set) var unplaced: [Int]

  /// What every tour keeps to.
  struct Terms {
    let places: [PlanarPoint]
    let starts: [PlanarPoint]
    let base: PlanarPoint?
    /// When each zone may be visited, in order.
    let open: [[Range<Int>]]
    let shift: Range<Int>
    /// Minutes between the starts of two visits to one zone, at least.
    let smallestGap: Int
    let travel: TravelModel
  }

  /// Plans `wanted` visits of `minutes` each per zone. Time O(visits × zones).
  init(wanted: [Int], minutes: [Int], terms: Terms) {
    unplaced = wanted
    guard let first = terms.open.compactMap({ $0.first?.lowerBound }).min() else { return }
    var free = terms.starts.map { _ in first }
    var stand = terms.starts
    var isOut = terms.starts.map { _ in true }
    var lastStart = [Int?](repeating: nil, count: wanted.count)
    while let unit = free.indices.filter({ isOut[$0] }).min(by: { (free[$0], $0) < (free[$1], $1) }) {
      var best: (start: Int, travel: Int, zone: Int)?
      for zone in wanted.indices where unplaced[zone] > 0 {
        let travel = terms.travel.minutes(from: stand[unit], to: terms.places[zone])
        let soonest = max(free[unit] + travel, (lastStart[zone] ?? .min / 2) + terms.smallestGap)
        guard let start = Self.start(from: soonest, lasting: minutes[zone], in: terms.open[zone]) else {
          continue
        }
        if let base = terms.base {
          let back = terms.travel.minutes(from: terms.places[zone], to: base)
          guard start + minutes[zone] + back <= terms.shift.upperBound else { continue }
        }
        if best.map({ (start, travel, zone) < ($0.start, $0.travel, $0.zone) }) ?? true {
          best = (start, travel, zone)
        }
      }
      guard let best else {
        isOut[unit] = false
        continue
      }
      let depart = best.start + minutes[best.zone]
      visits.append(Visit(unit: unit, zone: best.zone, arrive: best.start, depart: depart))
      unplaced[best.zone] -= 1
      lastStart[best.zone] = best.start
      free[unit] = depart
      stand[unit] = terms.places[best.zone]
    }
    // The unit that is free first may still have the longer way.
    visits.sort { ($0.arrive, $0.unit) < ($1.arrive, $1.unit) }
  }

  /// The soonest moment from which a visit fits into an open stretch.
  private static func start(from soonest: Int, lasting minutes: Int, in open: [Range<Int>]) -> Int? {
    for stretch in open {
      let start = max(soonest, stretch.lowerBound)
      if start + minutes <= stretch.upperBound { return start }
    }
    return nil
  }
}

/// How long a unit takes from place to place, where no road network is given.
public struct TravelModel: Hashable, Sendable {
  /// Kilometres an hour on the road.
  public var speed: Double

  /// How much longer the road is than the straight line.
  public var detour: Double

  /// A model from its parts; 30 km/h and 1.3 are assumptions for towns, named as such in the provenance.
  public init(speed: Double = 30, detour: Double = 1.3) {
    self.speed = speed
    self.detour = detour
  }

  /// Whole minutes between two places in metres, rounded up.
  func minutes(from a: PlanarPoint, to b: PlanarPoint) -> Int {
    let (dx, dy) = (a.x - b.x, a.y - b.y)
    return Int(((dx * dx + dy * dy).squareRoot() * detour / (speed * 1000 / 60)).rounded(.up))
  }
}
