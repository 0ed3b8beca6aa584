@testable import HotspotKit
import Testing

@Suite struct CountTableTests {
  /// Columns of flags, a few of numbers among them, and counts.
  private func columns(rows: Int, flags: Int, numbers: Int, seed: UInt64) -> [CountTable.Column] {
    var random = SeededRandom(seed: seed)
    var columns: [CountTable.Column] = []
    for number in 0..<flags + numbers {
      if number % 3 == 1, number / 3 < numbers {
        columns.append(.numbers((0..<rows).map { _ in Double(random.below(3)) - 1 }))
      } else {
        columns.append(.flags(Flags((0..<rows).map { _ in random.below(4) == 0 })))
      }
    }
    return columns
  }

  @Test(arguments: [(300, 5, 0), (300, 70, 0), (200, 3, 2), (65, 130, 1)])
  func `rows fall together where all their columns are equal, and only there`(
    rows: Int, flags: Int, numbers: Int
  ) {
    let columns = columns(rows: rows, flags: flags, numbers: numbers, seed: 3)
    let table = CountTable(columns, counts: [Double](repeating: 0, count: rows))
    let texts = (0..<rows).map { row in columns.map { "\($0[row])" }.joined(separator: " ") }
    var first: [String: Int32] = [:]
    for (row, text) in texts.enumerated() {
      let number = first[text] ?? Int32(first.count)
      first[text] = number
      #expect(table.distinctRows[row] == number)
    }
    #expect(table.distinctCount == first.count && table.rowCount == rows)
  }

  @Test func `minus nought is nought`() {
    let table = CountTable([.numbers([0, -0.0, 1])], counts: [0, 0, 0])
    #expect(table.distinctRows == [0, 0, 1])
  }

  @Test func `sums over distinct rows are sums over rows`() {
    let columns = columns(rows: 400, flags: 19, numbers: 2, seed: 5)
    var random = SeededRandom(seed: 6)
    let counts = (0..<400).map { _ in random.poisson(0.4) }
    let weights = (0..<400).map { _ in Double(1 + random.below(3)) }
    let table = CountTable(columns, counts: counts, weights: weights, folds: (0..<400).map { $0 % 3 })
    let coefficients = columns.map { _ in random.normal() }
    let predictors = table.predictors(intercept: 0.5, coefficients: coefficients)
    for row in 0..<400 {
      let expected = columns.indices.reduce(0.5) { $0 + coefficients[$1] * columns[$1][row] }
      #expect(abs(predictors[row] - expected) < 1e-12)
    }
    #expect(table.whole.weight == weights.reduce(0, +))
    #expect(table.whole.counts.reduce(0, +) == zip(counts, weights).reduce(0) { $0 + $1.0 * $1.1 })
    #expect(table.parts.count == 3)
    let rest = table.whole.without(table.parts[1])
    for row in 0..<table.distinctCount {
      #expect(rest.counts[row] == table.parts[0].counts[row] + table.parts[2].counts[row])
      #expect(table.parts.reduce(0) { $0 + $1.weights[row] } == table.whole.weights[row])
    }
  }

  @Test func `sums and products of columns are those added up one by one`() {
    let columns = columns(rows: 301, flags: 18, numbers: 3, seed: 8)
    var random = SeededRandom(seed: 9)
    let table = CountTable(columns, counts: [Double](repeating: 1, count: 301))
    let design = table.design
    let values = (0..<design.rowCount).map { _ in random.normal() }
    // What the design holds of each column, read back row by row.
    let held = columns.indices.map { column -> [Double] in
      var unit = columns.map { _ in 0.0 }
      unit[column] = 1
      return design.predictors(unit)
    }
    let sums = design.sums(of: values)
    for one in columns.indices {
      let expected = zip(held[one], values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(sums[one] - expected) < 1e-11)
      let products = design.products(of: one, values)
      for other in columns.indices {
        let expected = values.indices.reduce(0) { $0 + held[one][$1] * held[other][$1] * values[$1] }
        #expect(abs(products[other] - expected) < 1e-11)
      }
    }
  }

  @Test func `the rows of an exact model add up to all rows`() {
    let columns = columns(rows: 500, flags: 8, numbers: 0, seed: 12)
    var random = SeededRandom(seed: 13)
    let counts = (0..<500).map { _ in random.poisson(0.7) }
    let table = CountTable(columns, counts: counts)
    let few = table.rows(of: [2, 5])
    #expect(few.total == 500)
    var seen = Set<[Double]>()
    for row in few.counts.indices {
      let key = [few.columns[0][row], few.columns[1][row], few.counts[row]]
      #expect(seen.insert(key).inserted)
      let expected = (0..<500).count {
        columns[2][$0] == key[0] && columns[5][$0] == key[1] && counts[$0] == key[2]
      }
      #expect(few.weights[row] == Double(expected))
    }
    #expect(table.rows(of: []).columns.isEmpty && table.rows(of: []).total == 500)
  }

  @Test func `folds are of one size and come from the seed`() throws {
    let folds = try CountTable.randomFolds(4, rows: 103, seed: 1)
    for fold in 0..<4 { #expect((25...26).contains(folds.count { $0 == fold })) }
    #expect(try CountTable.randomFolds(4, rows: 103, seed: 1) == folds)
    #expect(try CountTable.randomFolds(4, rows: 103, seed: 2) != folds)
    #expect(throws: HotspotError.self) { try CountTable.randomFolds(1, rows: 103, seed: 1) }
    #expect(throws: HotspotError.self) { try CountTable.randomFolds(104, rows: 103, seed: 1) }
  }
}
