internal import Files

/// Questions about the text of one field.
enum FieldText {
  /// The part of a range that is left without the spaces at its ends.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The words that stand where nothing is known, in small letters.
  private static let missing: [[UInt8]] = ["na", "n/a", "#n/a", "null", "nan", "none", "-", "--", "."].map {
    Array($0.utf8)
  }

  /// Whether a trimmed field says that nothing is known: empty, or one of the usual words in any case.
  static func isMissing(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    if range.count > 4 { return false }
    return missing.contains { word in
      word.count == range.count
        && zip(word, range).allSatisfy { letter, index in
          let byte = bytes[index]
          return letter == (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
        }
    }
  }
}
