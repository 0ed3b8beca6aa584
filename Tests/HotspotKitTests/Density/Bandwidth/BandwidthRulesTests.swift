import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Cross-validation, Diggle's rule and Silverman's, against spatstat and by hand.
///
/// Tests/Goldens/density/bandwidths.R made both tables.
@Suite struct BandwidthRulesTests {
  private let two = Bands(threads: 2)

  private func clustered() throws -> Incidents {
    let golden = try Golden("density/clustered.csv")
    return Fixtures.incidents(zip(golden["x"], golden["y"]).map { (x: $0, y: $1) })
  }

  private let rectangle = try? InsideMassTests.rectangle(570_000...573_000, 200_000...202_000)

  private func likelihood(of incidents: Incidents) async -> LikelihoodCrossValidation {
    let places = PlaceCounts(of: incidents.points)
    return LikelihoodCrossValidation(places: places, nearest: await places.nearestDistances(bands: two))
  }

  @Test func `spatstat's leave-one-out densities give the same likelihood to 1e-9`() async throws {
    let golden = try Golden("density/bandwidths.csv")
    let criterion = await likelihood(of: try clustered())
    for (length, expected) in zip(golden["length"], golden["likelihood"]) {
      // spatstat cuts kernels off at 8 deviations, which the loneliest places notice at short lengths.
      let ours = await criterion.value(at: length, bands: two)
      #expect(abs(ours / expected - 1) < 1e-9, "\(length): \(ours)")
    }
  }

  @Test(arguments: [(false, "diggle"), (true, "diggle_edge")])
  func `pairs summed in R with Ripley's weights give the same criterion to 1e-11`(
    hasEdge: Bool, column: String
  )
    async throws
  {
    let golden = try Golden("density/bandwidths.csv")
    let edges = hasEdge ? rectangle.map { OutlineEdges([$0.polygons], pieces: 50) } : nil
    let criterion = DiggleCriterion(places: PlaceCounts(of: try clustered().points), edges: edges)
    let scale = try #require(golden[column].map(abs).min())
    for (length, expected) in zip(golden["length"], golden[column]) {
      let ours = await criterion.value(at: length, bands: two)
      #expect(abs(ours - expected) < 1e-11 * max(abs(expected), scale), "\(length): \(ours)")
    }
  }

  @Test func `the bandwidths found are spatstat's, as near as its steps allow`() async throws {
    let golden = try Golden("density/bandwidths-found.csv")
    let incidents = try clustered()
    let likely = try await BandwidthChoice.likelihood.found(
      for: .gaussian, of: incidents, within: rectangle, bands: two)
    // `optimize` to nine digits; ours ends its search at a thousandth.
    #expect(abs(likely.metres / golden["likelihood"][0] - 1) < 1e-3)
    let diggle = try await BandwidthChoice.diggle.found(
      for: .gaussian, of: incidents, within: rectangle, bands: two)
    // Kest's table has a step of 0.98 m, a quarter of a metre of deviation, and 0.004 m where it is fine.
    #expect(abs(diggle.metres - golden["diggle_fine"][0]) < 0.1)
    #expect(abs(diggle.metres - golden["diggle"][0]) < 0.3)
    #expect(likely.rule == "cv" && diggle.rule == "diggle")
    #expect(likely.remarks.isEmpty && diggle.remarks.isEmpty)
  }

  @Test func `spatstat's own street crimes of Chicago have Diggle's deviation of 41.77 feet`() async throws {
    guard let path = RealData.path("network/chicago/chicago_points.csv") else {
      print("skipped: no published data here")
      return
    }
    let golden = try Golden("density/bandwidths-found.csv")
    let lines = try String(decoding: readBytes(of: path), as: UTF8.self).split(separator: "\n").dropFirst()
    let points = lines.map { line in line.split(separator: ",").compactMap { Double($0) } }
    #expect(points.count == 116)
    let window = try InsideMassTests.rectangle(0.3894739...1281.9863, 153.1035...1276.5602)
    let found = try await BandwidthChoice.diggle.found(
      for: .gaussian, of: Fixtures.incidents(points.map { (x: $0[0], y: $0[1]) }), within: window, bands: two)
    #expect(abs(found.metres - golden["chicago"][0]) < 0.3)
    #expect(abs(found.metres - golden["chicago_fine"][0]) < 0.1)
  }

  @Test func `a rule's deviation is taken to kernels that end by equal variance`() async throws {
    let incidents = try clustered()
    for choice in [BandwidthChoice.likelihood, .diggle, .silverman] {
      let deviation = try await choice.found(for: .gaussian, of: incidents, within: nil, bands: two).metres
      for kernel in Kernel.allCases {
        let found = try await choice.found(for: kernel, of: incidents, within: nil, bands: two)
        #expect(abs(found.metres / deviation / kernel.bandwidthOfUnitDeviation - 1) < 1e-12)
      }
    }
  }

