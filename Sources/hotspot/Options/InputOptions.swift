import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// What goes in: the files, how to read them, and where and when the question is asked.
struct InputOptions: ParsableArguments {
  @Argument(help: "CSV files, folders of them, or - for standard input.")
  var inputs: [String]

  @Option(help: "Names of columns: x=…,y=…,start=…,end=…,category=…,id=…,place=… (known layouts need none).")
  var columns: String?

  @Option(name: .customLong("input-crs"), help: "EPSG code of the coordinates (known layouts need none).")
  var inputSystem: String?

  @Option(help: "EPSG code of the plane on which distances are measured; chosen by position otherwise.")
  var plane: String?

  @Option(help: "GeoJSON file of the study area; rows outside are counted and left out.")
  var area: String?

  @Option(help: "Order of day and month in dates such as 01/02/2019: dmy or mdy.")
  var dates: String?

  @Option(help: "First day or month that counts, such as 2018-01 or 2018-01-15.")
  var from: String?

  @Option(help: "Last day or month that counts, included.")
  var to: String?

  @Option(name: .customLong("source-label"), help: "What outputs call the input instead of its files' names.")
  var sourceLabel: String?

  /// The records, with the weights that a demand asks for. `countingRepeats` costs memory and is for a verb that
  /// tells of them.
  func table(
    for demand: DemandOptions? = nil, countingRepeats: Bool = false
  ) throws(HotspotError) -> IncidentTable {
    let given = try Self.system(inputSystem)
    var choice = try columnChoice()
    if let demand, case .column(let name) = try weighting(for: demand) { choice.names[.weight] = name }
    return try IncidentTable(
      files: try paths(), columns: choice,
      coordinates: given.map { $0 == .wgs84 ? .geographic : .planar }, dateOrder: try dateOrder(),
      countingRepeats: countingRepeats)
  }

  /// What a row counts for: what `--weight` says, else the weight that `--columns` names, else one.
  private func weighting(for demand: DemandOptions) throws(HotspotError) -> Weighting {
    let named = try columnChoice().names[.weight].map(Weighting.column)
    guard let given = demand.weight else { return named ?? .count }
    let weighting = try Weighting(given)
    if case .column = weighting, let named, named != weighting {
      throw .invalidParameter("--weight says \(weighting) and --columns \(named): name one column")
    }
    return weighting
  }

  private func columnChoice() throws(HotspotError) -> ColumnChoice {
    try columns.map(ColumnChoice.init(parsing:)) ?? .detected
  }

  /// What the records' coordinates are in.
  func system(of table: IncidentTable) throws(HotspotError) -> CoordinateSystem {
    table.system(given: try Self.system(inputSystem))
  }

  private func paths() throws(HotspotError) -> [String] {
    do { return try InputFiles.expand(inputs) } catch { throw .file(error) }
  }

  /// The study area: the given boundary, or wherever the records are.
  func studyArea(for table: IncidentTable) throws(HotspotError) -> StudyArea {
    let system = try Self.system(plane)
    guard let area else {
      return try StudyArea(around: try table.places(in: try self.system(of: table)), plane: system)
    }
    let file: GeoJSONFile
    do { file = try GeoJSONFile(path: area) } catch { throw .geospatial(error) }
    return try StudyArea(
      boundaries: file.features.flatMap { $0.geometry?.polygons ?? [] },
      named: String(area.split(separator: "/").last ?? ""), plane: system)
  }

  /// The incidents a theme asks for; all of them without one. `wantsProvenance` costs a digest of the files.
  func incidents(
    of table: IncidentTable, theme: Theme?, demand: DemandOptions, in area: borrowing StudyArea,
    wantsProvenance: Bool
  ) throws(HotspotError) -> Incidents {
    let selection = Selection(
      clauses: theme?.select ?? [], fromDay: try Self.days(from, option: "--from")?.lowerBound,
      toDay: try Self.days(to, option: "--to").map { $0.upperBound - 1 },
      includesPoliceGenerated: demand.includePoliceGenerated, weighting: try weighting(for: demand))
    let sources =
      try wantsProvenance ? table.provenance(of: try paths(), label: sourceLabel) : Provenance()
    return try table.incidents(
      matching: selection, system: try system(of: table), in: area, sources: sources)
  }

  private static func days(_ text: String?, option: String) throws(HotspotError) -> Range<Int>? {
    guard let text else { return nil }
    guard let days = CivilTime.days(of: text) else {
      throw .invalidParameter("\(option) '\(text)': write a month or a day, such as 2018-01 or 2018-01-15")
    }
    return days
  }

  private static func system(_ text: String?) throws(HotspotError) -> CoordinateSystem? {
    guard let text else { return nil }
    do { return try CoordinateSystem(text) } catch { throw .geospatial(error) }
  }

  private func dateOrder() throws(HotspotError) -> DateOrder? {
    switch dates {
    case nil: return nil
    case "dmy": return .dayFirst
    case "mdy": return .monthFirst
    case let other?: throw .invalidParameter("--dates '\(other)': write dmy or mdy")
    }
  }
}
