/// Closes in on the peak of a smooth curve between two lengths: by the vertex of the parabola through the three best places
/// met, and by the golden section where that leads astray.
///
/// Some eight lengths find what even steps need dozens for. Source: Brent (1973), *Algorithms for Minimization without
/// Derivatives*, ch. 5.
struct PeakSearch {
  /// The lengths between which the peak lies.
  let low: Double
  let high: Double
  /// A share of the length; steps are no shorter, and at twice that it ends.
  var tolerance = 1e-4

  /// A length and the curve's height there.
  typealias Place = (length: Double, value: Double)

  /// The highest place met, from a place in between on.
  func greatest(from start: Place, _ curve: (Double) async -> Double) async -> Place {
    // The share of the longer part that the golden section takes.
    let golden = (3 - 5.0.squareRoot()) / 2
    var (low, high) = (low, high)
    // The best place, the next best, and the one that was next best before.
    var (best, second, third) = (start, start, start)
    var (step, before) = (0.0, 0.0)
    // Each step leaves at most 0.62 of what is left every other time; forty are never needed.
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let least = tolerance * best.length
      guard abs(best.length - middle) > 2 * least - (high - low) / 2 else { break }
      let vertex = Self.vertex(best, second, third).map { $0 - best.length }
      if let vertex, abs(before) > least, abs(vertex) < abs(before) / 2, best.length + vertex > low,
        best.length + vertex < high
      {
        (before, step) = (step, vertex)
        let length = best.length + step
        if length - low < 2 * least || high - length < 2 * least {
          step = middle < best.length ? -least : least
        }
      } else {
        before = best.length < middle ? high - best.length : low - best.length
        step = golden * before
      }
      let length = best.length + (abs(step) >= least ? step : step < 0 ? -least : least)
      let place = (length, await curve(length))
      if place.1 >= best.value {
        if length < best.length { high = best.length } else { low = best.length }
        (third, second, best) = (second, best, place)
      } else {
        if length < best.length { low = length } else { high = length }
        if place.1 >= second.value || second.length == best.length {
          (third, second) = (second, place)
        } else if place.1 >= third.value || third.length == best.length || third.length == second.length {
          third = place
        }
      }
    }
    return best
  }

  /// The vertex of the parabola through three places; `nil` where they are not three.
  private static func vertex(_ a: Place, _ b: Place, _ c: Place) -> Double? {
    let (left, right) = (a.length - b.length, a.length - c.length)
    let r = left * (a.value - c.value)
    let q = right * (a.value - b.value)
    guard q != r else { return nil }
    return a.length - (right * q - left * r) / (2 * (q - r))
  }
}
