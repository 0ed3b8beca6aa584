@testable import HotspotKit
import TestSupport

/// The rows of the goldens, and rows made up under a seed.
struct RegressionRows {
  let golden: Golden
  let flags: [CountTable.Column]
  let numbers: [CountTable.Column]

  init() throws {
    golden = try Golden("regression/rows.csv")
    let table = golden
    flags = (1...9).map { number in .flags(Flags(table["f\(number)"].map { $0 == 1 })) }
    numbers = ["n1", "n2"].map { .numbers(table[$0]) }
  }

  var counts: [Double] { golden["count"] }

  var folds: [Int] { golden["fold"].map { Int($0) } }

  /// What a case of the goldens is asked of, by its number, and the settings it is asked with.
  func table(_ number: Int) -> (table: CountTable, settings: PenalisedPoisson) {
    var settings = PenalisedPoisson()
    if number == 1 { settings.mixing = 1 }
    if number == 2 {
      settings.signs =
        [PenalisedPoisson.Sign](repeating: .notNegative, count: 6)
        + [PenalisedPoisson.Sign](repeating: .notPositive, count: 3)
    }
    if number < 3 { return (CountTable(flags, counts: counts), settings) }
    return (
      CountTable(flags + numbers, counts: counts, weights: golden["weight"], offset: golden["offset"]),
      settings
    )
  }

  /// Some of the flags as columns of an exact model.
  func exact(_ names: [String], weighted: Bool = false, exposed: Bool = false) -> CountRows {
    CountRows(
      columns: names.map { golden[$0] }, counts: counts, weights: weighted ? golden["weight"] : nil,
      offset: weighted || exposed ? golden["offset"] : nil)
  }
}

extension CountTable.Column {
  /// The columns as numbers, row by row.
  subscript(row: Int) -> Double {
    switch self {
    case .flags(let flags): flags[row] ? 1 : 0
    case .numbers(let numbers): numbers[row]
    }
  }
}

extension SeededRandom {
  /// A count of mean `mean`, by Knuth's product of uniform numbers.
  mutating func poisson(_ mean: Double) -> Double {
    // In parts, for the product of many numbers is nought.
    if mean > 20 { return poisson(20) + poisson(mean - 20) }
    let floor = exponential(-mean)
    var product = unit()
    var count = 0.0
    while product > floor {
      product *= unit()
      count += 1
    }
    return count
  }

  /// A draw from the gamma distribution with scale 1. Source: Marsaglia & Tsang (2000).
  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * exponential(logarithm(unit()) / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0, logarithm(1 - unit()) < 0.5 * x * x + d - d * v + d * logarithm(v) { return d * v }
    }
  }
}
