/// How much each layer is worth, learnt from where incidents happened after a day and how high the layers stood there
/// before it.
///
/// Forecasts are stacked: the blend of shares under which what happened was likeliest, found by expectation and
/// maximisation, which keeps weights at nought or above. Then the weights are learnt again in each band of ground, for
/// places with many incidents go by other layers than those with few; as a Poisson rate, and pulled towards the overall
/// weights. Plain counts have a head start: without evidence they are the forecast.
///
/// Sources: Yao et al. (2018), *Bayesian Analysis* 13(3), on stacking; Richardson (1972), *Journal of the Optical Society of
/// America* 62(1), for the rule of the second step.
struct LayerBlend: Sendable {
  /// What happened after one day, and what the layers said of it before.
  struct Lesson: Sendable {
    /// The day before which all was learnt.
    let day: Int
    /// The days in which it happened.
    let test: Range<Int>
    /// How many days had been covered until then.
    let covered: Int
    /// The cells in which something happened: their band, what happened in incidents, and each layer's share.
    let events: [(band: Int, amount: Double, shares: [Double])]
    /// The share that each layer has in each band.
    let bandShares: [[Double]]

    /// Incidents in all.
    var amount: Double { events.reduce(0) { $0 + $1.amount } }
  }

  /// The weights of the layers over all ground; they sum to one.
  let overall: [Double]

  /// The weights in each band; no longer of sum one, since a band may hold more or less than the layers say.
  let bands: [[Double]]

  /// Incidents that plain counts are given before any lesson.
  private static let headStart = 10.0

  /// Incidents as which the overall weights count in each band.
  private static let pull = 100.0

  /// Every step makes what happened likelier; after so many none does by more than a trifle.
  private static let steps = 100

  /// Learns from lessons; `covered` days are known by the day of the forecast.
  ///
  /// Counts grow surer with time against whatever stands in for them where there are few, as the days covered do: so
  /// a rate with a prior is weighed. Their weight is raised by as much as has been learnt since the lessons.
  init(lessons: [Lesson], layers count: Int, covered: Int) {
    let events = lessons.flatMap(\.events)
    var weights = [Double](repeating: 1 / Double(count), count: count)
    if events.isEmpty { weights = (0..<count).map { $0 == 0 ? 1 : 0 } }
    for _ in 0..<(events.isEmpty ? 0 : Self.steps) {
      var sums = Self.shared(events, by: weights)
      sums[0] += Self.headStart
      let whole = sums.reduce(0, +)
      weights = sums.map { $0 / whole }
    }
    overall = weights
    let lessonDays = lessons.reduce(0.0) { $0 + $1.amount * Double($1.covered) }
    let amount = lessons.reduce(0.0) { $0 + $1.amount }
    let growth = lessonDays > 0 ? Double(covered) * amount / lessonDays : 1
    bands = (0..<ForecastLayers.bandCount).map { band in
      let inside = events.filter { $0.band == band }
      let expected = (0..<count).map { layer in
        lessons.reduce(0.0) { $0 + $1.amount * $1.bandShares[band][layer] }
      }
      var banded = weights
      for _ in 0..<(events.isEmpty ? 0 : Self.steps) {
        let sums = Self.shared(inside, by: banded)
        banded = (0..<count).map {
          (sums[$0] + Self.pull * weights[$0]) / (expected[$0] + Self.pull)
        }
      }
      banded[0] *= growth
      return banded
    }
  }

  /// What happened, shared out among the layers by how much each had a hand in expecting it.
  private static func shared(
    _ events: [(band: Int, amount: Double, shares: [Double])], by weights: [Double]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: weights.count)
    for event in events {
      var whole = 0.0
      for layer in weights.indices { whole += weights[layer] * event.shares[layer] }
      guard whole > 0 else { continue }
      let each = event.amount / whole
      for layer in weights.indices { sums[layer] += each * weights[layer] * event.shares[layer] }
    }
    return sums
  }

  /// The blend of layers in every cell.
  func blended(_ shares: [[Double]], bands cells: [UInt8]) -> [Double] {
    var blended = [Double](repeating: 0, count: cells.count)
    for layer in shares.indices {
      let weights = bands.map { $0[layer] }
      for cell in cells.indices { blended[cell] += weights[Int(cells[cell])] * shares[layer][cell] }
    }
    return blended
  }
}
