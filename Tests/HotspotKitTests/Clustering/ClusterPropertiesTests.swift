import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What holds for clusters among cells of any kind: squares, hexagons and areas as a file draws them.
@Suite struct ClusterPropertiesTests {
  private let bands = Bands(threads: 2)

  typealias Kind = CountedCells.Kind

  private func scores(_ cells: CountedCells) async throws -> (gi: [Double], moran: LocalMoran) {
    (
      try await GetisOrd().scores(of: cells.values, among: cells.near, bands: bands),
      try await LocalMoran(of: cells.values, among: cells.near, bands: bands)
    )
  }

  private func expect(_ ours: [Double], equal others: [Double], within slack: Double) {
    #expect(ours.count == others.count && Set(ours).count > 10)
    for (a, b) in zip(ours, others) {
      #expect(a.isNaN && b.isNaN || abs(a - b) <= slack * max(1, abs(b)), "\(a) and \(b)")
    }
  }

  @Test(arguments: Kind.allCases, ["queen", "band:220", "knn:6"])
  func `moving incidents and cells together changes neither Gi* nor local Moran`(kind: Kind, rule: String)
    async throws
  {
    let rule = try NeighbourRule(rule)
    let here = try await CountedCells.counted(kind, rule)
    let there = try await CountedCells.counted(kind, rule, moved: (64, -32))
    #expect(here.values == there.values && here.near.sizes == there.near.sizes)
    #expect(here.values.reduce(0, +) > 450)
    let (one, other) = (try await scores(here), try await scores(there))
    expect(one.gi, equal: other.gi, within: 0)
    expect(one.moran.indices, equal: other.moran.indices, within: 0)
    expect(one.moran.scores, equal: other.moran.scores, within: 0)
    #expect(one.moran.quadrants == other.moran.quadrants)
    // Cells of a grid are others by then, with other ids; areas are those that were moved.
    #expect(here.ids.count == there.ids.count && (kind == .areas) == (here.ids == there.ids))
  }

  @Test(arguments: Kind.allCases, ["queen", "band:220", "knn:6"])
  func `twice the weights are twice the counts and the same scores`(kind: Kind, rule: String) async throws {
    let rule = try NeighbourRule(rule)
    let once = try await CountedCells.counted(kind, rule, times: 1)
    let twice = try await CountedCells.counted(kind, rule, times: 2)
    let counts = try await CountedCells.counted(kind, rule)
    #expect(twice.values == once.values.map { $0 * 2 } && once.values != counts.values)
    let (one, other) = (try await scores(once), try await scores(twice))
    expect(one.gi, equal: other.gi, within: 1e-14)
    expect(one.moran.indices, equal: other.moran.indices, within: 1e-14)
    expect(one.moran.scores, equal: other.moran.scores, within: 1e-14)
    #expect(one.moran.quadrants == other.moran.quadrants)
  }

