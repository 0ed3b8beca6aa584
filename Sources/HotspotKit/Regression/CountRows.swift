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
  /// The rows of an exact model on some columns of flags, at most sixty; rows equal in them and in their count are kept
  /// once.
  ///
  /// Time O(distinct rows).
  public func rows(of chosen: [Int]) -> CountRows {
    precondition(!hasOffset, "rows with offsets of their own cannot be put together")
    precondition(chosen.count <= 60, "an exact model has few columns")
    var codes = [UInt64](repeating: 0, count: distinctCount)
    for (place, column) in chosen.enumerated() {
      guard let members = design.members(of: column) else {
        preconditionFailure("column \(column) holds numbers")
      }
      for row in members { codes[Int(row)] |= 1 << UInt64(place) }
    }
    var known: [UInt64: Int] = [:]
    var kinds: [UInt64] = []
    var kindOfRow = [Int](repeating: 0, count: distinctCount)
    for row in codes.indices {
      if row > 0, codes[row] == codes[row - 1] {
        kindOfRow[row] = kindOfRow[row - 1]
        continue
      }
      let kind = known[codes[row]] ?? kinds.count
      if kind == kinds.count {
        known[codes[row]] = kind
        kinds.append(codes[row])
      }
      kindOfRow[row] = kind
    }
    var sums = [Double](repeating: 0, count: kinds.count * levels.count)
    for pair in pairs { sums[kindOfRow[Int(pair.row)] * levels.count + Int(pair.level)] += pair.weight }
    let kept = sums.indices.filter { sums[$0] > 0 }
    return CountRows(
      columns: chosen.indices.map { place in
        kept.map { Double(kinds[$0 / levels.count] >> UInt64(place) & 1) }
      },
      counts: kept.map { levels[$0 % levels.count] }, weights: kept.map { sums[$0] })
  }
}
