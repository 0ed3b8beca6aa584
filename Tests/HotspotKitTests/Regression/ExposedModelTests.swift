@testable import HotspotKit
import TestSupport
import Testing

/// Exact models whose rows have exposures of their own.
@Suite struct ExposedModelTests {
  private let names = ["f2", "f4", "f9"]

  private func value(_ golden: Golden, _ number: Int, _ what: Int, _ place: Int = 0) throws -> Double {
    let line = golden["case"].indices.first {
      golden["case"][$0] == Double(number) && golden["what"][$0] == Double(what)
        && golden["number"][$0] == Double(place)
    }
    return golden["value"][try #require(line)]
  }

  /// The rows as they stand and as a table puts them together.
  private func both() throws -> [CountRows] {
    let rows = try RegressionRows()
    let table = CountTable(rows.flags, counts: rows.counts, offset: rows.golden["offset"])
    return [rows.exact(names, exposed: true), table.rows(of: [1, 3, 8])]
  }

  @Test func `Poisson with an offset is that of R's glm`() throws {
    let golden = try Golden("regression/exposure.csv")
    for rows in try both() {
      let model = try #require(CountModel(.poisson, to: rows))
      for (place, estimate) in ([model.intercept] + model.coefficients).enumerated() {
        #expect(abs(estimate.value - (try value(golden, 0, 0, place))) < 1e-8)
        #expect(abs(estimate.standardError - (try value(golden, 0, 1, place))) < 1e-8)
      }
      #expect(abs(try #require(model.deviance) - (try value(golden, 0, 2))) < 1e-6)
      #expect(abs(model.globalDeviance - (try value(golden, 0, 3))) < 1e-6)
      #expect(model.rowCount == 1500)
    }
  }

  @Test func `the second negative binomial with an offset is that of MASS`() throws {
    let golden = try Golden("regression/exposure.csv")
    for rows in try both() {
      let model = try #require(CountModel(.negativeBinomial2, to: rows))
      for (place, estimate) in ([model.intercept] + model.coefficients).enumerated() {
        #expect(abs(estimate.value - (try value(golden, 1, 0, place))) < 1e-6)
      }
      #expect(abs(try #require(model.dispersion).value / (try value(golden, 1, 4)) - 1) < 1e-6)
      #expect(abs(try #require(model.deviance) - (try value(golden, 1, 2))) < 1e-6)
      #expect(abs(model.globalDeviance - (try value(golden, 1, 3))) < 1e-6)
    }
  }

  @Test(arguments: CountFamily.allCases)
  func `rows put together by columns, count and exposure give the model of all rows`(family: CountFamily)
    throws
  {
    let rows = try RegressionRows()
    // Few exposures, so that rows do fall together; and weights.
    let offset = rows.golden["offset"].map { ($0 * 4).rounded() / 4 }
    let weights = rows.golden["weight"]
    let table = CountTable(rows.flags, counts: rows.counts, weights: weights, offset: offset)
    let few = table.rows(of: [1, 3, 8])
    #expect(few.counts.count < 400 && few.total == weights.reduce(0, +))
    let all = CountRows(
      columns: names.map { rows.golden[$0] }, counts: rows.counts, weights: weights, offset: offset)
    let (one, other) = (try #require(CountModel(family, to: few)), try #require(CountModel(family, to: all)))
    #expect(abs(one.globalDeviance - other.globalDeviance) < 1e-7 && abs(one.bic - other.bic) < 1e-7)
    for (a, b) in zip([one.intercept] + one.coefficients, [other.intercept] + other.coefficients) {
      #expect(abs(a.value - b.value) < 1e-8 && abs(a.standardError - b.standardError) < 1e-8)
    }
    // Rows of equal columns and count are not one where their exposures differ.
    #expect(
      few.counts.count > 2 * CountTable(rows.flags, counts: rows.counts).rows(of: [1, 3, 8]).counts.count)
  }

  @Test(arguments: CountFamily.allCases)
  func `twice the exposure everywhere moves the intercept by its logarithm and nothing else`(
    family: CountFamily
  )
    throws
  {
    let rows = try RegressionRows()
    let offset = rows.golden["offset"]
    let models = try [offset, offset.map { $0 + logarithm(2) }].map { offset in
      try #require(
        CountModel(
          family, to: CountRows(columns: names.map { rows.golden[$0] }, counts: rows.counts, offset: offset)))
    }
    #expect(abs(models[0].intercept.value - models[1].intercept.value - logarithm(2)) < 1e-8)
    for (a, b) in zip(models[0].coefficients, models[1].coefficients) {
      #expect(abs(a.value - b.value) < 1e-8 && abs(a.standardError - b.standardError) < 1e-8)
    }
    #expect(abs(models[0].globalDeviance - models[1].globalDeviance) < 1e-7)
  }

  /// By hand: 6 incidents at 2 doors and 4 at 8 with the factor, 5 at 10 without: rates 1 and ½, ln 2 apart.
  @Test func `rates, not counts, are compared`() throws {
    let rows = CountRows(
      columns: [[1, 1, 0]], counts: [6, 4, 5], offset: [2, 8, 10].map { logarithm($0) })
    let model = try #require(CountModel(.poisson, to: rows))
    #expect(abs(model.coefficients[0].value - logarithm(2)) < 1e-10)
    #expect(abs(model.intercept.value - logarithm(0.5)) < 1e-10)
    // The variance of the logarithm of a ratio of two Poisson rates: 1/10 + 1/5.
    #expect(abs(model.coefficients[0].standardError - 0.3.squareRoot()) < 1e-10)
  }
}
