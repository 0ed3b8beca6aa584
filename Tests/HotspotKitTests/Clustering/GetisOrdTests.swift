import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct GetisOrdTests {
  private let bands = Bands(threads: 2)

  /// The six places of PySAL's documentation, (10,10) (20,10) (40,10) (15,20) (30,20) (30,30), and each one's
  /// neighbours within 15: 3 and 4 are just so far apart.
  private let six = Neighbourhood(
    lists: [[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]], rule: "band:15")
  private let y = [2, 3, 3.2, 5, 8, 7]

  @Test func `Gi* of six places is what R spdep and PySAL esda give`() async throws {
    let scores = try await GetisOrd().scores(of: y, among: six, bands: bands)
    let golden = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    for (ours, theirs) in zip(scores, golden) { #expect(abs(ours - theirs) < 5e-9) }
  }

  @Test func `Gi of six places is what R spdep and PySAL esda give`() async throws {
    let scores = try await GetisOrd(countsItself: false).scores(of: y, among: six, bands: bands)
    let golden = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
    for (ours, theirs) in zip(scores, golden) { #expect(abs(ours - theirs) < 5e-9) }
  }

  /// The closed forms, word for word, over the neighbours found by trying every pair.
  private func bruteForce(_ values: [Double], _ lists: [[Int]], countsItself: Bool) -> [Double] {
    values.indices.map { cell in
      let members = countsItself ? lists[cell] + [cell] : lists[cell]
      let pool = countsItself ? Array(values.indices) : values.indices.filter { $0 != cell }
      let n = Double(pool.count)
      let w = Double(members.count)
      let mean = pool.reduce(0) { $0 + values[$1] } / n
      let s = (pool.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) } / n).squareRoot()
      let sum = members.reduce(0) { $0 + values[$1] }
      return (sum - mean * w) / (s * ((n * w - w * w) / (n - 1)).squareRoot())
    }
  }

  @Test(
    arguments: [CellShape.square(side: 100), .hexagon(size: 120)], [(150.0, true), (333, true), (150, false)])
  func `scores equal the closed form to 1e-11`(shape: CellShape, form: (metres: Double, countsItself: Bool))
    async throws
  {
    let (metres, countsItself) = form
    let grid = try RaggedGrid.drawn(shape, seed: 11)
    let neighbourhood = try await Neighbourhood(.band(metres: metres), on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 12)
    let scores = try await GetisOrd(countsItself: countsItself)
      .scores(of: values, among: neighbourhood, bands: bands)
    let lists = RaggedGrid.pairs(within: metres, on: grid)
    let plain = bruteForce(values, lists, countsItself: countsItself)
    #expect(scores.count > 100)
    for cell in scores.indices {
      if !countsItself && lists[cell].isEmpty {
        #expect(scores[cell].isNaN)
      } else {
        #expect(abs(scores[cell] - plain[cell]) <= 1e-11 * max(1, abs(plain[cell])))
      }
    }
  }

  @Test(arguments: [CellShape.square(side: 100), .hexagon(size: 120)])
  func `moving data and grid together by whole cells changes nothing`(shape: CellShape) async throws {
    let values = RaggedGrid.counts(2000, seed: 13)
    var answers: [[Double]] = []
    // An even number of rows: hexagons of odd rows stand half a step further east.
    for (east, north) in [(0, 0), (4000, -266), (-3, 2)] {
      let grid = try RaggedGrid.drawn(shape, east: east, north: north, seed: 14)
      let band = try await Neighbourhood(.band(metres: 260), on: grid)
      answers.append(
        try await GetisOrd().scores(of: Array(values.prefix(grid.count)), among: band, bands: bands))
    }
    #expect(answers[0] == answers[1] && answers[0] == answers[2])
  }

  @Test func `doubling the weights leaves the scores as they are`() async throws {
    let grid = try RaggedGrid.drawn(.square(side: 100), seed: 15)
    let queen = try await Neighbourhood(.queen, on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 16)
    for statistic in [GetisOrd(), GetisOrd(countsItself: false)] {
      let once = try await statistic.scores(of: values, among: queen, bands: bands)
      let twice = try await statistic.scores(of: values.map { $0 * 2 }, among: queen, bands: bands)
      for (a, b) in zip(once, twice) { #expect(a == b || (a.isNaN && b.isNaN)) }
    }
  }

  @Test func `data mirrored from north to south have the same scores in the mirror`() async throws {
    let (columns, rows) = (21, 17)
    let grid = try Grid(
      shape: .square(side: 100), plane: .britishNationalGrid, window: (0..<columns, 0..<rows),
      stretches: { _ in nil })
    let values = RaggedGrid.counts(grid.count, seed: 17)
    let mirror = (0..<grid.count).map { (rows - 1 - $0 / columns) * columns + $0 % columns }
    let band = try await Neighbourhood(.band(metres: 300), on: grid)
    let scores = try await GetisOrd().scores(of: values, among: band, bands: bands)
    let mirrored = try await GetisOrd().scores(of: mirror.map { values[$0] }, among: band, bands: bands)
    for (cell, place) in mirror.enumerated() { #expect(abs(mirrored[cell] - scores[place]) < 1e-13) }
  }

  @Test func `cells under other numbers have the scores, indices and quadrants that they had`() async throws {
    let grid = try RaggedGrid.drawn(.hexagon(size: 100), seed: 23)
    let lists = RaggedGrid.pairs(within: 180, on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 24)
    var random = SeededRandom(seed: 25)
    let old = Array(0..<grid.count).shuffled(using: &random)
    var new = old
    for (number, cell) in old.enumerated() { new[cell] = number }
    let here = Neighbourhood(lists: lists, rule: "band:180")
    let there = Neighbourhood(lists: old.map { lists[$0].map { new[$0] } }, rule: "band:180")
    let moved = old.map { values[$0] }
    let scores = try await GetisOrd().scores(of: values, among: here, bands: bands)
    let movedScores = try await GetisOrd().scores(of: moved, among: there, bands: bands)
    let moran = try await LocalMoran(of: values, among: here, bands: bands)
    let movedMoran = try await LocalMoran(of: moved, among: there, bands: bands)
    for (number, cell) in old.enumerated() {
      #expect(abs(movedScores[number] - scores[cell]) < 1e-12)
      #expect(abs(movedMoran.indices[number] - moran.indices[cell]) < 1e-12)
    }
    #expect(movedMoran.quadrants == old.map { moran.quadrants[$0] })
  }

  @Test(arguments: [2, 3, 8])
  func `any number of threads gives the same bits as one`(threads: Int) async throws {
    let grid = try RaggedGrid.drawn(.hexagon(size: 120), columns: 80, rows: 90, seed: 18)
    var random = SeededRandom(seed: 19)
    let values = (0..<grid.count).map { _ in random.unit() * 9 }
    for rule in [NeighbourRule.queen, .band(metres: 500), .nearest(5)] {
      let one = try await Neighbourhood(rule, on: grid, bands: Bands(threads: 1))
      let many = try await Neighbourhood(rule, on: grid, bands: Bands(threads: threads))
      #expect(
        try await GetisOrd().scores(of: values, among: one, bands: Bands(threads: 1))
          == GetisOrd().scores(of: values, among: many, bands: Bands(threads: threads)))
    }
  }

  @Test func `cells that all hold the same are too little to go by, and so are two cells`() async {
    for values in [[4.0, 4, 4, 4, 4, 4]] {
      await #expect {
        try await GetisOrd().scores(of: values, among: six, bands: bands)
      } throws: { "\($0)".contains("every one of the 6 cells holds the same (4)") }
    }
    let two = Neighbourhood(lists: [[1], [0]], rule: "queen")
    await #expect {
      try await GetisOrd().scores(of: [1, 2], among: two, bands: bands)
    } throws: { "\($0)".contains("too few") }
  }

  @Test func `weights whose squares overflow are refused, not turned into scores`() async {
    for values in [[1e200, 0, 0, 0, 0, 1], [.infinity, 0, 0, 0, 0, 1]] {
      await #expect {
        try await GetisOrd().scores(of: values, among: six, bands: bands)
      } throws: { "\($0)".contains("too large to be compared") }
    }
  }

  @Test func `a cell whose neighbours are all cells has no score, and a cell without any has one by itself`()
    async throws
  {
    let star = Neighbourhood(lists: [[1, 2, 3], [0], [0], []], rule: "queen")
    let scores = try await GetisOrd().scores(of: [1, 0, 0, 3], among: star, bands: bands)
    #expect(scores[0].isNaN)
    // Mean 1, population variance 1.5; alone, Gi* is the plain standard score.
    #expect(abs(scores[3] - 2 / 1.5.squareRoot()) < 1e-15)
    let plain = try await GetisOrd(countsItself: false).scores(of: [1, 0, 0, 3], among: star, bands: bands)
    #expect(plain[0].isNaN && plain[3].isNaN && plain[1].isFinite)
  }
}
