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
  /// The rows of an exact model on some columns of flags, at most sixty; rows equal in them, in their count and in their
  /// offset are kept once, and rows equal in the columns stand together.
  ///
  /// Time O(distinct rows), and O(rows log rows) where rows have offsets of their own.
  public func rows(of chosen: [Int]) -> CountRows {
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
    let kept = sums(kindOfRow, kinds: kinds.count)
    let ofKind = levels.count * offsets.count
    return CountRows(
      columns: chosen.indices.map { place in
        kept.map { Double(kinds[$0.key / ofKind] >> UInt64(place) & 1) }
      },
      counts: kept.map { levels[$0.key % ofKind / offsets.count] }, weights: kept.map(\.weight),
      offset: hasOffset ? kept.map { offsets[$0.key % offsets.count] } : nil)
  }

  /// The weight of each kind of row with each count and offset, by kind, count and offset.
  private func sums(_ kindOfRow: [Int], kinds: Int) -> [(key: Int, weight: Double)] {
    guard hasOffset else {
      var sums = [Double](repeating: 0, count: kinds * levels.count)
      for pair in pairs { sums[kindOfRow[Int(pair.row)] * levels.count + Int(pair.level)] += pair.weight }
      return sums.indices.filter { sums[$0] > 0 }.map { ($0, sums[$0]) }
    }
    // Offsets may be as many as rows: a table of all of them would be mostly empty.
    var sums: [Int: Double] = [:]
    sums.reserveCapacity(pairs.count)
    for pair in pairs {
      let key = kindOfRow[Int(pair.row)] * levels.count + Int(pair.level)
      sums[key * offsets.count + Int(pair.offset), default: 0] += pair.weight
    }
    return sums.map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
  }
}

extension CountRows {
  /// Rows for a Poisson model alone: neighbours equal in every column are one row, with the sum of their counts and the
  /// logarithm of the sum of their exposures; and what a log-likelihood of them leaves out of that of these rows.
  ///
  /// Under Poisson nothing but these two sums tells rows of equal columns apart. Time O(rows × columns).
  var pooled: (rows: CountRows, rest: Double) {
    var firsts: [Int] = []
    var (counted, exposed, rest) = ([Double](), [Double](), 0.0)
    for row in counts.indices {
      let shift = offset?[row] ?? 0
      if let first = firsts.last, columns.allSatisfy({ $0[row] == $0[first] }) {
        counted[counted.count - 1] += weights[row] * counts[row]
        exposed[exposed.count - 1] += weights[row] * exponential(shift)
      } else {
        firsts.append(row)
        counted.append(weights[row] * counts[row])
        exposed.append(weights[row] * exponential(shift))
      }
      rest += weights[row] * counts[row] * shift
    }
    let offset = exposed.map(logarithm)
    for (count, shift) in zip(counted, offset) { rest -= count * shift }
    let rows = CountRows(
      pooling: columns.map { column in firsts.map { column[$0] } }, counts: counted, offset: offset)
    return (rows, rest)
  }

  private init(pooling columns: [[Double]], counts: [Double], offset: [Double]) {
    (self.columns, self.counts, self.offset) = (columns, counts, offset)
    weights = [Double](repeating: 1, count: counts.count)
  }
}
