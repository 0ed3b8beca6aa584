internal import Files
public import Geospatial

/// A zone and the incidents that stand in it.
public struct ZoneRows: Hashable, Sendable {
  /// What the zone is called in a table.
  public let id: String

  /// What it is called on a page.
  public let title: String

  /// The positions of its incidents.
  public let rows: [Int]

  /// A zone from its parts.
  public init(id: String, title: String, rows: [Int]) {
    self.id = id
    self.title = title
    self.rows = rows
  }

  /// The areas of a file as zones, in the file's order; an incident on a common edge belongs to the first.
  ///
  /// A zone is called by the property given, else by its `zone_id`, `name` or `id`, else by
  /// its first text, else by its number in the file.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when the file holds no area or none has the property;
  ///   ``HotspotError/geospatial(_:)`` when an area cannot be put on the plane.
  public static func zones(
    of file: GeoJSONFile, named source: String, property: String? = nil, incidents: Incidents,
    in area: borrowing StudyArea
  ) throws(HotspotError) -> [ZoneRows] {
    let features = file.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
    guard !features.isEmpty else {
      throw .malformedInput("\(source): no polygon in it; zones are areas, such as `hotspot find` writes")
    }
    if let property, !features.contains(where: { $0.properties[property] != nil }) {
      let known = features.first?.properties.keys.joined(separator: ", ") ?? "none"
      throw .malformedInput("\(source): no area has a property '\(property)'; there are: \(known)")
    }
    let zoneOfRow: [Int32]
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      var planar: [[Polygon<PlanarPoint>]] = []
      for feature in features {
        planar.append(try engine.repaired(try area.projector.project(feature.geometry?.polygons ?? [])))
      }
      zoneOfRow = incidents.spots.spread(try engine.locate(incidents.spots.places, in: planar))
    } catch {
      throw .geospatial(error)
    }
    var rows = [[Int]](repeating: [], count: features.count)
    for (row, zone) in zoneOfRow.enumerated() where zone >= 0 { rows[Int(zone)].append(row) }
    return features.enumerated().map { index, feature in
      let keys = [property].compactMap(\.self) + ["zone_id", "name", "id"]
      let named = keys.lazy.compactMap { feature.properties[$0]?.words }.first ?? feature.id?.words
      let id = named ?? feature.properties.values.lazy.compactMap(\.text).first ?? "\(index + 1)"
      let title = ["zone_ref", "name"].compactMap { feature.properties[$0]?.words }.joined(separator: " ")
      return ZoneRows(id: id, title: property == nil && !title.isEmpty ? title : id, rows: rows[index])
    }
  }
}

extension JSONValue {
  /// A property's value in words; `nil` where it has none.
  fileprivate var words: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
