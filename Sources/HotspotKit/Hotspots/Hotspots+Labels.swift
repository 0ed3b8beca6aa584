internal import Files
public import Geospatial

/// A layer of areas whose names label zones, such as beats or districts.
public struct LabelLayer: Sendable {
  /// What the label may be called in an output, in lower case, the best first: the property, the file, both.
  let keys: [String]

  /// A zone's own properties, which no label may take.
  static let reserved: Set<String> = [
    "zone_id", "zone_ref", "name", "streets", "grid_ref", "rank", "tier", "priority", "origin", "theme",
    "area_m2", "incidents", "expected_incidents", "expected_harm", "share_of_harm", "harm", "harm_by",
    "top_location", "top_location_share",
    "police_generated_share", "location_precision_m", "stability", "pai", "pai_low", "pai_high",
    "expected_per_week",
    "overlap_theme", "overlap_incidents", "windows", "window_basis", "visits",
    "minutes_per_visit", "minutes_total", "units", "tactics", "owner", "partners", "powers", "reasons", "id",
  ]

  private let names: [String]
  private let areas: [[Polygon<GeographicPoint>]]

  /// The areas of a file, each named by a property.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when no area carries the property, naming those there are.
  public init(_ file: GeoJSONFile, named source: String, property: String) throws(HotspotError) {
    let areas = file.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
    guard areas.contains(where: { $0.properties[property] != nil }) else {
      let known = areas.first?.properties.keys.joined(separator: ", ") ?? "none"
      throw .malformedInput("\(source): no area has a property '\(property)'; there are: \(known)")
    }
    let stem = source.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    let (plain, file) = (Self.key(of: property), Self.key(of: String(stem)))
    keys = [plain, file, "\(file)_\(plain)"]
    names = areas.map { $0.properties[property]?.plainText ?? "" }
    self.areas = areas.map { $0.geometry?.polygons ?? [] }
  }

  private static func key(of name: String) -> String {
    String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
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
  /// A label goes by its property's name, by its file's where a zone or a layer before it has that already, and else by
  /// both.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when an area lies outside the plane's area of use;
  ///   ``HotspotError/invalidParameter(_:)`` when the same label is asked for twice.
  public mutating func label(with layers: [LabelLayer], in area: borrowing StudyArea) throws(HotspotError) {
    let peaks = PlanarPoints(zones.map(\.peak))
    var taken = LabelLayer.reserved
    var keys: [String] = []
    for (position, layer) in layers.enumerated() {
      guard let key = layer.keys.first(where: { !taken.contains($0) }) else {
        throw .invalidParameter("two labels would be called '\(layer.keys[2])': name each layer once")
      }
      taken.insert(key)
      keys.append(key)
      let names: [String?]
      do { names = try layer.names(at: peaks, in: area) } catch { throw .geospatial(error) }
      var counts: [String: Int] = [:]
      for (index, name) in names.enumerated() {
        zones[index].labels.append(Zone.Label(key: key, value: name))
        guard position == 0, let name else { continue }
        let letters = String(name.filter { $0.isLetter && $0.isASCII }.prefix(3)).uppercased()
        guard letters.count == 3 else { continue }
        let count = counts[letters, default: 0] + 1
        counts[letters] = count
        zones[index].reference = "\(letters)-\(count < 10 ? "0" : "")\(count)"
      }
    }
    provenance = provenance.adding("label", ["layers": .array(keys.map(JSONValue.string))])
  }
}
