/// A place in degrees on WGS 84, as it stands in a file.
///
/// A type of its own, so that a distance in degrees does not compile.
public struct GeographicPoint: Hashable, Sendable {
  /// Degrees east of Greenwich, −180 to 180.
  public var longitude: Double

  /// Degrees north of the equator, −90 to 90.
  public var latitude: Double

  /// A place at a longitude and a latitude in degrees.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// A place in metres on a plane, where distances and areas may be measured.
public struct PlanarPoint: Hashable, Sendable {
  /// Metres east of the plane's origin.
  public var x: Double

  /// Metres north of the plane's origin.
  public var y: Double

  /// A place at an easting and a northing in metres.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Many places in degrees, one column per axis; both columns have the same length.
public struct GeographicPoints: Hashable, Sendable {
  /// Degrees east, one per point.
  public var longitudes: [Double]

  /// Degrees north, one per point.
  public var latitudes: [Double]

  /// Points from two columns of the same length.
  public init(longitudes: [Double] = [], latitudes: [Double] = []) {
    precondition(longitudes.count == latitudes.count, "columns of one table have one length")
    self.longitudes = longitudes
    self.latitudes = latitudes
  }

  /// Points from a list.
  public init(_ points: some Sequence<GeographicPoint>) {
    self.init()
    for point in points { append(point) }
  }

  /// How many points there are.
  public var count: Int { longitudes.count }

  /// The point at a position.
  public subscript(index: Int) -> GeographicPoint {
    GeographicPoint(longitude: longitudes[index], latitude: latitudes[index])
  }

  /// Adds a point at the end.
  public mutating func append(_ point: GeographicPoint) {
    longitudes.append(point.longitude)
    latitudes.append(point.latitude)
  }
}

/// Many places in metres, one column per axis; both columns have the same length.
public struct PlanarPoints: Hashable, Sendable {
  /// Metres east, one per point.
  public var xs: [Double]

  /// Metres north, one per point.
  public var ys: [Double]

  /// Points from two columns of the same length.
  public init(xs: [Double] = [], ys: [Double] = []) {
    precondition(xs.count == ys.count, "columns of one table have one length")
    self.xs = xs
    self.ys = ys
  }

  /// Points from a list.
  public init(_ points: some Sequence<PlanarPoint>) {
    self.init()
    for point in points { append(point) }
  }

  /// How many points there are.
  public var count: Int { xs.count }

  /// The point at a position.
  public subscript(index: Int) -> PlanarPoint { PlanarPoint(x: xs[index], y: ys[index]) }

  /// Adds a point at the end.
  public mutating func append(_ point: PlanarPoint) {
    xs.append(point.x)
    ys.append(point.y)
  }
}
