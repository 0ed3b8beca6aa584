import ArgumentParser
import Files
import HotspotKit

/// `hotspot check`: what is in these files, and can they be used?
struct CheckCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "What is in this file, and can it be used?",
    discussion: "Counts every row: read = used + refused, by reason. Without -o it prints a summary.")

  @OptionGroup var input: InputOptions
  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: "JSON file for the findings; - for standard output.")
  var output: String?

  func answer() async throws(HotspotError) {
    try [output, input.rejects].requireOwnNames()
    // Without a file the summary itself says what was done to read.
    let messages = output == nil ? Messages(isQuiet: true) : common.messages
    let bounded = try input.boundedArea(threads: common.bands.threads)
    let table = try input.table(saying: messages, threads: common.bands.threads, countingRepeats: true)
    let area = try await input.studyArea(for: table, bounded)
    let placement = try Placement(of: table, system: try input.system(of: table), in: area)
    try input.writeRejects(table.refused.joined(with: placement.refused))
    let check = DataCheck(table, alsoRefused: placement.refused)
    if let output {
      try WholeFile.write([(output, Array(JSONValue.object(check.json).pretty.utf8))])
    } else {
      Messages.write(check.summary)
    }
  }
}
