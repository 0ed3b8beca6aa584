import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot near-repeat`: do incidents follow incidents near by?
struct NearRepeatCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "near-repeat",
    abstract:
      "Do incidents follow incidents near by, and where is that so today? Writes .csv, .json or .geojson.",
    discussion: """
      Knox's test: pairs of incidents by how far and how many days apart they are, beside what chance gives when \
      the days are dealt out anew. As .csv or .json it writes the table, as .geojson the areas in which a raised \
      band is open on a day. The records must say the day.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "Theme whose incidents count, by id or as a .yaml file; all incidents without one.")
  var theme: String?

  @OptionGroup var demand: DemandOptions
  @OptionGroup var bands: NearRepeatOptions
  @OptionGroup var areas: LiveAreaOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["csv", "json", "geojson"], beside: [input.rejects])
    let method = try bands.method()
    let rule = try LiveAreas.Rule(alpha: areas.alpha, ratio: areas.ratio)
    let chosen: Theme? = if let theme { try Theme.at(theme) } else { nil }
    let shape = try areas.shape(theme: chosen)
    let asOf = try areas.day()
    let selection = try demand.selection(theme: chosen, weighting: .count)
    let records = try await input.records(selection, wantsPlaces: false, for: output, by: common)
    let incidents = records.incidents
    let knox = try await method.table(of: incidents, bands: common.bands)
    common.announce(records.area)
    common.messages.say(incidents.account.sentence)
    for caveat in incidents.caveats { common.messages.say(caveat) }
    if knox.withoutDay > 0 {
      common.messages.say(
        "left out because they do not say their day: \(knox.withoutDay) of \(incidents.count)")
    }
    common.messages.say(knox.sentence(by: rule))
    if let caveat = knox.caveat(by: rule) { common.messages.say(caveat) }
    let handling = output.handling(of: incidents)
    switch output.format {
    case "csv": try output.write(NearRepeatDocument.csv(of: knox), provenance: knox.provenance)
    case "json":
      try output.write(NearRepeatDocument.json(of: knox, handling: handling), provenance: knox.provenance)
    default:
      let reach = method.distanceBands.last ?? 0
      let grid = try records.area.grid(shape, around: incidents, margin: reach)
      let live = try LiveAreas(of: incidents, table: knox, rule: rule, asOf: asOf, on: grid)
      common.messages.say(live.sentence)
      try output.write(
        NearRepeatDocument.geoJSON(of: live, in: records.area, handling: handling),
        provenance: live.provenance)
    }
  }
}

/// The bands of a near-repeat table and how often the days are dealt.
struct NearRepeatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Distance: \(DistanceMeasure.allCases.map(\.rawValue).joined(separator: ", "))."))
  var distance: String = DistanceMeasure.manhattan.rawValue

  @Option(help: "Upper bounds of the distance bands in metres; a pair at a bound belongs to the next band.")
  var distanceBands: String = "200,400,600"

  @Option(help: "Upper bounds of the day bands; 1 is the same day, 1,7 adds one to six days later.")
  var dayBands: String = "1,2,3"

  @Option(help: "How often the days are dealt out anew.")
  var permutations: Int = 999

  @Option(help: "Seed of the permutations.")
  var seed: UInt64 = 1

  /// The question, understood.
  func method() throws(HotspotError) -> NearRepeat {
    let metres = distanceBands.split(separator: ",", omittingEmptySubsequences: false)
    let days = dayBands.split(separator: ",", omittingEmptySubsequences: false)
    let (lengths, counts) = (metres.compactMap { Double($0) }, days.compactMap { Int($0) })
    guard lengths.count == metres.count else {
      throw .invalidParameter("--distance-bands '\(distanceBands)': write metres, such as 200,400,600")
    }
    guard counts.count == days.count else {
      throw .invalidParameter("--day-bands '\(dayBands)': write whole days, such as 1,2,3")
    }
    return try NearRepeat(
      measure: try DistanceMeasure(distance), distanceBands: lengths, dayBands: counts,
      permutations: permutations, seed: seed)
  }
}

/// When near-repeat areas are live, and on which cells.
struct LiveAreaOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: "Day of the live areas, such as 2019-03-01; the day after the last record otherwise.")
  var asOf: String?

  @Option(help: "A band is raised when its p is at most this …")
  var alpha: Double = 0.05

  @Option(help: "… and it holds at least so many times the pairs that chance gives.")
  var ratio: Double = 1.2

  @Option(
    help: "Cells of the live areas: square:SIDE or hex:SIZE; the theme's otherwise, square:150 without one.")
  var cell: String?

  func shape(theme: Theme?) throws(HotspotError) -> CellShape {
    if let cell { return try CellShape(cell) }
    return theme?.cell ?? .square(side: 150)
  }

  /// The day asked for, counted from 1970; `nil` for the day after the last record.
  func day() throws(HotspotError) -> Int? {
    guard let asOf else { return nil }
    guard let days = CivilTime.days(of: asOf), days.count == 1 else {
      throw .invalidParameter("--as-of '\(asOf)': write a day, such as 2019-03-01")
    }
    return days.lowerBound
  }
}
