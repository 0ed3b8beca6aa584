/// What is looked for and how: which records count, on which cells, how a hotspot is cut out, when it is hot
/// and what may be done there. A theme is a file; see ``Theme/at(_:)`` and ``ThemeReader``.
public struct Theme: Hashable, Sendable {
  /// The name on the command line, such as `street-robbery`.
  public let id: String

  /// The name for a page.
  public let title: String

  /// Which records count: those that meet one of these clauses.
  public let select: [SelectionClause]

  /// What a record counts for.
  public let weight: ThemeWeight

  /// The cells on which hotspots are found.
  public let cell: CellShape

  /// The kernel's support radius, in metres.
  public let bandwidth: Double

  /// How zones are cut out of the density.
  public let rule: ZoneRule

  /// How zones are sorted into tiers.
  public let tiers: TierRule

  /// When the theme's incidents are expected, where the records do not say.
  public let windows: [WeekWindow]

  /// What may be done in a zone; advice, never an order.
  public let tactics: [Tactic]

  /// Who else can help, by role.
  public let partners: [String]

  /// The powers that may apply, with their limits.
  public let powers: [String]

  /// The parts of a prevention strategy, where the theme has one.
  public let strategy: PreventionStrategy?

  /// The roles that own the tactics, each once, in the order in which they are first named.
  public var owners: [String] {
    tactics.map(\.owner).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// How zones are cut out of a density.
public struct ZoneRule: Hashable, Sendable {
  /// The share of the study area's cells, the densest ones, that may belong to a zone.
  public let areaShare: Double

  /// The most cells one zone may have; a larger patch is divided.
  public let capCells: Int

  /// The most zones in one answer.
  public let most: Int

  /// The fewest incidents a zone must hold.
  public let minimumIncidents: Double

  /// A rule from its parts.
  public init(areaShare: Double, capCells: Int, most: Int, minimumIncidents: Double) {
    self.areaShare = areaShare
    self.capCells = capCells
    self.most = most
    self.minimumIncidents = minimumIncidents
  }
}

/// How many of the first zones are primary, and how many of the next are secondary; the rest are tertiary.
public struct TierRule: Hashable, Sendable {
  /// The number of primary zones.
  public let primary: Int

  /// The number of secondary zones.
  public let secondary: Int

  /// A rule from its parts.
  public init(primary: Int, secondary: Int) {
    self.primary = primary
    self.secondary = secondary
  }

  /// The tier of the zone with a rank, counted from one.
  public func tier(ofRank rank: Int) -> Tier {
    if rank <= primary { return .primary }
    return rank <= primary + secondary ? .secondary : .tertiary
  }
}

/// How much effort a zone is owed.
public enum Tier: String, Hashable, Sendable, CaseIterable {
  /// First call on patrols.
  case primary
  /// Second call.
  case secondary
  /// When there is time.
  case tertiary

  /// The tier in a planner's words.
  public var priority: String {
    switch self {
    case .primary: "must"
    case .secondary: "should"
    case .tertiary: "if able"
    }
  }
}
