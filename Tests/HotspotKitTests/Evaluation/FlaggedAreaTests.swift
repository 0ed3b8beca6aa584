import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct FlaggedAreaTests {
  /// A row of cells of 100 m.
  private func row(of count: Int) throws -> ForecastCells {
    ForecastCells(
      try Grid(
        shape: .square(side: 100), plane: .britishNationalGrid, window: (0..<count, 0..<1),
        stretches: { _ in nil }))
  }

  /// What a cut holds of the cells' own numbers.
  private func held(_ forecast: [Double], _ observed: [Double], size: Double, in cells: ForecastCells)
    -> Double
  {
    let ranked = RankedCells(forecast, of: cells)
    return ranked.held(
      of: observed.enumerated().map { (cell: $0.offset, value: $0.element) }, by: ranked.cut(at: size))
  }

  @Test func `a share is a whole number of cells, at least one`() throws {
    let cells = try row(of: 250)
    #expect(FlaggedArea.share(0.01).size(of: cells) == 3)
    #expect(FlaggedArea.share(0.0001).size(of: cells) == 1)
    #expect(FlaggedArea.share(1).size(of: cells) == 250)
    // 0.05 km² are five cells of a hectare.
    #expect(FlaggedArea.squareKilometres(0.05).size(of: cells) == 5)
    #expect(FlaggedArea.squareKilometres(1e9).size(of: cells) == 250)
  }

  @Test func `keeping all ties would flatter`() throws {
    // One cell of two incidents, a hundred of one, and the test falls into cells of one: with room for two cells a
    // hundredth of them is found, not all.
    let cells = try row(of: 200)
    let forecast = [2.0] + [Double](repeating: 1, count: 100) + [Double](repeating: 0, count: 99)
    let observed = [0.0] + [Double](repeating: 1, count: 100) + [Double](repeating: 0, count: 99)
    #expect(held(forecast, observed, size: 2, in: cells) == 1)
    let cut = RankedCells(forecast, of: cells).cut(at: 2)
    #expect(cut.cells == 2 && cut.score == 1 && cut.share == 0.01 && cut.value == 3)
    // A rule that keeps every tie says a PAI of 100 × 200 / 101; the truth is 1 / 100 × 200 / 2.
    let hits = held(forecast, observed, size: 2, in: cells)
    #expect(hits / 100 / (2.0 / 200) == 1)
  }

  @Test func `evenly shared ties are the mean of random draws`() throws {
    var random = SeededRandom(seed: 8)
    let cells = try row(of: 60)
    let forecast = (0..<60).map { _ in Double(random.below(4)) }
    let observed = (0..<60).map { _ in Double(random.below(3)) }
    for size in [1, 7, 20, 45] {
      var sum = 0.0
      let draws = 4000
      for _ in 0..<draws {
        let keys = forecast.map { ($0, random.unit()) }
        let order = keys.indices.sorted { keys[$0] > keys[$1] }
        sum += order.prefix(size).reduce(0.0) { $0 + observed[$1] }
      }
      let exact = held(forecast, observed, size: Double(size), in: cells)
      // The spread of one draw is below 3 hits: four standard errors.
      #expect(abs(sum / Double(draws) - exact) < 4 * 3 / Double(draws).squareRoot(), "size \(size)")
    }
  }

  @Test func `all cells hold all, and every cut holds its exact size`() throws {
    var random = SeededRandom(seed: 5)
    let cells = try row(of: 97)
    let forecast = (0..<97).map { _ in Double(random.below(6)) }
    let ones = [Double](repeating: 1, count: 97)
    for size in 1...97 {
      #expect(abs(held(forecast, ones, size: Double(size), in: cells) - Double(size)) < 1e-12)
    }
    #expect(held(forecast, forecast, size: 97, in: cells) == forecast.reduce(0, +))
  }

  @Test func `unequal areas are taken by rank per size, the last in proportion`() throws {
    let layer = try LayerFixtures.areas(
      [(0.0, 100.0, "a"), (200, 200, "b"), (500, 100, "c")].map { west, side, name in
        ([LayerFixtures.square(west, 0, side: side)], ["code": .string(name)])
      }, property: "code")
    let cells = ForecastCells(try PolygonCells(layer, in: try Fixtures.essex()))
    let sizes = try #require(cells.sizes)
    #expect(sizes.map { ($0 / 1000).rounded() } == [10, 40, 10])
    // Six in 10,000 m² come before ten in 40,000 m², those before one in 10,000 m².
    let ranked = RankedCells([6, 10, 1], of: cells)
    let cut = ranked.cut(at: sizes[0] + sizes[1] / 4)
    #expect(abs(cut.share - 0.25) < 1e-12 && abs(cut.cells - 1.25) < 1e-12 && abs(cut.value - 8.5) < 1e-9)
    let hits = ranked.held(of: [(cell: 0, value: 3), (cell: 1, value: 4), (cell: 2, value: 5)], by: cut)
    #expect(abs(hits - 4) < 1e-12)
    let all = ranked.cut(at: FlaggedArea.share(1).size(of: cells))
    #expect(abs(ranked.held(of: [(cell: 2, value: 5)], by: all) - 5) < 1e-9)
  }
}
