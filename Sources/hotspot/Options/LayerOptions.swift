import ArgumentParser
import HotspotKit

/// What is asked of cells that come from a file.
struct LayerOptions: ParsableArguments {
  @Option(
    help: """
      People per area, for rates per 1,000: FILE.csv:COLUMN with a row for each area, or a property of the zones' file.
      """)
  var population: String?

  @Option(
    help: ArgumentHelp(
      """
      What rates are drawn towards where people are few: global (the mean of all areas) or local (that of an area and \
      those it touches); global otherwise.
      """))
  var smoothing: String?

  @Option(
    help: ArgumentHelp(
      "How far in metres an incident may lie from its street; \(Int(StreetCells.usualSnap)) otherwise."))
  var snap: Double?
}

/// Cells that come from a file, and what is asked of them, understood before any file is read.
enum LayerQuestion {
  case zones(path: String, property: String?, population: FileColumn?, smoothing: EmpiricalBayes)
  case streets(path: String, property: String?, snap: Double)
}

/// A column of a file, or without a file a property of the layer itself.
struct FileColumn {
  let path: String?
  let name: String
}

extension LayerOptions {
  /// The question where `--cell` names a file; `nil` where it does not.
  func question(cell: String?) throws(HotspotError) -> LayerQuestion? {
    let parts =
      cell?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) ?? []
    let kind = parts.count == 2 ? parts[0] : ""
    guard kind == "zones" || kind == "streets" else {
      guard population == nil, smoothing == nil, snap == nil else {
        throw .invalidParameter(
          "--population and --smoothing go with --cell zones:FILE, --snap with --cell streets:FILE")
      }
      return nil
    }
    let (path, property) = Self.split(parts[1])
    guard !path.isEmpty, property != "" else {
      throw .invalidParameter("--cell \(kind): write \(kind):FILE or \(kind):FILE:PROPERTY, a GeoJSON file")
    }
    if kind == "zones" {
      guard snap == nil else {
        throw .invalidParameter("--snap goes with --cell streets:FILE, not with zones")
      }
      guard smoothing == nil || population != nil else {
        throw .invalidParameter("--smoothing is of rates per person: give --population too")
      }
      return .zones(
        path: path, property: property, population: population.map(Self.column),
        smoothing: try smoothing.map(EmpiricalBayes.init) ?? .global)
    }
    guard population == nil, smoothing == nil else {
      throw .invalidParameter("--population and --smoothing go with --cell zones:FILE, not with streets")
    }
    let metres = snap ?? StreetCells.usualSnap
    guard metres > 0, metres <= StreetCells.longestSnap else {
      throw .invalidParameter(
        "--snap \(metres): give metres above 0 and up to \(Int(StreetCells.longestSnap))")
    }
    return .streets(path: path, property: property, snap: metres)
  }

  /// A file, and the name behind its last colon; a text that ends like a file's name has none.
  private static func split(_ text: String) -> (path: String, name: String?) {
    let isFile = [".geojson", ".json"].contains { text.lowercased().hasSuffix($0) }
    guard !isFile, let colon = text.lastIndex(of: ":"), colon != text.startIndex else { return (text, nil) }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private static func column(_ text: String) -> FileColumn {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex else {
      return FileColumn(path: nil, name: text)
    }
    return FileColumn(path: String(text[..<colon]), name: String(text[text.index(after: colon)...]))
  }
}
