extension JSONValue {
  /// The value as people read it: a member a line, two spaces deeper at every level, a line break at the end.
  public var pretty: String {
    var writer = JSONWriter()
    writer.appendPretty(self, depth: 0)
    writer.append(raw: "\n")
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func appendPretty(_ value: JSONValue, depth: Int) {
    switch value {
    case .array(let values) where !values.isEmpty:
      append(raw: "[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(raw: ",") }
        appendLineBreak(depth: depth + 1)
        appendPretty(value, depth: depth + 1)
      }
      appendLineBreak(depth: depth)
      append(raw: "]")
    case .object(let object) where !object.keys.isEmpty:
      append(raw: "{")
      for index in object.keys.indices {
        if index > 0 { append(raw: ",") }
        appendLineBreak(depth: depth + 1)
        append(object.keys[index])
        append(raw: ": ")
        appendPretty(object.values[index], depth: depth + 1)
      }
      appendLineBreak(depth: depth)
      append(raw: "}")
    default: append(value)
    }
  }

  private mutating func appendLineBreak(depth: Int) {
    append(raw: "\n")
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }
}
