@testable import HotspotKit
import TestSupport
import Testing

@Suite struct CountModelTests {
  private let names = ["f2", "f4", "f9"]

  /// A number of the goldens: what it is of which case.
  private func value(_ golden: Golden, _ number: Int, _ what: Int, _ place: Int = 0) throws -> Double {
    let line = golden["case"].indices.first {
      golden["case"][$0] == Double(number) && golden["what"][$0] == Double(what)
        && golden["number"][$0] == Double(place)
    }
    return golden["value"][try #require(line)]
  }

  @Test(arguments: [0, 1]) func `Poisson coefficients, errors and deviance are those of R's glm`(number: Int)
    throws
  {
    let golden = try Golden("regression/exact.csv")
    let rows = try RegressionRows()
    let few = number == 0 ? rows.exact(names) : rows.exact(names + ["n2"], weighted: true)
    let model = try #require(CountModel(.poisson, to: few))
    for (place, estimate) in ([model.intercept] + model.coefficients).enumerated() {
      #expect(abs(estimate.value - (try value(golden, number, 0, place))) < 1e-8)
      #expect(abs(estimate.standardError - (try value(golden, number, 1, place))) < 1e-8)
    }
    #expect(abs(try #require(model.deviance) - (try value(golden, number, 2))) < 1e-6)
    // R leaves weights out of a log-likelihood's factorials in no case: both are whole.
    #expect(abs(model.globalDeviance - (try value(golden, number, 3))) < 1e-6)
    #expect(model.dispersion == nil && model.parameterCount == few.columns.count + 1)
  }

  @Test func `the second negative binomial is that of MASS`() throws {
    let golden = try Golden("regression/exact.csv")
    let model = try #require(CountModel(.negativeBinomial2, to: try RegressionRows().exact(names)))
    for (place, estimate) in ([model.intercept] + model.coefficients).enumerated() {
      #expect(abs(estimate.value - (try value(golden, 2, 0, place))) < 1e-6)
    }
    #expect(abs(try #require(model.dispersion).value / (try value(golden, 2, 4)) - 1) < 1e-6)
    #expect(abs(try #require(model.deviance) - (try value(golden, 2, 2))) < 1e-6)
    #expect(abs(model.globalDeviance - (try value(golden, 2, 3))) < 1e-6)
    #expect(abs(model.bic - (model.globalDeviance + 5 * logarithm(1500))) < 1e-9)
  }

  @Test(arguments: [CountFamily.negativeBinomial1, .negativeBinomial2])
  func `both negative binomials, errors and all, are those of statsmodels`(family: CountFamily) throws {
    let golden = try Golden("regression/negative-binomial.csv")
    let number = family == .negativeBinomial1 ? 1 : 2
    let model = try #require(CountModel(family, to: try RegressionRows().exact(names)))
    for (place, estimate) in ([model.intercept] + model.coefficients).enumerated() {
      #expect(abs(estimate.value - (try value(golden, number, 0, place))) < 1e-6)
      #expect(abs(estimate.standardError / (try value(golden, number, 1, place)) - 1) < 1e-5)
    }
    #expect(abs(model.globalDeviance - (try value(golden, number, 3))) < 1e-6)
    let dispersion = try #require(model.dispersion)
    let (theirs, error) = (try value(golden, number, 4), try value(golden, number, 5))
    if family == .negativeBinomial1 {
      #expect(abs(dispersion.value / theirs - 1) < 1e-5 && abs(dispersion.standardError / error - 1) < 1e-4)
    } else {
      #expect(abs(dispersion.value * theirs - 1) < 1e-5)
      #expect(abs(dispersion.standardError * theirs * theirs / error - 1) < 1e-4)
    }
  }

  @Test func `rows put together give the model of all rows`() throws {
    let rows = try RegressionRows()
    let table = CountTable(rows.flags, counts: rows.counts)
    for family in CountFamily.allCases {
      let one = try #require(CountModel(family, to: table.rows(of: [1, 3, 8])))
      let all = try #require(CountModel(family, to: rows.exact(names)))
      #expect(abs(one.globalDeviance - all.globalDeviance) < 1e-8)
      #expect(one.rowCount == 1500 && all.rowCount == 1500)
      for (a, b) in zip(one.coefficients, all.coefficients) { #expect(abs(a.value - b.value) < 1e-8) }
    }
  }

  /// The reference report: BIC = −2 log-likelihood + 4 ln 9,199 for two factors, intercept and σ.
  @Test func `the criterion counts the dispersion as a number fitted`() {
    let bic = CountModel.bic(globalDeviance: 18_288.17, parameters: 4, rows: 9199)
    #expect(abs(bic - 18_324.68) < 0.005)
    #expect(CountFamily.negativeBinomial1.dispersions == 1 && CountFamily.poisson.dispersions == 0)
  }

  @Test(arguments: [CountFamily.negativeBinomial1, .negativeBinomial2], [UInt64(1), 2, 3])
  func `what was simulated is found within its interval`(family: CountFamily, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let truth = (intercept: -0.5, slope: 0.9, dispersion: 0.7)
    let near = (0..<4000).map { _ in random.below(4) == 0 ? 1.0 : 0 }
    let counts = near.map { flag in
      let mean = exponential(truth.intercept + truth.slope * flag)
      // A Poisson whose own mean is drawn from a gamma distribution of the mean.
      let shape = family == .negativeBinomial1 ? mean / truth.dispersion : 1 / truth.dispersion
      return random.poisson(random.gamma(shape) * mean / shape)
    }
    let model = try #require(CountModel(family, to: CountRows(columns: [near], counts: counts)))
    // Three standard errors: one in three hundred is missed.
    func holds(_ estimate: CountModel.Estimate, _ value: Double) -> Bool {
      abs(estimate.value - value) < 3 * estimate.standardError
    }
    #expect(holds(model.intercept, truth.intercept) && holds(model.coefficients[0], truth.slope))
    let expected = family == .negativeBinomial1 ? truth.dispersion : 1 / truth.dispersion
    #expect(holds(try #require(model.dispersion), expected))
    let rows = CountRows(columns: [near], counts: counts)
    let others = CountFamily.allCases.filter { $0 != family }.compactMap { CountModel($0, to: rows)?.bic }
    #expect(others.count == 2 && others.allSatisfy { $0 > model.bic })
  }

  @Test func `counts that scatter less than Poisson's leave no dispersion to be found`() throws {
    let near = (0..<200).map { Double($0 % 2) }
    let rows = CountRows(columns: [near], counts: near.map { $0 + 1 })
    let poisson = try #require(CountModel(.poisson, to: rows))
    for family in [CountFamily.negativeBinomial1, .negativeBinomial2] {
      let model = try #require(CountModel(family, to: rows))
      #expect(model.dispersion == nil && abs(model.globalDeviance - poisson.globalDeviance) < 1e-9)
      // It pays for the number it did not need.
      #expect(model.bic > poisson.bic)
    }
    #expect(abs(poisson.coefficients[0].value - logarithm(2)) < 1e-9)
  }

  @Test func `rows that do not settle a model give none`() {
    let near = [1.0, 1, 0, 0, 0, 0]
    let counts = [0.0, 0, 1, 2, 0, 1]
    for family in CountFamily.allCases {
      // No incident where the flag is yes: the coefficient would run to minus infinity.
      #expect(CountModel(family, to: CountRows(columns: [near], counts: counts)) == nil)
      #expect(
        CountModel(
          family, to: CountRows(columns: [[1, 0, 1, 0, 1, 0], [1, 0, 1, 0, 1, 0]], counts: counts)) == nil)
      #expect(CountModel(family, to: CountRows(columns: [[1, 1, 1, 1, 1, 1]], counts: counts)) == nil)
      #expect(CountModel(family, to: CountRows(columns: [], counts: [0, 0, 0])) == nil)
    }
  }

  @Test func `an interval reaches 1.96 errors either way, and a mean multiplies`() throws {
    let estimate = CountModel.Estimate(value: 1, standardError: 0.5)
    #expect(abs(estimate.interval.lowerBound - 0.020_018) < 1e-6)
    #expect(abs(estimate.interval.upperBound - 1.979_982) < 1e-6)
    let model = try #require(
      CountModel(.poisson, to: CountRows(columns: [[0, 0, 1, 1]], counts: [1, 3, 4, 8])))
    #expect(abs(model.mean(of: [0]) - 2) < 1e-9 && abs(model.mean(of: [1]) - 6) < 1e-9)
    #expect(abs(model.mean(of: [1], offset: logarithm(2)) - 12) < 1e-9)
  }
}
