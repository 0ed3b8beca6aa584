import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct WeightingTests {
  private static let rows = """
    easting,northing,category,harm
    570050,200050,Robbery,2.5
    570050,200050,Robbery, 4
    570950,200050,Arson,0
    570950,200950,Robbery,1

    """

  private func incidents(_ rows: String, _ selection: Selection) throws -> Incidents {
    let folder = ScratchFolder()
    let file = folder.file("rows.csv", rows)
    let table = try IncidentTable(files: [file], columns: ColumnChoice(names: [.weight: "harm"]))
    return try table.incidents(
      matching: selection, system: .britishNationalGrid, in: Fixtures.essex(), sources: Provenance())
  }

  @Test func `a spelling survives the way there and back`() throws {
    for text in ["count", "harm", "column:harm", "column:a:b, c"] {
      #expect(try Weighting(text).description == text)
    }
  }

  @Test(arguments: ["", "Harm", "column", "column:", "Count", "sum:harm"])
  func `a weighting that is none is refused with what would do`(text: String) {
    #expect {
      try Weighting(text)
    } throws: { "\($0)".contains("count, harm or column:NAME") }
  }

  @Test func `incidents count for what their rows say, and the provenance names the column`() throws {
    let weighted = try incidents(Self.rows, Selection(weighting: .column("harm")))
    #expect(weighted.weights == [2.5, 4, 0, 1])
    #expect(weighted.totalWeight == 7.5)
    let step = try #require(weighted.provenance.steps.first { $0["step"]?.text == "select" })
    #expect(step["weight"]?.text == "column:harm")
    let plain = try incidents(Self.rows, Selection())
    #expect(plain.weights == nil && plain.totalWeight == 4)
  }

  @Test func `cells and densities hold the weights' sums`() async throws {
    let weighted = try incidents(Self.rows, Selection(weighting: .column("harm")))
    let grid = try Fixtures.essex().grid(.square(side: 100), around: weighted)
    let counts = CellCounts(of: weighted, on: grid).counts
    #expect(counts.values.filter { $0 > 0 } == [6.5, 1])
    let density = await (try KernelDensity(bandwidth: 200))
      .surface(of: weighted, on: grid, bands: Bands(threads: 1))
    let place = try #require(grid.cell(holding: PlanarPoint(x: 570_050, y: 200_050)))
    #expect(abs(density.values[place] - 6.5 * 3e6 / (Double.pi * 40_000)) < 1e-9)
    #expect(density.provenance.steps.last?["unit"]?.text == "weight per square kilometre")
  }

  @Test(arguments: ["", "x", "-1", "nan", "inf", "NULL"])
  func `a row without a weight that can count ends the run with its line`(weight: String) {
    let rows = Self.rows + "570050,200050,Robbery,\(weight)\n570050,200050,Robbery,\n"
    #expect {
      try incidents(rows, Selection(weighting: .column("harm")))
    } throws: {
      "\($0)".contains("rows.csv, line 6: the weight in column 'harm'") && "\($0)".contains("2 of 6 rows")
    }
  }

  @Test func `a row that is not asked for needs no weight`() throws {
    let rows = Self.rows + "570050,200050,Arson,\n"
    let robberies = Selection(
      clauses: [SelectionClause(categories: ["Robbery"])], weighting: .column("harm"))
    #expect(try incidents(rows, robberies).weights == [2.5, 4, 1])
    #expect(try incidents(rows, Selection()).count == 5)
  }

  @Test func `weights that were not read are asked for`() throws {
    let folder = ScratchFolder()
    let table = try IncidentTable(files: [folder.file("rows.csv", Self.rows)])
    #expect {
      try table.weights(of: [0], by: .column("harm"))
    } throws: { "\($0)".contains("--weight column:NAME") }
  }
}
