internal import Geospatial
public import HotspotKit

extension Fixtures {
  /// The sample county of the package as a study area on the British National Grid.
  public static func county() throws -> StudyArea {
    let file = try GeoJSONFile(path: Package.path("geodata/county/boundary.geojson"))
    return try StudyArea(
      boundaries: file.features.flatMap { $0.geometry?.polygons ?? [] }, named: "county",
      plane: .britishNationalGrid)
  }
}
