import ArgumentParser
import Files
import HotspotKit

/// `hotspot theme`: the themes that ship, and those that users write.
struct ThemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Which themes are there, what do they say, and is this one sound?",
    discussion: "A theme is a YAML file. Show one that ships, save it under another name and change it.",
    subcommands: [ListThemes.self, ShowTheme.self, CheckTheme.self])
}

/// `hotspot theme list`.
struct ListThemes: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The themes that ship: id and title.")

  func answer() async throws(HotspotError) {
    var lines = ""
    for id in Theme.shipped { lines += "\(id)\t\(try Theme.at(id).title)\n" }
    try WholeFile.write([("-", Array(lines.utf8))])
  }
}

/// `hotspot theme show`.
struct ShowTheme: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A theme as it is written, comments and all.")

  @Argument(help: "The id of a theme that ships, or a .yaml file.")
  var theme: String

  func answer() async throws(HotspotError) {
    try WholeFile.write([("-", Array(try Theme.yaml(at: theme).utf8))])
  }
}

/// `hotspot theme check`.
struct CheckTheme: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is a theme sound? A mistake is answered with its line and what is allowed there.")

  @Argument(help: "A .yaml file, or the id of a theme that ships.")
  var theme: String

  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    let sound = try Theme.at(theme)
    for remark in sound.remarks { common.messages.say(remark) }
    common.messages.say("\(theme): sound, '\(sound.title)'")
  }
}
