internal import Files
public import Geospatial

/// Conditions that a record must meet, all of them, to count as the theme's demand; a theme has one or more of these.
public struct SelectionClause: Hashable, Sendable {
  /// The categories that count, compared without regard to case; empty for all.
  public var categories: [String] = []

  /// The Home Office codes that count. Where a record has a code, it decides and the category does not.
  public var codes: [OffenceCodePattern] = []

  /// What the categories hold beyond the codes, in a sentence: said wherever a category had to decide.
  public var categoryMeans: String?

  /// The flags that must be set.
  public var flags: [OffenceFlag] = []

  /// Words of which a record's location type must hold one; empty for all.
  public var locationTypes: [String] = []

  /// What is left out.
  public var leaveOut: [LeftOut] = []

  /// What records must tell for the answer to be one to this question, besides what is asked for by name (flags,
  /// location types, hours): without it a plan is not fit for tasking.
  public var needs: [Need] = []

  /// What a theme can do without, or not.
  public enum Need: String, CaseIterable, Hashable, Sendable {
    /// The offence code, for which a category can stand.
    case offenceCode = "offence_code"
    /// Whether it happened in somebody's home.
    case dwellings
    /// Whether it is domestic abuse.
    case domestic
  }

  /// The hours in which a record must begin; empty for all.
  public var hours: [WeekWindow] = []

  /// The areas in which a record must lie.
  public var inside: AreaLayer?

  /// A clause of categories alone; what else it asks is set afterwards.
  public init(categories: [String] = []) { self.categories = categories }

  /// The clause as facts for the provenance, without what it does not ask.
  var facts: JSONObject {
    var facts = JSONObject()
    let lists: [(String, [String])] = [
      ("category", categories), ("offence_code", codes.map(\.text)), ("flag", flags.map(\.rawValue)),
      ("location_type", locationTypes), ("leave_out", leaveOut.map(\.rawValue)),
      ("needs", needs.map(\.rawValue)), ("hours", hours.map(\.description)),
    ]
    for (name, list) in lists where !list.isEmpty { facts[name] = .array(list.map(JSONValue.string)) }
    if let inside { facts["inside"] = ["file": .string(inside.name), "sha256": .string(inside.digest)] }
    return facts
  }
}

/// Areas from a file, in which a theme's records must lie.
public struct AreaLayer: Hashable, Sendable {
  /// The file's name without its folders.
  public let name: String

  /// SHA-256 of the file's bytes.
  public let digest: String

  /// The areas, in degrees.
  public let polygons: [Polygon<GeographicPoint>]

  /// The areas of a GeoJSON file.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` when it cannot be read or holds no area.
  public init(path: String) throws(HotspotError) {
    do {
      let bytes = try readBytes(of: path)
      digest = Digest.sha256(of: bytes)
      polygons = try GeoJSONFile(bytes: bytes, named: path).features.flatMap { $0.geometry?.polygons ?? [] }
    } catch let error as FileError {
      throw .malformedInput("\(error)")
    } catch let error as GeospatialError {
      throw .malformedInput("\(error)")
    } catch {
      throw .malformedInput("\(path): \(error)")
    }
    if polygons.isEmpty { throw .malformedInput("\(path): there is no polygon in it") }
    name = path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Whether each of some places lies in one of the areas, their edges included.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when an area cannot be put on the plane.
  func holds(_ points: PlanarPoints, in area: borrowing StudyArea) throws(HotspotError) -> [Bool] {
    do throws(GeospatialError) {
      let engine = try GeometryEngine()
      let planar = try engine.repaired(try area.projector.project(polygons))
      return try engine.locate(points, in: [planar]).map { $0 >= 0 }
    } catch {
      throw .geospatial(error)
    }
  }
}