  @Test(arguments: ["queen", "band:220", "knn:6"])
  func `areas drawn in another order have their indices, scores and quadrants`(rule: String) async throws {
    let rule = try NeighbourRule(rule)
    var random = SeededRandom(seed: 42)
    let here = try await CountedCells.counted(.areas, rule)
    let mixed = try await CountedCells.counted(.areas, rule, order: Array(0..<30).shuffled(using: &random))
    #expect(here.ids != mixed.ids)
    let places = try mixed.ids.map { id in try #require(here.ids.firstIndex(of: id)) }
    let (one, other) = (try await scores(here), try await scores(mixed))
    #expect(mixed.values == places.map { here.values[$0] })
    expect(other.gi, equal: places.map { one.gi[$0] }, within: 1e-12)
    expect(other.moran.indices, equal: places.map { one.moran.indices[$0] }, within: 1e-12)
    expect(other.moran.scores, equal: places.map { one.moran.scores[$0] }, within: 1e-12)
    #expect(other.moran.quadrants == places.map { one.moran.quadrants[$0] })
  }

  @Test(arguments: [CellShape.square(side: 100), .hexagon(size: 120)], ["queen", "band:260"])
  func `cells of a grid under other numbers have their indices, scores and quadrants`(
    shape: CellShape, rule: String
  ) async throws {
    let grid = try RaggedGrid.drawn(shape, seed: 43)
    let values = RaggedGrid.counts(grid.count, seed: 44)
    let reach = shape == .square(side: 100) ? 100 * 2.0.squareRoot() : 120
    let lists = RaggedGrid.pairs(within: rule == "queen" ? reach : 260, on: grid)
    let here = CountedCells(
      ids: [], values: values, near: try await Neighbourhood(try NeighbourRule(rule), on: grid, bands: bands))
    var random = SeededRandom(seed: 45)
    let old = Array(0..<grid.count).shuffled(using: &random)
    var new = old
    for (number, cell) in old.enumerated() { new[cell] = number }
    let there = CountedCells(
      ids: [], values: old.map { values[$0] },
      near: Neighbourhood(lists: old.map { lists[$0].map { new[$0] } }, rule: rule))
    let (one, other) = (try await scores(here), try await scores(there))
    expect(other.gi, equal: old.map { one.gi[$0] }, within: 1e-12)
    expect(other.moran.indices, equal: old.map { one.moran.indices[$0] }, within: 1e-12)
    expect(other.moran.scores, equal: old.map { one.moran.scores[$0] }, within: 1e-11)
    #expect(other.moran.quadrants == old.map { one.moran.quadrants[$0] })
  }

  /// Gi* word for word: who is not among the values counts for nothing, not for nought.
  private func closedForm(_ values: [Double], _ lists: [[Int]]) -> [Double] {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    return values.indices.map { cell in
      let w = Double(lists[cell].count + 1)
      let sum = lists[cell].reduce(values[cell]) { $0 + values[$1] }
      return (sum - mean * w) / (deviation * ((n * w - w * w) / (n - 1)).squareRoot())
    }
  }

  @Test(arguments: [CellShape.square(side: 100), .hexagon(size: 120)])
  func `of a grid only cells with their middles in the area are cells, to the mean and to neighbours alike`(
    shape: CellShape
  ) async throws {
    let corners = [(570_000.0, 200_000.0), (572_003, 200_101), (570_777, 201_907)]
    func isInside(_ x: Double, _ y: Double) -> Bool {
      (0..<3).allSatisfy { side in
        let ((ax, ay), (bx, by)) = (corners[side], corners[(side + 1) % 3])
        return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
      }
    }
    let unbounded = try Fixtures.essex()
    let ring = (corners + [corners[0]]).map { PlanarPoint(x: $0.0, y: $0.1) }
    let degrees = unbounded.projector.unproject(PlanarPoints(ring))
    let area = try StudyArea(
      boundaries: [Polygon(exterior: (0..<4).map { degrees[$0] })], named: "triangle",
      plane: .britishNationalGrid)
    let incidents = Fixtures.incidents(
      Fixtures.scattered(900, x: 570_000...572_000, y: 200_000...201_900, seed: 46).filter {
        isInside($0.x, $0.y)
      })
    let grid = try area.grid(shape, around: incidents)
    let values = CellCounts(of: incidents, on: grid).counts.values
    // The same cells without the help of the area.
    let rectangle = try unbounded.grid(
      shape, around: Fixtures.incidents([(569_800, 199_800), (572_200, 202_100)]))
    let middles = (0..<rectangle.count).map { rectangle.centre(of: $0) }
    let inside = middles.indices.filter { isInside(middles[$0].x, middles[$0].y) }
    #expect(inside.map { rectangle.id(of: $0) } == (0..<grid.count).map { grid.id(of: $0) })
    #expect(inside.count > 100 && inside.count < rectangle.count * 2 / 3)
    let lists = inside.indices.map { cell in
      inside.indices.filter { other in
        let (a, b) = (middles[inside[cell]], middles[inside[other]])
        return other != cell && ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot() < 250
      }
    }
    let ours = try await GetisOrd().scores(
      of: values, among: try await Neighbourhood(.band(metres: 250), on: grid), bands: bands)
    expect(ours, equal: closedForm(values, lists), within: 1e-11)
  }

  @Test func `ground that no area covers is no cell`() async throws {
    let rule = NeighbourRule.queen
    let all = try await CountedCells.counted(.areas, rule)
    let lists = await Self.lists(of: all.near, count: 30)
    let kept = (0..<30).filter { $0 % 4 != 1 }
    let some = try await CountedCells.counted(.areas, rule, order: kept)
    #expect(some.values == kept.map { all.values[$0] } && some.ids.count == 22)
    let left = kept.map { area in lists[area].compactMap { kept.firstIndex(of: $0) } }
    #expect(some.near.sizes == left.map(\.count))
    expect(try await scores(some).gi, equal: closedForm(some.values, left), within: 1e-11)
  }

  /// Who neighbours whom, read off the sums of values that are one in a single cell.
  private static func lists(of near: Neighbourhood, count: Int) async -> [[Int]] {
    var lists = [[Int]](repeating: [], count: count)
    for cell in 0..<count {
      var one = [Double](repeating: 0, count: count)
      one[cell] = 1
      let sums = await near.sums(of: one, withItself: false, bands: Bands(threads: 1))
      for (other, sum) in sums.enumerated() where sum > 0.5 { lists[other].append(cell) }
    }
    return lists
  }

  @Test(arguments: Kind.allCases, [0.05, 0.2])
  func `who is significant is decided over all cells at once, by Benjamini and Hochberg's own words`(
    kind: Kind, alpha: Double
  ) async throws {
    let cells = try await CountedCells.counted(kind, try NeighbourRule("queen"))
    // A crowd in the midst, that there be somebody to survive.
    let lists = await Self.lists(of: cells.near, count: cells.values.count)
    let middle = try #require(lists.indices.max { lists[$0].count < lists[$1].count })
    var values = cells.values
    for cell in lists[middle] + [middle] { values[cell] += 60 }
    let clusters = try await Clusters.giStar(
      of: values, among: cells.near, by: Clusters.Rules(discovery: try FalseDiscovery(alpha: alpha)),
      provenance: Provenance(), bands: bands)
    func column(_ name: String) throws -> Clusters.Column.Values {
      try #require(clusters.columns.first { $0.name == name }).values
    }
    guard case .numbers(let p) = try column("p"), case .flags(let isSignificant) = try column("significant")
    else {
      Issue.record("p are numbers and significant flags")
      return
    }
    // A cell survives where some rank i at or above its own has p₍ᵢ₎ < i·α/n.
    let n = Double(p.count)
    for cell in p.indices {
      let survives = p.contains { bound in
        bound >= p[cell] && bound < Double(p.count { $0 <= bound }) * alpha / n
      }
      #expect(survives == isSignificant[cell], "\(p[cell])")
    }
    #expect(isSignificant.contains(true) && isSignificant.contains(false))
    // One cell at a time more would have passed.
    #expect(p.indices.contains { p[$0] < alpha && !isSignificant[$0] })
    #expect(clusters.provenance.steps.last?["cells_tested"] == .integer(p.count))
  }
}
