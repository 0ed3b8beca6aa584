internal import Files
internal import Geospatial

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

  /// The number of each place or shape, in their order, where a column was asked for.
  private(set) var amounts: [Double] = []

  /// Whether a column was asked for.
  var hasAmounts: Bool { amount != nil }
  private let amount: String?

  /// Reads a file; `amount` names a column or property of numbers from nought on, and a row without one is unusable.
  init(path: String, system: CoordinateSystem?, amount: String? = nil) throws(HotspotError) {
    name = String(path.split(separator: "/").last ?? "")
    self.amount = amount.map(Columns.plain)
    let isGeoJSON = [".geojson", ".json"].contains { path.lowercased().hasSuffix($0) }
    if isGeoJSON { try readShapes(path) } else { try readTable(path, system: system) }
  }

  private mutating func readShapes(_ path: String) throws(HotspotError) {
    let file: GeoJSONFile
    do { file = try GeoJSONFile(path: path) } catch { throw .geospatial(error) }
    read = file.features.count
    let category = Set(ColumnAliases.of(.category))
    var names: [String] = []
    for feature in file.features {
      var number: Double?
      for (key, value) in zip(feature.properties.keys, feature.properties.values) {
        let plain = Columns.plain(key)
        if columns.insert(plain).inserted { names.append(key) }
        if plain == amount { number = value.double ?? value.text.flatMap(Double.init) }
        if category.contains(plain), let text = value.text { categories.insert(text.lowercased()) }
      }
      guard let geometry = feature.geometry, amount == nil || number.map(Self.isAmount) == true else {
        unusable += 1
        continue
      }
      shapes.append(geometry)
      if let number, hasAmounts { amounts.append(number) }
    }
    if let amount, !columns.contains(amount) {
      throw .malformedInput(
        "\(name): no feature has a property '\(amount)'; there are: \(names.joined(separator: ", "))")
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
    let numbered = amount.flatMap { wanted in names.plain.firstIndex(of: wanted) }
    if let amount, numbered == nil {
      throw .malformedInput("\(name): no column '\(amount)'; \(names.list)")
    }
    var (xs, ys, numbers): ([Double], [Double], [Double]) = ([], [], [])
    while try rows.advance(to: &record) {
      read += 1
      func number(_ column: Int) -> Double? {
        guard column < record.count else { return nil }
        return Double(decimal: record.bytes.span.extracting(record[column])).flatMap {
          $0.isFinite ? $0 : nil
        }
      }
      if let category, category < record.count { categories.insert(record.text(category).lowercased()) }
      let amount = numbered.map { number($0) ?? -1 } ?? 1
      guard let x = number(axes.0), let y = number(axes.1), x != 0 || y != 0, Self.isAmount(amount) else {
        unusable += 1
        continue
      }
      xs.append(x)
      ys.append(y)
      numbers.append(amount)
    }
    let areDegrees = zip(xs, ys).allSatisfy { abs($0) <= 180 && abs($1) <= 90 }
    try place(xs, ys, numbers, in: system ?? (degrees != nil || areDegrees ? .wgs84 : .britishNationalGrid))
  }

  /// What a row can count for.
  private static func isAmount(_ number: Double) -> Bool { number >= 0 && number.isFinite }

  private mutating func place(
    _ xs: [Double], _ ys: [Double], _ numbers: [Double], in system: CoordinateSystem
  ) throws(HotspotError) {
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
      guard abs(point.longitude) <= 180, abs(point.latitude) <= 90 else {
        unusable += 1
        continue
      }
      kept.append(point)
      if hasAmounts { amounts.append(numbers[index]) }
    }
    points = kept
  }
}