  @Test func `any number of threads and any order of rows find the same bits`() async throws {
    let incidents = try clustered()
    let turned = Fixtures.incidents(
      (0..<incidents.count).reversed().map { (x: incidents.points.xs[$0], y: incidents.points.ys[$0]) })
    for choice in [BandwidthChoice.likelihood, .diggle] {
      let one = try await choice.found(
        for: .quartic, of: incidents, within: rectangle, bands: Bands(threads: 1))
      let other = try await choice.found(for: .quartic, of: turned, within: rectangle, bands: two)
      // The range that is searched hangs on Scott's deviation, whose last digits hang on the order of rows.
      #expect(abs(other.metres / one.metres - 1) < 1e-3)
      let again = try await choice.found(
        for: .quartic, of: incidents, within: rectangle, bands: Bands(threads: 8))
      #expect(again == one)
    }
  }

  @Test func `on places that repeat whole places are left out, and it is said`() async throws {
    // Every place ten times over: what is foretold is where the other places are.
    let once = try clustered()
    let tenfold = Fixtures.incidents(
      (0..<once.count * 10).map { (x: once.points.xs[$0 / 10], y: once.points.ys[$0 / 10]) })
    for choice in [BandwidthChoice.likelihood, .diggle] {
      let plain = try await choice.found(for: .gaussian, of: once, within: nil, bands: two)
      let repeated = try await choice.found(for: .gaussian, of: tenfold, within: nil, bands: two)
      #expect(abs(repeated.metres / plain.metres - 1) < 1e-3)
      #expect(repeated.remarks.contains { $0.hasPrefix("2920 of 2920 incidents share their place") })
      #expect(repeated.facts["incidents_sharing_a_place"] == 2920)
    }
  }

  @Test func `a place far from all others has a likelihood too`() async throws {
    let incidents = Fixtures.incidents([(5e5, 2e5), (500_010, 200_000), (560_000, 200_000)])
    let value = await likelihood(of: incidents).value(at: 10, bands: two)
    // The two near ones see each other at exp(−1/2); the far one sees one of them 59,990 m off, five thousand deviations.
    let log2 = -(1.8378770664093453 + 2 * 2.302585092994046)
    let expected = 2 * (log2 - 0.5) + log2 - 59_990.0 * 59_990 / 200 - 3
    #expect(abs(value / expected - 1) < 1e-12)
  }

  @Test
  func `no length is foretold by a lattice but its own spacing, and a rule that runs out of lengths says so`()
    async throws
  {
    var points: [(x: Double, y: Double)] = []
    for row in 0..<20 {
      for column in 0..<20 { points.append((5e5 + Double(column) * 100, 2e5 + Double(row) * 100)) }
    }
    let lattice = Fixtures.incidents(points)
    let found = try await BandwidthChoice.likelihood.found(
      for: .gaussian, of: lattice, within: nil, bands: two)
    #expect(found.metres >= 50)
    let diggle = try await BandwidthChoice.diggle.found(for: .gaussian, of: lattice, within: nil, bands: two)
    #expect(diggle.metres > 0)
    #expect(diggle.remarks.contains { $0.contains("give --bandwidth in metres") })
  }

  @Test func `Silverman's rule is the formula word for word, and is named as unverified`() async throws {
    // Two at the middle and four on a circle of 1000 m: SD² = 4/6 · 10⁶; the distances' median is 1000 m.
    let cross = Fixtures.incidents(
      [(0, 0), (0, 0), (1000, 0), (-1000, 0), (0, 1000), (0, -1000)].map { ($0.0 + 5e5, $0.1 + 2e5) })
    let found = try await BandwidthChoice.silverman.found(for: .quartic, of: cross, within: nil, bands: two)
    // 0.9 · 816.4965809 · 6^(−0.2): √(1/ln 2) · 1000 = 1201.12 is more than the standard distance.
    #expect(abs(found.metres - 0.9 * (2.0 / 3).squareRoot() * 1000 * 0.6988271187715793) < 1e-9)
    #expect(found.facts["formula_verified"] == false)
    #expect(found.remarks.contains { $0.contains("could not be verified") })
    // Where half of all stand near the middle the median decides.
    let near = Fixtures.incidents(
      [(10, 0), (-10, 0), (0, 10), (0, -10), (3000, 0), (-3000, 0)].map { ($0.0 + 5e5, $0.1 + 2e5) })
    let narrow = try await BandwidthChoice.silverman.found(for: .quartic, of: near, within: nil, bands: two)
    #expect(abs(narrow.metres - 0.9 * 10 * 1.2011224087864498 * 0.6988271187715793) < 1e-9)
  }

  @Test(arguments: [BandwidthChoice.silverman, .likelihood, .diggle])
  func `one place alone gives no rule anything to go by`(choice: BandwidthChoice) async {
    let twins = Fixtures.incidents([(5e5, 2e5), (5e5, 2e5)])
    await #expect {
      try await choice.found(for: .quartic, of: twins, within: nil, bands: two)
    } throws: { "\($0)".contains("give --bandwidth in metres") }
  }
}
