@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PenalisedPoissonTests {
  private func spread(_ column: CountTable.Column, _ weights: [Double]) -> Double {
    let whole = weights.reduce(0, +)
    let mean = weights.indices.reduce(0) { $0 + weights[$1] * column[$1] } / whole
    let square = weights.indices.reduce(0) {
      $0 + weights[$1] * (column[$1] - mean) * (column[$1] - mean)
    }
    return (square / whole).squareRoot()
  }

  /// The objective, row by row as it is written.
  private func objective(
    _ columns: [CountTable.Column], _ counts: [Double], _ weights: [Double], _ offset: [Double],
    path: PenalisedPath, at step: Int, mixing: Double
  ) -> Double {
    let beta = path.coefficients[step]
    var sum = 0.0
    for row in counts.indices {
      let predictor = columns.indices.reduce(path.intercepts[step] + offset[row]) {
        $0 + (beta[$1] == 0 ? 0 : beta[$1] * columns[$1][row])
      }
      sum += weights[row] * (exponential(predictor) - counts[row] * predictor)
    }
    let scaled = zip(columns, beta).map { spread($0, weights) * $1 }
    let lasso = scaled.reduce(0) { $0 + abs($1) }
    let ridge = scaled.reduce(0) { $0 + $1 * $1 }
    return sum / weights.reduce(0, +) + path.lambdas[step] * (mixing * lasso + (1 - mixing) / 2 * ridge)
  }

  @Test(arguments: 0..<4) func `a path is glmnet's: its length, its deviance and its objective`(number: Int)
    throws
  {
    let rows = try RegressionRows()
    let golden = try Golden("regression/paths.csv")
    let (table, settings) = rows.table(number)
    let path = try settings.path(of: table)
    let lines = golden["case"].indices.filter { golden["case"][$0] == Double(number) }
    #expect(path.count == lines.count)
    let columns = number < 3 ? rows.flags : rows.flags + rows.numbers
    let weights = number < 3 ? rows.counts.map { _ in 1.0 } : rows.golden["weight"]
    let offset = number < 3 ? rows.counts.map { _ in 0.0 } : rows.golden["offset"]
    for (step, line) in zip(0..<path.count, lines) {
      #expect(abs(path.lambdas[step] / golden["lambda"][line] - 1) < 1e-10)
      #expect(abs(path.explained[step] - golden["explained"][line]) < 1e-6)
      #expect(abs(path.nullDeviance / golden["null_deviance"][line] - 1) < 1e-10)
      guard step % 9 == 0 || step == path.count - 1 else { continue }
      let ours = objective(
        columns, rows.counts, weights, offset, path: path, at: step, mixing: settings.mixing)
      // The least there is: not above glmnet's, and as it is convex not below either.
      #expect(abs(ours - golden["objective"][line]) < 1e-8)
      #expect(path.chosen(at: step).count == Int(golden["chosen"][line]))
      #expect(abs(path.intercepts[step] - golden["intercept"][line]) < 1e-4)
    }
  }

  @Test func `at the first penalty every coefficient is nought and at the next one is not`() throws {
    let (table, settings) = try RegressionRows().table(0)
    let path = try settings.path(of: table)
    #expect(path.chosen(at: 0).isEmpty && path.chosen(at: 1).count == 1)
    #expect(abs(path.explained[0]) < 1e-12)
    #expect(zip(path.deviances, path.deviances.dropFirst()).allSatisfy { $0 >= $1 - 1e-6 })
  }

  @Test func `no coefficient leaves the side it is held to`() throws {
    let (table, settings) = try RegressionRows().table(2)
    let path = try settings.path(of: table)
    let signs = try #require(settings.signs)
    for beta in path.coefficients {
      for (value, sign) in zip(beta, signs) { #expect(sign == .notNegative ? value >= 0 : value <= 0) }
    }
    var turned = settings
    turned.signs = signs.map { $0 == .notNegative ? .notPositive : .notNegative }
    let last = try turned.path(of: table).coefficients.last
    #expect(try #require(last).enumerated().allSatisfy { $0 < 6 ? $1 <= 0 : $1 >= 0 })
  }

  /// Without a penalty to speak of the elastic net is the exact model.
  @Test func `a vanishing penalty leaves the exact coefficients`() throws {
    let rows = try RegressionRows()
    let columns = [rows.flags[1], rows.flags[3], rows.flags[8]]
    let table = CountTable(columns, counts: rows.counts)
    var settings = PenalisedPoisson()
    settings.tolerance = 1e-20
    let path = try settings.path(of: table, lambdas: [0.1, 0.01, 1e-9])
    let exact = try #require(CountModel(.poisson, to: table.rows(of: [0, 1, 2])))
    for (ours, theirs) in zip(path.coefficients[2], exact.coefficients) {
      #expect(abs(ours - theirs.value) < 1e-6)
    }
    #expect(abs(path.intercepts[2] - exact.intercept.value) < 1e-6)
    #expect(abs(path.deviances[2] - (try #require(exact.deviance))) < 1e-6)
  }

  @Test func `a column that never changes, or repeats another, harms nothing`() throws {
    let rows = try RegressionRows()
    let yes = Flags([Bool](repeating: true, count: rows.counts.count))
    let settings = PenalisedPoisson()
    let lambdas = [0.2, 0.05, 0.01]
    let plain = try settings.path(of: CountTable(rows.flags, counts: rows.counts), lambdas: lambdas)
    let more = try settings.path(
      of: CountTable(rows.flags + [.flags(yes), .numbers(rows.counts.map { _ in 3 })], counts: rows.counts),
      lambdas: lambdas)
    for step in 0..<3 {
      #expect(abs(plain.deviances[step] - more.deviances[step]) < 1e-6)
      #expect(more.coefficients[step][9] == 0 && more.coefficients[step][10] == 0)
    }
    let twice = try settings.path(
      of: CountTable(rows.flags + [rows.flags[1]], counts: rows.counts), lambdas: lambdas)
    // Ridge shares a coefficient equally among equal columns.
    #expect(abs(twice.coefficients[2][1] - twice.coefficients[2][9]) < 1e-4)
    #expect(twice.deviances[2] <= plain.deviances[2] + 1e-6)
  }

  @Test func `a column's unit and place of nought do not matter`() throws {
    let rows = try RegressionRows()
    let numbers = rows.golden["n2"]
    let settings = PenalisedPoisson()
    let one = try settings.path(of: CountTable([rows.flags[1], .numbers(numbers)], counts: rows.counts))
    let other = try settings.path(
      of: CountTable([rows.flags[1], .numbers(numbers.map { 1e6 + 250 * $0 })], counts: rows.counts))
    #expect(one.count == other.count)
    for step in 0..<one.count {
      #expect(abs(one.deviances[step] - other.deviances[step]) < 1e-5)
      #expect(abs(one.coefficients[step][1] - 250 * other.coefficients[step][1]) < 1e-6)
    }
  }

  @Test func `flags are what numbers of nought and one are`() throws {
    let rows = try RegressionRows()
    let asNumbers = rows.flags.map { column in
      CountTable.Column.numbers(rows.counts.indices.map { column[$0] })
    }
    let lambdas = [0.1, 0.02, 0.004]
    let flags = try PenalisedPoisson().path(of: CountTable(rows.flags, counts: rows.counts), lambdas: lambdas)
    let numbers = try PenalisedPoisson().path(
      of: CountTable(asNumbers, counts: rows.counts), lambdas: lambdas)
    for step in 0..<3 { #expect(abs(flags.deviances[step] - numbers.deviances[step]) < 1e-6) }
  }

  @Test func `the same question has the same answer to the last bit`() throws {
    let (table, settings) = try RegressionRows().table(3)
    let (one, other) = (try settings.path(of: table), try settings.path(of: table))
    #expect(one.coefficients == other.coefficients && one.deviances == other.deviances)
  }

  @Test func `a row that counts twice is two rows`() throws {
    let rows = try RegressionRows()
    let twice = rows.flags.map { column in
      CountTable.Column.flags(Flags((0..<3000).map { column[$0 % 1500] == 1 }))
    }
    let one = CountTable(rows.flags, counts: rows.counts, weights: rows.counts.map { _ in 2 })
    let other = CountTable(twice, counts: rows.counts + rows.counts)
    let (a, b) = (try PenalisedPoisson().path(of: one), try PenalisedPoisson().path(of: other))
    #expect(a.count == b.count)
    for step in 0..<a.count { #expect(abs(a.deviances[step] - b.deviances[step]) < 1e-8) }
  }

  @Test func `nothing counted, and nothing to tell rows apart by, are said`() {
    let flags = CountTable.Column.flags(Flags([true, false, true]))
    #expect(throws: HotspotError.self) {
      try PenalisedPoisson().path(of: CountTable([flags], counts: [0, 0, 0]))
    }
    #expect(throws: HotspotError.self) {
      try PenalisedPoisson().path(of: CountTable([.numbers([1, 1, 1])], counts: [0, 2, 0]))
    }
  }

  @Test func `folds left out give cv.glmnet's deviances and its two choices`() async throws {
    let rows = try RegressionRows()
    let golden = try Golden("regression/folds.csv")
    let table = CountTable(rows.flags, counts: rows.counts, folds: rows.folds)
    let found = try await PenalisedPoisson().crossValidation(of: table, bands: Bands(threads: 2))
    #expect(found.foldCount == 5 && found.meanDeviances.count == golden.count)
    for step in 0..<golden.count {
      #expect(abs(found.path.lambdas[step] / golden["lambda"][step] - 1) < 1e-10)
      #expect(abs(found.meanDeviances[step] - golden["mean_deviance"][step]) < 1e-6)
      #expect(abs(found.standardErrors[step] - golden["standard_error"][step]) < 1e-6)
    }
    #expect(golden["is_lowest"][found.lowest] == 1 && golden["is_within"][found.withinOneError] == 1)
  }

  @Test func `one thread or eight, the deviances are the same to the last bit`() async throws {
    let rows = try RegressionRows()
    let table = CountTable(rows.flags, counts: rows.counts, folds: rows.folds)
    var settings = PenalisedPoisson()
    settings.lambdaCount = 12
    let one = try await settings.crossValidation(of: table, bands: Bands(threads: 1))
    for threads in [2, 8] {
      let more = try await settings.crossValidation(of: table, bands: Bands(threads: threads))
      #expect(more.meanDeviances == one.meanDeviances && more.standardErrors == one.standardErrors)
    }
  }

  @Test func `a table without folds cannot be cross-validated`() async throws {
    let rows = try RegressionRows()
    let table = CountTable(rows.flags, counts: rows.counts)
    await #expect(throws: HotspotError.self) {
      try await PenalisedPoisson().crossValidation(of: table, bands: Bands(threads: 1))
    }
  }
}
