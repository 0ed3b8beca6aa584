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
    let points = rows.points.map { area.projector.project($0) } ?? PlanarPoints()
    let placed = (0..<points.count).filter { points.xs[$0].isFinite && points.ys[$0].isFinite }
    var unusable = rows.unusable
    var kept = PlanarPoints()
    var lines: [[PlanarPoint]] = []
    var areas: [Polygon<PlanarPoint>] = []
    if rows.shapes.isEmpty {
      unusable += points.count - placed.count
      kept = PlanarPoints(xs: placed.map { points.xs[$0] }, ys: placed.map { points.ys[$0] })
    } else {
      for shape in rows.shapes {
        let before = kept.count + lines.count + areas.count
        for point in shape.points {
          let planar = area.projector.project(GeographicPoints([point]))
          if planar.xs[0].isFinite { kept.append(planar[0]) }
        }
        for line in shape.lines {
          let planar = area.projector.project(GeographicPoints(line))
          if !planar.xs.contains(where: \.isNaN) { lines.append((0..<planar.count).map { planar[$0] }) }
        }
        // An area off the plane is one row that cannot be placed.
        for polygon in shape.polygons {
          if let planar = try? area.projector.project([polygon]) { areas += planar }
        }
        if kept.count + lines.count + areas.count == before { unusable += 1 }
      }
    }
    guard kept.count + lines.count + areas.count > 0 else {
      throw .insufficientData(
        "factor \(setting.name): none of the \(rows.read) rows of \(rows.name) can be placed: give a file with coordinates"
      )
    }
    self.init(
      setting, points: kept, lines: lines, areas: areas, rowsRead: rows.read, rowsUnusable: unusable,
      digest: digest, caveats: caution.sentences, label: label)
  }
}

/// What a factor's file holds: places of a table, or the shapes of GeoJSON.
struct FactorRows {
  let name: String
  private(set) var read = 0
  private(set) var unusable = 0

  /// The places of a table in degrees; `nil` for GeoJSON.
  private(set) var points: GeographicPoints?

  /// The shapes of GeoJSON.
  private(set) var shapes: [Geometry] = []

  /// The names of columns or properties, in small letters and figures alone.
  private(set) var columns: Set<String> = []

  /// What the rows call the things that happened, where a column says so.
  private(set) var categories: Set<String> = []

  init(path: String, system: CoordinateSystem?) throws(HotspotError) {
    name = String(path.split(separator: "/").last ?? "")
    let isGeoJSON = [".geojson", ".json"].contains { path.lowercased().hasSuffix($0) }
    if isGeoJSON { try readShapes(path) } else { try readTable(path, system: system) }
  }

  private mutating func readShapes(_ path: String) throws(HotspotError) {
    let file: GeoJSONFile
    do { file = try GeoJSONFile(path: path) } catch { throw .geospatial(error) }
    read = file.features.count
    let category = Set(ColumnAliases.of(.category))
    for feature in file.features {
      for (key, value) in zip(feature.properties.keys, feature.properties.values) {
        let plain = Columns.plain(key)
        columns.insert(plain)
        if category.contains(plain), let text = value.text { categories.insert(text.lowercased()) }
      }
      if let geometry = feature.geometry { shapes.append(geometry) } else { unusable += 1 }
    }
  }

  private mutating func readTable(_ path: String, system: CoordinateSystem?) throws(HotspotError) {
    var rows = try RowSource(path: path)
    var record = CSVRecord()
    guard try rows.advance(to: &record) else {
      throw .malformedInput("\(name) is empty: it has not even a header")
    }
    let names = ColumnNames(
      header: (0..<record.count).map { record.text($0) }, choice: .detected, file: name)
    columns = Set(names.plain)
    let degrees = names.pair(ColumnAliases.longitudes, ColumnAliases.latitudes)
    guard
      let axes = degrees ?? names.pair(ColumnAliases.eastings, ColumnAliases.northings)
        ?? names.pair(ColumnAliases.xs, ColumnAliases.ys)
    else {
      throw .malformedInput("\(name): no columns of coordinates such as longitude, latitude; \(names.list)")
    }
    let category = names.first(ColumnAliases.of(.category))
    var (xs, ys): ([Double], [Double]) = ([], [])
    while try rows.advance(to: &record) {
      read += 1
      func number(_ column: Int) -> Double? {
        guard column < record.count else { return nil }
        return Double(decimal: record.bytes.span.extracting(record[column])).flatMap {
          $0.isFinite ? $0 : nil
        }
      }
      if let category, category < record.count { categories.insert(record.text(category).lowercased()) }
      guard let x = number(axes.0), let y = number(axes.1), x != 0 || y != 0 else {
        unusable += 1
        continue
      }
      xs.append(x)
      ys.append(y)
    }
    let areDegrees = zip(xs, ys).allSatisfy { abs($0) <= 180 && abs($1) <= 90 }
    try place(xs, ys, in: system ?? (degrees != nil || areDegrees ? .wgs84 : .britishNationalGrid))
  }

  private mutating func place(_ xs: [Double], _ ys: [Double], in system: CoordinateSystem)
    throws(HotspotError)
  {
    var all = GeographicPoints(longitudes: xs, latitudes: ys)
    if system != .wgs84 {
      do throws(GeospatialError) {
        all = try Projector(to: system).unproject(PlanarPoints(xs: xs, ys: ys))
      } catch {
        throw .geospatial(error)
      }
    }
    var kept = GeographicPoints()
    for index in 0..<all.count {
      let point = all[index]
      if abs(point.longitude) <= 180, abs(point.latitude) <= 90 { kept.append(point) } else { unusable += 1 }
    }
    points = kept
  }
}
