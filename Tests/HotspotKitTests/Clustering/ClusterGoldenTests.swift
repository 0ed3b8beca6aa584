import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The sample county's incidents by cell, against what R's spdep and PySAL's esda make of them.
@Suite struct ClusterGoldenTests {
  private let bands = Bands(threads: 2)

  /// The county's cells of a shape, and the golden's column of incidents in their order.
  private func county(_ shape: CellShape, _ golden: Golden) throws -> (grid: Grid, values: [Double]) {
    let area = try Fixtures.county()
    let grid = try area.grid(shape, around: Fixtures.incidents([]))
    #expect(grid.count == golden.count)
    for cell in 0..<grid.count {
      #expect(grid.cell(holding: PlanarPoint(x: golden["x"][cell], y: golden["y"][cell])) == cell)
    }
    return (grid, golden["incidents"])
  }

  /// Holds numbers to a golden's column to a relative 1e-9.
  private func expect(_ ours: [Double], equal theirs: [Double], _ what: String) {
    #expect(ours.count == theirs.count)
    for (a, b) in zip(ours, theirs) { #expect(abs(a - b) <= 1e-9 * abs(b), "\(what): \(a) and \(b)") }
  }

  private static let shapes: [(name: String, shape: CellShape, band: Double)] = [
    ("square", .square(side: 1500), 4000), ("hexagon", .hexagon(size: 1500), 3000),
  ]

  @Test(arguments: shapes, ["queen", "band"])
  func `Gi*, Gi and local Moran are spdep's to a relative 1e-9`(
    cells: (name: String, shape: CellShape, band: Double), rule: String
  ) async throws {
    let golden = try Golden("clustering/spdep-\(cells.name).csv")
    let (grid, values) = try county(cells.shape, golden)
    let neighbourhood = try await Neighbourhood(
      rule == "queen" ? .queen : .band(metres: cells.band), on: grid)
    #expect(neighbourhood.sizes.map(Double.init) == golden["neighbours_\(rule)"])
    expect(
      try await GetisOrd().scores(of: values, among: neighbourhood, bands: bands),
      equal: golden["gi_star_\(rule)"], "Gi*")
    expect(
      try await GetisOrd(countsItself: false).scores(of: values, among: neighbourhood, bands: bands),
      equal: golden["gi_\(rule)"], "Gi")
    let moran = try await LocalMoran(of: values, among: neighbourhood, bands: bands)
    expect(moran.indices, equal: golden["moran_\(rule)"], "local Moran")
    expect(moran.scores, equal: golden["moran_z_\(rule)"], "its score")
    expect(moran.scores.map(NormalTail.twoSided), equal: golden["moran_p_\(rule)"], "its p-value")
    let order: [LocalMoran.Quadrant] = [.highHigh, .lowLow, .highLow, .lowHigh]
    #expect(moran.quadrants == golden["quadrant_\(rule)"].map { order[Int($0)] })
  }

  @Test func `Gi*, Gi and local Moran are esda's, its I times n over n − 1`() async throws {
    let golden = try Golden("clustering/pysal.csv")
    let (grid, values) = try county(.hexagon(size: 1500), golden)
    let band = try await Neighbourhood(.band(metres: 3000), on: grid)
    expect(
      try await GetisOrd().scores(of: values, among: band, bands: bands), equal: golden["gi_star"], "Gi*")
    expect(
      try await GetisOrd(countsItself: false).scores(of: values, among: band, bands: bands),
      equal: golden["gi"], "Gi")
    let moran = try await LocalMoran(of: values, among: band, bands: bands)
    let n = Double(grid.count)
    expect(moran.indices.map { $0 * (n - 1) / n }, equal: golden["moran"], "local Moran")
    let order: [LocalMoran.Quadrant] = [.highHigh, .lowHigh, .lowLow, .highLow]
    #expect(moran.quadrants == golden["quadrant"].map { order[Int($0) - 1] })
  }

  @Test func `p-values by permutation are those of esda's draws within Monte Carlo error`() async throws {
    let golden = try Golden("clustering/pysal.csv")
    let (grid, values) = try county(.hexagon(size: 1500), golden)
    let band = try await Neighbourhood(.band(metres: 3000), on: grid)
    let p = try await ConditionalPermutation(permutations: 1999, seed: 11)
      .pValues(of: values, among: band, bands: bands)
    let (above, below) = (golden["above"], golden["below"])
    for cell in p.indices {
      let tail = min(above[cell], below[cell])
      let theirs = min(1, 2 * (tail + 1) / 10_000)
      // Twice the tail, five standard deviations of the difference of a share of 1999 and one of 9999 draws.
      let share = max(tail, 10) / 9999
      #expect(abs(p[cell] - theirs) <= 10 * (share * (1 - share) * (1 / 1999 + 1 / 9999)).squareRoot())
      // Where the upper tail is the smaller, esda's own p-value is half of that.
      if above[cell] < below[cell] { #expect(abs(golden["p_sim"][cell] - (tail + 1) / 10_000) < 1e-7) }
    }
  }

  @Test func `an empty cell among empty cells is no cold spot by permutation, as it is with esda`()
    async throws
  {
    let golden = try Golden("clustering/pysal.csv")
    let (grid, values) = try county(.hexagon(size: 1500), golden)
    let band = try await Neighbourhood(.band(metres: 3000), on: grid)
    let sums = await band.sums(of: values, withItself: true, bands: bands)
    let empty = sums.indices.filter { sums[$0] == 0 }
    #expect(empty.count > 10)
    // One tail without its ties: the least p-value there is, in every empty corner of the county.
    #expect(empty.allSatisfy { golden["p_sim"][$0] < 1.01e-4 })
    let p = try await ConditionalPermutation(permutations: 999, seed: 11)
      .pValues(of: values, among: band, bands: bands)
    #expect(empty.allSatisfy { p[$0] > 0.05 })
  }
}
