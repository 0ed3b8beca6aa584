import Files
import Geospatial
import HotspotKit

/// What `hotspot --version` prints: the version, and with `--verbose` what the command was built for and stands on.
enum VersionText {
  /// The text for some arguments of the command.
  static func asked(by arguments: [String]) -> String {
    guard arguments.contains("--version"), arguments.contains("--verbose") else { return Toolkit.version }
    return """
      \(Toolkit.version)
      built for: \(Instructions.built)
      splits lines by: \(Instructions.splitting)
      PROJ \(ProjectionOperation.libraryVersion), GEOS \(GeometryEngine.version)
      """
  }
}
