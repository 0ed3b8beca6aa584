/// Writes JSON into bytes, the same bytes for the same values everywhere.
///
/// Numbers are as short as they can be and still read back the same.
public struct JSONWriter: Sendable {
  /// What has been written.
  public var bytes: [UInt8] = []

  /// A writer that has written nothing.
  public init() {}

  /// The compact text of a value.
  public static func text(of value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.append(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Appends a value without any space.
  public mutating func append(_ value: JSONValue) {
    switch value {
    case .null: append(raw: "null")
    case .bool(let value): append(raw: value ? "true" : "false")
    case .integer(let value): append(value)
    case .number(let value): append(value)
    case .string(let value): append(value)
    case .array(let values):
      append(raw: "[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(raw: ",") }
        append(value)
      }
      append(raw: "]")
    case .object(let object):
      append(raw: "{")
      for index in object.keys.indices {
        if index > 0 { append(raw: ",") }
        append(object.keys[index])
        append(raw: ":")
        append(object.values[index])
      }
      append(raw: "}")
    }
  }

  /// Appends text as it is, such as punctuation.
  public mutating func append(raw text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text in quotes.
  public mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append(raw: #"\""#)
      case UInt8(ascii: "\\"): append(raw: #"\\"#)
      case 0x08: append(raw: #"\b"#)
      case 0x09: append(raw: #"\t"#)
      case 0x0a: append(raw: #"\n"#)
      case 0x0c: append(raw: #"\f"#)
      case 0x0d: append(raw: #"\r"#)
      case 0..<0x20:
        append(raw: #"\u00"#)
        bytes.append(0x30 + byte >> 4)
        bytes.append(Self.hexDigits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
