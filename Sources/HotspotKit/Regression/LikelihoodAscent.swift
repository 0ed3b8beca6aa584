/// The way up a likelihood by Newton's steps, shortened where they would lead down.
///
/// A point holds the intercept, the coefficients, and for a negative binomial the logarithm of its dispersion.
struct LikelihoodAscent {
  private var family: CountFamily
  private var rows: CountRows

  /// Where it stands.
  private(set) var point: [Double]

  /// The log-likelihood there, without ln Γ(y + 1).
  private(set) var value = -Double.infinity
  /// The largest number of each column, either side of nought.
  private let reaches: [Double]
  private var slope: [Double] = []
  private var bend = SymmetricMatrix(size: 0)

  /// Starts at the mean of all rows.
  init(_ family: CountFamily, _ rows: CountRows) {
    (self.family, self.rows) = (family, rows)
    reaches = rows.columns.map { column in column.reduce(0) { max($0, abs($1)) } }
    point = [Double](repeating: 0, count: rows.columns.count + 1)
    var (counted, exposed) = (0.0, 0.0)
    for row in rows.counts.indices {
      counted += rows.weights[row] * rows.counts[row]
      exposed += rows.weights[row] * exponential(rows.offset?[row] ?? 0)
    }
    point[0] = counted > 0 ? logarithm(counted / exposed) : -.infinity
  }

  /// Goes over to a negative binomial of some rows from the Poisson peak; false where more scatter than Poisson's is not
  /// likelier.
  mutating func start(_ other: CountFamily, on whole: CountRows) -> Bool {
    let pooled = rows
    rows = whole
    var (excess, scale, pull) = (0.0, 0.0, 0.0)
    for row in rows.counts.indices {
      let mean = exponential(predictor(of: row))
      let (count, weight) = (rows.counts[row], rows.weights[row])
      let term = other.likelihood(of: count, mean: mean, predictor: predictor(of: row), dispersion: 0)
      pull += weight * term.byDispersion
      let square = (count - mean) * (count - mean) - mean
      excess += weight * (other == .negativeBinomial1 ? square / mean : square)
      scale += weight * (other == .negativeBinomial1 ? 1 : mean * mean)
    }
    guard pull > 0 else {
      rows = pooled
      return false
    }
    family = other
    point.append(logarithm(min(max(excess / scale, 0.01), 1000)))
    return true
  }

  /// Climbs to the peak; false where there is none to be reached.
  mutating func climb() -> Bool {
    guard point[0].isFinite else { return false }
    look()
    for _ in 0..<200 {
      guard value.isFinite, let step = uphill() else { return false }
      let gain = zip(step, slope).reduce(0) { $0 + $1.0 * $1.1 }
      let (from, before) = (point, value)
      if gain < 1e-9 {
        // So near the peak Newton's step lands on it, to the last digits.
        point = zip(from, step).map { $0 + $1 }
        look()
        return bend.triangle != nil
      }
      var part = 1.0
      repeat {
        point = zip(from, step).map { $0 + part * $1 }
        look()
        part /= 2
      } while !(value >= before - 1e-12 * abs(before)) && part > 1e-9
      // What runs away has no peak.
      if zip(point.dropFirst(), reaches).contains(where: { abs($0 * $1) > 30 }) { return false }
      if part <= 1e-9 {
        (point, value) = (from, before)
        look()
        return gain < 1e-6 && bend.triangle != nil
      }
    }
    return false
  }

  /// The standard errors of the point's numbers; `nil` where the peak is not one in every direction.
  var standardErrors: [Double]? {
    guard let triangle = bend.triangle else { return nil }
    let errors = SymmetricMatrix.inverseDiagonal(triangle, size: bend.size).map { $0.squareRoot() }
    // A factor that may be e to the hundredth either way is one that no incident speaks of.
    return zip(errors.dropFirst(), reaches).contains { $0 * $1 > 100 } ? nil : errors
  }

  private func predictor(of row: Int) -> Double {
    var sum = point[0] + (rows.offset?[row] ?? 0)
    for (column, values) in rows.columns.enumerated() { sum += point[column + 1] * values[row] }
    return sum
  }

  /// Newton's step, or one turned towards the slope where the likelihood is no hill there.
  private func uphill() -> [Double]? {
    if let triangle = bend.triangle { return SymmetricMatrix.solve(triangle, slope) }
    // Only a negative binomial bends the other way anywhere; a Poisson that does not bend has columns to spare.
    guard family != .poisson else { return nil }
    let largest = (0..<bend.size).map { abs(bend[$0, $0]) }.max() ?? 1
    var added = 1e-4 * largest
    while added < 1e6 * largest {
      var raised = bend
      for place in 0..<bend.size { raised[place, place] += added }
      if let triangle = raised.triangle { return SymmetricMatrix.solve(triangle, slope) }
      added *= 10
    }
    return nil
  }

  /// Takes value, slope and bend (the negative of the second derivatives) at the point.
  private mutating func look() {
    let columns = rows.columns.count
    let size = point.count
    let hasDispersion = size > columns + 1
    let dispersion = hasDispersion ? exponential(point[columns + 1]) : 0
    var total = 0.0
    slope = [Double](repeating: 0, count: size)
    bend = SymmetricMatrix(size: size)
    var values = [Double](repeating: 1, count: columns + 1)
    for row in rows.counts.indices {
      let predictor = predictor(of: row)
      let term = family.likelihood(
        of: rows.counts[row], mean: exponential(predictor), predictor: predictor, dispersion: dispersion)
      let weight = rows.weights[row]
      total += weight * term.value
      for column in 0..<columns { values[column + 1] = rows.columns[column][row] }
      for one in 0...columns where values[one] != 0 {
        slope[one] += weight * term.byPredictor * values[one]
        for other in 0...one {
          bend[one, other] -= weight * term.byPredictorTwice * values[one] * values[other]
        }
        if hasDispersion { bend[columns + 1, one] -= weight * term.byBoth * dispersion * values[one] }
      }
      if hasDispersion {
        slope[columns + 1] += weight * term.byDispersion * dispersion
        bend[columns + 1, columns + 1] -=
          weight * (term.byDispersionTwice * dispersion * dispersion + term.byDispersion * dispersion)
      }
    }
    value = total
    for one in 0..<size { for other in 0..<one { bend[other, one] = bend[one, other] } }
  }
}
