import ArgumentParser
import Files
import Geospatial
import HotspotKit

/// What a plan says of itself, and what it is written out as besides.
struct PaperOptions: ParsableArguments {
  @Option(help: "GeoJSON file for the visits, a point each, with empty fields for the crew.")
  var visits: String?

  @Option(help: "GeoJSON file for the tours, a line per unit.")
  var routes: String?

  @Option(name: .customLong("time-zone"), help: "Time zone of the local clock, for times with an offset.")
  var timeZone: String = "Europe/London"

  @Option(name: .customLong("plan-ref"), help: "The plan's own reference; theme and date otherwise.")
  var reference: String?

  @Option(name: .customLong("plan-version"), help: "Version of the plan.")
  var version: Int = 1

  @Option(help: "Reference of the plan that this one replaces.")
  var supersedes: String?

  @Option(help: "Operation the plan belongs to.")
  var operation: String?

  @Option(help: "District the plan is for.")
  var district: String?

  @Option(
    name: .customLong("valid-until"), help: "Last day on which the plan may be used, such as 2019-03-31.")
  var validUntil: String?

  @Option(
    name: .customLong("approved-by"),
    help: "Role that approved the plan (a role, not a name); a draft otherwise.")
  var approvedRole: String?

  func validate() throws {
    guard version >= 1 else { throw ValidationError("--plan-version \(version): give a number from 1") }
    if let validUntil, CivilTime.days(of: validUntil)?.count != 1 {
      throw ValidationError("--valid-until '\(validUntil)': write a day, such as 2019-03-31")
    }
  }

  /// The papers of a plan.
  var papers: PlanPapers {
    var papers = PlanPapers()
    papers.reference = reference
    papers.version = version
    papers.supersedes = supersedes
    papers.operation = operation
    papers.district = district
    papers.validUntil = validUntil
    papers.approvedRole = approvedRole
    return papers
  }

  /// The documents that go beside the plan.
  func documents(
    of plan: PatrolPlan, handling: Handling, in area: borrowing StudyArea
  ) throws(HotspotError) -> [(path: String, bytes: [UInt8])] {
    guard visits != nil || routes != nil else { return [] }
    let rules: TimeZoneRules
    do { rules = try TimeZoneRules(named: timeZone) } catch { throw .file(error) }
    let document = VisitDocument(plan, handling: handling) { rules.offset(atLocal: $0) }
    var documents: [(path: String, bytes: [UInt8])] = []
    if let visits { documents.append((visits, document.visits(in: area))) }
    if let routes { documents.append((routes, document.routes(in: area))) }
    return documents
  }
}
