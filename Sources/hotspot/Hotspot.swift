import ArgumentParser
import HotspotKit

/// The command: recorded crime in, hotspots and patrol plans out.
@main
struct Hotspot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotspot",
    abstract: "Finds crime hotspots and plans patrols for them.",
    discussion: """
      Recorded incidents go in as CSV, hotspots and patrol plans come out as GeoJSON. Every number can be \
      traced: what was read, what was dropped and why, how it was projected and computed.
      """,
    version: VersionText.asked(by: CommandLine.arguments),
    subcommands: [
      CheckCommand.self, GridCommand.self, DensityCommand.self, ClusterCommand.self, NearRepeatCommand.self,
      ConcentrationCommand.self, RiskCommand.self, HoursCommand.self, BacktestCommand.self, FindCommand.self,
      PlanCommand.self, ThemeCommand.self, SampleCommand.self,
    ])
}
