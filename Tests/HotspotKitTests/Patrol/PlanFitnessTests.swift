import Files
import Geospatial
@testable import HotspotKit
import TestSupport
import Testing

/// What makes a plan unfit for tasking, and what is only to be borne in mind.
@Suite struct PlanFitnessTests {
  /// What a clause asks besides the category.
  private static let knife = "flag: [knife]"

  private static func theme(_ more: String = "") throws -> Theme {
    let text = """
      {id: test, title: T, select: {category: [Robbery]\(more.isEmpty ? "" : ", \(more)")}, cell: "square:100",
       bandwidth: 100, cut: {area_share: 0.01}, zones: {cap_cells: 1, most: 5, minimum_incidents: 2},
       tiers: {primary: 1, secondary: 1}, windows: ["Fri 18:00-Sat 02:00"],
       tactics: {do: Walk, owner: Team, p: prevent}}
      """
    return try ThemeReader(naming: "test").theme(from: text)
  }

  /// A plan for robberies in one place of the square: by default dated to the minute until 2019-02-28, a day before.
  private static func plan(
    of rows: [String], header: String = "", theme more: String = "", isBounded: Bool = true,
    counting policeGenerated: Bool = false, shift: Shift? = nil
  ) async throws -> PatrolPlan {
    let theme = try theme(more)
    let folder = ScratchFolder()
    let lines = rows.map { "\($0),574050,205050" }
    let names = "date,category\(header.isEmpty ? "" : ",\(header)"),easting,northing"
    let table = try IncidentTable(files: [
      folder.file("extract.csv", ([names] + lines).joined(separator: "\n"))
    ])
    let area = isBounded ? try Fixtures.square() : try Fixtures.essex()
    let incidents = try table.incidents(
      matching: Selection(clauses: theme.select, includesPoliceGenerated: policeGenerated),
      system: .britishNationalGrid, in: area, sources: Provenance())
    let hotspots = try await Hotspots(
      of: incidents, theme: theme, on: try area.grid(theme.cell, around: incidents), seed: 1,
      bands: Bands(threads: 1))
    let friday = if let shift { shift } else { try Shift("2019-03-01T18:00/2019-03-02T02:00") }
    return try PatrolPlanner(units: 1, shift: friday).plan(for: hotspots)
  }

  private static let timed = (10...28).map { "2019-02-\($0) 22:1\($0 % 10),Robbery" }

  @Test func `robberies of the last weeks inside a boundary are fit, without a caveat`() async throws {
    let plan = try await Self.plan(of: Self.timed)
    #expect(plan.notFitBecause.isEmpty && plan.caveats.isEmpty)
  }

  @Test func `without a boundary a plan is unfit and the option is named`() async throws {
    let reasons = try await Self.plan(of: Self.timed, isBounded: false).notFitBecause
    #expect(reasons.count == 1 && reasons[0].contains("--area"))
  }

  @Test func `records without dates make a plan unfit, and so do months`() async throws {
    let undated = try await Self.plan(of: (0..<9).map { _ in ",Robbery" })
    #expect(undated.notFitBecause.count == 1 && undated.notFitBecause[0].contains("no dates"))
    #expect(undated.caveats.isEmpty)
    let months = try await Self.plan(of: (0..<9).map { _ in "2019-02,Robbery" })
    #expect(months.notFitBecause == ["the records say no more than the month: neither day nor hour"])
    #expect(months.caveats.isEmpty)
  }

  @Test func `records by day leave the plan fit and the windows assumed`() async throws {
    let plan = try await Self.plan(of: (10...28).map { "2019-02-\($0),Robbery" })
    #expect(plan.notFitBecause.isEmpty)
    #expect(plan.caveats == ["the records carry no hours: the windows are the theme's assumption"])
  }

  /// The last record is from 2019-02-28; day 31 after it is 2019-03-31 and day 183 is 2019-08-30.
  @Test(arguments: [
    ("2019-03-31", 0, 0), ("2019-04-01", 0, 1), ("2019-08-30", 0, 1), ("2019-08-31", 1, 0),
    ("2019-02-01", 0, 0),
  ])
  func `records older than a month are a caveat, older than half a year a reason`(
    day: String, reasons: Int, caveats: Int
  ) async throws {
    let plan = try await Self.plan(
      of: Self.timed, shift: try Shift("\(day)T00:00/\(day)T23:59"))
    let age = "the last record is from 2019-02-28"
    #expect(plan.notFitBecause.count { $0.hasPrefix(age) } == reasons)
    #expect(plan.caveats.count { $0.hasPrefix(age) } == caveats)
  }

  @Test func `what the theme asks for by name and no record tells makes the plan unfit`() async throws {
    for (more, words) in [
      (Self.knife, "no knife flag"), ("flag: [domestic]", "no domestic flag"),
      ("location_type: [street]", "no location type"),
    ] {
      let plan = try await Self.plan(of: Self.timed, theme: more)
      #expect(plan.notFitBecause.count == 1 && plan.notFitBecause[0].contains(words), "\(more)")
      #expect(plan.caveats.isEmpty, "what is a reason is not said again: \(plan.caveats)")
    }
    let days = try await Self.plan(
      of: (10...28).map { "2019-02-\($0),Robbery" }, theme: "hours: [Fri 21:00-23:00]")
    #expect(days.notFitBecause.count == 1 && days.notFitBecause[0].contains("no hour"))
  }

