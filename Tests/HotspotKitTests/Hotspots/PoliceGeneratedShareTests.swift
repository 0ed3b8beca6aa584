import Geospatial
import HotspotKit
import TestSupport
import Testing

@Suite struct PoliceGeneratedShareTests {
  private static let theme = """
    {id: test, title: T, select: {category: [Robbery, Drugs]}, cell: "square:100", bandwidth: 150,
     cut: {area_share: 0.0001}, zones: {cap_cells: 1, most: 1, minimum_incidents: 1},
     tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-23:00"], tactics: {do: Walk, owner: T, p: prevent}}
    """

  private func zone(_ rows: [(String, Int)], counting: Bool) async throws -> Hotspots {
    let folder = ScratchFolder()
    let lines = rows.flatMap { kind, count in
      (0..<count).map { _ in "2024-02-01,\(kind),575050,205050" }
    }
    let file = folder.file("a.csv", (["date,category,easting,northing"] + lines).joined(separator: "\n"))
    let theme = try ThemeReader(naming: "test").theme(from: Self.theme)
    let area = try Fixtures.square()
    let incidents = try IncidentTable(files: [file]).incidents(
      matching: Selection(clauses: theme.select, includesPoliceGenerated: counting),
      system: .britishNationalGrid, in: area, sources: Provenance())
    return try await Hotspots(
      of: incidents, theme: theme, on: try area.grid(theme.cell, around: incidents), seed: 1,
      bands: Bands(threads: 1))
  }

  @Test func `the share is the same whether the theme counts them or not`() async throws {
    // 6 robberies, 3 drugs (asked for by the theme) and 1 weapon (not asked for): 4 of 10 are police-generated.
    let rows = [("Robbery", 6), ("Drugs", 3), ("Possession of weapons", 1), ("Shoplifting", 5)]
    let without = try #require(try await zone(rows, counting: false).zones.first)
    #expect(without.incidents == 6 && without.policeGeneratedShare == 0.4)
    let with = try #require(try await zone(rows, counting: true).zones.first)
    #expect(with.incidents == 9 && with.policeGeneratedShare == 0.4)
  }

  @Test func `records without any such offence say nothing of the share`() async throws {
    #expect(try await zone([("Robbery", 6)], counting: false).zones.first?.policeGeneratedShare == .some(nil))
  }

  @Test func `only police-generated offences give no zones, and the reason names the option`() async throws {
    let none = try await zone([("Drugs", 3)], counting: false)
    #expect(none.zones.isEmpty)
    #expect(none.reasonForNone?.contains("all 3 incidents") == true)
    #expect(none.reasonForNone?.contains("--include-police-generated") == true)
    #expect(try await zone([("Drugs", 3)], counting: true).zones.first?.policeGeneratedShare == 1)
  }
}
