/// One record of a CSV file: its bytes as they stand in the file, and where each field's text is.
///
/// Made once and filled again for every record, so that reading a file allocates next to nothing.
public struct CSVRecord: Sendable {
  /// The record as it stands in the file, without its line end, then the texts of fields that had to be unquoted.
  public internal(set) var bytes: [UInt8] = []

  /// How many of ``bytes`` are the record as it stands in the file; equal records have these bytes equal.
  public internal(set) var rawCount = 0

  /// The line on which the record begins; the file's first line is 1.
  public internal(set) var line = 0

  /// How many lines the record takes; more than one where a quoted field holds line ends.
  public internal(set) var lineCount = 1

  /// A quote was opened and never closed: only the record's first line is here and its fields mean nothing.
  public internal(set) var isUnterminated = false

  /// Whether every byte is ASCII, so that the encoding does not matter.
  public internal(set) var isASCII = true

  var fields: [Range<Int>] = []

  /// A record without fields.
  public init() {}

  /// How many fields there are.
  public var count: Int { fields.count }

  /// Where in ``bytes`` a field's text stands, quotes taken off.
  public subscript(field: Int) -> Range<Int> { fields[field] }

  /// A field's text; what is not UTF-8 in it is replaced, so this is for headers and not for values.
  public func text(_ field: Int) -> String { String(decoding: bytes[fields[field]], as: UTF8.self) }

  /// Fills the record with texts that come from elsewhere than a CSV file, and where they stood there.
  public mutating func fill(_ texts: [String], line: Int) {
    removeAll()
    for text in texts {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      fields.append(start..<bytes.count)
    }
    rawCount = bytes.count
    self.line = line
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    lineCount = 1
    isUnterminated = false
    isASCII = true
  }

  /// Takes the quotes off the fields; until now `fields` reach from delimiter to delimiter.
  mutating func unquote() {
    for field in fields.indices {
      let range = fields[field]
      guard let first = range.first, bytes[first] == ASCII.quote else { continue }
      let inner = range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - 1)
      if range.count > 1 && bytes[inner.upperBound] == ASCII.quote && !bytes[inner].contains(ASCII.quote) {
        fields[field] = inner
        continue
      }
      let start = bytes.count
      var isQuoted = true
      var index = range.lowerBound + 1
      while index < range.upperBound {
        let byte = bytes[index]
        if isQuoted && byte == ASCII.quote {
          let isDoubled = index + 1 < range.upperBound && bytes[index + 1] == ASCII.quote
          if isDoubled {
            bytes.append(byte)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          bytes.append(byte)
        }
        index += 1
      }
      fields[field] = start..<bytes.count
    }
  }
}

/// The bytes that CSV knows by name.
enum ASCII {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
