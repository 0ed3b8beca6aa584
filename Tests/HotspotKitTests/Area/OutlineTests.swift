import Geospatial
@testable import HotspotKit
import Testing

@Suite struct OutlineTests {
  private func ring(_ places: [(Double, Double)]) -> [PlanarPoint] {
    (places + [places[0]]).map { PlanarPoint(x: $0.0, y: $0.1) }
  }

  @Test func `a row through a square with a hole has two stretches`() throws {
    let outline = try Outline([
      Polygon(
        exterior: ring([(0, 0), (10, 0), (10, 10), (0, 10)]), holes: [ring([(4, 4), (4, 6), (6, 6), (6, 4)])])
    ])
    #expect(outline.spans(at: [-1, 2, 5, 11]) == [[], [0...10], [0...4, 6...10], []])
  }

  @Test func `a row through a vertex counts it once`() throws {
    let diamond = try Outline([Polygon(exterior: ring([(0, -5), (5, 0), (0, 5), (-5, 0)]))])
    #expect(diamond.spans(at: [0]) == [[-5...5]])
    let valley = try Outline([Polygon(exterior: ring([(0, 0), (10, 0), (10, 10), (5, 5), (0, 10)]))])
    // The row touches the valley's floor: two stretches that share a point.
    #expect(valley.spans(at: [5]) == [[0...5, 5...10]])
    #expect(valley.spans(at: [7.5]) == [[0...2.5, 7.5...10]])
  }

  @Test func `no polygon is no outline`() {
    #expect(throws: HotspotError.self) { try Outline([]) }
  }

  @Test func `the extent is the least rectangle and widens on every side`() throws {
    let extent = try #require(
      PlanarExtent(of: [PlanarPoint(x: 3, y: -1), PlanarPoint(x: -2, y: 8), PlanarPoint(x: 0, y: 0)]))
    #expect([extent.west, extent.south, extent.east, extent.north] == [-2, -1, 3, 8])
    let wider = extent.widened(by: 1)
    #expect([wider.west, wider.south, wider.east, wider.north] == [-3, -2, 4, 9])
    #expect(PlanarExtent(of: [PlanarPoint]()) == nil)
  }
}
