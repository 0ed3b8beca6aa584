import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What of kernels lies on which area's ground, by integrals along the areas' edges.
@Suite struct AreaSharesTests {
  private static let quartic = KernelTail(kernel: .quartic, bandwidth: 400)
  private static let near = NearRepeatTail(unit: 50, reach: 400)
  private let one = Bands(threads: 1)

  /// The shares of each place on its own, area by area.
  private func shares(
    _ tail: some RadialTail, at points: PlanarPoints, on polygons: [[Polygon<PlanarPoint>]],
    bands: Bands = Bands(threads: 1)
  ) async throws -> [[Double]] {
    let found = await AreaShares(of: tail, at: points, on: try OwnGround(polygons), bands: bands)
    return (0..<points.count).map { place in found.sums(of: (0..<points.count).map { $0 == place ? 1 : 0 }) }
  }

  @Test(arguments: ["quartic", "near"])
  func `integrals along edges equal those over circles, on edges, corners and overlaps too`(kind: String)
    async throws
  {
    let golden = try Golden("forecast/area-shares.csv")
    let points = AreaFixtures.points(try AreaFixtures.rows())
    let polygons = try AreaFixtures.polygons()
    let found =
      kind == "near"
      ? try await shares(Self.near, at: points, on: polygons)
      : try await shares(Self.quartic, at: points, on: polygons)
    for (row, shares) in found.enumerated() {
      // On a corner the place is taken a micrometre aside, which moves a share by that over some 100 m.
      let bound = row == 2 || row == 3 ? 2e-8 : 1e-10
      for area in shares.indices {
        let expected = golden["\(kind)_\(area)"][row]
        #expect(abs(shares[area] - expected) < bound, "row \(row), area \(area)")
      }
    }
  }

  @Test func `areas that cover all ground within reach hold all of a kernel`() async throws {
    let squares = AreaFixtures.squares(side: 250)
    // The squares go from 570,000 to 572,500 and 200,000 to 202,000; many places stand on edges and corners.
    var places = Fixtures.scattered(200, x: 570_500...572_000, y: 200_500...201_500, seed: 5)
    for x in 0..<5 {
      let east = 570_500 + Double(x) * 250
      places.append((east, 200_777.7))
      for y in 0..<3 { places.append((east, 200_500 + Double(y) * 250)) }
    }
    let points = PlanarPoints(xs: places.map(\.x), ys: places.map(\.y))
    for found in [
      try await shares(Self.quartic, at: points, on: squares),
      try await shares(Self.near, at: points, on: squares),
    ] {
      for (place, shares) in found.enumerated() {
        #expect(abs(shares.reduce(0, +) - 1) < 1e-11, "place \(place)")
        #expect(shares.allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test func `an area over all others that comes last has nothing, and one that comes first has all`()
    async throws
  {
    let squares = AreaFixtures.squares(side: 250)
    let over = [
      Polygon(exterior: LayerFixtures.ring(0, 0, side: 2000))
    ]
    let places = Fixtures.scattered(40, x: 570_500...571_500, y: 200_500...201_500, seed: 6)
    let points = PlanarPoints(xs: places.map(\.x), ys: places.map(\.y))
    let last = try await shares(Self.quartic, at: points, on: squares + [over])
    let first = try await shares(Self.quartic, at: points, on: [over] + squares)
    for place in 0..<points.count {
      #expect(abs(last[place][80]) < 1e-11 && abs(first[place][0] - 1) < 1e-11)
      for shares in [last[place], first[place]] { #expect(abs(shares.reduce(0, +) - 1) < 1e-11) }
    }
  }

  @Test func `moving areas and places together changes nothing, nor do more threads`() async throws {
    let rows = try AreaFixtures.rows()
    let here = try await shares(Self.quartic, at: AreaFixtures.points(rows), on: try AreaFixtures.polygons())
    let moved = rows.map { (x: $0.x + 4096, y: $0.y - 8192, day: $0.day) }
    let there = try await shares(
      Self.quartic, at: AreaFixtures.points(moved),
      on: try AreaFixtures.polygons(east: 4096, north: -8192))
    for row in here.indices {
      // The tenth of a metre of a place is rounded anew, at a corner the place is taken aside.
      let bound = row == 2 || row == 3 ? 2e-8 : 1e-10
      for (a, b) in zip(here[row], there[row]) { #expect(abs(a - b) < bound) }
    }
    let eight = try await shares(
      Self.quartic, at: AreaFixtures.points(rows), on: try AreaFixtures.polygons(),
      bands: Bands(threads: 8))
    #expect(here == eight)
  }

  @Test func `an area cut in two holds in both what it held whole`() async throws {
    let whole = [[Polygon(exterior: LayerFixtures.ring(0, 0, side: 800))]]
    func part(from west: Double, to east: Double) -> [Polygon<PlanarPoint>] {
      let (south, north) = (200_000.0, 200_800.0)
      let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
      return [Polygon(exterior: corners.map { PlanarPoint(x: $0.0, y: $0.1) })]
    }
    let halves = [part(from: 570_000, to: 570_300), part(from: 570_300, to: 570_800)]
    let places = Fixtures.scattered(200, x: 569_700...571_100, y: 199_700...201_100, seed: 7)
    let points = PlanarPoints(xs: places.map(\.x), ys: places.map(\.y))
    let (one, two) = (
      try await shares(Self.near, at: points, on: whole),
      try await shares(Self.near, at: points, on: halves)
    )
    for place in 0..<points.count {
      #expect(abs(one[place][0] - two[place][0] - two[place][1]) < 1e-11)
    }
  }

  @Test func `on squares it is the density summed over fine cells`() async throws {
    let places = Fixtures.scattered(50, x: 570_100...572_400, y: 200_100...201_900, seed: 8)
    let incidents = Fixtures.incidents(places)
    let found = await AreaShares(
      of: Self.quartic, at: incidents.points, on: try OwnGround(AreaFixtures.squares(side: 250)), bands: one)
    let sums = found.sums(of: places.map { _ in 1 })
    let fine = try Grid(
      shape: .square(side: 5), plane: .britishNationalGrid, window: (114_000..<114_500, 40_000..<40_400),
      stretches: { _ in nil })
    let surface = try await KernelDensity(bandwidth: 400).surface(of: incidents, on: fine, bands: one)
    var expected = [Double](repeating: 0, count: sums.count)
    for cell in 0..<fine.count {
      let (column, row) = fine.place(of: cell)
      expected[(row - 40_000) / 50 * 10 + (column - 114_000) / 50] += surface.values[cell] * 25e-6
    }
    // Middles for sums: off by side²/24 times the integral of the kernel's Laplacian, of which the part of one sign is
    // 6/bandwidth². So (side/bandwidth)²/4 = 3.9e-5 of an incident each, and a little for higher terms.
    let bound = 5e-5 * 50
    for square in sums.indices { #expect(abs(sums[square] - expected[square]) < bound) }
    #expect(abs(sums.reduce(0, +) - expected.reduce(0, +)) < bound)
  }
}
