import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// What a density is held against.
struct RelativeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A second set of incidents to hold the density against, all its rows; or FILE:COLUMN for people at places, or of the \
      areas of a GeoJSON file.
      """, valueName: "file"))
  var relativeTo: String?

  @Option(help: "What is made of the two: ratio (per 1,000 of a population) or difference; ratio otherwise.")
  var relativeAs: String?

  @Option(
    help: ArgumentHelp(
      """
      How much of the second must stand within the bandwidth (2 deviations of the gaussian) for a cell to have a value; 10 \
      incidents or 1000 people otherwise.
      """))
  var relativeMinimum: Double?

  /// The question, before any file is read; `nil` where nothing is to be held against another.
  func question(isAdaptive: Bool, isOfOneDay: Bool) throws(HotspotError) -> RelativeQuestion? {
    guard let relativeTo else {
      guard relativeAs == nil, relativeMinimum == nil else {
        throw .invalidParameter("--relative-as and --relative-minimum go with --relative-to")
      }
      return nil
    }
    guard !isAdaptive, !isOfOneDay else {
      throw .invalidParameter(
        "--relative-to holds two densities of one bandwidth against each other: leave out --adaptive and --time-bandwidth"
      )
    }
    let measure = try relativeAs.map(RelativeDensity.Measure.init) ?? .ratio
    if let relativeMinimum, !(relativeMinimum >= 0 && relativeMinimum.isFinite) {
      throw .invalidParameter("--relative-minimum \(relativeMinimum): give a number from 0 up")
    }
    return RelativeQuestion(file: RelativeFile(relativeTo), measure: measure, minimum: relativeMinimum)
  }
}

/// What a density is to be held against, and how.
struct RelativeQuestion {
  let file: RelativeFile
  let measure: RelativeDensity.Measure
  let minimum: Double?

  /// The density held against the file, and on standard error what was read.
  func held(
    against density: RefinedDensity, _ surface: Surface, in area: borrowing StudyArea, input: InputOptions,
    common: CommonOptions
  ) async throws(HotspotError) -> RelativeDensity {
    let denominator = try await denominator(
      like: density, on: surface.grid, in: area, input: input, common: common)
    let held = RelativeDensity(
      of: surface, to: denominator, by: measure, minimum: minimum ?? (file.column == nil ? 10 : 1000))
    for remark in held.remarks { common.messages.say(remark) }
    return held
  }

  private func denominator(
    like density: RefinedDensity, on grid: Grid, in area: borrowing StudyArea, input: InputOptions,
    common: CommonOptions
  ) async throws(HotspotError) -> Denominator {
    if let column = file.column, let layer = try file.areas() {
      let cells = try PolygonCells(layer, in: area)
      return try await Denominator(
        try Population(property: column, of: cells), of: cells, like: density, on: grid, bands: common.bands)
    }
    var rules = ReadingRules()
    if let column = file.column { rules.columns.names[.weight] = column }
    rules.system = try InputOptions.system(input.inputSystem)
    rules.wantsPlaces = false
    rules.threads = common.bands.threads
    let table = try IncidentTable(files: [file.path], by: rules)
    for note in table.notes { common.messages.say(note) }
    let incidents = try table.incidents(
      matching: Selection(weighting: file.column.map(Weighting.column) ?? .count),
      system: table.system(given: rules.system), in: area, sources: Provenance())
    common.messages.say("\(file.name): \(incidents.account.sentence)")
    return try await Denominator(
      incidents, named: file.name, isPopulation: file.column != nil, like: density, on: grid,
      bands: common.bands)
  }
}

/// A file, and the column of it that counts people; without one each row counts one.
struct RelativeFile {
  let path: String
  let column: String?

  /// The file's name without its folders.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// A text that ends as a file's name does has no column behind its last colon.
  init(_ text: String) {
    let isFile = [".geojson", ".json", ".csv", ".csv.gz"].contains { text.lowercased().hasSuffix($0) }
    let colon = isFile ? nil : text.lastIndex(of: ":")
    path = String(text[..<(colon ?? text.endIndex)])
    column = colon.map { String(text[text.index(after: $0)...]) }
  }

  /// The areas in it; `nil` where it holds none.
  func areas() throws(HotspotError) -> CellLayer? {
    guard path.lowercased().hasSuffix("json") else { return nil }
    let layer = try CellLayer(path: path)
    return layer.holdsAreas ? layer : nil
  }
}
