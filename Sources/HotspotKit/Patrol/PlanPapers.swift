/// What a plan says of itself that no record can tell: whose it is, and who stands for it.
public struct PlanPapers: Hashable, Sendable {
  /// The plan's own reference; the theme and the duty date where none is given.
  public var reference: String?

  /// The version, from one.
  public var version = 1

  /// The reference of the plan that this one replaces.
  public var supersedes: String?

  /// The operation it belongs to.
  public var operation: String?

  /// The district it is for.
  public var district: String?

  /// The last day on which it may be used, as a text.
  public var validUntil: String?

  /// The role (never the name) that approved it; a plan without one is a draft.
  public var approvedRole: String?

  /// Papers of which nothing is known yet.
  public init() {}
}
