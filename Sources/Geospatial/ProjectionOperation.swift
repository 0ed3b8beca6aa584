internal import CPROJ
public import Files

/// The way by which PROJ turned degrees into metres: what a result's provenance has to say of it.
public struct ProjectionOperation: Hashable, Sendable {
  /// An operation that PROJ ranks better and that could not run, because its grid is not installed.
  public struct Better: Hashable, Sendable {
    /// What PROJ calls it.
    public let name: String

    /// Its accuracy in metres; `nil` where it is not known.
    public let accuracy: Double?

    /// The file that would have to be in a folder of `PROJ_DATA`.
    public let missingGrid: String
  }

  /// The system of the degrees.
  public let source: CoordinateSystem

  /// The plane.
  public let target: CoordinateSystem

  /// What PROJ calls it.
  public let name: String

  /// Its accuracy in metres; 0 for a plain conversion, `nil` where it is not known.
  public let accuracy: Double?

  /// Where points are let through.
  ///
  /// The plane's area of use; of a UTM zone on WGS 84 one degree more on every side, since a town may lie across the
  /// edge of two zones and the plane is still true to 2 in 1,000 there.
  public let areaOfUse: GeographicExtent

  /// The operations ranked better, best first.
  public let better: [Better]

  /// PROJ's version.
  public let projVersion: String

  /// The version of the PROJ that is loaded.
  public static var libraryVersion: String { unsafe String(cString: proj_info().version) }

  /// The same for a result's provenance.
  public var json: JSONObject {
    [
      "from": .string(source.description),
      "to": .string(target.description),
      "operation": .string(name),
      "accuracy_m": accuracy.map { .number($0) } ?? .null,
      "better_without_grid": .array(
        better.map {
          [
            "operation": .string($0.name),
            "accuracy_m": $0.accuracy.map { .number($0) } ?? .null,
            "missing_grid": .string($0.missingGrid),
          ]
        }),
      "proj_version": .string(projVersion),
    ]
  }
}
