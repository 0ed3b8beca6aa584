import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct LocalMoranTests {
  private let bands = Bands(threads: 2)

  @Test func `a row of four cells, by hand`() async throws {
    // 0, 2, 4, 10: mean 4, departures −4, −2, 0, 6, variance 14.
    let row = Neighbourhood(lists: [[1], [0, 2], [1, 3], [2]], rule: "queen")
    let moran = try await LocalMoran(of: [0, 2, 4, 10], among: row, bands: bands)
    for (ours, hand) in zip(moran.indices, [8.0 / 14, 4.0 / 14, 0, 0]) { #expect(abs(ours - hand) < 1e-15) }
    #expect(moran.quadrants == [.lowLow, .lowLow, .lowHigh, .highLow])
    // E = −16/(3·14), variance (4/14)²·2·(1 − 1/3)·(14 − 16/3).
    let score = (8.0 / 14 + 16.0 / 42) / ((16.0 / 196) * 2 * (2.0 / 3) * (14 - 16.0 / 3)).squareRoot()
    #expect(abs(moran.scores[0] - score) < 1e-14)
    // A cell at just the mean is like and unlike nobody.
    #expect(moran.scores[2].isNaN)
  }

  /// What is expected when the other values are dealt out anew, by dealing them out in every order.
  @Test func `the scores are those of dealing out the other values in every order`() async throws {
    let values = [1, 4, 0, 2, 9, 3.5]
    let ring = Neighbourhood(
      lists: [[1, 5], [0, 2], [1, 3], [2, 4], [3, 5], [4, 0]], rule: "queen")
    let moran = try await LocalMoran(of: values, among: ring, bands: bands)
    let mean = values.reduce(0, +) / 6
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6
    for cell in values.indices {
      let others = values.indices.filter { $0 != cell }.map { values[$0] }
      var dealt: [Double] = []
      for first in others.indices {
        for second in others.indices where second != first {
          dealt.append(
            (values[cell] - mean) / variance * ((others[first] + others[second]) / 2 - mean))
        }
      }
      let expected = dealt.reduce(0, +) / Double(dealt.count)
      let spread = dealt.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / Double(dealt.count)
      #expect(abs(moran.scores[cell] - (moran.indices[cell] - expected) / spread.squareRoot()) < 1e-12)
    }
  }

  @Test func `a peak among peaks is high-high, a peak in a plain high-low, a hole among peaks low-high`()
    async throws
  {
    let grid = try Grid(
      shape: .square(side: 100), plane: .britishNationalGrid, window: (0..<12, 0..<7), stretches: { _ in nil }
    )
    var values = [Double](repeating: 0, count: grid.count)
    for row in 1...3 {
      for column in 1...3 { values[row * 12 + column] = 9 }
    }
    values[2 * 12 + 2] = 0
    values[3 * 12 + 9] = 9
    let queen = try await Neighbourhood(.queen, on: grid)
    let moran = try await LocalMoran(of: values, among: queen, bands: bands)
    #expect(moran.quadrants[2 * 12 + 1] == .highHigh)
    #expect(moran.quadrants[2 * 12 + 2] == .lowHigh && moran.scores[2 * 12 + 2] < -2)
    #expect(moran.quadrants[3 * 12 + 9] == .highLow && moran.scores[3 * 12 + 9] < 0)
    #expect(moran.quadrants[6 * 12 + 6] == .lowLow && moran.scores[6 * 12 + 6] > 0)
  }

  @Test func `doubling the weights leaves indices, scores and quadrants as they are`() async throws {
    let grid = try RaggedGrid.drawn(.hexagon(size: 100), seed: 21)
    let queen = try await Neighbourhood(.queen, on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 22)
    let once = try await LocalMoran(of: values, among: queen, bands: bands)
    let twice = try await LocalMoran(of: values.map { $0 * 2 }, among: queen, bands: Bands(threads: 8))
    #expect(once.indices == twice.indices && once.quadrants == twice.quadrants)
    for (a, b) in zip(once.scores, twice.scores) { #expect(a == b || (a.isNaN && b.isNaN)) }
    let isAlone = queen.sizes.map { $0 == 0 }
    #expect(isAlone.contains(true))
    for cell in isAlone.indices where isAlone[cell] {
      #expect(once.indices[cell] == 0 && once.scores[cell].isNaN)
    }
  }

  @Test func `cells that all hold the same are too little to go by`() async throws {
    let row = Neighbourhood(lists: [[1], [0, 2], [1]], rule: "queen")
    await #expect(throws: HotspotError.self) {
      try await LocalMoran(of: [0, 0, 0], among: row, bands: bands)
    }
  }
}