  @Test func `half of the records that cannot tell are too many, and fewer are a caveat`() async throws {
    // Two files would be needed for a flag; hours are told row by row.
    let hours = "hours: [Mon-Sun 22:00-23:00]"
    let told = (10..<20).map { "2019-02-\($0) 22:30,Robbery" }
    let dumb = (10..<20).map { "2019-02-\($0),Robbery" }
    let half = try await Self.plan(of: told + dumb, theme: hours)
    #expect(
      half.notFitBecause == [
        "10 of 20 records carry no hour: offences are taken at any hour, not only in the theme's hours"
      ])
    let fewer = try await Self.plan(of: told + dumb.dropLast(), theme: hours)
    #expect(fewer.notFitBecause.isEmpty)
    #expect(fewer.caveats.count == 1 && fewer.caveats[0].hasPrefix("9 of 19 records carry no hour"))
  }

  @Test func `what could not be left out and a category for a code are caveats`() async throws {
    let plan = try await Self.plan(
      of: Self.timed,
      theme: "offence_code: [34B], category_means: it holds more, leave_out: [dwellings, domestic]")
    #expect(plan.notFitBecause.isEmpty)
    #expect(
      plan.caveats == [
        "the records were taken by category: it holds more",
        "the records carry no location type: offences in dwellings could not be left out",
        "the records carry no domestic flag: domestic offences could not be left out",
      ])
  }

  @Test(arguments: [
    ("offence_code: [34B], category_means: it holds more", "offence_code", "taken by category"),
    ("leave_out: [dwellings]", "dwellings", "offences in dwellings"),
    ("leave_out: [domestic]", "domestic", "domestic offences"),
  ])
  func `what a theme says that it needs makes the plan unfit where no record tells it`(
    asked: String, need: String, words: String
  ) async throws {
    let without = try await Self.plan(of: Self.timed, theme: asked)
    #expect(without.notFitBecause.isEmpty && without.caveats.count == 1)
    let with = try await Self.plan(of: Self.timed, theme: "\(asked), needs: [\(need)]")
    #expect(with.notFitBecause == without.caveats && with.caveats.isEmpty)
    #expect(with.notFitBecause.first?.contains(words) == true)
    let others = ["offence_code", "dwellings", "domestic"].filter { $0 != need }.joined(separator: ", ")
    #expect(try await Self.plan(of: Self.timed, theme: "\(asked), needs: [\(others)]").notFitBecause.isEmpty)
  }

  @Test func `a code that is needed and a category without a word about it are said too`() async throws {
    let silent = try await Self.plan(of: Self.timed, theme: "offence_code: [34B]")
    #expect(silent.notFitBecause.isEmpty && silent.caveats.isEmpty)
    let plan = try await Self.plan(of: Self.timed, theme: "offence_code: [34B], needs: [offence_code]")
    #expect(plan.notFitBecause == ["the records carry no offence code: they were taken by category"])
  }

  @Test func `police-generated offences that count and an assumed shift are said`() async throws {
    let rows = Self.timed.map { "\($0),Stop search" }
    let counted = try await Self.plan(of: rows, header: "source", counting: true)
    #expect(counted.notFitBecause.isEmpty)
    #expect(counted.caveats == ["police-generated offences count here: they show where police looked"])
    let after = try #require(CivilTime.minute(of: "2019-02-28T23:59"))
    let assumed = try #require(Shift.assumed(from: try Self.theme().windows, after: after))
    let plan = try await Self.plan(of: Self.timed, shift: assumed)
    #expect(plan.notFitBecause.isEmpty && plan.caveats.count == 1)
    #expect(plan.caveats.first?.contains("nobody gave a shift") == true)
  }

  @Test func `nothing found is a reason of its own`() async throws {
    let plan = try await Self.plan(of: ["2019-02-28 22:10,Robbery"])
    #expect(plan.notFitBecause == ["there are no zones"])
    let quiet = try await Self.plan(of: Self.timed, shift: try Shift("2019-03-04T06:00/2019-03-04T14:00"))
    #expect(quiet.notFitBecause.count == 1 && quiet.notFitBecause[0].contains("outside the hot windows"))
  }

  @Test func `the document says both lists, and fit is the empty list of reasons`() async throws {
    for isBounded in [true, false] {
      let plan = try await Self.plan(
        of: Self.timed, theme: "leave_out: [dwellings]", isBounded: isBounded)
      let facts = PlanFacts.facts(of: plan, handling: Handling(marking: nil, isOpenData: false))
      #expect(facts["fit_for_tasking"] == .bool(isBounded))
      #expect(facts["not_fit_because"]?.elements?.count == (isBounded ? 0 : 1))
      #expect(facts["caveats"]?.elements?.compactMap(\.text) == plan.caveats)
      let sentences = plan.sentences(on: .britishNationalGrid)
      #expect(sentences.count { $0.hasPrefix("bear in mind: ") } == 1)
      #expect(sentences.count { $0.hasPrefix("not fit for tasking: ") } == (isBounded ? 0 : 1))
    }
  }
}
