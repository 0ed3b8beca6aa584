@testable import HotspotKit
import TestSupport
import Testing

@Suite struct EmpiricalBayesTests {
  @Test func `four areas by hand`() throws {
    // 10, 20, 30, 40 people with 5, 2, 9, 4 incidents: mean 0.2; spread (0.9 + 0.2 + 0.3 + 0.4) / 100 = 0.018;
    // less 0.2 / 25 = 0.008 leaves a variance of 0.01. The first: 0.2 + 0.3 · 0.01 / (0.01 + 0.02) = 0.3.
    let rates = EmpiricalBayes.global.rates(
      incidents: [5, 2, 9, 4], people: [10, 20, 30, 40], touching: nil)
    for (ours, byHand) in zip(rates, [0.3, 0.15, 0.26, 0.2 - 0.1 * 0.01 / 0.015]) {
      #expect(abs(try #require(ours) - byHand) < 1e-15)
    }
  }

  @Test func `where rates vary no more than chance lets them, all are drawn to the mean`() {
    let rates = EmpiricalBayes.global.rates(incidents: [1, 2, 1], people: [10, 20, 10], touching: nil)
    #expect(rates == [0.1, 0.1, 0.1])
  }

  @Test func `an area without people has no rate and draws no other`() {
    let with = EmpiricalBayes.global.rates(
      incidents: [5, 7, 2, 9, 4], people: [10, 0, 20, 30, 40], touching: nil)
    let without = EmpiricalBayes.global.rates(
      incidents: [5, 2, 9, 4], people: [10, 20, 30, 40], touching: nil)
    #expect(with[1] == nil)
    #expect([with[0], with[2], with[3], with[4]] == without)
    let unknown = EmpiricalBayes.global.rates(incidents: [5, 7], people: [nil, nil], touching: nil)
    #expect(unknown == [nil, nil])
  }

  @Test func `an area that touches none keeps its rate, and one among quiet areas is nought`() {
    let touching = Adjacency(count: 3, pairs: [(1, 2)])
    let rates = EmpiricalBayes.local.rates(incidents: [3, 0, 0], people: [10, 10, 20], touching: touching)
    #expect(rates == [0.3, 0, 0])
  }

  @Test func `global and local rates equal esda's and spdep's to 1e-12`() throws {
    let areas = try Golden("layers/areas.csv")
    let spdep = try Golden("layers/spdep.csv")
    let pairs = try Golden("layers/pairs.csv")
    let touching = Adjacency(
      count: areas.count, pairs: zip(pairs["area"], pairs["touches"]).map { (Int($0), Int($1)) })
    let people: [Double?] = areas["people"].map { $0 > 0 ? $0 : nil }
    for (smoothing, name) in [(EmpiricalBayes.global, "global"), (.local, "local")] {
      let rates = smoothing.rates(incidents: areas["incidents"], people: people, touching: touching)
      for (ours, esda) in zip(rates, areas[name]) {
        if esda < 0 {
          #expect(ours == nil)
        } else {
          #expect(abs(try #require(ours) - esda) <= 1e-12 * esda)
        }
      }
      for (area, theirs) in zip(spdep["area"], spdep[name]) {
        #expect(abs(try #require(rates[Int(area)]) - theirs) <= 1e-12 * theirs)
      }
    }
  }

  @Test(arguments: EmpiricalBayes.allCases)
  func `a smoothed rate lies between the raw one and the mean it is drawn to`(smoothing: EmpiricalBayes)
    throws
  {
    var random = SeededRandom(seed: 61)
    let people = (0..<60).map { _ in Double(50 + random.below(3000)) }
    let incidents = people.map { Double(random.below(Int($0) / 10 + 1)) }
    let touching = Adjacency(count: 60, pairs: (0..<59).map { ($0, $0 + 1) })
    let rates = smoothing.rates(incidents: incidents, people: people, touching: touching)
    for area in 0..<60 {
      let around = smoothing == .global ? Array(0..<60) : Array(max(0, area - 1)...min(59, area + 1))
      let mean = around.reduce(0) { $0 + incidents[$1] } / around.reduce(0) { $0 + people[$1] }
      let raw = incidents[area] / people[area]
      let rate = try #require(rates[area])
      #expect(rate >= min(raw, mean) * (1 - 1e-12) && rate <= max(raw, mean) * (1 + 1e-12))
    }
  }

  @Test func `of two areas with one raw rate the smaller is drawn further`() throws {
    let rates = EmpiricalBayes.global.rates(
      incidents: [4, 400, 10, 900, 5], people: [20, 2000, 1000, 3000, 900], touching: nil)
    let (small, large) = (try #require(rates[0]), try #require(rates[1]))
    #expect(small < large && large < 0.2)
  }

  @Test func `a smoothing that there is not is refused by what there is`() {
    #expect {
      try EmpiricalBayes("spatial")
    } throws: { "\($0)".contains("global or local") }
  }
}
