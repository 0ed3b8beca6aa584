import ArgumentParser
import Geospatial
import HotspotKit

/// What zones are called.
struct NameOptions: ParsableArguments {
  @Option(help: "GeoJSON file of streets: names zones by the streets that run through them.")
  var streets: String?

  @Option(
    help:
      "FILE:PROPERTY of a GeoJSON layer of areas whose names label zones; repeatable; the first gives references such as COL-03."
  )
  var label: [String] = []

  /// Names and labels hotspots.
  func name(_ hotspots: inout Hotspots, in area: borrowing StudyArea) throws(HotspotError) {
    if let streets {
      try hotspots.nameStreets(from: try Self.file(streets), named: Self.stem(streets), in: area)
    }
    var layers: [LabelLayer] = []
    for text in label {
      guard let colon = text.lastIndex(of: ":") else {
        throw .invalidParameter("--label '\(text)': write FILE:PROPERTY, such as districts.geojson:name")
      }
      let path = String(text[..<colon])
      let property = String(text[text.index(after: colon)...])
      layers.append(try LabelLayer(try Self.file(path), named: Self.stem(path), property: property))
    }
    if !layers.isEmpty { try hotspots.label(with: layers, in: area) }
  }

  private static func file(_ path: String) throws(HotspotError) -> GeoJSONFile {
    do { return try GeoJSONFile(path: path) } catch { throw .geospatial(error) }
  }

  private static func stem(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
