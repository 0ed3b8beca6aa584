import Foundation
import Geospatial
import HotspotKit

/// One stage of the work alone, in a process of its own, for a script that runs its peers beside it.
///
/// `stages density POINTS COLUMNS ROWS SIDE BANDWIDTH` takes a file of x, y pairs of 64-bit floats, metres from a corner
/// of the grid, `stages gi-star COUNTS COLUMNS ROWS` one of a float for each cell, `stages knox EVENTS METRES DAYS` one of
/// x, y and day. Prints processor seconds, wall seconds and a sum that a peer can be held against.
@main struct Stages {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else { return print("stages density POINTS COLUMNS ROWS SIDE BANDWIDTH") }
    switch arguments[1] {
    case "density": try await density(arguments)
    case "csv": try csv(arguments[2])
    case "projection": try projection(arguments[2])
    case "whole": try await whole(arguments[2])
    case "gi-star": try await giStar(arguments)
    case "knox": try await knox(arguments)
    case "risk": try await risk(arguments[2])
    default: print("no such stage: \(arguments[1])")
    }
  }

  private static var rules: ReadingRules {
    var rules = ReadingRules()
    rules.wantsPlaces = false
    rules.threads = 2
    return rules
  }

  /// Coordinates, dates and categories of a file into columns.
  static func csv(_ path: String) throws {
    let start = Clock()
    let table = try IncidentTable(files: [path], by: rules)
    start.print("csv", table.rowsRead, table.count, table.category.reduce(0) { $0 + Int($1) })
  }

  /// Pairs of longitude and latitude to the National Grid.
  static func projection(_ path: String) throws {
    let pairs = try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes {
      Array($0.bindMemory(to: Double.self))
    }
    let points = GeographicPoints(
      longitudes: stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] },
      latitudes: stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] })
    let projector = try Projector(to: .britishNationalGrid)
    let start = Clock()
    let (metres, way) = projector.projectMany(points)
    start.print("projection", metres.count, metres.xs.reduce(0) { $0 + ($1.isNaN ? 0 : $1) }, way)
  }

  /// From a file to the density on some 800,000 cells: 875 m squares over Great Britain.
  static func whole(_ path: String) async throws {
    let start = Clock()
    let table = try IncidentTable(files: [path], by: rules)
    let read = Clock.seconds
    let area = try StudyArea(around: table.places(in: .wgs84), plane: .britishNationalGrid)
    let incidents = try table.incidents(
      matching: Selection(), system: .wgs84, in: area, sources: Provenance())
    let placed = Clock.seconds
    let grid = try area.grid(
      .square(side: 875),
      around: Incidents(points: PlanarPoints(xs: [0, 699_999], ys: [0, 1_000_000])))
    let kernel = try KernelDensity(bandwidth: 3500)
    let surface = await kernel.surface(of: incidents, on: grid, bands: Bands(threads: 2))
    start.print(
      "whole", "read \(read - start.processor) place \(placed - read)", grid.count, incidents.count,
      surface.values.reduce(0, +))
  }

  /// Ten-fold cross-validation of the elastic net on 200,000 cells and 60 flags, from the folder that risk-design.py
  /// fills.
  static func risk(_ folder: String) async throws {
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let counts = try bytes("counts.f64").withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    let folds = try bytes("folds.i32").withUnsafeBytes { $0.bindMemory(to: Int32.self).map(Int.init) }
    let design = try bytes("design.u8")
    let columns = (0..<60).map { column in
      Flags(design[column * counts.count..<(column + 1) * counts.count].map { $0 == 1 })
    }
    let start = Clock()
    let table = CountTable(columns.map { .flags($0) }, counts: counts, folds: folds)
    var net = PenalisedPoisson()
    net.signs = columns.map { _ in .notNegative }
    let found = try await net.crossValidation(of: table, bands: Bands(threads: 2))
    start.print(
      "risk", table.distinctCount, found.path.count, found.path.lambdas[found.lowest],
      found.meanDeviances[found.lowest], found.path.chosen(at: found.lowest).count)
  }

  static func density(_ arguments: [String]) async throws {
    let numbers = arguments[3...].compactMap(Double.init)
    let (columns, rows, side, bandwidth) = (numbers[0], numbers[1], numbers[2], numbers[3])
    let pairs = try doubles(arguments[2])
    let points = PlanarPoints(
      xs: stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] + west },
      ys: stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] + south })
    let incidents = Incidents(points: points)
    let grid = try Self.grid(columns: columns, rows: rows, side: side)
    let kernel = try KernelDensity(bandwidth: bandwidth)
    let start = Clock()
    let surface = await kernel.surface(of: incidents, on: grid, bands: Bands(threads: 2))
    start.print("density", grid.count, surface.values.reduce(0, +))
  }
}

struct Clock {
  private let wall = Date()
  let processor = Clock.seconds

  static var seconds: Double {
    var usage = rusage()
    getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that was held at once, in KiB; by the status, for the usage takes over what its parent held.
  private static var peak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.split(whereSeparator: { !$0.isNumber })[0]) } ?? 0
  }

  func print(_ what: String, _ facts: Any...) {
    let facts = (["\(Self.peak / 1024) MiB"] + facts).map { "\($0)" }.joined(separator: " ")
    Swift.print(what, Clock.seconds - processor, Date().timeIntervalSince(wall), facts)
  }
}
