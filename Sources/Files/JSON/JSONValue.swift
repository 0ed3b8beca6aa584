/// A JSON value whose objects keep the order of their members.
public enum JSONValue: Hashable, Sendable {
  /// Nothing known.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other finite number; one that is not finite is written as `null`.
  case number(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order.
  case object(JSONObject)
}

/// The members of a JSON object, in the order in which they were set.
public struct JSONObject: Hashable, Sendable {
  /// The members' names, in order; none stands twice.
  public private(set) var keys: [String] = []

  /// The members' values, one per name.
  public private(set) var values: [JSONValue] = []

  /// An object without members.
  public init() {}

  /// The value of a member; setting a new one appends it, setting `nil` removes it.
  ///
  /// Linear in the number of members: objects here are small.
  public subscript(key: String) -> JSONValue? {
    get { keys.firstIndex(of: key).map { values[$0] } }
    set {
      switch (keys.firstIndex(of: key), newValue) {
      case (let index?, let value?): values[index] = value
      case (let index?, nil):
        keys.remove(at: index)
        values.remove(at: index)
      case (nil, let value?):
        keys.append(key)
        values.append(value)
      case (nil, nil): break
      }
    }
  }

  /// Appends a member whose name does not stand yet.
  mutating func append(_ key: String, _ value: JSONValue) {
    keys.append(key)
    values.append(value)
  }

  /// Gives the member at a place another value.
  mutating func replaceValue(at place: Int, with value: JSONValue) { values[place] = value }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object with the members written out; a repeated name keeps its first place and its last value.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// An object with the members written out.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }

  /// An array with the values written out.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }

  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Nothing known.
  public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  /// The member of an object, or `nil` where this is no object or has no such member.
  public subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The text, where this is one.
  public var text: String? { if case .string(let value) = self { value } else { nil } }

  /// The values, where this is an array.
  public var elements: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// The members, where this is an object.
  public var members: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// The number, whole or not, where this is one.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
