public import Files
internal import CPROJ

/// How many places were put on a plane, and how far that can be from what PROJ would have said.
public struct ProjectionWay: Hashable, Sendable {
  /// Places whose metres come from a polynomial.
  public let byPolynomial: Int

  /// Places for which PROJ itself was asked.
  public let byPROJ: Int

  /// The largest distance between polynomials and PROJ that the checks found, in metres.
  public let largestDifference: Double

  /// At how many places polynomials were checked.
  public let checks: Int

  /// The same for a result's provenance.
  public var json: JSONObject {
    var facts: JSONObject = ["by_proj": .integer(byPROJ), "by_polynomial": .integer(byPolynomial)]
    if byPolynomial > 0 {
      facts["polynomial"] = "of total degree 5, fitted to PROJ on patches of half a degree"
      // A power of ten, for the last digits of a difference so small are those of the machine's cosine.
      var bound = 1e-9
      while bound < largestDifference { bound *= 10 }
      facts["difference_at_most_m"] = .number(bound)
      facts["checked_at_places"] = .integer(checks)
    }
    return facts
  }
}

extension Projector {
  /// Below this PROJ is asked for every place: patches would cost more than they save.
  private static let few = 10_000

  /// A polynomial that is further than this from PROJ at any of the places checked is not used, in metres.
  public static let tolerance = 1e-6

  /// Metres for many places in degrees; NaN in both columns where a place is not finite or outside the area of use.
  ///
  /// From 10,000 places on by `ProjectionPatch`: each half degree by half a degree that holds a place gets its polynomial,
  /// which is checked against PROJ at 40 further places and left aside where it misses 10⁻⁶ m. Time O(places), and some hundred
  /// questions to PROJ for each half degree.
  public borrowing func projectMany(_ points: GeographicPoints) -> (points: PlanarPoints, way: ProjectionWay)
  {
    if points.count < Self.few {
      let way = ProjectionWay(byPolynomial: 0, byPROJ: points.count, largestDifference: 0, checks: 0)
      return (project(points), way)
    }
    var patches = ProjectionPatches()
    var asked: [Int] = []
    let area = operation.areaOfUse
    let (longitudes, latitudes) = (points.longitudes, points.latitudes)
    var ys: [Double] = []
    let xs: [Double] = unsafe HugePages.filled(points.count) { xs in
      ys = unsafe HugePages.filled(points.count) { ys in
        var index = 0
        while index < longitudes.count {
          index = unsafe patches.place(longitudes, latitudes, from: index, within: area, xs, ys)
          guard index < longitudes.count else { break }
          // Whoever comes first into a patch has it fitted; where that does not hold PROJ is asked.
          if !patches.settle(longitude: longitudes[index], latitude: latitudes[index], by: self) {
            asked.append(index)
            index += 1
          }
        }
      }
    }
    var metres = PlanarPoints(xs: xs, ys: ys)
    if !asked.isEmpty {
      let answers = project(
        GeographicPoints(
          longitudes: asked.map { longitudes[$0] }, latitudes: asked.map { latitudes[$0] }))
      for (number, index) in asked.enumerated() {
        (metres.xs[index], metres.ys[index]) = (answers.xs[number], answers.ys[number])
      }
    }
    let way = ProjectionWay(
      byPolynomial: points.count - asked.count, byPROJ: asked.count,
      largestDifference: patches.largestDifference, checks: patches.checks)
    return (metres, way)
  }

  /// PROJ's own answers, inside the area of use or not.
  borrowing func answers(at points: GeographicPoints) -> PlanarPoints {
    var (xs, ys) = (points.longitudes, points.latitudes)
    transform(&xs, &ys, PJ_FWD)
    return PlanarPoints(xs: xs, ys: ys)
  }
}
