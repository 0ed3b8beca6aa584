internal import Files
public import Geospatial

extension IncidentTable {
  /// What the coordinates are in: what the user said, else WGS 84 for degrees and the British National Grid for
  /// metres.
  public func system(given: CoordinateSystem?) -> CoordinateSystem {
    given ?? (coordinates == .geographic ? .wgs84 : .britishNationalGrid)
  }

  /// The places of rows in degrees, of more than a million every so many-th, for choosing a plane.
  ///
  /// - Throws: ``HotspotError/geospatial(_:)`` when the system cannot serve.
  public func places(in system: CoordinateSystem) throws(HotspotError) -> GeographicPoints {
    let rows = Array(stride(from: 0, to: count, by: max(1, count / 500_000)))
    let (xs, ys) = (rows.map(spots.x), rows.map(spots.y))
    if system == .wgs84 { return GeographicPoints(longitudes: xs, latitudes: ys) }
    do throws(GeospatialError) {
      let all = try Projector(to: system).unproject(PlanarPoints(xs: xs, ys: ys))
      return GeographicPoints((0..<all.count).lazy.map { all[$0] }.filter { $0.longitude.isFinite })
    } catch {
      throw .geospatial(error)
    }
  }

  /// Whether every file is street-level data as data.police.uk publishes it.
  public var isOpenData: Bool {
    !sources.isEmpty && sources.allSatisfy { $0.layout == .policeUK }
  }

  /// The files as the first step of a provenance: names without folders, digests, rows, and what had to be done to read them.
  ///
  /// `paths` are those that were read; `label` stands instead of names, which can tell of people or operations.
  /// Standard input has no digest. Time O(bytes), unless ``ReadingRules/wantsDigests`` had them reckoned already.
  ///
  /// - Throws: ``HotspotError/file(_:)`` when a file cannot be read again.
  public func provenance(of paths: [String], label: String?) throws(HotspotError) -> Provenance {
    var files: [JSONValue] = []
    for (path, source) in zip(paths, sources) {
      let digest = if let known = source.digest { known } else { try Self.digest(of: path) }
      files.append([
        "file": .string(label ?? source.name), "sha256": digest.map(JSONValue.string) ?? .null,
        "rows": .integer(source.rowsRead), "layout": .string(source.layout.rawValue),
      ])
    }
    return Provenance().adding(
      "read",
      [
        "toolkit": .string(Toolkit.version), "files": .array(files),
        "notes": .array(notes.map(JSONValue.string)),
      ])
  }

  /// SHA-256 of a file as it is stored; `nil` for standard input.
  static func digest(of path: String) throws(HotspotError) -> String? {
    do { return path == "-" ? nil : try Digest.sha256(ofFile: path) } catch { throw .file(error) }
  }
}
