public import Files

/// What incidents are worth by a table of harm, beside how many they are.
public struct HarmValues: Hashable, Sendable {
  /// By what an offence was found in the table.
  public enum Way: String, CaseIterable, Hashable, Sendable {
    /// Its Home Office code.
    case code
    /// Its name.
    case offence
    /// Its category, whose value is the mean of what the category holds.
    case category
  }

  /// Offences that the table has no value for.
  public struct Unmatched: Hashable, Sendable {
    /// What the records call them.
    public let offence: String
    /// How many there are.
    public let count: Int
  }

  /// How the incidents fared.
  struct Account: Hashable, Sendable {
    var found: [Way: Int] = [:]
    var unmatched: [Unmatched] = []
    var total = 0.0
    var policeGenerated = 0
    var policeGeneratedHarm = 0.0
  }

  /// What each incident is worth; nought where the table has no value for it.
  public let values: [Double]

  /// The table in words: its title, and that it is second-hand where it is.
  public let table: String

  /// What one is called, such as `days of imprisonment`.
  public let unit: String

  /// Whether incidents count for what they are worth; else harm only stands beside their number.
  public let isWeight: Bool

  private let account: Account
  private let tableFacts: JSONObject

  init(values: [Double], table: String, unit: String, isWeight: Bool, account: Account, facts: JSONObject) {
    self.values = values
    self.table = table
    self.unit = unit
    self.isWeight = isWeight
    self.account = account
    tableFacts = facts
  }

  /// The values of some of the incidents; what is said of the table stays that of all.
  func at(_ rows: [Int]) -> HarmValues {
    HarmValues(
      values: rows.map { values[$0] }, table: table, unit: unit, isWeight: isWeight, account: account,
      facts: tableFacts)
  }

  /// The harm of all incidents.
  public var total: Double { account.total }

  /// How many incidents were found by each way.
  public func found(by way: Way) -> Int { account.found[way] ?? 0 }

  /// How many incidents have a value.
  public var known: Int { account.found.values.reduce(0, +) }

  /// The offences without a value, the most numerous first; they are worth nought here, and nothing is made up.
  public var unmatched: [Unmatched] { account.unmatched }

  /// The share of the harm that is police-generated; `nil` where there is no harm.
  public var policeGeneratedShare: Double? {
    total > 0 ? account.policeGeneratedHarm / total : nil
  }

  /// What must be said wherever the values are used, in sentences.
  public var sentences: [String] {
    guard known > 0 else {
      return values.isEmpty
        ? []
        : [
          "none of the \(values.count) incidents has a value in the \(table), and no harm is made up for them"
        ]
    }
    var ways: [String] = []
    for way in Way.allCases where found(by: way) > 0 {
      ways.append(
        "\(found(by: way)) by \(way.rawValue)\(way == .category ? ", a mean of what the category holds" : "")"
      )
    }
    let how = ways.isEmpty ? "" : ": \(ways.joined(separator: "; "))"
    var sentences = [
      "harm is by \(table), in \(unit); \(known) of \(values.count) incidents have a value\(how)"
    ]
    if !unmatched.isEmpty {
      let named = unmatched.prefix(6).map { "\($0.count) \($0.offence)" }.joined(separator: ", ")
      let others = unmatched.dropFirst(6).reduce(0) { $0 + $1.count }
      sentences.append(
        "no value of harm, and none is made up, for \(named)\(others > 0 ? " and \(others) others" : "")")
    }
    if let share = policeGeneratedShare, share >= 0.0005 {
      let percent = (share * 1000).rounded() / 10
      sentences.append(
        """
        \(account.policeGenerated) police-generated offences hold \(percent) % of the harm: they show where police \
        looked
        """)
    }
    return sentences
  }

  /// The table and how the incidents fared, for the provenance.
  public var facts: JSONObject {
    var facts = tableFacts
    facts["counts_by"] = .string(isWeight ? "harm" : "beside the incidents")
    for way in Way.allCases { facts["matched_by_\(way.rawValue)"] = .integer(found(by: way)) }
    facts["unmatched"] = .array(
      unmatched.map { ["offence": .string($0.offence), "incidents": .integer($0.count)] })
    facts["harm"] = .number(total)
    facts["police_generated_incidents"] = .integer(account.policeGenerated)
    facts["police_generated_share_of_harm"] = policeGeneratedShare.map(JSONValue.number) ?? .null
    return facts
  }
}
