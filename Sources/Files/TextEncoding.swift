/// How the letters of a text file are written that are not ASCII.
public enum TextEncoding {
  /// What a text shows: whether it has a letter of two or more bytes as UTF-8 writes it, and whether all of it is UTF-8.
  public static func survey(_ bytes: Span<UInt8>) -> (hasMultibyte: Bool, isUTF8: Bool) {
    var hasMultibyte = false
    var isUTF8 = true
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
      } else if let length = lengthOfLetter(bytes, index) {
        hasMultibyte = true
        index += length
      } else {
        isUTF8 = false
        index += 1
      }
    }
    return (hasMultibyte, isUTF8)
  }

  /// How many bytes a letter of UTF-8 has that is not ASCII; `nil` where none stands.
  ///
  /// Source: The Unicode Standard, table 3-7.
  private static func lengthOfLetter(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
    let second: ClosedRange<UInt8>
    let length: Int
    switch bytes[index] {
    case 0xc2...0xdf: (second, length) = (0x80...0xbf, 2)
    case 0xe0: (second, length) = (0xa0...0xbf, 3)
    case 0xed: (second, length) = (0x80...0x9f, 3)
    case 0xe1...0xef: (second, length) = (0x80...0xbf, 3)
    case 0xf0: (second, length) = (0x90...0xbf, 4)
    case 0xf1...0xf3: (second, length) = (0x80...0xbf, 4)
    case 0xf4: (second, length) = (0x80...0x8f, 4)
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for later in index + 2..<index + length where bytes[later] & 0xc0 != 0x80 { return nil }
    return length
  }

  /// A text in Windows-1252 as UTF-8; `nil` where it holds one of the five bytes that mean nothing there.
  public static func utf8(fromWindows1252 bytes: Span<UInt8>) -> [UInt8]? {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + 8)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let scalar = (0x80...0x9f).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
      guard scalar != 0 || byte == 0, let letter = Unicode.Scalar(scalar) else { return nil }
      utf8.append(contentsOf: UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter)
    }
    return utf8
  }

  /// The letters of 0x80 to 0x9f, 0 where there is none: <https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT>.
  private static let upper: [UInt32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0, 0x017e, 0x0178,
  ]
}
