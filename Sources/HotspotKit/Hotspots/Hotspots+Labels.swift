internal import Files
public import Geospatial

/// A layer of areas whose names label zones, such as beats or districts.
public struct LabelLayer: Sendable {
  /// What the label is called in an output, in lower case.
  public let key: String

  private let names: [String]
  private let areas: [[Polygon<GeographicPoint>]]

  /// The areas of a file, each named by a property.
  ///
  /// `key` is the property's name unless that is taken by a zone's own properties; then it is the file's name.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when no area carries the property, naming those there are.
  public init(_ file: GeoJSONFile, named source: String, property: String) throws(HotspotError) {
    let areas = file.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
    guard areas.contains(where: { $0.properties[property] != nil }) else {
      let known = areas.first?.properties.keys.joined(separator: ", ") ?? "none"
      throw .malformedInput("\(source): no area has a property '\(property)'; there are: \(known)")
    }
    let stem = source.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    let plain = property.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    key =
      ["name", "rank", "tier", "units", "theme", "id"].contains(String(plain)) ? String(stem) : String(plain)
    names = areas.map { $0.properties[property]?.plainText ?? "" }
    self.areas = areas.map { $0.geometry?.polygons ?? [] }
  }

  /// The name of the area at each of some places; `nil` where there is none.
  fileprivate func names(
    at points: PlanarPoints, in area: borrowing StudyArea
  ) throws(GeospatialError) -> [String?] {
    let engine = try GeometryEngine()
    var planar: [[Polygon<PlanarPoint>]] = []
    for polygons in areas { planar.append(try engine.repaired(try area.projector.project(polygons))) }
    return try engine.locate(points, in: planar).map {
      $0 < 0 || names[Int($0)].isEmpty ? nil : names[Int($0)]
    }
  }
}

extension Hotspots {
  /// Labels every zone with the areas that hold its peak, and counts its reference within the first label:
  /// the third zone of Colchester is `COL-03`.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when an area lies outside the plane's area of use.
  public mutating func label(with layers: [LabelLayer], in area: borrowing StudyArea) throws(HotspotError) {
    let peaks = PlanarPoints(zones.map(\.peak))
    for (position, layer) in layers.enumerated() {
      let names: [String?]
      do { names = try layer.names(at: peaks, in: area) } catch { throw .geospatial(error) }
      var counts: [String: Int] = [:]
      for (index, name) in names.enumerated() {
        zones[index].labels.append(Zone.Label(key: layer.key, value: name))
        guard position == 0, let name else { continue }
        let letters = String(name.filter { $0.isLetter && $0.isASCII }.prefix(3)).uppercased()
        guard letters.count == 3 else { continue }
        let count = counts[letters, default: 0] + 1
        counts[letters] = count
        zones[index].reference = "\(letters)-\(count < 10 ? "0" : "")\(count)"
      }
    }
    provenance = provenance.adding("label", ["layers": .array(layers.map { .string($0.key) })])
  }
}
