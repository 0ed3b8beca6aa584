internal import Yams

/// Reads a theme from YAML and answers a mistake with its line and what would be allowed there.
public struct ThemeReader {
  private let source: String
  private let folder: String

  /// A reader that names its source in its answers; a theme's files are looked for from `folder`.
  public init(naming source: String, folder: String = ".") {
    self.source = source
    self.folder = folder
  }

  private static let keys = [
    "id", "title", "select", "weight", "cell", "bandwidth", "cut", "zones", "tiers", "windows", "tactics",
    "partners", "powers", "strategy",
  ]

  /// The theme a text describes.
  ///
  /// - Throws: ``HotspotError/malformedInput(_:)`` with the line of the first mistake.
  public func theme(from text: String) throws(HotspotError) -> Theme {
    let top = try ThemeSection(try root(of: text), named: "theme", in: source, keys: Self.keys)
    let cut = try top.section("cut", keys: ["area_share"])
    let zones = try top.section("zones", keys: ["cap_cells", "most", "minimum_incidents"])
    let tiers = try top.section("tiers", keys: ["primary", "secondary"])
    var select: [SelectionClause] = []
    for section in try top.sections("select", keys: Self.clauseKeys) { select.append(try clause(section)) }
    var tactics: [Tactic] = []
    for section in try top.sections("tactics", keys: ["do", "owner", "p"]) {
      tactics.append(try tactic(section))
    }
    _ = try top.texts("windows")
    return Theme(
      id: try top.text("id"),
      title: try top.text("title"),
      select: select,
      weight: try weight(top),
      cell: try top.placed("cell") { () throws(HotspotError) in try CellShape(try top.text("cell")) },
      bandwidth: try top.number("bandwidth", in: 1...100_000),
      rule: ZoneRule(
        areaShare: try cut.number("area_share", in: 1e-6...1),
        capCells: try zones.whole("cap_cells", in: 1...10_000),
        most: try zones.whole("most", in: 1...10_000),
        minimumIncidents: try zones.number("minimum_incidents", in: 0...1e9)),
      tiers: TierRule(
        primary: try tiers.whole("primary", in: 0...10_000),
        secondary: try tiers.whole("secondary", in: 0...10_000)),
      windows: try windows(top, "windows"),
      tactics: tactics,
      partners: try top.textsIfAny("partners"),
      powers: try top.textsIfAny("powers"),
      strategy: top.has("strategy") ? try strategy(top) : nil)
  }

  private func root(of text: String) throws(HotspotError) -> Node {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw .malformedInput("\(source): not YAML: \(error)")
    }
    guard let root else { throw .malformedInput("\(source): the theme is empty") }
    return root
  }

  private static let clauseKeys = [
    "category", "offence_code", "category_means", "flag", "location_type", "leave_out", "needs", "hours",
    "inside",
  ]

  private func clause(_ section: ThemeSection) throws(HotspotError) -> SelectionClause {
    var clause = SelectionClause(categories: try section.textsIfAny("category"))
    clause.codes = try section.each("offence_code") { text throws(HotspotError) in
      try OffenceCodePattern(text)
    }
    if section.has("category_means") { clause.categoryMeans = try section.text("category_means") }
    clause.flags = try section.words("flag", OffenceFlag.self)
    clause.locationTypes = try section.textsIfAny("location_type")
    clause.leaveOut = try section.words("leave_out", LeftOut.self)
    clause.needs = try section.words("needs", SelectionClause.Need.self)
    clause.hours = try windows(section, "hours")
    if section.has("inside") {
      let file = try section.text("inside")
      let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
      do { clause.inside = try AreaLayer(path: path) } catch {
        throw section.mistake("inside", "\(error)")
      }
    }
    if clause == SelectionClause() {
      throw .malformedInput("\(section.place): select asks for nothing; give it at least a category")
    }
    return clause
  }

  private func windows(_ section: ThemeSection, _ key: String) throws(HotspotError) -> [WeekWindow] {
    try section.each(key) { text throws(HotspotError) in try WeekWindow.parse(text) }.flatMap(\.self)
  }

  private func weight(_ top: ThemeSection) throws(HotspotError) -> ThemeWeight {
    guard top.has("weight") else { return .count }
    return try top.placed("weight") { () throws(HotspotError) in try top.word("weight", ThemeWeight.self) }
  }

  private func tactic(_ section: ThemeSection) throws(HotspotError) -> Tactic {
    Tactic(
      action: try section.text("do"), owner: try section.text("owner"),
      purpose: try section.placed("p") { () throws(HotspotError) in
        try section.word("p", Tactic.Purpose.self)
      })
  }

  private func strategy(_ top: ThemeSection) throws(HotspotError) -> PreventionStrategy {
    let section = try top.section(
      "strategy", keys: ["definition", "aim", "objectives", "delivery", "measure"])
    return PreventionStrategy(
      definition: try section.text("definition"), aim: try section.text("aim"),
      objectives: try section.texts("objectives"), delivery: try section.texts("delivery"),
      measure: try section.texts("measure"))
  }
}
