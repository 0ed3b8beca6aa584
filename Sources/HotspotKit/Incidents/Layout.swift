/// The shape of a file: which columns it is known by.
public enum Layout: String, CaseIterable, Hashable, Sendable {
  /// The street-level files that data.police.uk publishes: a month, and coordinates moved to map points.
  case policeUK = "data.police.uk"
  /// Coordinates in degrees under one of their usual names.
  case longitudeLatitude = "longitude/latitude"
  /// Coordinates in metres under one of their usual names.
  case eastingNorthing = "easting/northing"
  /// Coordinates under x and y; the numbers tell whether they are degrees or metres.
  case xy = "x/y"
  /// References on the National Grid and no coordinates.
  case gridReference = "grid reference"
  /// Postcodes and nothing finer.
  case postcode
  /// Points of a GeoJSON file.
  case geoJSON = "geojson points"
  /// Coordinates in columns that the user named.
  case named = "columns named"
}

/// Whether coordinates are angles on the Earth or metres on a plane.
public enum CoordinateKind: String, Hashable, Sendable {
  /// Longitude and latitude in degrees.
  case geographic
  /// Easting and northing, in metres unless the coordinate system says otherwise.
  case planar
}
