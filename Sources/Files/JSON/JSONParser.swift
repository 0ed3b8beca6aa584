extension JSONValue {
  /// The value of a document in UTF-8, with or without a byte order mark.
  ///
  /// RFC 8259 to the letter, and no more: no comments, no trailing commas, nothing after the value. Numbers without a
  /// fraction or exponent that fit an `Int` are whole, all others are the nearest `Double`. Of members with one
  /// name the last counts. Refused are lone surrogates, numbers too great for a `Double` and what is nested deeper than
  /// 512 levels; the error names the line.
  public init(parsing bytes: [UInt8], named file: String) throws(FileError) {
    var parser = JSONParser(bytes: bytes, file: file)
    self = try parser.document()
  }
}

/// Reads JSON from bytes, one token at a time.
struct JSONParser {
  let bytes: [UInt8]
  let file: String
  var position = 0
  private var depth = 0

  /// Deep enough for any document that people make, and shallow enough for a small stack.
  private static let deepest = 512

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func document() throws(FileError) -> JSONValue {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    skipSpace()
    if position == bytes.count { throw malformed("the file is empty; JSON begins with a value") }
    let value = try value()
    skipSpace()
    if position < bytes.count { throw malformed("something follows the end of the JSON value") }
    return value
  }

  /// The byte at the reader, 0 at the end: no byte 0 is ever allowed outside a string.
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func value() throws(FileError) -> JSONValue {
    switch current {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func literal(_ name: StaticString, _ value: JSONValue) throws(FileError) -> JSONValue {
    for byte in "\(name)".utf8 {
      guard current == byte else { throw unexpected("true, false or null") }
      position += 1
    }
    return value
  }

  private mutating func array() throws(FileError) -> [JSONValue] {
    try descend()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return values }
    repeat {
      skipSpace()
      values.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw unexpected("a comma or the end of the array") }
    return values
  }

  private mutating func object() throws(FileError) -> JSONObject {
    try descend()
    defer { depth -= 1 }
    var members = JSONMembers()
    skipSpace()
    if take("}") { return members.object }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw unexpected("the name of a member in quotes") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw unexpected("a colon after the name of a member") }
      skipSpace()
      members.set(key, try value())
      skipSpace()
    } while take(",")
    guard take("}") else { throw unexpected("a comma or the end of the object") }
    return members.object
  }

  private mutating func descend() throws(FileError) {
    position += 1
    depth += 1
    if depth > Self.deepest { throw malformed("nested deeper than \(Self.deepest) levels") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0a, 0x0d, 0x09: position += 1
      default: return
      }
    }
  }

  /// The error at the reader's place.
  func malformed(_ reason: String) -> FileError {
    let line = bytes[..<min(position, bytes.count)].count { $0 == 0x0a } + 1
    return .malformed(file: file, line: line, reason: reason)
  }

  private func unexpected(_ wanted: String) -> FileError {
    if position >= bytes.count {
      return malformed("the file ends where \(wanted) should stand; it may be cut short")
    }
    let byte = bytes[position]
    let found = (0x21...0x7e).contains(byte) ? "‘\(Character(Unicode.Scalar(byte)))’" : "a byte \(byte)"
    return malformed("not JSON: \(found) where \(wanted) should stand")
  }
}

/// Gathers the members of an object; many of them in linear time.
private struct JSONMembers {
  private(set) var object = JSONObject()
  private var places: [String: Int] = [:]

  /// Up to this many a search through the list is faster than hashing.
  private static let few = 32

  mutating func set(_ key: String, _ value: JSONValue) {
    if object.keys.count < Self.few {
      object[key] = value
      return
    }
    if places.isEmpty {
      for (place, key) in object.keys.enumerated() { places[key] = place }
    }
    if let place = places[key] {
      object.replaceValue(at: place, with: value)
    } else {
      places[key] = object.keys.count
      object.append(key, value)
    }
  }
}
