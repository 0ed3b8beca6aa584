import ArgumentParser
import Files
import HotspotKit

/// `hotspot sample`: a synthetic county with planted hotspots, of any size, from a seed.
struct SampleCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "A synthetic county with planted hotspots and known risk factors, from a seed.",
    discussion: """
      Writes incidents by month, boundaries, streets, addresses and places into a folder, and beside them the truth: \
      which hotspots and risk factors were planted, and how many rows are faulty in which way. The county lies in the \
      sea.
      """)

  @Option(name: .shortAndLong, help: "The folder to write into; made where it is not there.")
  var output: String

  @Option(help: "How many rows of incidents.")
  var rows: Int = 24_000

  @Option(help: "Seed: the same one gives the same county.")
  var seed: UInt64 = 1

  @Flag(help: "Plant no hotspots: where risk is high, footfall and the risk factors alone made it so.")
  var withoutHotspots = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...1_000_000_000).contains(rows) else {
      throw ValidationError("--rows \(rows): give a number from 1 to 1000000000")
    }
  }

  func answer() async throws(HotspotError) {
    let county = SampleCounty(rows: rows, seed: seed, hasHotspots: !withoutHotspots)
    do { try county.write(into: output) } catch { throw .file(error) }
    common.messages.say("\(rows) rows of incidents, and the truth about them, in \(output)")
  }
}
