/// What a regression on counts is asked of: columns, a count a row, and rows that look alike kept once.
///
/// With a log link rows of equal columns are told apart by nothing but their sums, so that a county's cells come
/// down to a tenth and the answer is the same to the last digits. Of equal rows the first met gives the place in the
/// order. Memory O(distinct rows × columns).
public struct CountTable: Sendable {
  /// What is known of every row under one name.
  public enum Column: Sendable {
    /// Yes or no.
    case flags(Flags)

    /// Numbers, all finite.
    case numbers([Double])

    /// How many rows it has.
    public var count: Int {
      switch self {
      case .flags(let flags): flags.count
      case .numbers(let numbers): numbers.count
      }
    }
  }

  /// How many rows there are.
  public let rowCount: Int

  /// How many columns there are.
  public let columnCount: Int

  /// How many rows differ from each other in at least one column.
  public let distinctCount: Int

  /// The distinct row that each row is equal to.
  public let distinctRows: [Int32]

  /// The folds of a cross-validation, one a row, from nought; `nil` where none were given.
  public let folds: [Int]?

  /// The columns, kept for passes over them.
  let design: CollapsedDesign

  /// What all rows add up to.
  let whole: CountTally

  /// What the rows of each fold add up to.
  let parts: [CountTally]

  /// The counts that occur, ascending.
  let levels: [Double]

  /// The offsets that occur, ascending; nought alone where rows have none of their own.
  let offsets: [Double]

  /// Rows equal in columns, count and offset: their distinct row, their level, the place of their offset, and the sum of
  /// their weights.
  let pairs: [(row: Int32, level: Int32, offset: Int32, weight: Double)]

  /// Whether rows have offsets of their own.
  let hasOffset: Bool

  /// A table of columns of one length.
  ///
  /// `counts` are not negative. `weights` say how often each row counts, once where there are none. An `offset` is
  /// added to a row's linear predictor: the logarithm of its exposure, a finite number. `folds` numbers the folds from nought. Time
  /// O(rows × columns).
  public init(
    _ columns: [Column], counts: [Double], weights: [Double]? = nil, offset: [Double]? = nil,
    folds: [Int]? = nil
  ) {
    let count = counts.count
    precondition(columns.allSatisfy { $0.count == count }, "columns of one table have one length")
    precondition(
      (weights?.count ?? count, offset?.count ?? count, folds?.count ?? count) == (count, count, count))
    precondition(counts.allSatisfy { $0 >= 0 && $0.isFinite }, "a count is a number from nought on")
    precondition(offset?.allSatisfy(\.isFinite) ?? true, "a row without exposure is no row of a table")
    var collapse = RowCollapse(columns, rows: count)
    let distinct = collapse.distinctRows()
    let first = collapse.first
    (rowCount, columnCount, distinctCount) = (count, columns.count, first.count)
    (distinctRows, hasOffset, self.folds) = (distinct, offset != nil, folds)
    let weight = { (row: Int) in weights?[row] ?? 1 }
    let foldCount = (folds?.max() ?? -1) + 1
    var whole = CountTally(rows: first.count)
    var parts = [CountTally](repeating: whole, count: foldCount)
    for row in 0..<count {
      let (distinct, offset) = (Int(distinct[row]), offset?[row] ?? 0)
      whole.add(count: counts[row], weight: weight(row), offset: offset, to: distinct)
      if let folds {
        parts[folds[row]].add(count: counts[row], weight: weight(row), offset: offset, to: distinct)
      }
    }
    (self.whole, self.parts) = (whole, parts)
    design = CollapsedDesign(columns, rows: first, weights: whole.weights)
    let levels = Set(counts).sorted()
    let positions = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    let offsets = Set(offset ?? [0]).sorted()
    let shifts = Dictionary(uniqueKeysWithValues: offsets.enumerated().map { ($1, $0) })
    var sums = [Int: Double]()
    for row in 0..<count {
      let key = Int(distinct[row]) * levels.count + (positions[counts[row]] ?? 0)
      let shift = offset.flatMap { shifts[$0[row]] } ?? 0
      sums[key * offsets.count + shift, default: 0] += weight(row)
    }
    (self.levels, self.offsets) = (levels, offsets)
    pairs = sums.keys.sorted().map { key in
      let pair = key / offsets.count
      return (
        Int32(pair / levels.count), Int32(pair % levels.count), Int32(key % offsets.count), sums[key] ?? 0
      )
    }
  }

  /// For every row the sum of its columns times `coefficients`, and `intercept`; offsets are not in it.
  public func predictors(intercept: Double, coefficients: [Double]) -> [Double] {
    var of = design.predictors(design.inner(coefficients))
    let shift = intercept + design.shift(coefficients)
    for row in of.indices { of[row] += shift }
    return distinctRows.map { of[Int($0)] }
  }
}

/// Sums over rows, one number for each distinct row, and what the deviance needs besides.
struct CountTally: Sendable {
  /// How often each distinct row occurs.
  private(set) var weights: [Double]

  /// Σ weight · e^offset.
  private(set) var exposures: [Double]

  /// Σ weight · count.
  private(set) var counts: [Double]

  /// Σ weight.
  private(set) var weight = 0.0

  /// Σ weight · (count · log count − count): the log-likelihood of a model that knows every row.
  private(set) var saturated = 0.0

  /// Σ weight · count · offset.
  private(set) var offsetTerm = 0.0

  init(rows: Int) {
    weights = [Double](repeating: 0, count: rows)
    (exposures, counts) = (weights, weights)
  }

  mutating func add(count: Double, weight: Double, offset: Double, to row: Int) {
    weights[row] += weight
    exposures[row] += offset == 0 ? weight : weight * exponential(offset)
    counts[row] += weight * count
    self.weight += weight
    if count > 0 { saturated += weight * (count * logarithm(count) - count) }
    offsetTerm += weight * count * offset
  }

  /// These rows without some of them.
  func without(_ part: CountTally) -> CountTally {
    var rest = self
    for row in weights.indices {
      rest.weights[row] -= part.weights[row]
      rest.exposures[row] -= part.exposures[row]
      rest.counts[row] -= part.counts[row]
    }
    rest.weight -= part.weight
    rest.saturated -= part.saturated
    rest.offsetTerm -= part.offsetTerm
    return rest
  }

  /// The Poisson deviance of predictors and means, one a distinct row, offsets in the means alone.
  func deviance(predictors: [Double], shift: Double) -> Double {
    var fit = offsetTerm
    for row in counts.indices where exposures[row] != 0 || counts[row] != 0 {
      let predictor = predictors[row] + shift
      fit += counts[row] * predictor - exposures[row] * exponential(predictor)
    }
    return 2 * (saturated - fit)
  }
}
