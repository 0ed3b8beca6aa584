import Files
import Geospatial
import TestSupport
import Testing

/// The hotspots that were planted in the sample county are found again by whoever has not seen the truth.
@Suite struct PlantedTests {
  @Test(arguments: [("street-robbery", "Robbery"), ("asb", "Anti-social behaviour")])
  func `every planted hotspot is met by a zone`(theme: String, category: String) throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "find", Package.path("geodata/county/incidents"), "--theme", theme, "--area",
      Package.path("geodata/county/boundary.geojson"), "-o", folder("zones.geojson"))
    #expect(run.status == 0, "\(run.messages)")
    let truth = try GeoJSONFile(path: Package.path("geodata/county/truth.geojson")).features
      .filter { $0.properties["category"]?.text == category }
    #expect(truth.count == 10)
    let projector = try Projector(to: .britishNationalGrid)
    let engine = try GeometryEngine()
    let zones = try projector.project(
      try GeoJSONFile(path: folder("zones.geojson")).features.flatMap { $0.geometry?.polygons ?? [] })
    for planted in truth {
      let patch = try projector.project(planted.geometry?.polygons ?? [])
      let met = try engine.clip(zones, to: patch)
      let share = try met.isEmpty ? 0 : engine.area(of: met) / engine.area(of: patch)
      #expect(share > 0.1, "\(planted.properties["name"]?.text ?? "") is met on \(share) of its area")
    }
  }
}
