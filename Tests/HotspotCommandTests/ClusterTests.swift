import Files
import Foundation
import TestSupport
import Testing

/// `hotspot cluster` on the sample county and on made-up records.
@Suite struct ClusterTests {
  private static let incidents = Package.path("geodata/county/incidents")
  private static let boundary = Package.path("geodata/county/boundary.geojson")

  private func run(_ folder: ScratchFolder, _ output: String, _ more: String...) throws -> CommandRun {
    let run = try CommandRun(
      ["cluster", Self.incidents, "--area", Self.boundary, "-o", folder(output)] + more)
    #expect(run.status == 0, "\(run.messages)")
    return run
  }

  private func table(_ path: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(names, fields))
    }
  }

  private func step(of path: String) throws -> JSONValue {
    let document = try JSONValue(parsing: readBytes(of: path), named: "output")
    return try #require((document["provenance"] ?? document).elements?.last)
  }

  @Test(arguments: [
    ("gi-star", "neighbours"), ("local-moran", "neighbours,local_moran,quadrant"),
    (
      "emerging",
      "neighbours,class,simple_class,trend_tau,trend_p,slices_hot,slices_cold"
    ),
  ])
  func `cluster --statistic writes a row for every cell, as CSV and as GeoJSON, and says what it found`(
    statistic: String, columns: String
  ) throws {
    let folder = ScratchFolder()
    let run = try run(folder, "c.csv", "--cell", "hex:1000", "--statistic", statistic)
    let header = try String(contentsOfFile: folder("c.csv"), encoding: .utf8).split(separator: "\n")[0]
    #expect(header == "cell,x,y,incidents,z,p,significant,\(columns)")
    #expect(run.messages.contains(" cells: "))
    _ = try self.run(folder, "c.geojson", "--cell", "hex:1000", "--statistic", statistic, "--quiet")
    let document = try JSONValue(parsing: readBytes(of: folder("c.geojson")), named: "c")
    let rows = try table(folder("c.csv"))
    #expect(document["features"]?.elements?.count == rows.count && rows.count > 1000)
    let first = try #require(document["features"]?.elements?.first?["properties"])
    let hottest = rows.compactMap { Double($0["z"] ?? "") }.max()
    #expect(first["z"]?.double == hottest && first["rank"]?.double == 1)
    #expect(rows.contains { $0["significant"] == "true" && $0["z"] == hottest.map { "\($0)" } })
    #expect(try step(of: folder("c.geojson"))["statistic"]?.text == statistic)
  }

  @Test(arguments: ["--neighbours queen", "--neighbours band:2500", "--neighbours knn:6"])
  func `the same bytes come out at 1, 2 and 8 threads and on a second run, permutations and all`(
    rule: String
  ) throws {
    let folder = ScratchFolder()
    var outputs: Set<[UInt8]> = []
    for threads in ["1", "2", "8", "2"] {
      let asked = rule.split(separator: " ").map(String.init)
      _ = try run(
        folder, "c.geojson", asked[0], asked[1], "--cell", "square:3000", "--permutations", "49", "--seed",
        "5", "--threads", threads, "--statistic", "emerging")
      outputs.insert(try readBytes(of: folder("c.geojson")))
    }
    #expect(outputs.count == 1)
  }

  @Test func `with --permutations p is theirs, the normal one stands beside it, and the seed counts`() throws
  {
    let folder = ScratchFolder()
    for seed in ["1", "2"] {
      let run = try run(
        folder, "\(seed).csv", "--cell", "square:2000", "--permutations", "99", "--seed", seed)
      #expect(run.messages.contains("99 permutations give no p-value below 0.02"))
    }
    _ = try run(folder, "normal.csv", "--cell", "square:2000", "--quiet")
    let (one, two) = (try table(folder("1.csv")), try table(folder("2.csv")))
    let normal = try table(folder("normal.csv"))
    #expect(one.map { $0["p"] } != two.map { $0["p"] })
    #expect(one.map { $0["p_normal"] } == normal.map { $0["p"] })
    #expect(one.map { $0["z"] } == two.map { $0["z"] } && normal[0]["p_normal"] == nil)
    // Every one of them is an even number of hundredths, or one.
    for row in one {
      let p = try #require(Double(row["p"] ?? ""))
      #expect(p == 1 || abs((p * 50).rounded() - p * 50) < 1e-9)
    }
  }

  @Test func `--weight column doubles nothing: z stays when every row counts two`() throws {
    let folder = ScratchFolder()
    var lines = ["x,y,weight"]
    for index in 0..<400 {
      lines.append("\(570_000 + (index * index * 7) % 3000),\(200_000 + (index * 131) % 3000),2")
    }
    let path = folder.file("r.csv", lines.joined(separator: "\n") + "\n")
    var tables: [[[String: String]]] = []
    for weight in ["count", "column:weight"] {
      let run = try CommandRun(
        "cluster", path, "--columns", "x=x,y=y", "--input-crs", "27700", "--cell", "square:300", "--weight",
        weight, "-o", folder("c.csv"))
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("no --area: all 110 cells of the rectangle"))
      tables.append(try table(folder("c.csv")))
    }
    #expect(tables[0].map { $0["z"] } == tables[1].map { $0["z"] })
    #expect(
      tables[0].map { Double($0["incidents"] ?? "").map { $0 * 2 } }
        == tables[1].map { Double($0["incidents"] ?? "") })
  }

  @Test func `cells outside the study area are no cells: they are neither listed nor counted as noughts`()
    throws
  {
    let folder = ScratchFolder()
    _ = try run(folder, "inside.csv", "--cell", "square:2000")
    let all = try CommandRun("cluster", Self.incidents, "--cell", "square:2000", "-o", folder("all.csv"))
    #expect(all.status == 0, "\(all.messages)")
    #expect(all.messages.contains("no --area: all ") && !all.messages.contains("at the edge"))
    let (inside, rectangle) = (try table(folder("inside.csv")), try table(folder("all.csv")))
    #expect(inside.count < rectangle.count)
    // A cell at the edge has fewer neighbours than by the rectangle, where empty cells lie beyond the edge.
    let sizes = Dictionary(uniqueKeysWithValues: rectangle.map { ($0["cell"] ?? "", $0["neighbours"] ?? "") })
    let fewer = inside.count { row in
      sizes[row["cell"] ?? ""].flatMap(Int.init) ?? 0 > Int(row["neighbours"] ?? "") ?? 9
    }
    #expect(fewer > 0)
    // The mean is that of the listed cells alone: an empty corner of four cells lies four such means below.
    let values = inside.compactMap { Double($0["incidents"] ?? "") }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    let empty = -4 * mean / (deviation * ((n * 4 - 16) / (n - 1)).squareRoot())
    let corners = inside.filter { $0["neighbours"] == "3" }.compactMap { Double($0["z"] ?? "") }
    #expect(corners.contains { abs($0 - empty) < 1e-12 } && corners.allSatisfy { $0 >= empty - 1e-12 })
  }

  /// Records by month in two places, without any in March.
  private func monthly(_ folder: ScratchFolder) -> String {
    var lines = ["Month,Longitude,Latitude"]
    for month in ["2019-01", "2019-02", "2019-04", "2019-05", "2019-06"] {
      for index in 0..<30 { lines.append("\(month),0.\(700 + index % 6 * 10),51.\(800 + index / 6 * 10)") }
      for _ in 0..<20 { lines.append("\(month),0.72,51.82") }
    }
    return folder.file("m.csv", lines.joined(separator: "\n") + "\n")
  }

  @Test func `a month without data is named as a gap, and the span chooses months for records by month`()
    throws
  {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "cluster", monthly(folder), "--columns", "x=Longitude,y=Latitude,start=Month", "--statistic",
      "emerging",
      "--cell", "square:500", "-o", folder("c.csv"), "--provenance", folder("p.json"))
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("slices of month, chosen by the span of 181 days"))
    #expect(run.messages.contains("months that have no data: 2019-03"))
    #expect(run.messages.contains("Gi* in 5 slices of month"))
    let step = try step(of: folder("p.json"))
    #expect(step["slices_left_out"]?.elements?.compactMap(\.text) == ["2019-03"])
    #expect(step["z_and_p_of"]?.text == "2019-06")
    let rows = try table(folder("c.csv"))
    #expect(rows.contains { $0["class"] == "persistent hotspot" && $0["slices_hot"] == "5" })
    #expect(rows.compactMap { Double($0["incidents"] ?? "") }.reduce(0, +) == 250)
  }

  @Test func `--from and --to bound the slices`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "cluster", monthly(folder), "--columns", "x=Longitude,y=Latitude,start=Month", "--statistic",
      "emerging",
      "--from", "2019-03", "--to", "2019-06", "--slice", "month", "--cell", "square:500", "-o",
      folder("c.csv"))
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.contains("Gi* in 3 slices of month"))
    #expect(run.messages.contains("no trend over 3 slices can be significant"))
  }

  @Test func `records by month in slices of days end with 64 and what to take instead`() throws {
    let folder = ScratchFolder()
    let run = try CommandRun(
      "cluster", monthly(folder), "--columns", "x=Longitude,y=Latitude,start=Month", "--statistic",
      "emerging",
      "--slice", "28d", "--cell", "square:500", "-o", folder("c.csv"))
    #expect(run.status == 64)
    #expect(run.messages.contains("known to the month alone") && run.messages.contains("--slice month"))
    #expect(folder.names == ["m.csv"])
  }

  @Test(arguments: [
    (["--statistic", "moran"], "write one of gi-star, local-moran, emerging"),
    (["--neighbours", "rook"], "write queen, band:METRES"), (["--alpha", "5"], "such as 0.05"),
    (["--permutations", "1000001"], "from 1 to 1000000"), (["--slice", "month"], "--statistic emerging"),
    (["--statistic", "emerging", "--slice", "fortnight"], "month, quarter, year"),
  ])
  func `a choice that cannot be met ends with 64 before any file is read`(options: [String], says: String)
    throws
  {
    let run = try CommandRun(["cluster", "absent.csv", "-o", "out.csv"] + options)
    #expect(run.status == 64)
    #expect(run.messages.contains(says))
  }

  @Test func `one place in one cell is too little, and the command says why with 65`() throws {
    let folder = ScratchFolder()
    let path = folder.file("r.csv", "x,y\n570010,200010\n570020,200020\n")
    let run = try CommandRun(
      "cluster", path, "--columns", "x=x,y=y", "--input-crs", "27700", "-o", folder("c.csv"))
    #expect(run.status == 65)
    #expect(run.messages.contains("too few to tell a cluster from chance"))
    let undated = try CommandRun(
      "cluster", path, "--columns", "x=x,y=y", "--input-crs", "27700", "--statistic", "emerging", "-o",
      folder("c.csv"))
    #expect(undated.status == 65 && undated.messages.contains("no record has a date"))
  }
}
