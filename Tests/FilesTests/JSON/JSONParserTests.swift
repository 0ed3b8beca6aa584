import Files
import Testing

@Suite struct `Reading JSON` {
  private func parse(_ text: String) throws(FileError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8), named: "some.json")
  }

  @Test func `every kind of value, with space wherever it may stand`() throws {
    let text = "\r\n{ \"a\" : [ 1 , -2.5 , true,false , null ] ,\t\"b\":{} , \"c\":[ ]\n, \"\":\"x\" } "
    let expected: JSONValue = ["a": [1, -2.5, true, false, nil], "b": [:], "c": [], "": "x"]
    #expect(try parse(text) == expected)
    #expect(try parse(text).members?.keys == ["a", "b", "c", ""])
  }

  @Test func `a value alone is a document, and a byte order mark is no part of it`() throws {
    #expect(try parse("7") == 7)
    #expect(try parse("\"é\"") == "é")
    #expect(try JSONValue(parsing: [0xef, 0xbb, 0xbf, 0x5b, 0x5d], named: "f") == [])
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("-12", -12), ("999999999999999999", 999_999_999_999_999_999),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func `a whole number that fits stays whole`(text: String, value: Int) throws {
    #expect(try parse(text) == .integer(value))
  }

  @Test(arguments: [
    "0.0", "1.0", "1e2", "1E+2", "1e-2", "0.1", "-0.134929", "51.524573", "9223372036854775808",
    "123456789012345678901",
    "0.30000000000000004", "1.7976931348623157e308", "4.9e-324", "2.2250738585072011e-308", "1e23",
    "9007199254740993.0",
    "0.000000000000000000001234", "123456789012345e22", "1e22", "1e-22", "123456789012345e-22",
    "0e999999999999",
    "7.2057594037927933e16", "1e-400", "-0.0",
  ])
  func `a number with a point, an exponent or too many digits is the nearest double`(text: String) throws {
    // The C library's strtod rounds correctly.
    let value = try #require(Double(text))
    #expect(try parse(text) == .number(value))
    #expect(try parse(text).double?.sign == value.sign)
  }

  @Test func `decimals of every length round as the C library rounds them`() throws {
    var state: UInt64 = 20_26
    var wrong: [String] = []
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> 12).prefix(Int(state >> 60) + 1)
      let text = "\(state & 1 == 0 ? "-" : "")\(state >> 32 & 255).\(digits)e\(Int(state >> 40 & 63) - 32)"
      let value = try #require(Double(text))
      if try parse(text) != .number(value) { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `escapes are undone, above U+FFFF in pairs`() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{c}\n\r\t")
    #expect(try parse(#""a\u00e9\u20AC\uD83D\uDE94z""#) == "aé€🚔z")
    #expect(try parse(#""\u0000""#) == "\u{0}")
  }

  @Test func `of members with one name the last counts, few or many`() throws {
    #expect(try parse(#"{"a":1,"b":2,"a":3}"#) == ["a": 3, "b": 2])
    let many = (0..<2_000).map { "\"k\($0 % 1_000)\":\($0)" }.joined(separator: ",")
    let object = try #require(try parse("{\(many)}").members)
    #expect(object.keys == (0..<1_000).map { "k\($0)" })
    #expect(object.values == (1_000..<2_000).map { .integer($0) })
  }

  @Test(arguments: [
    ("", "empty"), ("  \n", "empty"), ("{", "ends where"), ("[1,]", "where a value"), ("[1 2]", "comma"),
    ("{\"a\":1,}", "name of a member"), ("{\"a\" 1}", "colon"), ("{a:1}", "name of a member"),
    ("{\"a\":1", "cut short"),
    ("01", "needless 0"), ("-", "minus sign"), ("-x", "minus sign"), ("1.", "decimal point"),
    (".5", "where a value"),
    ("+1", "where a value"), ("1e", "exponent"), ("1e+", "exponent"), ("1e999", "too great"),
    ("-1e999", "too great"),
    ("NaN", "‘N’"), ("Infinity", "‘I’"), ("nul", "true, false or null"), ("truex", "follows the end"),
    ("1 1", "follows the end"), ("[] //", "follows the end"), ("\"a", "inside a text"), ("\"a\\", "escape"),
    ("\"\\x\"", "unknown escape"), ("\"\\u12g4\"", "hexadecimal"), ("\"\\ud83d\"", "surrogate"),
    ("\"\\ud83d\\n\"", "surrogate"), ("\"\\ud83d\\u0041\"", "surrogate"), ("\"\\ude94\"", "surrogate"),
    ("\"a\nb\"", "control character"), ("\"\\na\tb\"", "control character"), ("\u{0}", "a byte 0"),
    ("'a'", "‘'’"),
  ])
  func `what is not JSON is refused with the reason`(text: String, reason: String) {
    #expect {
      try parse(text)
    } throws: {
      "\($0)".contains("some.json, line ") && "\($0)".contains(reason)
    }
  }

  @Test(
    arguments: [
      [0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xe2, 0x82, 0x22],
      [0x22, 0x5c, 0x6e, 0xff, 0x22],
    ] as [[UInt8]])
  func `a text that is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect {
      try JSONValue(parsing: bytes, named: "f")
    } throws: {
      "\($0)".contains("UTF-8")
    }
  }

  @Test func `an error names the line`() {
    #expect(
      throws: FileError.malformed(
        file: "some.json", line: 3, reason: "not JSON: ‘]’ where a value should stand")
    ) { try parse("[\n1,\n]\n") }
  }

  @Test func `512 levels are read and one more is refused`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try parse(nested(512)).elements?.count == 1)
    #expect(throws: FileError.self) { try parse(nested(513)) }
    #expect(throws: FileError.self) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
    // Beside one another there may be any number.
    #expect(try parse("[" + String(repeating: "[],", count: 1_000) + "[]]").elements?.count == 1_001)
  }
}
