internal import Files
internal import Geospatial

/// A file of areas or street lines whose shapes serve as cells, and the property that names each.
public struct CellLayer: Sendable {
  /// The file's name without its folders.
  public let name: String

  /// The property asked for; `nil` where it has to be found.
  public let property: String?

  /// SHA-256 of the file's bytes.
  public let digest: String

  let features: [GeoJSONFeature]

  /// Reads a GeoJSON file whole.
  ///
  /// - Throws: ``HotspotError/file(_:)`` and ``HotspotError/geospatial(_:)`` where it is missing or no GeoJSON.
  public init(path: String, property: String? = nil) throws(HotspotError) {
    let bytes: [UInt8]
    do { bytes = try readBytes(of: path) } catch { throw .file(error) }
    try self.init(bytes: bytes, named: path, property: property)
  }

  /// Reads bytes; errors name the file as it is called here.
  public init(bytes: [UInt8], named path: String, property: String? = nil) throws(HotspotError) {
    do { features = try GeoJSONFile(bytes: bytes, named: path).features } catch { throw .geospatial(error) }
    name = String(path.split(separator: "/").last ?? "")
    digest = Digest.sha256(of: bytes)
    self.property = property
  }

  /// Whether any feature is an area.
  public var holdsAreas: Bool { features.contains { $0.geometry?.polygons.isEmpty == false } }
}

/// Features of one layer under the ids of cells; features that share an id are one cell.
struct LayerCells {
  /// The ids, each once, in the order in which they first stand in the file.
  let ids: [String]
  /// The features of each cell, as positions in ``features``.
  let members: [[Int]]
  /// The features that have a shape that will do.
  let features: [GeoJSONFeature]
  /// The property that holds the ids; `nil` where no property does.
  let property: String?
  /// What was chosen, in sentences.
  let remarks: [String]
}

extension CellLayer {
  /// The layer's features with a shape that will do, under their ids.
  ///
  /// A property is found by itself where every feature has a value of its own in it and it looks like an id; the
  /// property asked for may hold one value many times. `naming` gives an id where there is none to find.
  func cells(
    calling kind: String, where fits: (Geometry) -> Bool,
    naming: ((_ features: [GeoJSONFeature]) throws(HotspotError) -> [String])? = nil
  ) throws(HotspotError) -> LayerCells {
    let fitting = features.filter { $0.geometry.map(fits) ?? false }
    guard !fitting.isEmpty else { throw .malformedInput("\(name): there is no \(kind) in it") }
    var remarks: [String] = []
    if fitting.count < features.count {
      remarks.append("\(name): \(features.count - fitting.count) features are no \(kind)s and are left out")
    }
    let texts: [String]
    let chosen: String?
    if let property {
      texts = try values(of: property, in: fitting, calling: kind)
      chosen = property
    } else if let found = Self.idProperty(of: fitting) {
      (texts, chosen) = (found.values, found.name)
      remarks.append("\(name): each \(kind)'s id is its \(found.name), found by itself")
    } else if let naming {
      (texts, chosen) = (try naming(fitting), nil)
      remarks.append(
        "\(name): no property looks like an id; each \(kind)'s id is made of its middle on the plane")
    } else {
      throw .malformedInput(
        "\(name): no property looks like an id; name one, as in FILE:PROPERTY; \(Self.known(in: fitting))")
    }
    var ids: [String] = []
    var members: [[Int]] = []
    var numbers: [String: Int] = [:]
    for (feature, id) in texts.enumerated() {
      if let number = numbers[id] {
        members[number].append(feature)
      } else {
        numbers[id] = ids.count
        ids.append(id)
        members.append([feature])
      }
    }
    if ids.count < fitting.count {
      remarks.append(
        "\(name): \(fitting.count) \(kind)s share \(ids.count) values of \(chosen ?? "id"); those with one value are one cell"
      )
    }
    return LayerCells(ids: ids, members: members, features: fitting, property: chosen, remarks: remarks)
  }

  private func values(
    of property: String, in features: [GeoJSONFeature], calling kind: String
  ) throws(HotspotError) -> [String] {
    let texts = features.map { $0.properties[property]?.plainText ?? "" }
    let missing = texts.count { $0.isEmpty }
    if missing == texts.count {
      throw .malformedInput("\(name): no \(kind) has a property '\(property)'; \(Self.known(in: features))")
    }
    if missing > 0 {
      throw .malformedInput(
        "\(name): \(missing) of \(texts.count) \(kind)s have no \(property): name another property, or mend the file"
      )
    }
    return texts
  }

  private static func known(in features: [GeoJSONFeature]) -> String {
    let keys = features.first?.properties.keys ?? []
    return keys.isEmpty ? "there are none" : "there are: \(keys.joined(separator: ", "))"
  }
}
