extension JSONParser {
  /// A text in quotes, its escapes undone.
  mutating func string() throws(FileError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try checked(bytes[start..<position])
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(after: Array(bytes[start..<position]))
      case 0..<0x20: throw malformed("not JSON: a bare control character in a text; it has to be escaped")
      default: position += 1
      }
    }
    throw malformed("the file ends inside a text; it may be cut short")
  }

  /// The rest of a text whose first escape has been met.
  private mutating func escapedString(after start: [UInt8]) throws(FileError) -> String {
    var text = start
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        let string = try checked(text[...])
        position += 1
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<0x20: throw malformed("not JSON: a bare control character in a text; it has to be escaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw malformed("the file ends inside a text; it may be cut short")
  }

  private mutating func escape(into text: inout [UInt8]) throws(FileError) {
    let byte = current
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try escapedScalar())).utf8)
    default: throw malformed("not JSON: an unknown escape in a text")
    }
  }

  /// The character of `\uXXXX`, or of a pair of them above U+FFFF.
  private mutating func escapedScalar() throws(FileError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, current == UInt8(ascii: "\\") else { throw loneSurrogate }
    position += 1
    guard current == UInt8(ascii: "u") else { throw loneSurrogate }
    position += 1
    let second = try fourHexDigits()
    guard (0xdc00...0xdfff).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw loneSurrogate }
    return scalar
  }

  private var loneSurrogate: FileError {
    malformed("half a character in a text: a \\u escape of a surrogate without its other half")
  }

  private mutating func fourHexDigits() throws(FileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch current {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = current - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = current - 0x57
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = current - 0x37
      default: throw malformed("not JSON: a \\u escape needs four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func checked(_ text: ArraySlice<UInt8>) throws(FileError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw malformed("a text is not UTF-8; save the file as UTF-8")
    }
    return string
  }
}
