import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct NeighbourhoodTests {
  private let bands = Bands(threads: 2)

  private func rectangle(_ shape: CellShape, columns: Int, rows: Int) throws -> Grid {
    try Grid(
      shape: shape, plane: .britishNationalGrid, window: (0..<columns, 0..<rows), stretches: { _ in nil })
  }

  @Test func `a square has eight neighbours by queen, three in a corner and five at an edge`() async throws {
    let grid = try rectangle(.square(side: 100), columns: 4, rows: 3)
    let queen = try await Neighbourhood(.queen, on: grid)
    #expect(queen.sizes == [3, 5, 5, 3, 5, 8, 8, 5, 3, 5, 5, 3])
    let sums = await queen.sums(of: (0..<12).map(Double.init), withItself: false, bands: bands)
    // Round cell 5: 0, 1, 2, 4, 6, 8, 9, 10.
    #expect(sums[5] == 40 && sums[0] == 1 + 4 + 5)
    let starred = await queen.sums(of: (0..<12).map(Double.init), withItself: true, bands: bands)
    #expect(starred == zip(sums, 0..<12).map { $0 + Double($1) })
  }

  @Test func `a hexagon has six neighbours by queen, the same as within one size`() async throws {
    let grid = try rectangle(.hexagon(size: 350), columns: 5, rows: 8)
    let queen = try await Neighbourhood(.queen, on: grid)
    let band = try await Neighbourhood(.band(metres: 350), on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 1)
    #expect(queen.sizes == band.sizes && queen.sizes.max() == 6)
    #expect(
      await queen.sums(of: values, withItself: true, bands: bands)
        == band.sums(of: values, withItself: true, bands: bands))
    for cell in 0..<grid.count { #expect(queen.sizes[cell] == grid.neighbours(of: cell).count) }
  }

  @Test func `a middle exactly as far away as the band counts`() async throws {
    let squares = try rectangle(.square(side: 150), columns: 9, rows: 9)
    for (metres, size) in [(150.0, 4), (149.9, 0), (150 * 2.0.squareRoot(), 8), (300, 12), (299, 8)] {
      #expect(try await Neighbourhood(.band(metres: metres), on: squares).sizes[40] == size)
    }
    let hexagons = try rectangle(.hexagon(size: 350), columns: 9, rows: 18)
    for (metres, size) in [(349.9, 0), (350.0, 6), (350 * 3.0.squareRoot(), 12), (700, 18)] {
      #expect(try await Neighbourhood(.band(metres: metres), on: hexagons).sizes[76] == size)
    }
  }

  @Test(arguments: [CellShape.square(side: 100), .hexagon(size: 120)], [60.0, 130, 250, 401, 1000, 90_000])
  func `a band's sums of counts are exactly those of trying every pair`(shape: CellShape, metres: Double)
    async throws
  {
    let grid = try RaggedGrid.drawn(shape, east: -7, north: -3, seed: 3)
    let neighbourhood = try await Neighbourhood(.band(metres: metres), on: grid, bands: bands)
    let pairs = RaggedGrid.pairs(within: metres, on: grid)
    let values = RaggedGrid.counts(grid.count, seed: 4)
    #expect(neighbourhood.sizes == pairs.map(\.count))
    let sums = await neighbourhood.sums(of: values, withItself: false, bands: bands)
    #expect(sums == pairs.map { $0.reduce(0) { $0 + values[$1] } })
  }

  @Test func `a band's sums of weights are off by no more than stated`() async throws {
    let grid = try RaggedGrid.drawn(.square(side: 100), columns: 200, rows: 9, seed: 5)
    let neighbourhood = try await Neighbourhood(.band(metres: 320), on: grid)
    var random = SeededRandom(seed: 6)
    let values = (0..<grid.count).map { _ in random.unit() < 0.01 ? 5475 * random.unit() : random.unit() }
    let sums = await neighbourhood.sums(of: values, withItself: false, bands: bands)
    let held = values.reduce(0, +)
    for (cell, others) in RaggedGrid.pairs(within: 320, on: grid).enumerated() {
      #expect(abs(sums[cell] - others.reduce(0) { $0 + values[$1] }) <= 200 * 0x1p-53 * held)
    }
  }

  @Test(arguments: [CellShape.square(side: 100), .hexagon(size: 120)], [1, 6, 8, 30])
  func `the nearest cells are those of sorting all by distance and then by the grid's order`(
    shape: CellShape, wanted: Int
  ) async throws {
    let grid = try RaggedGrid.drawn(shape, east: -9, north: 4, seed: 8)
    let nearest = try await Neighbourhood(.nearest(wanted), on: grid)
    #expect(nearest.sizes.allSatisfy { $0 == wanted })
    // Each cell has a digit of its own in a sum of powers, so that equal sums are equal lists.
    let powers = (0..<grid.count).map { Double(($0 * 7919) % 1_000_003) }
    let sums = await nearest.sums(of: powers, withItself: false, bands: bands)
    let centres = (0..<grid.count).map { grid.centre(of: $0) }
    for cell in 0..<grid.count {
      let sorted = centres.indices.filter { $0 != cell }.map { other in
        let (dx, dy) = (centres[cell].x - centres[other].x, centres[cell].y - centres[other].y)
        // Rounded to a millimetre², so that equal distances are equal numbers.
        return (((dx * dx + dy * dy) * 1e6).rounded(), other)
      }.sorted { $0 < $1 }
      #expect(sums[cell] == sorted.prefix(wanted).reduce(0) { $0 + powers[$1.1] })
    }
  }

  @Test func `a list that names the cell itself or a neighbour twice counts each once and itself never`()
    async
  {
    let places = Neighbourhood(lists: [[1, 1, 0], [0, 2], [1], []], rule: "queen")
    #expect(places.sizes == [1, 2, 1, 0])
    #expect(await places.sums(of: [1, 10, 100, 1000], withItself: false, bands: bands) == [10, 101, 10, 0])
    #expect(
      await places.sums(of: [1, 10, 100, 1000], withItself: true, bands: bands) == [11, 111, 110, 1000])
  }

  @Test func `more nearest cells than there are is refused`() async throws {
    let grid = try rectangle(.square(side: 100), columns: 3, rows: 3)
    #expect(try await Neighbourhood(.nearest(8), on: grid).sizes == Array(repeating: 8, count: 9))
    await #expect(throws: HotspotError.self) { try await Neighbourhood(.nearest(9), on: grid) }
  }

  @Test(arguments: ["queen", "band:500", "band:212.5", "knn:8"])
  func `a rule's spelling survives the way there and back`(text: String) throws {
    #expect(try NeighbourRule(text).description == text)
  }

  @Test(arguments: [
    "", "rook", "band", "band:", "band:0", "band:nan", "knn:0", "knn:2.5", "knn:-1", "queen:1",
  ])
  func `a rule that is none is refused with the spellings that would do`(text: String) {
    #expect {
      try NeighbourRule(text)
    } throws: { "\($0)".contains("queen, band:METRES") }
  }
}
