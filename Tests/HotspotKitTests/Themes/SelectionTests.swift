import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

@Suite struct SelectionTests {
  /// A table with a row per category given, all in one place, and further columns set by hand.
  private static func table(
    _ categories: [String], _ columns: [String: [String]] = [:], times: [String]? = nil, files: Int = 1
  ) throws -> IncidentTable {
    let folder = ScratchFolder()
    var paths: [String] = []
    let perFile = categories.count / files
    for file in 0..<files {
      let rows = (file * perFile..<(file + 1) * perFile).map { row in
        "\(times?[row] ?? "2024-02-0\(row % 9 + 1)"),\(categories[row]),575000,205000"
      }
      paths.append(
        folder.file("\(file).csv", (["date,category,easting,northing"] + rows).joined(separator: "\n")))
    }
    var table = try IncidentTable(files: paths)
    for (role, texts) in columns {
      table.columns[role] = TextColumn(numbers: (0..<UInt32(texts.count)).map(\.self), texts: texts)
    }
    return table
  }

  /// Which days of February the selected rows are from (with times: which rows' minutes), and the caveats.
  private static func select(
    _ clauses: [SelectionClause], from table: IncidentTable, counting policeGenerated: Bool = false
  ) throws -> (rows: [Int], caveats: [String], incidents: Incidents) {
    let incidents = try table.incidents(
      matching: Selection(clauses: clauses, includesPoliceGenerated: policeGenerated),
      system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance())
    let rows = incidents.start.map { start in table.start.firstIndex(of: start) ?? -1 }
    return (rows, incidents.caveats, incidents)
  }

  private static func clause(_ change: (inout SelectionClause) throws -> Void) rethrows -> SelectionClause {
    var clause = SelectionClause()
    try change(&clause)
    return clause
  }

  @Test func `categories are compared without regard to case`() throws {
    let table = try Self.table(["robbery", "Burglary", "ROBBERY"])
    let found = try Self.select([SelectionClause(categories: ["Robbery"])], from: table)
    #expect(found.rows == [0, 2] && found.caveats.isEmpty)
  }

  @Test func `where a row has a code it decides, else the category, else neither is asked`() throws {
    let table = try Self.table(
      ["Robbery", "Robbery", "Robbery", "Other", "Other"],
      ["offence_code": ["34B", "34A", "", "34B", "n/a"]])
    let found = try Self.select(
      [
        Self.clause {
          $0.categories = ["Robbery"]
          $0.codes = [try OffenceCodePattern("34B")]
          $0.categoryMeans = "it holds more"
        }
      ], from: table)
    #expect(found.rows == [0, 2, 3])
    #expect(found.caveats == ["1 of 3 records were taken by category: it holds more"])
    let all = try Self.select([Self.clause { $0.codes = [try OffenceCodePattern("34")] }], from: table)
    #expect(all.rows == [0, 1, 3])
  }

  @Test func `a code in another notation leaves the choice to the category and is said`() throws {
    let table = try Self.table(["Robbery", "Other"], ["offence_code": ["34/2", "34/2"]])
    let found = try Self.select(
      [
        Self.clause {
          $0.categories = ["Robbery"]
          $0.codes = [try OffenceCodePattern("34B")]
        }
      ], from: table)
    #expect(found.rows == [0])
    #expect(found.caveats.count == 1 && found.caveats[0].contains("34/2 beside 34B"))
  }

