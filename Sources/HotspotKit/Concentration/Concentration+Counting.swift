internal import Files
internal import Geospatial

/// Places, incidents and periods, ready for counting on any number of threads.
public struct ConcentrationCounts: Sendable {
  private let question: Concentration.Question
  private let places: Places
  private let moved: [LorenzCurve]
  private let incidents: Incidents
  private let periods: [Period]
  private let layer: LayerPlaces?

  /// Lays the places out, on the grid's own origin and on the moved ones; `layer` are those of a question about areas or
  /// streets.
  ///
  /// Time O(origins × (incidents + cells)).
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is no incident, or no two periods where periods are
  ///   asked for; ``HotspotError/invalidParameter(_:)`` when a grid would be too large.
  public init(
    of incidents: Incidents, question: Concentration.Question, in area: borrowing StudyArea,
    layer: LayerPlaces? = nil
  ) throws(HotspotError) {
    precondition(layer == nil || layer?.kind == question.places, "the layer is the one that is asked about")
    guard incidents.count > 0 else {
      throw .insufficientData(
        "no incident is left of \(incidents.account.read) rows read: there is no concentration to measure")
    }
    let all = 0..<incidents.count
    var placed: Places?
    var moved: [LorenzCurve] = []
    switch question.places {
    case .areas, .streets:
      placed = layer?.places
      if let placed { moved.append(LorenzCurve(placed.sums(of: all, weights: incidents.weights))) }
    case .locations:
      let places = Places(locationsOf: incidents)
      placed = places
      moved.append(LorenzCurve(places.sums(of: all, weights: incidents.weights)))
    case .cells(let shape):
      for offset in shape.offsets(steps: question.offsetSteps) {
        guard let places = try Places(of: incidents, shape: shape, in: area, movedBy: offset) else {
          continue
        }
        if placed == nil { placed = places }
        moved.append(LorenzCurve(places.sums(of: all, weights: incidents.weights)))
      }
    }
    guard let placed else {
      throw .insufficientData("no cell has its middle inside the area: take smaller cells with --cell")
    }
    self.question = question
    self.layer = layer
    self.incidents = incidents
    self.moved = moved
    places = placed
    periods = try Self.periods(of: question, covering: incidents.coverage)
  }

  private static func periods(
    of question: Concentration.Question, covering coverage: Coverage?
  ) throws(HotspotError) -> [Period] {
    guard let length = question.period else { return [] }
    guard let coverage else {
      throw .insufficientData("the records carry no dates: leave --period out")
    }
    let periods = try Period.all(of: length, in: coverage)
    guard periods.count >= 2 else {
      throw .insufficientData(
        """
        the records run from \(coverage.first) to \(coverage.last), less than two periods of \(length): take a shorter \
        --period
        """)
    }
    return periods
  }

  /// Counts. Time O(periods × (incidents + places) × dealings).
  public func concentration(bands: Bands) async -> Concentration {
    let rows = periods.map { period in
      (0..<incidents.count).filter {
        incidents.start[$0] != CivilTime.unknown
          && period.days.contains(CivilTime.day(of: incidents.start[$0]))
      }
    }
    let sums = rows.map { places.sums(of: $0, weights: incidents.weights) }
    let tops = sums.enumerated().map { index, sums in
      var random = SeededRandom(seed: question.seed, stream: UInt64(index))
      return TopPlaces(of: sums, most: most, random: &random)
    }
    var slices: [Concentration.Slice] = []
    for index in periods.indices {
      var change: TopChange?
      // A period without an incident is a gap in the records: the next is held against the last one that has some.
      if !rows[index].isEmpty, let earlier = rows[..<index].lastIndex(where: { !$0.isEmpty }) {
        let (before, now) = (tops[earlier].places, tops[index].places)
        let stayed = before.intersection(now).count
        let total = sums[index].reduce(0, +)
        let held = before.reduce(0.0) { $0 + sums[index][$1] }
        change = TopChange(
          stayed: stayed, left: before.count - stayed, entered: now.count - stayed,
          heldByEarlier: total > 0 ? held / total : 0,
          stayedByChance: await stayedByChance(rows[earlier], rows[index], pair: index, bands: bands))
      }
      slices.append(
        Concentration.Slice(
          period: periods[index], curve: LorenzCurve(sums[index]), top: tops[index].places.count,
          tied: tops[index].tied, change: change))
    }
    return Concentration(
      question: question, whole: moved[0], moved: moved, slices: slices, emptyMonths: emptyMonths,
      measure: incidents.measure, outside: places.outside,
      provenance: (layer.map { incidents.provenance.adding("grid", $0.facts) } ?? incidents.provenance)
        .adding("concentration", facts))
  }

  /// How many places the top has: the share of all, at least one.
  private var most: Int { max(1, Int((question.topShare * Double(places.count)).rounded())) }

  private func stayedByChance(_ before: [Int], _ now: [Int], pair: Int, bands: Bands) async -> Double {
    let rows = before + now
    let (places, most, weights, seed) = (places, most, incidents.weights, question.seed)
    let parts = await bands.map(Concentration.dealings) { band in
      band.map { dealing in
        // Periods take the streams below 2³²; every dealing of every pair has one of its own above.
        var random = SeededRandom(seed: seed, stream: UInt64(pair) << 32 + UInt64(dealing))
        var dealt = rows
        for index in before.indices { dealt.swapAt(index, index + random.below(dealt.count - index)) }
        let first = TopPlaces(
          of: places.sums(of: dealt[..<before.count], weights: weights), most: most, random: &random)
        let second = TopPlaces(
          of: places.sums(of: dealt[before.count...], weights: weights), most: most, random: &random)
        guard !first.places.isEmpty else { return 0.0 }
        return Double(first.places.intersection(second.places).count) / Double(first.places.count)
      }
    }
    return parts.joined().reduce(0, +) / Double(Concentration.dealings)
  }

  private var emptyMonths: [String] {
    guard let first = periods.first, let last = periods.last else { return [] }
    let known = Set(incidents.start.lazy.filter { $0 != CivilTime.unknown }.map { CivilTime.month(of: $0) })
    func month(_ day: Int) -> Int { CivilTime.month(of: Int32(day * CivilTime.minutesPerDay)) }
    return (month(first.days.lowerBound)...month(last.days.upperBound - 1)).filter { !known.contains($0) }
      .map(CivilTime.text(month:))
  }

  private var facts: JSONObject {
    [
      "place": .string(question.places.description), "places": .integer(places.count),
      "incidents_in_no_place": .integer(places.outside), "top_share": .number(question.topShare),
      "period": question.period.map { .string($0.description) } ?? .null, "periods": .integer(periods.count),
      "origins_of_the_grid": .integer(moved.count),
      "ties": "broken by chance, places without an incident never top",
      "dealings": .integer(periods.isEmpty ? 0 : Concentration.dealings),
      "seed": .string(String(question.seed)),
    ]
  }
}
