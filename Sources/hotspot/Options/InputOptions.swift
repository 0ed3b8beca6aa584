import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// What goes in: the files, how to read them, and where the question is asked.
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

  @Option(name: .customLong("source-label"), help: "What outputs call the input instead of its files' names.")
  var sourceLabel: String?

  @Option(
    name: .customLong("time-zone"), help: "The place whose clocks the times go by, such as Europe/London.")
  var timeZone: String?

  @Option(
    help: "Where postcodes lie, for rows without coordinates: ONSPD or Code-Point Open, a file or folder.")
  var postcodes: String?

  @Option(
    name: .customLong("ignore-places"),
    help: "CSV or GeoJSON of places whose rows do not count: coordinates and a radius in metres, or names.")
  var ignoredPlaces: String?

  @Option(name: .customLong("one-row-per"), help: "What counts once: crime, victim or row.")
  var oneRowPer: String?

  @Option(help: "CSV file for every refused row: file, line and reason; only its owner may read it.")
  var rejects: String?

  /// What a row counts for: what `--weight` says, else the weight that `--columns` names, else one.
  func weighting(given: String?) throws(HotspotError) -> Weighting {
    let named = try columnChoice().names[.weight].map(Weighting.column)
    guard let given else { return named ?? .count }
    let weighting = try Weighting(given)
    if case .column = weighting, let named, named != weighting {
      throw .invalidParameter("--weight says \(weighting) and --columns \(named): name one column")
    }
    return weighting
  }

  func columnChoice() throws(HotspotError) -> ColumnChoice {
    try columns.map(ColumnChoice.init(parsing:)) ?? .detected
  }

  /// What the records' coordinates are in.
  func system(of table: IncidentTable) throws(HotspotError) -> CoordinateSystem {
    table.system(given: try Self.system(inputSystem))
  }

  static func system(_ text: String?) throws(HotspotError) -> CoordinateSystem? {
    guard let text else { return nil }
    do { return try CoordinateSystem(text) } catch { throw .geospatial(error) }
  }

  /// The area inside the given boundary, begun at once; `nil` where none is given.
  func boundedArea(threads: Int) throws(HotspotError) -> BoundedArea? {
    let plane = try Self.system(plane)
    return area.map { BoundedArea(file: $0, plane: plane, threads: threads) }
  }

  /// The study area: the one inside the given boundary, or wherever the records are.
  func studyArea(for table: IncidentTable, _ bounded: BoundedArea?) async throws(HotspotError) -> StudyArea {
    if let bounded { return try await bounded.take() }
    return try StudyArea(
      around: try table.places(in: try system(of: table)), plane: try Self.system(plane))
  }
}
