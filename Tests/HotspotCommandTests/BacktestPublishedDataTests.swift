import Files
import Foundation
import TestSupport
import Testing

/// `hotspot backtest` on published records, beside figures that others found.
@Suite struct BacktestPublishedDataTests {
  /// The rows of an answer in CSV, by method and share.
  private func rows(_ arguments: [String]) throws -> (rows: [[String: String]], messages: String) {
    let folder = ScratchFolder()
    let run = try CommandRun(["backtest"] + arguments + ["-o", folder("b.csv")])
    try #require(run.status == 0, "\(run.messages)")
    let lines = try String(contentsOfFile: folder("b.csv"), encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return (
      lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }, run.messages
    )
  }

  @Test(.enabled(if: RealData.path("nyc/vehicle_thefts.csv") != nil, "no published data here"))
  func `counts of vehicle thefts of 2014 to 2016 find those of 2017 as often as is known`() throws {
    let thefts = try #require(RealData.path("nyc/vehicle_thefts.csv"))
    let boroughs = try #require(RealData.path("nyc/boroughs.geojson"))
    // 500 ft are 152.4 m; the records end on 30 December 2017.
    let found = try rows([
      thefts, "--columns", "start=date_single", "--area", boroughs, "--plane", "32618", "--cell",
      "square:152.4",
      "--from", "2014-01-01", "--train-to", "2016-12-31", "--test-to", "2017-12-30", "--method", "counts",
      "--share",
      "0.01,0.2",
    ])
    let rates = try found.rows.map { try #require(Double($0["hit_rate"] ?? "")) }
    #expect((0.086...0.092).contains(rates[0]) && (0.526...0.550).contains(rates[1]), "\(rates)")
    // Keeping every cell that ties at the cut would flag more ground than was asked for.
    let flagged = try found.rows.map { try #require(Double($0["flagged_share"] ?? "")) }
    #expect(zip(flagged, [0.01, 0.2]).allSatisfy { abs($0 - $1) < 0.5 / 33_000 })
  }

  @Test(.enabled(if: RealData.path("nyc/vehicle_thefts.csv") != nil, "no published data here"))
  func `a plane in feet is refused`() throws {
    let thefts = try #require(RealData.path("nyc/vehicle_thefts.csv"))
    let run = try CommandRun("backtest", thefts, "--plane", "2263", "-o", "b.csv")
    #expect(run.status == 64 && run.messages.contains("2263"), "\(run.messages)")
  }

  @Test(.enabled(if: RealData.path("essex/street") != nil, "no published data here"))
  func `the months that Essex lacks are no quiet months`() throws {
    let street = try #require(RealData.path("essex/street"))
    let area = try #require(RealData.path("essex/boundaries/essex_force_area.geojson"))
    let found = try rows([
      street, "--area", area, "--theme", "street-robbery", "--cell", "square:1000", "--first-origin",
      "2018-07",
      "--share", "0.05", "--method", "counts",
    ])
    #expect(found.messages.contains("2 origins are left out (2018-08-01, 2018-09-01)"))
    // July, and October to February.
    #expect(found.rows[0]["origins"] == "6")
    #expect(found.messages.contains("nothing finer is claimed"))
  }
}
