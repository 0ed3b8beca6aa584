import Foundation
import Geospatial
import HotspotKit

extension Stages {
  /// Gi* of a file of counts, row by row from the south, among cells that share an edge or a corner.
  static func giStar(_ arguments: [String]) async throws {
    let numbers = arguments[3...].compactMap(Double.init)
    let counts = try doubles(arguments[2])
    let grid = try Self.grid(columns: numbers[0], rows: numbers[1], side: 100)
    let start = Clock()
    let neighbourhood = try await Neighbourhood(.queen, on: grid, bands: Bands(threads: 2))
    let scores = try await GetisOrd().scores(of: counts, among: neighbourhood, bands: Bands(threads: 2))
    start.print("gi-star", grid.count, scores.reduce(0) { $0 + abs($1) })
  }

  /// Knox's table of a file of x, y in metres and days: one band of distances, one of days, 99 dealings.
  static func knox(_ arguments: [String]) async throws {
    let numbers = arguments[3...].compactMap(Double.init)
    let triples = try doubles(arguments[2])
    let events = stride(from: 0, to: triples.count, by: 3)
    let incidents = Incidents(
      points: PlanarPoints(xs: events.map { triples[$0] }, ys: events.map { triples[$0 + 1] }),
      start: events.map { Int32(triples[$0 + 2]) * 1440 },
      precision: [TimePrecision](repeating: .day, count: triples.count / 3))
    // Bands are right-open: up to and with a day is below the next one.
    let question = try NearRepeat(
      measure: .euclidean, distanceBands: [numbers[0]], dayBands: [Int(numbers[1]) + 1], permutations: 99)
    let start = Clock()
    let table = try await question.table(of: incidents, bands: Bands(threads: 2))
    start.print("knox", table.incidents, table.cells.filter { $0.days.lower == 0 }.map(\.observed))
  }

  /// 64-bit numbers of a file.
  static func doubles(_ path: String) throws -> [Double] {
    try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
  }

  /// A grid without an edge whose corner lies on the grid's lines whatever the side: 25 and 100 m divide it.
  static func grid(columns: Double, rows: Double, side: Double) throws -> Grid {
    let area = try StudyArea(around: GeographicPoints(longitudes: [0.5], latitudes: [51.7]))
    // Two corners set the grid's size.
    let corners = PlanarPoints(
      xs: [west, west + columns * side - 1], ys: [south, south + rows * side - 1])
    return try area.grid(.square(side: side), around: Incidents(points: corners))
  }

  static let (west, south) = (500_000.0, 200_000.0)
}
