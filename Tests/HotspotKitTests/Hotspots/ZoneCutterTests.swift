import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct ZoneCutterTests {
  /// A grid of 6 × 5 cells of 100 m.
  private func grid() throws -> Grid {
    try Fixtures.essex().grid(
      .square(side: 100), around: Fixtures.incidents([(500_050, 200_050), (500_550, 200_450)]))
  }

  private func patches(
    _ heights: [Double], share: Double = 1, cap: Int = 100, most: Int = 100, minimum: Double = 0,
    incidents: [Double]? = nil
  ) throws -> [[Int]] {
    let rule = ZoneRule(areaShare: share, capCells: cap, most: most, minimumIncidents: minimum)
    return try ZoneCutter(grid: grid(), rule: rule)
      .patches(heights: heights, incidents: incidents ?? heights).map(\.cells)
  }

  /// Heights drawn as a map: north at the top.
  private func map(_ rows: [[Double]]) -> [Double] { rows.reversed().flatMap(\.self) }

  @Test func `cells that touch at a corner only are two zones`() throws {
    let heights = map([
      [0, 0, 0, 0, 0, 0], [0, 0, 3, 0, 0, 0], [0, 5, 0, 0, 0, 0], [0, 0, 0, 0, 2, 2], [0, 0, 0, 0, 0, 0],
    ])
    #expect(try patches(heights) == [[13], [10, 11], [20]])
  }

  @Test func `exactly the share of cells is taken, equal heights in the grid's order`() throws {
    let level = [Double](repeating: 1, count: 30)
    #expect(try patches(level, share: 0.2).flatMap(\.self).sorted() == Array(0..<6))
    // 1 % of 30 cells rounds to none: at least one is taken.
    #expect(try patches(level, share: 0.01) == [[0]])
  }

  @Test func `a cell of nought never belongs to a zone`() throws {
    let heights = map([
      [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 7, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
    ])
    #expect(try patches(heights, share: 1) == [[14]])
    #expect(try patches([Double](repeating: 0, count: 30)).isEmpty)
  }

  @Test func `a patch above the cap grows from its peak and the rest is seeded again`() throws {
    let heights = map([
      [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [1, 2, 9, 3, 8, 4], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
    ])
    // From 9 the higher neighbour is 3, then 8; what is left over are 4 and the pair of 2 and 1.
    #expect(try patches(heights, cap: 3) == [[14, 15, 16], [17], [13, 12]])
  }

  @Test func `a floor from another surface changes nothing, be it right or wrong`() throws {
    var random = SeededRandom(seed: 11)
    let cutter = ZoneCutter(
      grid: try grid(), rule: ZoneRule(areaShare: 0.3, capCells: 4, most: 5, minimumIncidents: 0))
    var floor = 0.0
    for round in 0..<200 {
      // Now much alike, now a tenth as high, now nearly all nought, and often level.
      let scale = [1.0, 1, 0.1, 5][round % 4]
      let heights = (0..<30).map { _ in
        random.below(round % 7 == 0 ? 9 : 2) == 0 ? Double(random.below(6)) * scale : 0
      }
      let plain = cutter.patches(heights: heights, incidents: heights)
      let among = cutter.patches(heights: heights, incidents: heights, floor: &floor)
      #expect(among.map(\.cells) == plain.map(\.cells))
      #expect(among.map(\.height) == plain.map(\.height))
      if round % 5 == 0 { floor *= Double(random.below(4)) }
    }
  }

  @Test func `zones below the minimum are dropped and no more than the most are kept`() throws {
    let heights = map([
      [9, 0, 8, 0, 7, 0], [0, 0, 0, 0, 0, 0], [6, 0, 5, 0, 4, 0], [0, 0, 0, 0, 0, 0], [3, 0, 2, 0, 1, 0],
    ])
    #expect(try patches(heights, minimum: 5) == [[24], [26], [28], [12], [14]])
    #expect(try patches(heights, most: 2) == [[24], [26]])
  }

  @Test func `rank follows incidents before height`() throws {
    let heights = map([
      [9, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
    ])
    var incidents = [Double](repeating: 0, count: 30)
    incidents[24] = 2
    incidents[29] = 3
    #expect(try patches(heights, incidents: incidents) == [[29], [24]])
  }

  @Test func `every chosen cell lies in exactly one zone and none exceeds the cap`() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<200 {
      let heights = (0..<30).map { _ in Double(random.below(4)) }
      let cap = 1 + random.below(6)
      let share = 0.1 + random.unit() * 0.9
      let zones = try patches(heights, share: share, cap: cap)
      let cells = zones.flatMap(\.self)
      #expect(Set(cells).count == cells.count)
      let positive = heights.count(where: { $0 > 0 })
      #expect(cells.count == min(max(1, Int((share * 30).rounded())), positive))
      #expect(zones.allSatisfy { $0.count <= cap })
      #expect(zones.allSatisfy { zone in zone.allSatisfy { heights[$0] <= heights[zone[0]] } })
    }
  }
}
