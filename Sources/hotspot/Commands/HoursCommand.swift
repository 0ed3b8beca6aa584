import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot hours`: at which hours of the week do incidents happen, all over and zone by zone?
struct HoursCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours",
    abstract: "At which hours of the week do incidents happen, and how sure is that? Writes .csv or .json.",
    discussion: """
      A row for each of the 168 hours. An incident between two times is spread evenly over the hours between them. Peak \
      windows are those that a plan takes; resamples of the records tell how sure they are. The records must say the \
      hour.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "Theme whose incidents count, by id or as a .yaml file; all incidents without one.")
  var theme: String?

  @OptionGroup var demand: DemandOptions

  @OptionGroup var weight: WeightOptions

  @Option(help: "GeoJSON file of zones, such as find writes, or find to look for the theme's own.")
  var zones: String?

  @Option(
    name: .customLong("zone-name"), help: "The property that names a zone; zone_id, name or id otherwise.")
  var zoneName: String?

  @Option(help: "How often the records are drawn again to tell how sure a window is.")
  var resamples: Int = 200

  @Option(help: "Seed of the resamples.")
  var seed: UInt64 = 1

  @Option(help: "CSV file for the peak windows, a row each.")
  var windows: String?

  @Option(help: "SVG file for the table of hours and days, to print.")
  var plot: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["csv", "json"], beside: [plot, windows, input.rejects])
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    if zones == "find", chosen == nil {
      throw .invalidParameter("--zones find looks for a theme's hotspots: name the theme with --theme")
    }
    guard (19...9999).contains(resamples) else {
      throw .invalidParameter("--resamples \(resamples): give a number from 19 to 9999, such as 200")
    }
    let selection = try demand.selection(theme: chosen, by: weight, of: input)
    let records = try await input.records(selection, wantsPlaces: true, for: output, by: common)
    let incidents = records.incidents
    // Before hotspots are looked for: without hours there is nothing to say of them.
    try HourTables.require(incidents)
    let rows = try await zoneRows(of: incidents, theme: chosen, in: records.area)
    let found = try await HourTables(
      of: incidents, zones: rows, resamples: resamples, seed: seed, bands: common.bands)
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for note in incidents.notes { common.messages.say(note) }
    if found.withoutHour > 0 {
      common.messages.say(
        "left out because they do not say their hour: \(found.withoutHour) of \(incidents.count)")
    }
    common.messages.say(found.sentence)
    let handling = output.handling(of: incidents)
    var beside: [(path: String, bytes: [UInt8])] = []
    if let windows { beside.append((windows, HourDocument.windowsCSV(of: found))) }
    if let plot {
      let title = "\(chosen?.title ?? "Incidents") by hour of the week"
      beside.append(
        (plot, HourPicture.svg(of: found, title: title, period: incidents.coverage?.text, handling: handling))
      )
    }
    let document =
      output.format == "csv" ? HourDocument.csv(of: found) : HourDocument.json(of: found, handling: handling)
    try output.write(document, provenance: found.provenance, beside: beside)
  }

  private func zoneRows(
    of incidents: Incidents, theme: Theme?, in area: borrowing StudyArea
  ) async throws(HotspotError) -> [ZoneRows] {
    guard let zones else { return [] }
    if zones == "find", let theme {
      let grid = try area.grid(theme.cell, around: incidents)
      let hotspots = try await Hotspots(
        of: incidents, theme: theme, on: grid, seed: seed, bands: common.bands)
      if let reason = hotspots.reasonForNone { common.messages.say(reason) }
      return hotspots.rows(on: grid)
    }
    let file: GeoJSONFile
    do { file = try GeoJSONFile(path: zones) } catch { throw .geospatial(error) }
    return try ZoneRows.zones(
      of: file, named: String(zones.split(separator: "/").last ?? ""), property: zoneName,
      incidents: incidents,
      in: area)
  }
}
