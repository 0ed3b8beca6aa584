import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// A verb: it answers one question, and what goes wrong becomes one sentence and an exit code.
protocol ToolkitCommand: AsyncParsableCommand {
  /// Answers the question.
  func answer() async throws(HotspotError)
}

extension ToolkitCommand {
  /// Runs the verb; messages go to standard error.
  func run() async throws {
    do throws(HotspotError) {
      try await answer()
    } catch {
      Messages.write("hotspot: \(error)")
      throw ExitCode(error.exitCode)
    }
  }
}

extension HotspotError {
  /// The exit code of `sysexits.h` that tells a script what it can do.
  var exitCode: Int32 {
    switch self {
    case .invalidParameter: 64
    case .malformedInput, .insufficientData: 65
    case .geospatial(let error): error.exitCode
    case .file(let error): error.exitCode
    case .cancelled: 130
    }
  }
}

extension GeospatialError {
  fileprivate var exitCode: Int32 {
    switch self {
    case .coordinateSystem: 64
    case .projection, .geometry, .malformed: 65
    case .file(let error): error.exitCode
    }
  }
}

extension FileError {
  fileprivate var exitCode: Int32 {
    switch self {
    case .notFound: 66
    case .malformed: 65
    case .cannotWrite: 73
    case .cannotRead: 74
    }
  }
}
