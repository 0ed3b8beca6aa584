internal import Files

/// Writes a CSV table: numbers by the fewest digits that read back the same, nothing for what is not known.
struct CSVText {
  private var writer = JSONWriter()

  /// What has been written.
  var bytes: [UInt8] { writer.bytes }

  /// A table with its columns' names.
  init(_ names: [String]) { append(names.map(JSONValue.string)) }

  /// Adds a row.
  mutating func append(_ fields: [JSONValue]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
      switch field {
      case .null: break
      case .number(let number) where !number.isFinite: break
      case .string(let text): append(text)
      default: writer.append(field)
      }
    }
    writer.bytes.append(UInt8(ascii: "\n"))
  }

  /// Source: RFC 4180.
  private mutating func append(_ text: String) {
    guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else {
      writer.bytes += Array(text.utf8)
      return
    }
    writer.bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { writer.bytes.append(byte) }
      writer.bytes.append(byte)
    }
    writer.bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONObject {
  /// Adds the members of another object behind these.
  mutating func append(_ others: JSONObject) {
    for (key, value) in zip(others.keys, others.values) { self[key] = value }
  }
}
