internal import Geospatial

/// How much of a kernel at each of some places lies on the own ground of each of some areas.
///
/// Exact: integrals along the areas' edges, good to 1e-12 of the whole, but for places on a corner of an area, which are
/// taken a thousandth of a millimetre aside. What lies in no area is given to none.
struct AreaShares: Sendable {
  /// Where each place's shares begin, and where the last one's end.
  private let starts: [Int]
  private let areas: [Int32]
  private let shares: [Double]
  private let areaCount: Int

  /// The shares of places on areas.
  ///
  /// The answer is the same for any number of threads. Time O(places × edges within reach): an index finds the edges, and
  /// each is looked at once for all areas.
  init(of tail: some RadialTail, at places: PlanarPoints, on ground: OwnGround, bands: Bands) async {
    let count = ground.areas.count
    // What an earlier area took counts against it.
    let edges = OutlineEdges(
      ground.areas + ground.taken,
      weights: [Double](repeating: 1, count: count) + [Double](repeating: -1, count: count),
      pieces: tail.reach / 2)
    let found = await bands.map(places.count) { band in
      var found = Found(areas: count)
      for place in band { found.add(places[place], tail, edges, ground.index) }
      return found
    }
    var starts = [0]
    starts.reserveCapacity(places.count + 1)
    for end in found.flatMap({ $0.counts }) { starts.append(starts[starts.count - 1] + end) }
    self.starts = starts
    areas = found.flatMap(\.met)
    shares = found.flatMap(\.shares)
    areaCount = count
  }

  /// What each area holds of weights that stand at the places. Time O(areas + places × areas within reach).
  func sums(of weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: areaCount)
    for (place, weight) in weights.enumerated() where weight != 0 {
      for entry in starts[place]..<starts[place + 1] { sums[Int(areas[entry])] += weight * shares[entry] }
    }
    return sums
  }

  /// The shares of one place after the other.
  private struct Found: Sendable {
    var counts: [Int] = []
    var met: [Int32] = []
    var shares: [Double] = []
    /// What lies beyond each area's edges as seen from a place, and whether any of them was looked at.
    private var beyond: [Double]
    private var isSeen: [Bool]
    private var seen: [Int32] = []

    init(areas: Int) {
      beyond = [Double](repeating: 0, count: areas)
      isSeen = [Bool](repeating: false, count: areas)
    }

    mutating func add(
      _ point: PlanarPoint, _ tail: some RadialTail, _ edges: OutlineEdges, _ index: PolygonIndex
    ) {
      var place = point
      if look(tail, edges, from: place) {
        clear()
        place = PlanarPoint(x: point.x + OutlineEdges.aside.x, y: point.y + OutlineEdges.aside.y)
        _ = look(tail, edges, from: place)
      }
      let home = index.area(holding: place)?.first
      if let home, !isSeen[home] { seen.append(Int32(home)) }
      seen.sort()
      let before = met.count
      for area in seen {
        let share = (home == Int(area) ? 1 : 0) - beyond[Int(area)]
        // On an edge rounding alone tells inside from outside; it is told apart by a whole turn.
        let turned = share > 1 + 1e-9 ? share - 1 : share < -1e-9 ? share + 1 : share
        guard turned > 1e-15 else { continue }
        met.append(area)
        shares.append(min(turned, 1))
      }
      counts.append(met.count - before)
      clear()
    }

    /// Looks at every edge within reach; whether the place is a corner.
    private mutating func look(
      _ tail: some RadialTail, _ edges: OutlineEdges, from place: PlanarPoint
    ) -> Bool {
      let count = beyond.count
      return edges.eachBeyond(tail, from: place.x, place.y) { owner, part in
        let area = owner < count ? owner : owner - count
        beyond[area] += part
        if !isSeen[area] {
          isSeen[area] = true
          seen.append(Int32(area))
        }
      }
    }

    private mutating func clear() {
      for area in seen { (beyond[Int(area)], isSeen[Int(area)]) = (0, false) }
      seen.removeAll(keepingCapacity: true)
    }
  }
}
