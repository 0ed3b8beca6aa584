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
      those it touches); for grid global otherwise, for cluster global or none.
      """))
  var smoothing: String?

  @Option(
    help: ArgumentHelp(
      "How far in metres an incident may lie from its street; \(Int(StreetCells.usualSnap)) otherwise."))
  var snap: Double?
}

/// Cells that come from a file, and what is asked of them, understood before any file is read.
enum LayerQuestion {
  case zones(LayerSource, population: FileColumn?, smoothing: EmpiricalBayes)
  case streets(LayerSource, snap: Double)
}

/// A file of cells as `--cell` names it: `zones:FILE`, `streets:FILE`, either with `:PROPERTY` behind it.
struct LayerSource {
  enum Kind: String {
    case zones, streets
  }

  let kind: Kind
  let path: String
  /// The property that holds the ids; `nil` where it is to be found.
  let property: String?

  /// The file; `nil` where the cell is another.
  ///
  /// The property stands behind the last colon; a text that ends as a GeoJSON file's name does has none.
  init?(cell: String?) throws(HotspotError) {
    guard let parts = cell?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false),
      parts.count == 2, let kind = Kind(rawValue: String(parts[0]))
    else { return nil }
    self.kind = kind
    let isFile = [".geojson", ".json"].contains { parts[1].lowercased().hasSuffix($0) }
    let colon = isFile ? nil : parts[1].lastIndex(of: ":")
    path = String(parts[1][..<(colon ?? parts[1].endIndex)])
    property = colon.map { String(parts[1][parts[1].index(after: $0)...]) }
    guard !path.isEmpty, property != "" else {
      throw .invalidParameter("--cell \(kind): write \(kind):FILE or \(kind):FILE:PROPERTY, a GeoJSON file")
    }
  }

  /// The file, read.
  func layer() throws(HotspotError) -> CellLayer { try CellLayer(path: path, property: property) }
}

/// A column of a file, or without a file a property of the layer itself.
struct FileColumn {
  let path: String?
  let name: String
}

extension FileColumn {
  /// The people of areas that it holds.
  func people(of cells: PolygonCells) throws(HotspotError) -> Population {
    if let path { return try Population(path: path, column: name, of: cells) }
    return try Population(property: name, of: cells)
  }
}

extension LayerOptions {
  /// The question where `--cell` names a file; `nil` where it does not.
  func question(cell: String?) throws(HotspotError) -> LayerQuestion? {
    guard let source = try LayerSource(cell: cell) else {
      guard population == nil, smoothing == nil, snap == nil else {
        throw .invalidParameter(
          "--population and --smoothing go with --cell zones:FILE, --snap with --cell streets:FILE")
      }
      return nil
    }
    switch source.kind {
    case .zones:
      guard snap == nil else {
        throw .invalidParameter("--snap goes with --cell streets:FILE, not with zones")
      }
      guard smoothing == nil || population != nil else {
        throw .invalidParameter("--smoothing is of rates per person: give --population too")
      }
      return .zones(
        source, population: population.map(Self.column),
        smoothing: try smoothing.map(EmpiricalBayes.init) ?? .global)
    case .streets:
      guard population == nil, smoothing == nil else {
        throw .invalidParameter("--population and --smoothing go with --cell zones:FILE, not with streets")
      }
      let metres = snap ?? StreetCells.usualSnap
      guard metres > 0, metres <= StreetCells.longestSnap else {
        throw .invalidParameter(
          "--snap \(metres): give metres above 0 and up to \(Int(StreetCells.longestSnap))")
      }
      return .streets(source, snap: metres)
    }
  }

  private static func column(_ text: String) -> FileColumn {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex else {
      return FileColumn(path: nil, name: text)
    }
    return FileColumn(path: String(text[..<colon]), name: String(text[text.index(after: colon)...]))
  }
}
