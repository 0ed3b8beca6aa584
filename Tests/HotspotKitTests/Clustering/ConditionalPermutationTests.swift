@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ConditionalPermutationTests {
  @Test func `p-values are those of dealing out the other values in every order, within Monte Carlo error`()
    async throws
  {
    // Ties are many on purpose.
    let values = [0.0, 1, 0, 5, 3, 0, 1, 4]
    let ring = Neighbourhood(
      lists: (0..<8).map { [($0 + 1) % 8, ($0 + 7) % 8] }, rule: "queen")
    let permutations = 19_999
    let p = try await ConditionalPermutation(permutations: permutations, seed: 5)
      .pValues(of: values, among: ring, bands: Bands(threads: 2))
    for cell in values.indices {
      let others = values.indices.filter { $0 != cell }.map { values[$0] }
      let observed = values[(cell + 1) % 8] + values[(cell + 7) % 8]
      var (above, below, all) = (0, 0, 0)
      for first in others.indices {
        for second in others.indices where second != first {
          all += 1
          if others[first] + others[second] >= observed { above += 1 }
          if others[first] + others[second] <= observed { below += 1 }
        }
      }
      let tail = Double(min(above, below)) / Double(all)
      // Five standard deviations of a share of so many draws, on both tails.
      let error = 10 * (tail * (1 - tail) / Double(permutations)).squareRoot() + 2 / Double(permutations)
      #expect(abs(p[cell] - min(1, 2 * tail)) < error)
    }
  }

  @Test func `the smallest p-value is two in one more than the permutations`() async throws {
    let test = try ConditionalPermutation(permutations: 199, seed: 1)
    #expect(test.smallest == 0.01)
    var values = [Double](repeating: 0, count: 400)
    for cell in 10..<20 { values[cell] = Double(cell) }
    let lists = (0..<400).map { cell in (max(0, cell - 3)...min(399, cell + 3)).map { $0 } }
    let p = await test.pValues(
      of: values, among: Neighbourhood(lists: lists, rule: "queen"), bands: Bands(threads: 1))
    #expect(p[15] == 0.01)
    // As many draws as not are nought like what is observed here: no evidence either way.
    #expect(p[300] == 1)
  }

  @Test(arguments: [2, 8])
  func `any number of threads gives the same p-values as one`(threads: Int) async throws {
    let grid = try RaggedGrid.drawn(.square(side: 100), seed: 31)
    let band = try await Neighbourhood(.band(metres: 200), on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 32)
    let test = try ConditionalPermutation(permutations: 99, seed: 7)
    let one = await test.pValues(of: values, among: band, bands: Bands(threads: 1))
    let many = await test.pValues(of: values, among: band, bands: Bands(threads: threads))
    #expect(one == many)
    let otherSeed = try await ConditionalPermutation(permutations: 99, seed: 8)
      .pValues(of: values, among: band, bands: Bands(threads: 1))
    #expect(one != otherSeed)
  }

  @Test func `a neighbourhood of more than half of all cells is drawn by what it leaves over`() async throws {
    let values = (0..<9).map { Double($0 * $0) }
    // All but one other cell: nine cells' answers can be counted out by hand.
    let lists = (0..<9).map { cell in (0..<9).filter { $0 != cell && $0 != (cell + 1) % 9 } }
    let p = try await ConditionalPermutation(permutations: 9999, seed: 3)
      .pValues(of: values, among: Neighbourhood(lists: lists, rule: "queen"), bands: Bands(threads: 2))
    for cell in 0..<9 {
      let others = (0..<9).filter { $0 != cell }.map { values[$0] }
      let leftOver = values[(cell + 1) % 9]
      let tail = min(others.count { $0 >= leftOver }, others.count { $0 <= leftOver })
      #expect(abs(p[cell] - min(1, 2 * Double(tail) / 8)) < 0.06)
    }
  }

  @Test func `weights in another order are still a tie`() async throws {
    // 0.1 + 0.2 + 0.3 differs from 0.3 + 0.2 + 0.1 in its last digit; every draw of all others is the same set.
    let values = [0.1, 0.2, 0.3, 7, 7.5]
    let lists = [[1, 2, 3, 4], [0, 2, 3, 4], [0, 1, 3, 4], [0, 1, 2, 4], [0, 1, 2, 3]]
    let p = try await ConditionalPermutation(permutations: 99, seed: 3)
      .pValues(of: values, among: Neighbourhood(lists: lists, rule: "queen"), bands: Bands(threads: 1))
    #expect(p == [1, 1, 1, 1, 1])
  }

  @Test(arguments: [0, -1, 1_000_001])
  func `a number of permutations that cannot serve is refused`(permutations: Int) {
    #expect(throws: HotspotError.self) { try ConditionalPermutation(permutations: permutations, seed: 1) }
  }
}
