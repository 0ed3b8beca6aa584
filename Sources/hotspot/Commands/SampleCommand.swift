import ArgumentParser
import Files
import HotspotKit

/// `hotspot sample`: a synthetic county with planted hotspots, of any size, from a seed.
struct SampleCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "A synthetic county with planted hotspots and known risk factors, from a seed.",
    discussion: """
      Writes incidents by month, boundaries, streets and places into a folder, and beside them the truth: which \
      hotspots were planted, and how many rows are faulty in which way. The county lies in the sea.
      """)

  @Option(name: .shortAndLong, help: "The folder to write into; made where it is not there.")
  var output: String

  @Option(help: "How many rows of incidents.")
  var rows: Int = 24_000

  @Option(help: "Seed: the same one gives the same county.")
  var seed: UInt64 = 1

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...1_000_000_000).contains(rows) else {
      throw ValidationError("--rows \(rows): give a number from 1 to 1000000000")
    }
  }

  func answer() async throws(HotspotError) {
    do { try SampleCounty(rows: rows, seed: seed).write(into: output) } catch { throw .file(error) }
    common.messages.say("\(rows) rows of incidents, and the truth about them, in \(output)")
  }
}
