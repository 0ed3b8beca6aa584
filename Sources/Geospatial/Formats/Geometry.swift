/// A shape of a file, in degrees on WGS 84.
public indirect enum Geometry: Hashable, Sendable {
  /// One place.
  case point(GeographicPoint)
  /// Several places.
  case multiPoint([GeographicPoint])
  /// A line of two points or more.
  case lineString([GeographicPoint])
  /// Several lines.
  case multiLineString([[GeographicPoint]])
  /// One area.
  case polygon(Polygon<GeographicPoint>)
  /// Several areas.
  case multiPolygon([Polygon<GeographicPoint>])
  /// Several shapes of any kind.
  case geometryCollection([Geometry])

  /// The areas, in the file's order; none where the shape has none.
  public var polygons: [Polygon<GeographicPoint>] {
    switch self {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    case .geometryCollection(let members): members.flatMap(\.polygons)
    case .point, .multiPoint, .lineString, .multiLineString: []
    }
  }

  /// The lines, in the file's order; the edges of areas are not among them.
  public var lines: [[GeographicPoint]] {
    switch self {
    case .lineString(let line): [line]
    case .multiLineString(let lines): lines
    case .geometryCollection(let members): members.flatMap(\.lines)
    case .point, .multiPoint, .polygon, .multiPolygon: []
    }
  }

  /// The single places, in the file's order; the corners of lines and areas are not among them.
  public var points: [GeographicPoint] {
    switch self {
    case .point(let point): [point]
    case .multiPoint(let points): points
    case .geometryCollection(let members): members.flatMap(\.points)
    case .lineString, .multiLineString, .polygon, .multiPolygon: []
    }
  }
}