  @Test func `without a knife flag the categories are taken whole, and it is said`() throws {
    let knives = Self.clause {
      $0.categories = ["Robbery", "Violence"]
      $0.flags = [.knife]
    }
    let flagged = try Self.table(["Robbery", "Robbery", "Violence"], ["knife": ["Y", "N", ""]])
    let told = try Self.select([knives], from: flagged)
    #expect(told.rows == [0] && told.caveats.isEmpty)
    let bare = try Self.select([knives], from: try Self.table(["Robbery", "Robbery", "Violence"]))
    #expect(bare.rows == [0, 1, 2])
    #expect(
      bare.caveats == [
        "the records carry no knife flag: cannot tell knife-enabled offences apart: Robbery and Violence are taken whole"
      ])
  }

  @Test func `a file without a word in a column lacks it; the others do not`() throws {
    let table = try Self.table(
      ["Robbery", "Robbery", "Robbery", "Robbery"], ["knife": ["Y", "", "", ""]], files: 2)
    let knives = Self.clause { $0.flags = [.knife] }
    let found = try Self.select([knives], from: table)
    #expect(found.rows == [0, 2, 3])
    #expect(found.caveats.first?.hasPrefix("2 of 3 records carry no knife flag") == true)
  }

  @Test func `dwellings and domestic offences are left out where the records tell, and said where not`()
    throws
  {
    let clause = Self.clause {
      $0.categories = ["Violence"]
      $0.leaveOut = [.dwellings, .domestic]
    }
    let kinds = [String](repeating: "Violence", count: 4)
    let told = try Self.select(
      [clause],
      from: try Self.table(
        kinds,
        ["location_type": ["Street", "Dwelling", "Public house", ""], "domestic": ["N", "N", "Y", ""]]))
    #expect(told.rows == [0, 3] && told.caveats.isEmpty)
    let bare = try Self.select([clause], from: try Self.table(kinds))
    #expect(bare.rows == [0, 1, 2, 3])
    #expect(bare.caveats.count == 2 && bare.caveats.allSatisfy { $0.contains("could not be left out") })
  }

  @Test func `a location type that is asked for must be there`() throws {
    let clause = Self.clause { $0.locationTypes = ["street", "car park"] }
    let table = try Self.table(["a", "a", "a"], ["location_type": ["Car Park - public", "Shop", ""]])
    #expect(try Self.select([clause], from: table).rows == [0])
    let bare = try Self.select([clause], from: try Self.table(["a"]))
    #expect(bare.rows == [0])
    #expect(
      bare.caveats == ["the records carry no location type: could not be narrowed to street or car park"])
  }

  @Test func `hours select by the clock, over midnight and over the end of the week`() throws {
    // 2024-02-02 was a Friday, 2024-02-04 a Sunday.
    let times = [
      "2024-02-02T20:59", "2024-02-02T21:00", "2024-02-03T02:59", "2024-02-03T03:00", "2024-02-05T00:30",
    ]
    let table = try Self.table([String](repeating: "a", count: 5), times: times)
    let clause = try Self.clause {
      $0.hours = try WeekWindow.parse("Fri 21:00-Sat 03:00") + WeekWindow.parse("Sun 22:00-Mon 01:00")
    }
    let found = try Self.select([clause], from: table)
    #expect(found.rows == [1, 2, 4] && found.caveats.isEmpty)
    let days = try Self.select([clause], from: try Self.table(["a", "a"]))
    #expect(days.rows == [0, 1])
    #expect(days.caveats.first?.contains("no hour") == true)
  }

  @Test func `inside takes what lies in the layer only`() throws {
    let folder = ScratchFolder()
    let degrees = try Fixtures.essex().projector.unproject(
      PlanarPoints(
        xs: [574_000, 576_000, 576_000, 574_000, 574_000], ys: [204_000, 204_000, 206_000, 206_000, 204_000]))
    let ring = (0..<5).map { "[\(degrees[$0].longitude),\(degrees[$0].latitude)]" }.joined(separator: ",")
    let file = folder.file("a.geojson", #"{"type":"Polygon","coordinates":[[\#(ring)]]}"#)
    let rows = ["575000,205000", "577000,205000", "575000,205900", "575000,206100"].enumerated()
      .map { "2024-02-0\($0.offset + 1),a,\($0.element)" }
    let table = try IncidentTable(files: [
      folder.file("a.csv", (["date,category,easting,northing"] + rows).joined(separator: "\n"))
    ])
    let clause = try Self.clause { $0.inside = try AreaLayer(path: file) }
    let found = try Self.select([clause], from: table)
    #expect(found.rows == [0, 2])
    #expect(found.incidents.account.notSelected == 2)
    let select = found.incidents.provenance.steps.first { $0["step"]?.text == "select" }
    #expect(select?["any_of"]?.elements?.first?["inside"]?["file"]?.text == "a.geojson")
  }

  @Test func `a row that meets one group of several counts once`() throws {
    let table = try Self.table(["a", "b", "c"])
    let found = try Self.select(
      [SelectionClause(categories: ["a", "b"]), SelectionClause(categories: ["b", "c"])], from: table)
    #expect(found.rows == [0, 1, 2])
  }

  @Test func `the period is that of the days asked for, whatever the records are of`() throws {
    let table = try Self.table(["a", "b", "a", "b", "a"])
    func period(_ from: Int?, _ to: Int?) throws -> Coverage? {
      // Rows are of 2024-02-01 to 2024-02-05; the first is day 19754 since 1970.
      let selection = Selection(
        clauses: [SelectionClause(categories: ["b"])], fromDay: from.map { 19_753 + $0 },
        toDay: to.map { 19_753 + $0 })
      return try table.incidents(
        matching: selection, system: .britishNationalGrid, in: try Fixtures.square(), sources: Provenance()
      ).coverage
    }
    let whole = try #require(try period(nil, nil))
    #expect(whole.first == "2024-02-01" && whole.last == "2024-02-05" && whole.days == 5)
    let part = try #require(try period(2, 4))
    #expect(part.first == "2024-02-02" && part.last == "2024-02-04" && part.days == 3)
    #expect(try period(20, nil) == nil)
  }

  @Test func `what the question hangs on is among what could not be told, and listed apart`() throws {
    let asked = Self.clause {
      $0.categories = ["a"]
      $0.flags = [.knife]
      $0.leaveOut = [.dwellings, .domestic]
    }
    let bare = try Self.select([asked], from: try Self.table(["a", "a"]))
    #expect(bare.caveats.count == 3)
    #expect(bare.incidents.untold == [bare.caveats[0]] && bare.caveats[0].contains("knife flag"))
    let needy = try Self.select(
      [
        Self.clause {
          $0.categories = ["a"]; $0.leaveOut = [.dwellings, .domestic]; $0.needs = [.domestic]
        }
      ],
      from: try Self.table(["a", "a"]))
    #expect(needy.incidents.untold == [needy.caveats[1]] && needy.caveats[1].contains("domestic flag"))
    // One file of three tells: two thirds cannot, which is too many; two of three tell: a caveat.
    for (flags, isUntold) in [(["Y", "", ""], true), (["Y", "X", ""], false)] {
      let table = try Self.table(["a", "a", "a"], ["knife": flags], files: 3)
      let found = try Self.select([Self.clause { $0.flags = [.knife] }], from: table)
      #expect(found.caveats.count == 1 && found.incidents.untold.isEmpty == !isUntold)
    }
  }

  @Test func `columns lose the rows that the table loses`() throws {
    let table = try Self.table(["a", "b", "c"], ["knife": ["Y", "N", "X"]])
    let left = table.refusing([Refusal(file: 0, line: 3, reason: .ignoredPlace)])
    #expect(left.columns["knife"]?.numbers == [0, 2])
    #expect(left.columns["knife"]?[1] == "X")
  }

  // Police-generated offences

  @Test func `police-generated offences do not count, are counted as not selected, and count when asked for`()
    throws
  {
    let table = try Self.table(
      ["Robbery", "Drugs", "Possession of weapons", "Robbery", "Robbery", "Drugs"],
      ["offence_code": ["", "", "", "10D", "", ""], "source": ["", "", "", "", "Stop search", ""]])
    let clauses = [SelectionClause(categories: ["Robbery", "Drugs"])]
    let without = try Self.select(clauses, from: table)
    #expect(without.rows == [0])
    #expect(without.incidents.account.notSelected == 5)
    let found = try #require(without.incidents.policeGenerated)
    #expect(found.points.count == 5 && found.leftOut == 4 && !found.isCounted.contains(true))
    let with = try Self.select(clauses, from: table, counting: true)
    #expect(with.rows == [0, 1, 3, 4, 5])
    #expect(with.incidents.policeGenerated?.isCounted == [true, false, true, true, true])
    #expect(with.incidents.policeGenerated?.leftOut == 0)
  }

  @Test func `without a theme every row counts`() throws {
    let table = try Self.table(["Robbery", "Drugs"])
    #expect(try Self.select([], from: table).rows == [0, 1])
  }

  @Test func `a violent offence found by code is no possession, whatever the class begins with`() throws {
    let table = try Self.table(["a", "a", "a"], ["offence_code": ["105A", "92D", "9A"]])
    let found = try Self.select([SelectionClause(categories: ["a"])], from: table)
    #expect(found.rows == [0, 2])
  }
}
