public import Files

/// What was done to get a result, step by step, so that anybody can do it again.
///
/// Every result carries its provenance and whoever makes the next one extends it. It holds no clock, host,
/// path or credential: equal questions on equal data give equal steps.
public struct Provenance: Hashable, Sendable {
  /// The steps in the order in which they were taken; each names itself under `step`.
  public private(set) var steps: [JSONObject] = []

  /// A result of which nothing has been said yet.
  public init() {}

  /// This provenance with one more step at its end.
  public func adding(_ step: String, _ facts: JSONObject) -> Provenance {
    var object: JSONObject = ["step": .string(step)]
    for (key, value) in zip(facts.keys, facts.values) { object[key] = value }
    var longer = self
    longer.steps.append(object)
    return longer
  }

  /// The steps as a JSON array.
  public var json: JSONValue { .array(steps.map(JSONValue.object)) }
}
