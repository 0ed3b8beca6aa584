internal import Files
internal import Geospatial

/// Places to which records are sent for want of a better one, and whose rows therefore say nothing about where:
/// custody suites, hospitals, the points that a system fills in by itself.
public struct IgnoredPlaces: Sendable {
  private struct Place {
    let x: Double
    let y: Double
    let radius: Double
  }

  /// How far round a place rows are left out, in metres, where the file does not say.
  public static let usualRadius = 25.0

  private var places: [Place] = []
  private var names: Set<String> = []
  private var kind: CoordinateKind?

  /// How many places and names there are.
  public var count: Int { places.count + names.count }

  /// Reads a CSV or GeoJSON file of places.
  ///
  /// A row with coordinates is a place, with its radius in metres in a column `radius`; metres are on the National Grid.
  /// A row without coordinates is a name, compared without regard to case with the recorded location, whose `On or
  /// near` is left aside.
  public init(path: String) throws(HotspotError) {
    var rows = try RowSource(path: path)
    var record = CSVRecord()
    guard try rows.advance(to: &record) else {
      throw .malformedInput("\(path) is empty: it has not even a header")
    }
    let names = ColumnNames(
      header: (0..<record.count).map { record.text($0) }, choice: .detected, file: path)
    let degrees = names.pair(ColumnAliases.longitudes, ColumnAliases.latitudes)
    let axes =
      degrees ?? names.pair(ColumnAliases.eastings, ColumnAliases.northings)
      ?? names.pair(ColumnAliases.xs, ColumnAliases.ys)
    let name = names.first(ColumnAliases.of(.place) + ["name", "place", "premises"])
    let radius = names.first(["radius", "radiusm", "radiusmetres", "metres"])
    guard axes != nil || name != nil else {
      throw .malformedInput("\(path): neither coordinates nor a column 'location' or 'name'; \(names.list)")
    }
    while try rows.advance(to: &record) {
      func number(_ column: Int?) -> Double? {
        guard let column, column < record.count else { return nil }
        return Double(decimal: record.bytes.span.extracting(record[column])).flatMap {
          $0.isFinite ? $0 : nil
        }
      }
      if let x = number(axes?.0), let y = number(axes?.1) {
        places.append(Place(x: x, y: y, radius: max(0, number(radius) ?? Self.usualRadius)))
      } else if let name, name < record.count, case let text = Self.plain(record.text(name)), !text.isEmpty {
        self.names.insert(text)
      } else {
        throw .malformedInput("\(path), line \(record.line): neither coordinates nor a name of a place")
      }
    }
    let isInDegrees = degrees != nil || places.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 }
    if !places.isEmpty { kind = isInDegrees ? .geographic : .planar }
  }

  private static func plain(_ text: String) -> String {
    var text = text.lowercased()[...]
    while text.last == " " { text.removeLast() }
    text = text.drop { $0 == " " }
    if text.hasPrefix("on or near ") { text = text.dropFirst(11) }
    return String(text)
  }

  /// Which names of locations are on the list.
  func holds(_ locations: [String]) -> [Bool] {
    locations.map { !names.isEmpty && names.contains(Self.plain($0)) }
  }

  /// Which rows stand within the radius of a place.
  ///
  /// `system` is what the coordinates are in. Time O(rows × places).
  func hold(
    _ xs: [Double], _ ys: [Double], in system: CoordinateSystem
  ) throws(HotspotError) -> [Bool] {
    var isHeld = [Bool](repeating: false, count: xs.count)
    guard let kind, let first = places.first else { return isHeld }
    do throws(GeospatialError) {
      let given = PlanarPoints(xs: places.map(\.x), ys: places.map(\.y))
      let degrees =
        kind == .geographic
        ? GeographicPoints(longitudes: given.xs, latitudes: given.ys)
        : try Projector(to: .britishNationalGrid).unproject(given)
      var rows = PlanarPoints(xs: xs, ys: ys)
      let plane =
        system == .wgs84
        ? CoordinateSystem.plane(
          around: kind == .planar ? degrees[0] : GeographicPoint(longitude: first.x, latitude: first.y))
        : system
      let projector = try Projector(to: plane)
      if system == .wgs84 {
        rows = projector.project(GeographicPoints(longitudes: rows.xs, latitudes: rows.ys))
      }
      let middles = projector.project(degrees)
      for (index, place) in places.enumerated() where middles.xs[index].isFinite {
        let (x, y, square) = (middles.xs[index], middles.ys[index], place.radius * place.radius)
        for row in isHeld.indices {
          let (east, north) = (rows.xs[row] - x, rows.ys[row] - y)
          // A millimetre more: the same coordinates may differ in their last digits once they are projected.
          if east * east + north * north <= square + 1e-3 { isHeld[row] = true }
        }
      }
    } catch {
      throw .geospatial(error)
    }
    return isHeld
  }
}
