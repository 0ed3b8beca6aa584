internal import Files
public import Geospatial

/// The places, lines or areas of one factor on the plane, and what became of the rows they stand in.
///
/// Nothing but their shapes is kept: no name and no number of a place can reach an output.
public struct Factor: Sendable {
  /// What it is called and how it may work.
  public let setting: FactorSetting

  /// The file's name without its folders, or what the user calls it instead.
  public let source: String

  /// SHA-256 of the file.
  public let digest: String

  /// The single places, in metres.
  public let points: PlanarPoints

  /// The lines, in metres.
  public let lines: [[PlanarPoint]]

  /// The areas, in metres.
  public let areas: [Polygon<PlanarPoint>]

  /// How many rows or features the file has.
  public let rowsRead: Int

  /// How many of them stand nowhere that can be placed: no coordinates, none that exist, or off the plane.
  public let rowsUnusable: Int

  /// What a reader must know of a factor of its kind, in sentences.
  public let caveats: [String]

  /// How many rows or features are used.
  public var rowsUsed: Int { rowsRead - rowsUnusable }

  /// A factor from shapes on the plane.
  public init(
    _ setting: FactorSetting, points: PlanarPoints = PlanarPoints(), lines: [[PlanarPoint]] = [],
    areas: [Polygon<PlanarPoint>] = [], rowsRead: Int? = nil, rowsUnusable: Int = 0, digest: String = "",
    caveats: [String] = [], label: String? = nil
  ) {
    self.setting = setting
    source = label ?? String(setting.path.split(separator: "/").last ?? "")
    (self.digest, self.points, self.lines, self.areas) = (digest, points, lines, areas)
    self.rowsRead = rowsRead ?? points.count + lines.count + areas.count
    (self.rowsUnusable, self.caveats) = (rowsUnusable, caveats)
  }

  /// What was read, in a sentence.
  public var sentence: String {
    var kinds: [String] = []
    if points.count > 0 { kinds.append("\(points.count) places") }
    if !lines.isEmpty { kinds.append("\(lines.count) lines") }
    if !areas.isEmpty { kinds.append("\(areas.count) areas") }
    let lost =
      rowsUnusable > 0 ? "; \(rowsUnusable) of \(rowsRead) rows cannot be placed and do not count" : ""
    return "factor \(setting.name): \(kinds.joined(separator: ", "))\(lost)"
  }

  /// The facts of a provenance.
  var facts: JSONObject {
    [
      "name": .string(setting.name), "file": .string(source), "sha256": .string(digest),
      "rows": .integer(rowsRead), "rows_unusable": .integer(rowsUnusable), "places": .integer(points.count),
      "lines": .integer(lines.count), "areas": .integer(areas.count),
      "effect": .string(setting.effect.rawValue), "caveats": .array(caveats.map(JSONValue.string)),
    ]
  }
}
