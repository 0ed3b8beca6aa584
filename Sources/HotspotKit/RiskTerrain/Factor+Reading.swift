internal import Files
internal import Geospatial

extension Factor {
  /// Reads a factor's file onto the plane of a study area: GeoJSON of any shapes where the name ends in `.geojson` or
  /// `.json`, else CSV with coordinates.
  ///
  /// `label` stands in outputs instead of the file's name. Places outside the area are kept: they may lie within reach of its edge. A layer that shows where police looked is
  /// refused unless `includesPoliceGenerated`.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` where the file has no coordinates; ``HotspotError/insufficientData(_:)``
  ///   where none of them can be placed; ``HotspotError/invalidParameter(_:)`` for a layer that is refused.
  public init(
    reading setting: FactorSetting, in area: borrowing StudyArea, label: String? = nil,
    includesPoliceGenerated: Bool = false
  ) throws(HotspotError) {
    let path = setting.path
    let digest: String
    do { digest = try Digest.sha256(ofFile: path) } catch { throw .file(error) }
    let rows = try FactorRows(path: path, system: setting.system)
    let caution = FactorCaution(setting, columns: rows.columns, categories: rows.categories)
    if let trace = caution.policeTrace, !includesPoliceGenerated {
      throw .invalidParameter(
        """
        factor \(setting.name): \(trace), so it shows where police looked and not where crime is, and a model on it \
        would send them there again; leave it out, or take it in knowingly with --include-police-generated
        """)
    }
    let shapes = PlacedShapes(rows, in: area)
    guard shapes.count > 0 else {
      throw .insufficientData(
        "factor \(setting.name): none of the \(rows.read) rows of \(rows.name) can be placed: give a file with coordinates"
      )
    }
    self.init(
      setting, points: shapes.points, lines: shapes.lines, areas: shapes.areas, rowsRead: rows.read,
      rowsUnusable: shapes.unusable, digest: digest, caveats: caution.sentences, label: label)
  }
}
