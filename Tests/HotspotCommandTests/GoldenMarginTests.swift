import Files
import Geospatial
import HotspotKit
import TestSupport
import Testing

/// Why the goldens are the same bytes on every machine.
///
/// Kernels that end, counts and areas are sums, products, quotients and square roots, which IEEE 754 rounds in one
/// way only. PROJ's sines and cosines come from the machine's libm, and two of these may differ in the last bits:
/// some 1e-13 of a degree, a hundred-thousandth of a millimetre on the ground. That reaches an output only where a
/// record stands as near as that to the edge of a cell, or a coordinate to the place where its seventh decimal turns.
@Suite(.enabled(if: CommandGolden.canBeHeld, "PROJ has a grid here that the goldens were made without"))
struct GoldenMarginTests {
  /// The middles and corners of squares of 150 m stand on multiples of 75 m; of hexagons on multiples
  /// of half their height north and of a quarter of their width east.
  @Test(arguments: [
    ("plan-street-robbery-units-4", "plan.geojson", 75.0, 75.0),
    ("plan-street-robbery-units-4", "visits.geojson", 75, 75),
    ("plan-street-robbery-units-4", "routes.geojson", 75, 75),
    ("plan-sceptre-base-papers", "plan.geojson", 75, 75),
    ("plan-sceptre-base-papers", "visits.geojson", 75, 75), ("find-nte-violence", "zones.geojson", 75, 75),
    ("find-robbery-forecast", "zones.geojson", 250, 250),
    ("find-rural-crime-hex-500", "zones.geojson", 500 / (2 * 3.0.squareRoot()), 250),
    ("grid-robbery-hex-3000", "grid.geojson", 3000 / (2 * 3.0.squareRoot()), 1500),
  ])
  func `no coordinate stands where its last decimal would turn`(
    golden: String, file: String, east: Double, north: Double
  ) throws {
    let projector = try Projector(to: .britishNationalGrid)
    let features = try GeoJSONFile(path: Package.path("Tests/Goldens/commands/\(golden)/\(file)")).features
    var least = 0.5
    var count = 0
    for written in features.flatMap({ Self.places(of: $0.geometry) }) {
      let projected = projector.project(written)
      let point = try #require(projected)
      let exact = PlanarPoint(
        x: (point.x / east).rounded() * east, y: (point.y / north).rounded() * north)
      // A seventh decimal of a degree is a centimetre.
      try #require(abs(exact.x - point.x) < 0.02 && abs(exact.y - point.y) < 0.02)
      let unprojected = projector.unproject(exact)
      let degrees = try #require(unprojected)
      for value in [degrees.longitude, degrees.latitude] {
        let units = value * 1e7
        least = min(least, abs(abs(units - units.rounded(.down)) - 0.5))
        count += 1
      }
    }
    #expect(count > 20)
    // 1e-13 of a degree is 1e-6 of the seventh decimal.
    #expect(least > 1e-5, "one of \(count) numbers stands \(least) of a seventh decimal from the turn")
  }

  private static func places(of geometry: Geometry?) -> [GeographicPoint] {
    switch geometry {
    case .point(let point): [point]
    case let shape?: shape.polygons.flatMap(\.rings).flatMap(\.self) + shape.lines.flatMap(\.self)
    case nil: []
    }
  }

  @Test(arguments: [
    ("find", "street-robbery"), ("find", "asb"), ("find", "nte-violence"), ("find", "sceptre"),
    ("grid", "vawg"),
  ])
  func `records moved by a tenth of a millimetre give the same features`(verb: String, theme: String) throws {
    let folder = ScratchFolder()
    var random = SeededRandom(seed: 5)
    let moved = folder.folder("incidents")
    let months = Package.path("geodata/county/incidents")
    // One place stays one place: what was recorded on it moves together.
    var moves: [String: (Double, Double)] = [:]
    for path in try InputFiles.expand([months]) {
      let lines = try readBytes(of: path).split(separator: UInt8(ascii: "\n")).map { line -> [UInt8] in
        var fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(
          Array.init)
        guard fields.count == 8, let x = Double(String(decoding: fields[5], as: UTF8.self)),
          let y = Double(String(decoding: fields[6], as: UTF8.self)), x != 0, y != 0
        else { return Array(line) }
        let place = "\(x) \(y)"
        let move = moves[place] ?? (random.unit() * 2 - 1, random.unit() * 2 - 1)
        moves[place] = move
        // 1e-9 of a degree: ten thousand times what two libms differ by.
        fields[5] = Array("\(x + move.0 * 1e-9)".utf8)
        fields[6] = Array("\(y + move.1 * 1e-9)".utf8)
        return Array(fields.joined(separator: [UInt8(ascii: ",")]))
      }
      let name = String(path.split(separator: "/").last ?? "")
      folder.file("incidents/\(name)", Array(lines.joined(separator: [UInt8(ascii: "\n")])))
    }
    var features: [JSONValue?] = []
    for input in [months, moved] {
      let run = try CommandRun(
        verb, input, "--area", Package.path("geodata/county/boundary.geojson"), "--theme", theme, "--cell",
        verb == "grid" ? "square:500" : "square:150", "--quiet", "-o", folder("out.geojson"))
      #expect(run.status == 0, "\(run.messages)")
      features.append(try JSONValue(parsing: readBytes(of: folder("out.geojson")), named: "out")["features"])
    }
    #expect(features[0]?.elements?.isEmpty == false)
    #expect(features[0] == features[1])
  }
}
