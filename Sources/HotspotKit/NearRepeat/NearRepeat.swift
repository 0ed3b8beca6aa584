internal import Files
internal import Geospatial

/// Near repeat: do incidents follow incidents nearby, sooner than chance would have it?
///
/// Knox's test. All pairs of incidents are counted by how far and how many days apart they are; then the days are
/// dealt out anew among the places, many times, and every cell of the table is held against what came of that.
/// Bands are right-open: a pair exactly 200 m apart is in the band that starts with 200. Incidents on one spot are a
/// row of their own.
///
/// Sources: Knox (1964), *Applied Statistics* 13(1); Townsley, Homel & Chaseling (2003), *British Journal of
/// Criminology* 43(3); Ratcliffe & Rengert (2008), *Security Journal* 21(1).
public struct NearRepeat: Hashable, Sendable {
  /// How distance is measured.
  public let measure: DistanceMeasure

  /// The upper bounds of the distance bands, in metres, ascending.
  public let distanceBands: [Double]

  /// The upper bounds of the bands of days, ascending.
  public let dayBands: [Int]

  /// How often the days are dealt out.
  public let permutations: Int

  /// What the dealing starts from.
  public let seed: UInt64

  /// Below this distance, in metres, two incidents stand on the same place: half a millimetre.
  public static let samePlace = 0.0005

  /// A question with its bands.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` unless the bands ascend, distances from 1 m to 100 km and days
  ///   from 1 to 3,660, at most twenty of each, with 19 to 99,999 permutations.
  public init(
    measure: DistanceMeasure = .manhattan, distanceBands: [Double] = [200, 400, 600],
    dayBands: [Int] = [1, 2, 3], permutations: Int = 999, seed: UInt64 = 1
  ) throws(HotspotError) {
    let ascends = zip(distanceBands, distanceBands.dropFirst()).allSatisfy { $0 < $1 }
    guard (1...20).contains(distanceBands.count), ascends,
      distanceBands.allSatisfy({ (1...100_000).contains($0) })
    else {
      throw .invalidParameter(
        "distance bands: give one to twenty upper bounds in metres, ascending from 1 to 100000, as in 200,400,600"
      )
    }
    let follows = zip(dayBands, dayBands.dropFirst()).allSatisfy { $0 < $1 }
    guard (1...20).contains(dayBands.count), follows, dayBands.allSatisfy({ (1...3660).contains($0) }) else {
      throw .invalidParameter(
        "day bands: give one to twenty upper bounds in whole days, ascending from 1 to 3660, as in 1,2,3")
    }
    guard (19...99_999).contains(permutations) else {
      throw .invalidParameter("permutations \(permutations): give a number from 19 to 99999, such as 999")
    }
    self.measure = measure
    self.distanceBands = distanceBands
    self.dayBands = dayBands
    self.permutations = permutations
    self.seed = seed
  }

  /// The table of incidents whose day is known; the others are counted and left out.
  ///
  /// Time O(n log n + near pairs × permutations): only pairs within the last distance band are ever looked at, what lies
  /// beyond follows from the totals, which no dealing changes. Every permutation draws from a random stream of its
  /// own, so the answer is the same for any number of threads.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when the records say the month only or fewer than two say the
  ///   day; ``HotspotError/invalidParameter(_:)`` when the bands reach too many pairs.
  public func table(of incidents: Incidents, bands: Bands) async throws(HotspotError) -> KnoxTable {
    let events = try DatedPlaces(incidents)
    guard
      let pairs = NearPairs(
        xs: events.xs, ys: events.ys, measure: measure, edges: [Self.samePlace] + distanceBands)
    else {
      throw .invalidParameter(
        """
        more than \(NearPairs.most) pairs of incidents lie within \(distanceBands.last ?? 0) m of each other: take \
        smaller distance bands, or fewer incidents with --from and --to
        """)
    }
    let dealer = DayDealer(
      days: pairs.order.map { events.days[$0] }, dayBands: dayBands, pairs: pairs, seed: seed)
    let observed = dealer.observed
    let permutations = permutations
    let runs = (permutations + DayDealer.dealings - 1) / DayDealer.dealings
    let parts = await bands.map(runs) { band in
      band.flatMap { run in
        let first = run * DayDealer.dealings
        return dealer.counts(of: first..<min(first + DayDealer.dealings, permutations))
      }
    }
    let dealt = parts.flatMap(\.self)
    let rows = [DistanceBand.samePlace] + DistanceBand.between(distanceBands)
    let cells = rows.indices.flatMap { row in
      DayBand.between(dayBands).enumerated().map { column, days in
        KnoxCell(
          distance: rows[row], days: days, observed: observed[row][column],
          permuted: dealt.map { $0[row][column] })
      }
    }
    return KnoxTable(
      cells: cells, method: self, incidents: events.days.count, withoutDay: events.withoutDay,
      provenance: incidents.provenance.adding("near-repeat", facts(events)))
  }

  private func facts(_ events: DatedPlaces) -> JSONObject {
    [
      "distance": .string(measure.rawValue), "distance_bands_m": .array(distanceBands.map(JSONValue.number)),
      "day_bands": .array(dayBands.map(JSONValue.integer)), "bands": "right-open",
      "same_place_below_m": .number(Self.samePlace), "permutations": .integer(permutations),
      "p": "(permutations at or above the observed + 1) / (permutations + 1)",
      "seed": .string(String(seed)), "incidents": .integer(events.days.count),
      "without_a_day": .integer(events.withoutDay),
    ]
  }
}
