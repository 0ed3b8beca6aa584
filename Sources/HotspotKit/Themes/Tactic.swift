/// Something that may be done in a zone.
public struct Tactic: Hashable, Sendable, CustomStringConvertible {
  /// What is done.
  public let action: String

  /// The role that answers for it; never a person.
  public let owner: String

  /// What it is meant for.
  public let purpose: Purpose

  /// The four Ps.
  ///
  /// Source: HM Government, *CONTEST* (2018) and *Serious and Organised Crime Strategy* (2018).
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// Keep people from offending.
    case prevent
    /// Deal with those who do.
    case pursue
    /// Make people and places harder to harm.
    case protect
    /// Lessen the harm when it happens.
    case prepare
  }

  /// The tactic as a briefing says it: `prevent: foot patrol (neighbourhood team)`.
  public var description: String { "\(purpose.rawValue): \(action) (\(owner))" }
}

/// What a record counts for.
public enum ThemeWeight: String, Hashable, Sendable, CaseIterable {
  /// One.
  case count
  /// The harm that its offence does, by a table.
  case harm
}

/// The parts of a prevention strategy, as a page states them.
public struct PreventionStrategy: Hashable, Sendable {
  /// What the problem is, and what it is not.
  public let definition: String

  /// What is to be reached.
  public let aim: String

  /// By which steps.
  public let objectives: [String]

  /// Who does what, and how often it is looked at.
  public let delivery: [String]

  /// How anybody will know that it worked.
  public let measure: [String]
}
