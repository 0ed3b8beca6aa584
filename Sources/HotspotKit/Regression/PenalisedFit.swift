/// One set of rows and the coefficients found so far, on the way down a path of λ.
///
/// Each step replaces the likelihood by a parabola in the coefficients, whose least point under the penalty
/// coordinate descent finds. The parabola's curvature is kept from earlier steps while steps shrink quickly: its
/// slope is always that of the likelihood, so that what is reached is the likelihood's own least point.
struct PenalisedFit {
  private let settings: PenalisedPoisson
  private let design: CollapsedDesign
  private let tally: CountTally

  /// Standard deviation of each column: what the penalty multiplies its coefficient by. Nought for a constant.
  private let spreads: [Double]

  /// Coefficients on what the design holds.
  private(set) var inner: [Double]

  /// The intercept on what the design holds.
  private(set) var shift: Double

  /// For each distinct row the sum of its columns times coefficients, without the intercept.
  private(set) var predictors: [Double]
  private var means: [Double]
  private var residuals: [Double]
  private var slopes: [Double] = []
  private var slope = 0.0
  private var loss = 0.0
  private var curvature: Curvature
  private let scale: Double

  /// The null model.
  init(_ settings: PenalisedPoisson, _ design: CollapsedDesign, _ tally: CountTally) throws(HotspotError) {
    let counted = tally.counts.reduce(0, +)
    guard counted > 0 else {
      throw .insufficientData(
        "no incident stands in any row (or in those of a fold): there is nothing to learn from")
    }
    (self.settings, self.design, self.tally) = (settings, design, tally)
    spreads = design.deviations(tally.weights, whole: tally.weight)
    inner = [Double](repeating: 0, count: design.columnCount)
    shift = logarithm(counted / tally.exposures.reduce(0, +))
    predictors = [Double](repeating: 0, count: design.rowCount)
    means = predictors
    residuals = predictors
    curvature = Curvature(columns: design.columnCount)
    let null = tally.deviance(predictors: predictors, shift: shift)
    scale = max(null, 1e-30) / tally.weight
    weigh()
    curvature.renew(design, means)
  }

  /// The Poisson deviance of the coefficients found.
  var deviance: Double { tally.deviance(predictors: predictors, shift: shift) }

  /// The least λ at which every coefficient of the null model stays at nought, whatever side it may lie on.
  var largestLambda: Double {
    let steepest = spreads.indices.map { spreads[$0] > 0 ? abs(slopes[$0]) / spreads[$0] : 0 }.max() ?? 0
    return steepest / tally.weight / max(settings.mixing, 1e-3)
  }

  /// Finds the best coefficients for a λ from those found before.
  mutating func descend(to lambda: Double) {
    var earlier = Double.infinity
    for _ in 0..<500 {
      admit(lambda)
      let step = step(lambda)
      if step.size <= settings.tolerance * scale { return }
      // A step that shrinks to less than a tenth of the one before is worth no new curvature.
      if step.size > 0.01 * earlier, curvature.isOld {
        curvature.renew(design, means)
        earlier = .infinity
        continue
      }
      earlier = step.size
      take(step, lambda)
    }
  }

  // MARK: Steps

  private struct Step {
    let inner: [Double]
    let shift: Double
    let size: Double
  }

  /// Lets in the columns that would leave nought.
  private mutating func admit(_ lambda: Double) {
    for column in inner.indices where !curvature.knows(column) && spreads[column] > 0 {
      let pull = (slopes[column] - curvature.sums[column] * slope / curvature.sum) / tally.weight
      let hold = lambda * settings.mixing * spreads[column]
      let pulls =
        switch sign(of: column) {
        case .any: abs(pull) > hold
        case .notNegative: pull > hold
        case .notPositive: -pull > hold
        }
      if pulls { curvature.learn(column, design) }
    }
  }

  private func sign(of column: Int) -> PenalisedPoisson.Sign { settings.signs?[column] ?? .any }

