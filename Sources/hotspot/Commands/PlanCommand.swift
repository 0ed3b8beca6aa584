import ArgumentParser
import Geospatial
import HotspotKit

/// `hotspot plan`: who goes where, when, for how long, in what order?
struct PlanCommand: ToolkitCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Who goes where, when and for how long? Writes a patrol plan as .geojson.",
    discussion: """
      Finds the theme's hotspots, shares the shift's minutes out in proportion to what each holds, in visits \
      of 10 to 16 minutes, and gives each unit a nearest-first tour. A plan advises; it does not order.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var options: FindOptions

  @Option(help: "How many units patrol.")
  var units: Int = 1

  @Option(help: "START/END by the local clock, such as 2019-03-01T18:00/2019-03-02T02:00; assumed otherwise.")
  var shift: String?

  @Option(parsing: .unconditional, help: "Longitude,latitude where tours start and end.")
  var base: String?

  @OptionGroup var names: NameOptions
  @OptionGroup var papers: PaperOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func answer() async throws(HotspotError) {
    try output.require(["geojson"], beside: [papers.visits, papers.routes, input.rejects])
    let theme = try Theme.at(options.theme)
    let given: Shift? = if let shift { try Shift(shift) } else { nil }
    let question = try options.question(input: input, theme: theme)
    let bounded = try input.boundedArea(threads: common.bands.threads)
    let table = try input.table(
      saying: common.messages, threads: common.bands.threads, weighting: question.selection.weighting,
      conditions: question.selection.conditions, wantsDigests: true)
    let area = try await input.studyArea(for: table, bounded)
    var hotspots = try await options.hotspots(
      for: question, input: input, table: table, in: area, common: common)
    try names.name(&hotspots, in: area)
    let tour =
      if let given { given } else {
        try Self.assumed(for: theme, after: hotspots.incidents.coverage)
      }
    let planner = try PatrolPlanner(units: units, shift: tour, base: try base(in: area))
    var plan = planner.plan(for: hotspots)
    plan.papers = papers.papers
    let handling = output.handling(of: hotspots.incidents)
    try output.write(
      ZoneDocument.geoJSON(of: plan, in: area, handling: handling), provenance: plan.provenance,
      beside: try papers.documents(of: plan, handling: handling, in: area, input: input))
    for sentence in plan.sentences(on: area.plane) { common.messages.say(sentence) }
    if let harm = hotspots.incidents.harm, !harm.isWeight {
      for sentence in harm.sentences { common.messages.say(sentence) }
    }
  }

  private static func assumed(for theme: Theme, after coverage: Coverage?) throws(HotspotError) -> Shift {
    guard let coverage,
      let shift = Shift.assumed(from: theme.windows, after: (coverage.lastDay + 1) * 1440 - 1)
    else {
      throw .invalidParameter("the records carry no dates to plan after: give --shift START/END")
    }
    return shift
  }

  private func base(in area: borrowing StudyArea) throws(HotspotError) -> PlanarPoint? {
    guard let base else { return nil }
    let numbers = base.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 2,
      let point = area.projector.project(GeographicPoint(longitude: numbers[0], latitude: numbers[1]))
    else {
      throw .invalidParameter(
        "base '\(base)': write LONGITUDE,LATITUDE in degrees, inside the plane's area of use")
    }
    return point
  }
}
