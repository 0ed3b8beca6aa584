import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// The risk factors planted in sample counties are found again, with their coefficients inside the intervals.
///
/// Counties without planted hotspots: there risk is the footfall of an address times the factors within reach of it, and
/// nothing else. Cells of 12.5 m hold one address or a few, so that next to none straddles the edge of a factor's reach;
/// in wider cells those that do draw a coefficient towards nought.
@Suite struct PlantedFactorsTests {
  /// What became of one planted factor.
  private struct Found {
    let words: String
    let isFound: Bool
  }

  /// The factors of a county, by category: where they stand, how far they reach, and by how much they multiply.
  private func planted(in folder: String) throws -> [(
    category: String, exposure: String, factors: [JSONValue]
  )] {
    let truth = try JSONValue(parsing: readBytes(of: "\(folder)/truth.json"), named: "truth")
    var all: [(category: String, exposure: String, factors: [JSONValue])] = []
    for factor in try #require(truth["risk_factors"]?.elements) {
      #expect(factor["beside_hotspots"] == .bool(false))
      let (category, exposure) = (
        try #require(factor["category"]?.text), try #require(factor["exposure"]?.text)
      )
      if all.last?.category == category {
        all[all.count - 1].factors.append(factor)
      } else {
        all.append((category, exposure, [factor]))
      }
    }
    return all
  }

  /// A square round the addresses of each town: what lies between the towns has next to no rows, and cells by the million.
  private func towns(of seed: UInt64) throws -> StudyArea {
    let addresses = SampleMap(seed: seed).addresses
    let squares = addresses.ofTown.map { town -> Polygon<GeographicPoint> in
      let places = addresses.places[town]
      let (east, north) = (places.map(\.east).sorted(), places.map(\.north).sorted())
      let (w, e) = (Double(east[0]) / 1e6 - 0.001, Double(east[east.count - 1]) / 1e6 + 0.001)
      let (s, n) = (Double(north[0]) / 1e6 - 0.001, Double(north[north.count - 1]) / 1e6 + 0.001)
      return Polygon(
        exterior: [(w, s), (e, s), (e, n), (w, n), (w, s)].map {
          GeographicPoint(longitude: $0.0, latitude: $0.1)
        })
    }
    return try StudyArea(boundaries: squares, named: "towns", plane: .britishNationalGrid)
  }

  /// Every factor planted under a seed, and what the model makes of it.
  private func search(seed: UInt64, withExposure: Bool = true, only: String? = nil) async throws -> [Found] {
    let scratch = ScratchFolder()
    let folder = scratch("county")
    try SampleCounty(rows: 60_000, seed: seed, hasHotspots: false).write(into: folder)
    var rules = ReadingRules()
    rules.kept = ["category"]
    let names =
      ["03", "04", "05", "06", "07", "08", "09", "10", "11", "12"].map { "2024-\($0)" } + [
        "2025-01", "2025-02",
      ]
    let table = try IncidentTable(files: names.map { "\(folder)/incidents/\($0).csv" }, by: rules)
    let area = try towns(of: seed)
    let grid = try area.grid(.square(side: 12.5), around: Fixtures.incidents([]))
    let reach = try FactorReach(block: 50, reach: 6, steps: .whole)
    let bands = Bands(threads: 2)
    var found: [Found] = []
    for (category, column, factors) in try planted(in: folder) where only == nil || category == only {
      let incidents = try table.incidents(
        matching: Selection(conditions: [try RowCondition("category=\(category)")]), system: .wgs84, in: area,
        sources: Provenance())
      let exposure = try Exposure(
        reading: ExposureSetting(path: "\(folder)/addresses.csv", column: column), in: area, on: grid)
      var read: [Factor] = []
      for factor in factors {
        let file = try #require(factor["near"]?.text)
        var setting = FactorSetting(name: file, path: "\(folder)/\(file)")
        setting.operations = [.proximity]
        read.append(try Factor(reading: setting, in: area))
      }
      let asked = withExposure ? exposure : nil
      let layers = try await FactorLayers(of: read, on: grid, reach: reach, exposure: asked, bands: bands)
      let model = try await RiskTerrain().model(of: incidents, on: layers, exposure: asked, bands: bands)
      #expect(withExposure ? model.withoutExposure == 0 : true)
      for factor in factors {
        let name = try #require(factor["near"]?.text)
        let metres = try #require(factor["within_m"]?.double)
        let truth = logarithm(try #require(factor["relative_risk"]?.double))
        let term = model.terms.first { layers.variables[$0.variable].name == name }
        let interval = term?.coefficient.interval
        let band = term.map { layers.variables[$0.variable].metres }
        let words = interval.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "not there"
        found.append(
          Found(
            words: "seed \(seed), \(category), \(name) \(metres) m: \(truth) in \(words) at \(band ?? 0) m",
            isFound: band == metres && interval?.contains(truth) == true))
      }
    }
    return found
  }

  /// Intervals of 95 % miss one in twenty: of twenty, more than four are missed once in nearly four hundred times.
  @Test
  func `ten factors under two seeds are found at their distance, their coefficients inside the intervals`()
    async throws
  {
    var found: [Found] = []
    for seed: UInt64 in [1, 2] { found += try await search(seed: seed) }
    #expect(found.count == 20)
    let missed = found.filter { !$0.isFound }.map(\.words)
    #expect(missed.count <= 4, "missed: \(missed)")
  }

  /// Most cells hold no address: without an exposure they speak for the factor, and it comes out many times too strong.
  @Test func `without an exposure the same factor is missed by far`() async throws {
    let found = try await search(seed: 1, withExposure: false, only: "Possession of weapons")
    #expect(found.count == 1 && !found[0].isFound, "\(found.map(\.words))")
  }
}
