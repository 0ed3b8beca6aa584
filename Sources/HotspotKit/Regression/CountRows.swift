/// Rows for an exact model: few columns, a count, and how often a row occurs.
public struct CountRows: Sendable {
  /// The columns' numbers, column by column.
  public let columns: [[Double]]

  /// What is counted in each row: whole numbers from nought on.
  public let counts: [Double]

  /// How often each row occurs; above nought.
  public let weights: [Double]

  /// What is added to each row's linear predictor.
  public let offset: [Double]?

  /// Rows of columns of one length.
  public init(columns: [[Double]], counts: [Double], weights: [Double]? = nil, offset: [Double]? = nil) {
    precondition(columns.allSatisfy { $0.count == counts.count }, "columns of one table have one length")
    precondition((offset?.count ?? counts.count) == counts.count, "columns of one table have one length")
    precondition(counts.allSatisfy { $0 >= 0 && $0 == $0.rounded() }, "an exact model counts whole numbers")
    self.columns = columns
    self.counts = counts
    self.weights = weights ?? [Double](repeating: 1, count: counts.count)
    self.offset = offset
    precondition(self.weights.count == counts.count, "columns of one table have one length")
  }

  /// How many rows there are, each as often as it occurs.
  public var total: Double { weights.reduce(0, +) }
}

extension CountTable {
  /// The rows of an exact model on some columns of flags, rows equal in them and in their count kept once.
  ///
  /// A column of numbers is kept as it is held: with mean 0 and variance 1. Time O(distinct rows · columns).
  public func rows(of chosen: [Int]) -> CountRows {
    precondition(!hasOffset, "rows with offsets of their own cannot be put together")
    let columns = chosen.map { column -> [Double] in
      var inner = [Double](repeating: 0, count: columnCount)
      inner[column] = 1
      return design.predictors(inner)
    }
    // Classes of rows equal so far, split column by column.
    var classes = [Int](repeating: 0, count: distinctCount)
    for column in columns {
      var known: [ClassKey: Int] = [:]
      for row in classes.indices {
        let key = ClassKey(earlier: classes[row], value: column[row])
        let number = known[key] ?? known.count
        known[key] = number
        classes[row] = number
      }
    }
    let classCount = (classes.max() ?? -1) + 1
    var sums = [Double](repeating: 0, count: classCount * levels.count)
    var first = [Int](repeating: -1, count: classCount)
    for pair in pairs {
      let number = classes[Int(pair.row)]
      if first[number] < 0 { first[number] = Int(pair.row) }
      sums[number * levels.count + Int(pair.level)] += pair.weight
    }
    let kept = sums.indices.filter { sums[$0] > 0 }
    return CountRows(
      columns: columns.map { column in kept.map { column[first[$0 / levels.count]] } },
      counts: kept.map { levels[$0 % levels.count] }, weights: kept.map { sums[$0] })
  }
}

private struct ClassKey: Hashable {
  let earlier: Int
  let value: Double
}
