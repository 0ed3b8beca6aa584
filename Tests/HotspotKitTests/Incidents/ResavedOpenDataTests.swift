import Files
import Foundation
@testable import HotspotKit
import TestSupport
import Testing

/// Street-level data under other names of columns, and records that only resemble it.
@Suite struct ResavedOpenDataTests {
  private static let header = "crime_type;month;longitude;latitude"
  private static let rows = [
    "Anti-social behaviour;2019-01;0.889702;51.892112", "Burglary;2019-01;0.889702;51.892112",
    "Theft from the person;2019-02;0.9;51.89",
  ]

  private func notes(_ header: String, _ rows: [String]) throws -> [String] {
    let folder = ScratchFolder()
    let path = folder.file("r.csv", ([header] + rows).joined(separator: "\n") + "\n")
    return try IncidentTable(files: [path]).notes.filter { $0.contains("data.police.uk") }
  }

  @Test func `months, the publisher's categories and shared coordinates are told as a likelihood`() throws {
    let notes = try notes(Self.header, Self.rows)
    #expect(notes.count == 1 && notes[0].contains("2 of 3 rows share a coordinate): if they are"))
    let commas = try self.notes(
      Self.header.replacing(";", with: ","), Self.rows.map { $0.replacing(";", with: ",") })
    #expect(commas == notes)
  }

  @Test(arguments: [
    ("2019-02;0.9;51.89", "2019-02-03;0.9;51.89"), ("2019-02;0.9;51.89", "2019-02;0.9000001;51.89"),
    ("Theft from the person", "Personal robbery"), ("Theft from the person", ""),
    ("Burglary;2019-01;0.889702", "Burglary;2019-01;0.889703"), ("0.9;51.89", "-73.9;40.7"),
  ])
  func `a day, a seventh decimal, another category, no shared place or another country: nothing is said`(
    change: (from: String, to: String)
  ) throws {
    let changed = Self.rows.map { $0.replacing(change.from, with: change.to) }
    #expect(changed != Self.rows)
    #expect(try notes(Self.header, changed).isEmpty)
  }

  @Test func `where the columns say so themselves nothing is guessed`() throws {
    let header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,Crime type"
    let rows = (0..<3).map { "a\($0),2019-01,E,E,0.889702,51.892112,On or near X,E01,Burglary" }
    #expect(try notes(header, rows).isEmpty)
  }

  @Test(.enabled(if: RealData.path("essex/street") != nil, "the Essex records are not on this machine"))
  func `a month of Essex under other names is recognised`() throws {
    let lines = try String(
      contentsOfFile: RealData.path("essex/street/2019-01-essex-street.csv") ?? "", encoding: .utf8
    ).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    let names = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let wanted = try ["Crime type", "Month", "Longitude", "Latitude"].map { name in
      try #require(names.firstIndex(of: name))
    }
    let rows = lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return wanted.map { String(fields[$0]) }.joined(separator: ";")
    }
    #expect(rows.count > 10_000)
    #expect(try notes(Self.header, rows).count == 1)
    #expect(try notes(Self.header, rows.filter { $0.hasPrefix("Robbery") }).count == 1)
  }

  @Test(
    .enabled(if: RealData.path("memphis") != nil, "the published records are not on this machine"),
    arguments: [
      "memphis/memphis_robberies_2019.csv", "nyc/vehicle_thefts.csv", "nyc/shootings.csv",
      "nyc/liquor_licences.csv", "near_repeat/chicago_be.csv", "near_repeat/chicago_be_month1.csv",
      "chicago/burglaries_2017.geojson", "chicago/street_lights_out.geojson",
    ])
  func `published records of other cities are taken for what they are`(path: String) throws {
    let table = try IncidentTable(files: [RealData.path(path) ?? ""])
    #expect(table.count > 900)
    #expect(!table.notes.contains { $0.contains("data.police.uk") })
  }
}
