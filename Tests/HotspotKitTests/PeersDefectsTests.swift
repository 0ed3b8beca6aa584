import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What is known to go wrong in tools of this kind, each as a test of ours.
@Suite struct PeersDefectsTests {
  /// A table of places in degrees.
  private func table(_ places: [(longitude: Double, latitude: Double)]) throws -> IncidentTable {
    let folder = ScratchFolder()
    let rows = places.map { "\($0.longitude),\($0.latitude)\n" }.joined()
    return try IncidentTable(files: [folder.file("rows.csv", "longitude,latitude\n" + rows)])
  }

  private func incidents(_ table: IncidentTable, in area: borrowing StudyArea) throws -> Incidents {
    try table.incidents(matching: Selection(), system: .wgs84, in: area, sources: Provenance())
  }

  /// QGIS up to 3.40.3 and SpatialKDE scale the quartic by a wrong constant: it integrates to 7.25, and a
  /// density is no number of incidents per anything.
  @Test func `the quartic integrates to one, not to 7.25`() async throws {
    let incidents = Fixtures.incidents([(570_003, 200_004)])
    let density = try KernelDensity(bandwidth: 300)
    let grid = try Fixtures.essex().grid(.square(side: 5), around: incidents, margin: 300)
    let surface = await density.surface(of: incidents, on: grid, bands: Bands(threads: 1))
    let integral = surface.values.reduce(0, +) * 25 / 1e6
    #expect(abs(integral - 1) < 1e-6)
  }

  /// Elsewhere a rule of thumb looks at eastings alone: a county along a coast gets the bandwidth of a dot.
  @Test func `a bandwidth is read from both axes`() async throws {
    let along = Fixtures.scattered(200, x: 570_000...590_000, y: 200_000...200_100, seed: 71)
    let turned = along.map { (x: $0.y + 370_000, y: $0.x - 370_000) }
    let wide = try await KernelDensity(
      bandwidth: .scott, for: Fixtures.incidents(along), bands: Bands(threads: 1)
    ).bandwidth
    let tall = try await KernelDensity(
      bandwidth: .scott, for: Fixtures.incidents(turned), bands: Bands(threads: 1)
    ).bandwidth
    #expect(abs(wide / tall - 1) < 1e-9)
    let line = along.map { (x: $0.x, y: 200_000.0) }
    let flat = try await KernelDensity(
      bandwidth: .scott, for: Fixtures.incidents(line), bands: Bands(threads: 1)
    ).bandwidth
    // The narrow axis adds next to nothing, and is not forgotten.
    #expect(flat < wide && flat > 0.999 * wide)
  }

  /// Elsewhere an area smaller than a hexagon is covered by none, without a word, and its incidents are gone.
  @Test(arguments: [0.0004, 0.0001, 0.00001])
  func `a small area has a cover of hexagons that holds its incidents`(side: Double) throws {
    for step in 0..<12 {
      let west = 0.6 + Double(step) * 0.00093
      let south = 51.7 + Double(step) * 0.00071
      let unit: [(Double, Double)] = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
      let corners = unit.map {
        GeographicPoint(longitude: west + $0.0 * side, latitude: south + $0.1 * side)
      }
      let area = try StudyArea(boundaries: [Polygon(exterior: corners)], named: "small")
      let table = try table([(west + side / 2, south + side / 2), (west + side / 8, south + side / 9)])
      let incidents = try incidents(table, in: area)
      #expect(incidents.count == 2)
      let grid = try area.grid(.hexagon(size: 350), around: incidents)
      #expect(grid.count >= 1)
      if grid.coversByTouch { #expect(CellCounts(of: incidents, on: grid).outsideEveryCell == 0) }
    }
  }

  /// Elsewhere the mark of a failed look-up stretches a county's grid to the Gulf of Guinea.
  @Test func `a stray place at 0°, 0° or near it does not blow up the grid`() throws {
    let town = [(0.7, 51.8), (0.71, 51.81), (0.72, 51.8), (0.7, 51.82)]
    let sound = try table(town)
    let strays = try table(town + [(0, 0), (0.0001, 0.0001), (-0.000_000_1, 0)])
    var grids: [Grid] = []
    for table in [sound, strays] {
      let area = try StudyArea(around: try table.places(in: .wgs84))
      #expect(area.plane == .britishNationalGrid)
      let incidents = try incidents(table, in: area)
      #expect(incidents.count == 4)
      let refused = incidents.account.refused.values.reduce(0, +)
      #expect(incidents.account.read == 4 + refused)
      grids.append(try area.grid(.square(side: 150), around: incidents))
    }
    #expect(grids[0] == grids[1])
    let area = try StudyArea(around: try strays.places(in: .wgs84))
    let refused = try incidents(strays, in: area).account.refused
    #expect(refused == [.nullIsland: 2, .outsidePlane: 1])
  }

  /// Elsewhere New York is projected to the British grid without complaint and lands in the Atlantic.
  @Test func `New York is not on the British grid`() throws {
    let table = try table([(-73.97, 40.78), (-73.98, 40.75), (0.7, 51.8)])
    let area = try StudyArea(
      around: GeographicPoints(longitudes: [0.7], latitudes: [51.8]), plane: .britishNationalGrid)
    let incidents = try incidents(table, in: area)
    #expect(incidents.count == 1)
    #expect(incidents.account.refused == [.outsidePlane: 2])
  }

  /// Elsewhere rows without coordinates are dropped without a word.
  @Test func `rows without coordinates are counted`() throws {
    let folder = ScratchFolder()
    let table = try IncidentTable(
      files: [folder.file("rows.csv", "longitude,latitude\n0.7,51.8\n,\n0.71,\nNA,51.8\n")])
    let incidents = try incidents(table, in: try StudyArea(around: try table.places(in: .wgs84)))
    #expect(incidents.account.read == 4 && incidents.account.used == 1)
    #expect(incidents.account.refused == [.noCoordinates: 3])
  }

  /// The Near Repeat Calculator writes "0 to 7 days" over pairs that are nought to six days apart.
  @Test func `a band of days is labelled as it counts`() async throws {
    let incidents = Fixtures.incidents(
      [(500_000, 0), (500_050, 0), (500_000, 90)], start: [0, 7 * 1440, 13 * 1440],
      precision: [.day, .day, .day])
    let method = try NearRepeat(distanceBands: [200], dayBands: [7, 14], permutations: 19)
    let table = try await method.table(of: incidents, bands: Bands(threads: 1))
    let held = table.cells.filter { $0.observed > 0 }.map { "\($0.days): \($0.observed)" }
    // Nought and seven days, seven and thirteen; six between the last two.
    #expect(held == ["0 to <7: 1", "7 to <14: 2"])
  }
}
