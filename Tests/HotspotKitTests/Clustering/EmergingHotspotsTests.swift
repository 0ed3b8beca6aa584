import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct EmergingHotspotsTests {
  private let bands = Bands(threads: 2)

  private func grid() throws -> Grid {
    try Grid(
      shape: .square(side: 100), plane: .britishNationalGrid, window: (0..<20, 0..<20),
      stretches: { _ in nil })
  }

  /// Twelve slices of a low level under a seed, with blocks of nine cells that are busy when `isBusy` says so.
  private func slices(_ blocks: [(column: Int, row: Int, isBusy: (Int) -> Double)]) -> [[Double]] {
    var random = SeededRandom(seed: 41)
    return (0..<12).map { slice in
      var values = (0..<400).map { _ in Double(random.below(3)) }
      for block in blocks {
        for row in -1...1 {
          for column in -1...1 {
            values[(block.row + row) * 20 + block.column + column] += block.isBusy(slice)
          }
        }
      }
      return values
    }
  }

  @Test func `planted hotspots that are steady, new, gone and growing are called so`() async throws {
    let values = slices([
      (3, 3, { _ in 9 }), (3, 15, { $0 == 11 ? 9 : 0 }), (15, 3, { $0 < 6 ? 9 : 0 }),
      (15, 15, { 4 + 2 * Double($0) }),
    ])
    let queen = try await Neighbourhood(.queen, on: try grid())
    let found = try await EmergingHotspots(of: values, among: queen, alpha: 0.01, bands: bands)
    let middles = [3 * 20 + 3, 15 * 20 + 3, 3 * 20 + 15, 15 * 20 + 15]
    #expect(middles.map { found.classes[$0] } == [.diminishingHot, .newHot, .sporadicHot, .intensifyingHot])
    #expect(
      middles.map { found.simpleClasses[$0] } == [.persistentHot, .emergingHot, .formerHot, .persistentHot])
    #expect(middles.map { found.hotSlices[$0] } == [12, 1, 6, 12])
    #expect(found.classes[10 * 20 + 10] == .none && found.levelSlices.isEmpty)
  }

  @Test func `a slice in which every cell holds the same has no hot cell`() async throws {
    var values = slices([(3, 3, { _ in 9 })])
    values[4] = [Double](repeating: 0, count: 400)
    let queen = try await Neighbourhood(.queen, on: try grid())
    let found = try await EmergingHotspots(of: values, among: queen, alpha: 0.01, bands: bands)
    #expect(found.levelSlices == [4])
    #expect(found.scores[4].allSatisfy { $0 == 0 } && found.pValues[4].allSatisfy { $0 == 1 })
    #expect(found.hotSlices[3 * 20 + 3] == 11)
  }

  @Test(arguments: [1, 8])
  func `any number of threads gives the same course, by permutation too`(threads: Int) async throws {
    let values = slices([(3, 3, { _ in 9 })])
    let band = try await Neighbourhood(.band(metres: 150), on: try grid())
    let test = try ConditionalPermutation(permutations: 99, seed: 4)
    let two = try await EmergingHotspots(
      of: values, among: band, alpha: 0.05, permutation: test, bands: bands)
    let many = try await EmergingHotspots(
      of: values, among: band, alpha: 0.05, permutation: test, bands: Bands(threads: threads))
    #expect(two.pValues == many.pValues && two.classes == many.classes && two.trends == many.trends)
    // Each slice draws anew: no two have the same p-values.
    #expect(Set(two.pValues).count == 12)
  }
}
