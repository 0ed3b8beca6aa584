import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// Records weighed by a table of harm.
@Suite struct HarmValuesTests {
  private static let places = "570050,200050"

  private func incidents(
    _ header: String, _ rows: [String], _ table: HarmTable? = nil, weighting: Weighting = .harm,
    clauses: [SelectionClause] = []
  ) throws -> Incidents {
    let folder = ScratchFolder()
    let lines = ["easting,northing,\(header)"] + rows.map { "\(Self.places),\($0)" }
    let file = folder.file("rows.csv", lines.joined(separator: "\n") + "\n")
    return try IncidentTable(files: [file]).incidents(
      matching: Selection(
        clauses: clauses, weighting: weighting, harm: try table ?? HarmTable.shipped(.cchi)),
      system: .britishNationalGrid, in: Fixtures.essex(), sources: Provenance())
  }

  @Test func `an offence code decides before the name and the name before the category`() throws {
    let found = try incidents(
      "category,offence_code",
      [
        "Burglary,34B", "Burglary,", "Residential burglary,", "burglary - RESIDENTIAL,", "Burglary,30C",
        "Burglary,34",
      ])
    // A class without its letter is no code of the table: the category decides.
    #expect(found.weights == [365, 244.68, 273.5, 273.5, 183.5, 244.68])
    let harm = try #require(found.harm)
    #expect(harm.found(by: .code) == 2 && harm.found(by: .offence) == 2 && harm.found(by: .category) == 2)
    #expect(harm.known == 6 && harm.unmatched.isEmpty && harm.isWeight && found.measure == .harm)
    #expect(harm.total == found.totalWeight)
    #expect(harm.sentences[0].contains("second-hand") && harm.sentences[0].contains("days of imprisonment"))
    #expect(harm.sentences[0].contains("2 by category, a mean of what the category holds"))
  }

  @Test func `what matches nothing counts for nought, is named with its number, and is never guessed`() throws
  {
    let found = try incidents(
      "category", ["Robbery", "Anti-social behaviour", "Anti-social behaviour", "Theft of a boat", ""])
    #expect(found.weights == [365, 0, 0, 0, 0] && found.count == 5)
    let harm = try #require(found.harm)
    #expect(
      harm.unmatched == [
        .init(offence: "Anti-social behaviour", count: 2), .init(offence: "Theft of a boat", count: 1),
        .init(offence: "offences without a name", count: 1),
      ])
    #expect(harm.sentences[1].contains("none is made up, for 2 Anti-social behaviour, 1 Theft of a boat"))
    #expect(found.caveats.contains(harm.sentences[0]) && found.caveats.contains(harm.sentences[1]))
    let step = try #require(found.provenance.steps.last)
    #expect(step["step"] == "harm" && step["second_hand"] == true && step["counts_by"] == "harm")
    #expect(step["unmatched"]?.elements?.first == ["offence": "Anti-social behaviour", "incidents": 2])
    #expect(
      step["matched_by_offence"] == 0 && step["matched_by_category"] == 1 && step["harm"]?.double == 365)
  }

  @Test func `the severity score has no value for burglary as data.police.uk counts it`() throws {
    let found = try incidents(
      "category", ["Burglary", "Robbery", "Other theft"], try HarmTable.shipped(.ons))
    #expect(found.weights == [0, 746, 33])
    #expect(found.harm?.unmatched == [.init(offence: "Burglary", count: 1)])
    #expect(found.harm?.unit == "severity points")
  }

  @Test func `nothing but anti-social behaviour cannot be weighed by harm, and can be counted beside it`()
    throws
  {
    let rows = ["Anti-social behaviour", "Anti-social behaviour"]
    #expect {
      try incidents("category", rows)
    } throws: {
      "\($0)".contains("none of the 2 incidents (2 Anti-social behaviour)")
        && "\($0)".contains("--weight count")
    }
    let beside = try incidents("category", rows, weighting: .count)
    #expect(beside.weights == nil && beside.measure == .incidents && beside.harm?.known == 0)
    #expect(
      beside.caveats.isEmpty && beside.notes.count == 1
        && beside.notes[0].contains("none of the 2 incidents has a value"))
  }

  @Test func `without a table harm is no weight`() throws {
    let folder = ScratchFolder()
    let file = folder.file("rows.csv", "easting,northing,category\n570050,200050,Robbery\n")
    #expect {
      try IncidentTable(files: [file]).incidents(
        matching: Selection(weighting: .harm), system: .britishNationalGrid, in: Fixtures.essex(),
        sources: Provenance())
    } throws: { "\($0)".contains("no table of harm") }
  }

  @Test func `the share of harm that police found by looking is said`() throws {
    // 273.75 days of possession beside 2 × 365 of robbery.
    let found = try incidents("category", ["Robbery", "Robbery", "Possession of weapons"])
    let harm = try #require(found.harm)
    #expect(abs((harm.policeGeneratedShare ?? 0) - 273.75 / 1003.75) < 1e-12)
    #expect(harm.sentences.last?.contains("1 police-generated offences hold 27.3 % of the harm") == true)
    let without = try incidents("category", ["Robbery"])
    #expect(without.harm?.sentences.count == 1)
  }

  @Test func `cells hold harm beside incidents, and the last is what rows count for`() throws {
    for (weighting, names) in [(Weighting.harm, ["incidents", "harm"]), (.count, ["harm", "incidents"])] {
      let found = try incidents("category", ["Robbery", "Shoplifting"], weighting: weighting)
      let grid = try Fixtures.essex().grid(.square(side: 100), around: found)
      let (surfaces, outside) = CellCounts.sideBySide(of: found, on: grid)
      #expect(surfaces.map(\.name) == names && outside == 0)
      #expect(surfaces.first { $0.name == "incidents" }?.values == [2])
      #expect(surfaces.first { $0.name == "harm" }?.values == [366])
    }
  }

  @Test func `areas and streets hold harm beside incidents, and rates are of incidents`() throws {
    let found = try incidents("category", ["Robbery", "Shoplifting", "Anti-social behaviour"])
    let area = try Fixtures.essex()
    let cells = try PolygonCells(
      try LayerFixtures.areas([([LayerFixtures.square(0, 0)], ["code": "A"])]), in: area)
    let table = cells.table(of: found)
    #expect(table.columns.map(\.name).prefix(3) == ["incidents", "harm", "area_km2"])
    #expect(table["incidents"] == [3] && table["harm"] == [366])
    let rate = try #require(table["rate_per_km2"]?[0])
    #expect(abs(rate - 300) < 0.5)
    let streets = try StreetCells(
      try LayerFixtures.lines([([(0, 60), (100, 60)], ["code": "S"])]), in: area)
    let lines = try streets.table(of: found)
    #expect(lines["incidents"] == [3] && lines["harm"] == [366])
  }
}
