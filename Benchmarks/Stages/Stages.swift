import Foundation
import Geospatial
import HotspotKit

/// One stage of the work alone, in a process of its own, for a script that runs its peers beside it.
///
/// `stages density POINTS COLUMNS ROWS SIDE BANDWIDTH` takes a file of x, y pairs of 64-bit floats, metres from a corner
/// of the grid. Prints processor seconds, wall seconds and a sum that a peer can be held against.
@main struct Stages {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else { return print("stages density POINTS COLUMNS ROWS SIDE BANDWIDTH") }
    switch arguments[1] {
    case "density": try await density(arguments)
    default: print("no such stage: \(arguments[1])")
    }
  }

  static func density(_ arguments: [String]) async throws {
    let numbers = arguments[3...].compactMap(Double.init)
    let (columns, rows, side, bandwidth) = (numbers[0], numbers[1], numbers[2], numbers[3])
    let pairs = try Data(contentsOf: URL(fileURLWithPath: arguments[2])).withUnsafeBytes {
      Array($0.bindMemory(to: Double.self))
    }
    // The corner lies on the grid's lines whatever the side: 25 and 100 m divide it.
    let (west, south) = (500_000.0, 200_000.0)
    let points = PlanarPoints(
      xs: stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] + west },
      ys: stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] + south })
    let incidents = Incidents(points: points)
    let area = try StudyArea(around: GeographicPoints(longitudes: [0.5], latitudes: [51.7]))
    // Two corners set the grid's size.
    let corners = Incidents(
      points: PlanarPoints(
        xs: [west, west + columns * side - 1], ys: [south, south + rows * side - 1]))
    let grid = try area.grid(.square(side: side), around: corners)
    let kernel = try KernelDensity(bandwidth: bandwidth)
    let start = Clock()
    let surface = await kernel.surface(of: incidents, on: grid, bands: Bands(threads: 2))
    start.print("density", grid.count, surface.values.reduce(0, +))
  }
}

struct Clock {
  private let wall = Date()
  private let processor = Clock.seconds

  static var seconds: Double {
    var usage = rusage()
    getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  func print(_ what: String, _ facts: Any...) {
    let facts = facts.map { "\($0)" }.joined(separator: " ")
    Swift.print(what, Clock.seconds - processor, Date().timeIntervalSince(wall), facts)
  }
}