  /// The least point of the parabola, by coordinate descent over the columns let in; the intercept goes along.
  private func step(_ lambda: Double) -> Step {
    let columns = curvature.columns
    let count = columns.count
    let matrix = curvature.centred
    let weight = tally.weight
    var pulls = columns.map { slopes[$0] - curvature.sums[$0] * slope / curvature.sum }
    var found = columns.map { inner[$0] }
    let lasso = columns.map { weight * lambda * settings.mixing * spreads[$0] }
    let ridge = columns.map { weight * lambda * (1 - settings.mixing) * spreads[$0] * spreads[$0] }
    let signs = columns.map(sign)
    let enough = settings.tolerance * scale * weight * 1e-3
    var isWhole = true
    for _ in 0..<100_000 {
      var largest = 0.0
      for place in 0..<count where isWhole || found[place] != 0 {
        let bend = matrix[place * count + place]
        // Columns that others add up to have no bend of their own left.
        if bend + ridge[place] <= 0 { continue }
        let old = found[place]
        let pull = pulls[place] + bend * old
        let shrunk = max(0, abs(pull) - lasso[place]) / (bend + ridge[place])
        let new = signs[place].bounded(pull < 0 ? -shrunk : shrunk)
        if new == old { continue }
        let change = new - old
        found[place] = new
        for other in 0..<count { pulls[other] -= matrix[place * count + other] * change }
        largest = max(largest, bend * change * change)
      }
      if largest <= enough {
        if isWhole { break }
        isWhole = true
      } else {
        isWhole = false
      }
    }
    var new = inner
    var size = 0.0
    var rest = slope
    for place in 0..<count {
      let change = found[place] - inner[columns[place]]
      new[columns[place]] = found[place]
      rest -= curvature.sums[columns[place]] * change
      size = max(size, matrix[place * count + place] * change * change)
    }
    let move = rest / curvature.sum
    size = max(size, curvature.sum * move * move)
    return Step(inner: new, shift: shift + move, size: size / weight)
  }

  /// Goes a step, or the part of it that does not lead uphill.
  private mutating func take(_ step: Step, _ lambda: Double) {
    let (oldInner, oldShift) = (inner, shift)
    let before = loss + penalty(lambda)
    var part = 1.0
    for _ in 0..<40 {
      inner = zip(oldInner, step.inner).map { $0 + part * ($1 - $0) }
      if part == 1 { inner = step.inner }
      shift = oldShift + part * (step.shift - oldShift)
      weigh()
      let after = loss + penalty(lambda)
      if after.isFinite, after <= before + 1e-12 * abs(before) { break }
      part /= 2
    }
    curvature.isOld = true
  }

  private func penalty(_ lambda: Double) -> Double {
    inner.indices.reduce(0) { sum, column in
      let size = spreads[column] * abs(inner[column])
      return sum + lambda * (settings.mixing * size + (1 - settings.mixing) / 2 * size * size)
    }
  }

  /// Means, slopes and loss at the coefficients: one pass over the rows there and one back.
  private mutating func weigh() {
    predictors = design.predictors(inner)
    for row in predictors.indices { means[row] = predictors[row] + shift }
    Exponentials.replace(&means)
    var (sum, fit, rest) = (0.0, 0.0, 0.0)
    for row in predictors.indices {
      let mean = tally.exposures[row] * means[row]
      let residual = tally.counts[row] - mean
      means[row] = mean
      residuals[row] = residual
      sum += mean
      fit += tally.counts[row] * (predictors[row] + shift)
      rest += residual
    }
    loss = (sum - fit) / tally.weight
    slope = rest
    slopes = design.sums(of: residuals)
  }
}

/// Σ weight · column · column for the columns let in, at the means of some step.
private struct Curvature {
  /// The columns let in, in the order in which they were.
  private(set) var columns: [Int] = []

  /// Σ weight · column, for every column.
  private(set) var sums: [Double]

  /// Σ weight.
  private(set) var sum = 0.0

  /// The sums of products about the weighted means: a row and a column for each column let in.
  private(set) var centred: [Double] = []

  /// Whether means have changed since.
  var isOld = false
  private var isIn: [Bool]
  private var rows: [[Double]] = []
  private var weights: [Double] = []

  init(columns: Int) {
    sums = [Double](repeating: 0, count: columns)
    isIn = [Bool](repeating: false, count: columns)
  }

  func knows(_ column: Int) -> Bool { isIn[column] }

  /// Takes the curvature anew at other means.
  mutating func renew(_ design: CollapsedDesign, _ means: [Double]) {
    weights = means
    sums = design.sums(of: means)
    sum = means.reduce(0, +)
    rows = columns.map { design.products(of: $0, means) }
    isOld = false
    centre()
  }

  /// Lets in one more column.
  mutating func learn(_ column: Int, _ design: CollapsedDesign) {
    columns.append(column)
    isIn[column] = true
    rows.append(design.products(of: column, weights))
    centre()
  }

  private mutating func centre() {
    centred = []
    centred.reserveCapacity(columns.count * columns.count)
    for (place, one) in columns.enumerated() {
      for other in columns { centred.append(rows[place][other] - sums[one] * sums[other] / sum) }
    }
  }
}
