/// How unevenly incidents are spread over places: the Lorenz curve, and the numbers read off it.
///
/// Sources: Lorenz (1905), *Publications of the American Statistical Association* 9(70); Bernasco & Steenbeek (2017),
/// *Journal of Quantitative Criminology* 33(3), for the Gini coefficient where places outnumber incidents.
public struct LorenzCurve: Hashable, Sendable {
  /// Places that hold equally much.
  struct Step: Hashable, Sendable {
    let value: Double
    let places: Int
  }

  /// How many places there are, those without an incident counted.
  public let places: Int

  /// How many places hold anything.
  public let placesWithIncidents: Int

  /// What all places hold together.
  public let total: Double

  /// The values that occur, the highest first; nought is left out.
  let steps: [Step]

  /// The curve of places, of which so many hold nothing besides those with a value.
  public init(_ values: some Sequence<Double>, placesWithout: Int = 0) {
    let sorted = values.sorted(by: >)
    var steps: [Step] = []
    var start = 0
    for index in sorted.indices where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
      if sorted[index] > 0 { steps.append(Step(value: sorted[index], places: index + 1 - start)) }
      start = index + 1
    }
    self.steps = steps
    places = sorted.count + placesWithout
    placesWithIncidents = steps.reduce(0) { $0 + $1.places }
    total = steps.reduce(0) { $0 + $1.value * Double($1.places) }
  }

  /// The Gini coefficient: 0 where all places hold the same, nearly 1 where one holds all; `nil` where none holds any.
  public var gini: Double? {
    guard total > 0 else { return nil }
    // Σ rank · value with ranks from the lowest: those of a step lie side by side.
    var rankSum = 0.0
    var above = 0
    for step in steps {
      let middle = Double(places - above) - Double(step.places - 1) / 2
      rankSum += middle * step.value * Double(step.places)
      above += step.places
    }
    let count = Double(places)
    return 2 * rankSum / (count * total) - (count + 1) / count
  }

  /// The generalised Gini coefficient, which is 0 where incidents are as even as they can be although there are fewer of
  /// them than places; for counts of incidents, not for weights.
  public var generalisedGini: Double? {
    gini.map { max(1, Double(places) / total) * ($0 - 1) + 1 }
  }

  /// The fewest places that together hold a share of all, from 0 to 1.
  public func places(holding share: Double) -> Int {
    var left = share * total
    var count = 0
    for step in steps where left > 0 {
      // A billionth: a share of a sum of weights must not cost a place more for its last digit.
      let needed = Int((left / step.value - 1e-9).rounded(.up))
      count += min(max(needed, 0), step.places)
      left -= step.value * Double(step.places)
    }
    return count
  }

  /// The fewest places that hold a share of all, as a share of all places.
  public func shareOfPlaces(holding share: Double) -> Double {
    places == 0 ? 0 : Double(places(holding: share)) / Double(places)
  }

  /// A point of the curve.
  public struct Point: Hashable, Sendable {
    /// The share of places, those with most first.
    public let places: Double

    /// What they hold, as a share of all.
    public let incidents: Double
  }

  /// The corners of the curve from (0, 0) to (1, 1), places with most first; between them it is straight.
  public var points: [Point] {
    var points = [Point(places: 0, incidents: 0)]
    var (count, held) = (0, 0.0)
    for step in steps {
      count += step.places
      held += step.value * Double(step.places)
      points.append(Point(places: Double(count) / Double(places), incidents: held / total))
    }
    if count < places { points.append(Point(places: 1, incidents: 1)) }
    return points
  }
}
