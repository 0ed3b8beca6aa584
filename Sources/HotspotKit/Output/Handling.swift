internal import Files

/// How an output may be handed on: a protective marking, and the thanks that open data ask for.
public struct Handling: Hashable, Sendable {
  /// The marking; `nil` for known open data.
  public let marking: String?

  /// The attribution the data's licence asks for; `nil` when none is known.
  public let attribution: String?

  /// The handling of what is made from incidents: a marking the user gave, else none for known open data and
  /// OFFICIAL-SENSITIVE for everything else.
  public init(marking: String?, isOpenData: Bool) {
    self.marking = marking ?? (isOpenData ? nil : "OFFICIAL-SENSITIVE")
    attribution =
      isOpenData
      ? "Contains public sector information licensed under the Open Government Licence v3.0" : nil
  }

  /// The foreign members of a collection: handling, attribution where one is owed, and provenance.
  func members(with provenance: Provenance) -> JSONObject {
    var members: JSONObject = ["handling": marking.map(JSONValue.string) ?? .null]
    if let attribution { members["attribution"] = .string(attribution) }
    members["provenance"] = provenance.json
    return members
  }
}
