@testable import HotspotKit
import TestSupport
import Testing

@Suite struct PairedComparisonTests {
  @Test func `Student's t agrees with scipy`() throws {
    let golden = try Golden("evaluation/student-t.csv")
    for row in 0..<golden.count {
      let student = StudentT(freedom: golden["freedom"][row])
      let (p, expected) = (student.twoSided(golden["t"][row]), golden["p"][row])
      #expect(abs(p - expected) <= 1e-12 * max(expected, 1e-3), "row \(row): \(p), not \(expected)")
      let quantile = student.quantile(twoSided: 0.05)
      #expect(abs(quantile - golden["quantile"][row]) < 1e-9 * quantile)
    }
  }

  @Test func `a t that is not finite is beyond all chance and nought is no evidence`() {
    let student = StudentT(freedom: 4)
    #expect(student.twoSided(.infinity) == 0 && student.twoSided(0) == 1)
    #expect(student.twoSided(-2.5) == student.twoSided(2.5))
  }

  @Test func `origins of equal size give scipy's paired t test`() throws {
    let golden = try Golden("evaluation/paired.csv")
    for number in Set(golden["case"]) {
      let rows = (0..<golden.count).filter { golden["case"][$0] == number }
      let found = PairedComparison(
        hits: rows.map { golden["hits"][$0] }, baseline: rows.map { golden["baseline"][$0] },
        incidents: rows.map { golden["incidents"][$0] })
      let interval = try #require(found.interval)
      let row = rows[0]
      #expect(abs(try #require(found.difference) - golden["difference"][row]) < 1e-12)
      #expect(abs(interval.lowerBound - golden["low"][row]) < 1e-9)
      #expect(abs(interval.upperBound - golden["high"][row]) < 1e-9)
      #expect(abs(try #require(found.p) - golden["p"][row]) < 1e-9)
    }
  }

  @Test func `a difference is of pooled rates, not the mean of rates`() throws {
    // Ten of a hundred and none of one: eleven hundredths of all, not half of it.
    let found = PairedComparison(hits: [10, 1], baseline: [0, 0], incidents: [100, 1])
    #expect(found.difference == 11.0 / 101)
  }

  @Test func `the interval excludes nought just where p is below five hundredths`() throws {
    var random = SeededRandom(seed: 11)
    var significant = 0
    for _ in 0..<200 {
      let incidents = (0..<8).map { _ in Double(20 + random.below(40)) }
      let hits = incidents.map { _ in Double(random.below(12)) }
      let baseline = incidents.map { _ in Double(random.below(9)) }
      let found = PairedComparison(hits: hits, baseline: baseline, incidents: incidents)
      let (interval, p) = (try #require(found.interval), try #require(found.p))
      #expect(interval.contains(0) == (p >= 0.05))
      if p < 0.05 { significant += 1 }
    }
    #expect((10...190).contains(significant))
  }

  @Test func `when nothing differs one in twenty is called different`() throws {
    var random = SeededRandom(seed: 3)
    var called = 0
    for _ in 0..<2000 {
      let incidents = (0..<16).map { _ in Double(100 + random.below(50)) }
      let differences = incidents.map { $0 * 0.02 * random.normal() }
      let base = incidents.map { $0 * 0.3 }
      let found = PairedComparison(
        hits: zip(base, differences).map { $0 + $1 }, baseline: base, incidents: incidents)
      if try #require(found.p) < 0.05 { called += 1 }
    }
    // Four standard errors of 2,000 draws at one in twenty.
    #expect((61...139).contains(called), "\(called) of 2000")
  }

  @Test func `one origin has a difference and no interval, and no incident has neither`() {
    let one = PairedComparison(hits: [5], baseline: [4], incidents: [10])
    #expect(one.difference == 0.1 && one.interval == nil && one.p == nil)
    let none = PairedComparison(hits: [0, 0], baseline: [0, 0], incidents: [0, 0])
    #expect(none.difference == nil && none.interval == nil && none.p == nil)
    let same = PairedComparison(hits: [5, 2], baseline: [5, 2], incidents: [10, 10])
    #expect(same.difference == 0 && same.interval == 0...0 && same.p == 1)
  }
}
