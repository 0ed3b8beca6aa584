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

  private mutating func append(_ text: String) { writer.bytes += text.csvField }
}

extension String {
  /// The text as a field of a CSV file, in quotes where it must be.
  ///
  /// Source: RFC 4180.
  var csvField: [UInt8] {
    guard utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return Array(utf8) }
    var field = [UInt8(ascii: "\"")]
    for byte in utf8 {
      if byte == UInt8(ascii: "\"") { field.append(byte) }
      field.append(byte)
    }
    return field + [UInt8(ascii: "\"")]
  }
}

extension JSONObject {
  /// Adds the members of another object behind these.
  mutating func append(_ others: JSONObject) {
    for (key, value) in zip(others.keys, others.values) { self[key] = value }
  }
}
