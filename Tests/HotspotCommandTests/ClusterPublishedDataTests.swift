import Files
import Foundation
import TestSupport
import Testing

/// `hotspot cluster` on published records; skipped where they are absent.
@Suite(.enabled(if: RealData.path("memphis") != nil, "the published records are not on this machine"))
struct ClusterPublishedDataTests {
  private static func data(_ name: String) -> String { RealData.path(name) ?? "" }

  private func columns(_ path: String) throws -> [String: [Double]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let names = lines[0].split(separator: ",").map(String.init)
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map { column, name in
        (name, rows.map { Double($0[column]) ?? .nan })
      })
  }

  @Test(arguments: [
    ("memphis/memphis_robberies_2019.csv", "memphis/memphis_precincts.geojson", "square:500", "queen", 750.0),
    ("memphis/memphis_robberies_2019.csv", "memphis/memphis_precincts.geojson", "hex:700", "band:1500", 1500),
    ("nyc/shootings.csv", "nyc/boroughs.geojson", "square:500", "band:1000", 1000),
  ])
  func `Gi* is the closed form over every pair of cells`(
    input: String, area: String, cell: String, neighbours: String, reach: Double
  ) throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "cluster", Self.data(input), "--area", Self.data(area), "--cell", cell, "--neighbours", neighbours,
      "-o",
      folder("c.csv"))
    #expect(run.status == 0, "\(run.messages)")
    let found = try columns(folder("c.csv"))
    let (x, y, values) = (found["x"] ?? [], found["y"] ?? [], found["incidents"] ?? [])
    let n = Double(values.count)
    #expect(n > 1500 && values.reduce(0, +) > 2000)
    let mean = values.reduce(0, +) / n
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    for cell in values.indices {
      var (sum, w) = (0.0, 0.0)
      for other in values.indices where abs(y[cell] - y[other]) <= reach + 0.001 {
        let (dx, dy) = (x[cell] - x[other], y[cell] - y[other])
        guard dx * dx + dy * dy <= (reach + 0.001) * (reach + 0.001) else { continue }
        sum += values[other]
        w += 1
      }
      let z = (sum - mean * w) / (deviation * ((n * w - w * w) / (n - 1)).squareRoot())
      #expect(abs((found["z"]?[cell] ?? .nan) - z) <= 1e-9 * abs(z))
    }
  }

  @Test func `the two months that Essex did not publish are gaps and not two months without crime`() throws {
    let folder = ScratchFolder()
    let common = [
      Self.data("essex/street"), "--area", Self.data("essex/boundaries/essex_force_area.geojson"), "--theme",
      "asb", "--cell", "hex:2000", "--statistic", "emerging",
    ]
    let run = try CommandRun(["cluster"] + common + ["-o", folder("c.csv")])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("have no data: 2018-08, 2018-09\n"))
    #expect(run.messages.contains("Gi* in 12 slices of month"))
    let found = try columns(folder("c.csv"))
    // A place that is hot whenever there are data is hot in all twelve.
    #expect(found["slices_hot"]?.max() == 12)
    let refused = try CommandRun(["cluster"] + common + ["--slice", "7d", "-o", folder("d.csv")])
    #expect(refused.status == 64 && refused.messages.contains("known to the month alone"))
  }
}
