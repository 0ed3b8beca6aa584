import Files
import Testing

@Suite struct TextEncodingTests {
  private func survey(_ bytes: [UInt8]) -> [Bool] {
    let found = TextEncoding.survey(bytes.span)
    return [found.hasMultibyte, found.isUTF8]
  }

  @Test func `letters of UTF-8 and stray bytes are told apart`() {
    #expect(survey(Array("plain".utf8)) == [false, true])
    #expect(survey(Array("Café – 😀".utf8)) == [true, true])
    #expect(survey(Array("Caf".utf8) + [0xe9]) == [false, false])
    #expect(survey(Array("é".utf8) + [0xe9, 0x20]) == [true, false])
  }

  @Test(arguments: [
    [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80],
  ])
  func `overlong, surrogate and broken letters are none`(bytes: [UInt8]) {
    #expect(survey(bytes) == [false, false])
    #expect(String(validating: bytes, as: UTF8.self) == nil)
  }

  @Test func `every two bytes are judged as the standard library judges them`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [first, second]
        let isUTF8 = TextEncoding.survey(bytes.span).isUTF8
        if isUTF8 != (String(validating: bytes, as: UTF8.self) != nil) { Issue.record("\(bytes)") }
      }
    }
  }

  /// `bytes(range(128, 256)).decode('cp1252', 'replace')` in Python 3.11.
  @Test func `Windows-1252 has 123 letters above ASCII and five holes`() {
    let holes: [UInt8] = [0x81, 0x8d, 0x8f, 0x90, 0x9d]
    for byte in UInt8(0x80)...0xff {
      let one = [byte]
      let isHole = TextEncoding.utf8(fromWindows1252: one.span) == nil
      #expect(isHole == holes.contains(byte))
    }
    let bytes: [UInt8] = [0x43, 0xe9, 0x80, 0x92, 0x96, 0xff, 0]
    let text = TextEncoding.utf8(fromWindows1252: bytes.span)
    #expect(text.map { String(decoding: $0, as: UTF8.self) } == "Cé€’–ÿ\0")
  }
}
