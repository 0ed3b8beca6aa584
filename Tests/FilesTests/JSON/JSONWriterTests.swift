import Files
import Testing

@Suite struct `Writing JSON` {
  @Test func `values without space, members in order`() {
    let value: JSONValue = ["b": [1, -2.5, true, false, nil, [], [:]], "a": ["x": "y"]]
    #expect(JSONWriter.text(of: value) == #"{"b":[1,-2.5,true,false,null,[],{}],"a":{"x":"y"}}"#)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (3, "3"), (-3, "-3"), (0.1, "0.1"), (1.5e-7, "1.5e-07"),
    (123456.789, "123456.789"),
    (999_999_999_999_999, "999999999999999"), (1e15, "1000000000000000"), (0x1p54 - 2, "18014398509481982"),
    (0x1p54, "1.8014398509481984e+16"), (1e22, "1e+22"), (.nan, "null"),
    (.infinity, "null"),
    (0.30000000000000004, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"),
    (-.greatestFiniteMagnitude, "-1.7976931348623157e+308"),
  ])
  func `a double is as short as it can be`(value: Double, text: String) {
    #expect(JSONWriter.text(of: .number(value)) == text)
  }

  @Test func `whole numbers to the very ends`() {
    #expect(JSONWriter.text(of: [.integer(.min), .integer(.max), 0]) == "[\(Int.min),\(Int.max),0]")
  }

  @Test(arguments: [
    (0.0, 7, "0"), (-0.0, 7, "0"), (-0.00000004, 7, "0"), (-0.00000006, 7, "-0.0000001"), (51.5, 7, "51.5"),
    (-0.1278, 7, "-0.1278"), (51.123456749, 7, "51.1234567"), (51.12345675, 7, "51.1234568"), (100, 7, "100"),
    (10.0000001, 7, "10.0000001"), (0.05, 7, "0.05"), (179.99999999, 7, "180"), (2.5, 0, "3"),
    (-2.5, 0, "-3"),
    (1234.5678, 2, "1234.57"), (1e20, 7, "1e+20"), (.nan, 7, "null"), (-.infinity, 7, "null"),
  ])
  func `a rounded number drops the zeros at its end`(value: Double, decimals: Int, text: String) {
    var writer = JSONWriter()
    writer.fixed(value, decimals: decimals)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test func `what has to be escaped is, and nothing else`() throws {
    #expect(
      JSONWriter.text(of: "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}é🚔") == #""\"\\/\b\f\n\r\t\u0000\u001fé🚔""#)
  }

  @Test func `what is written reads back the same`() throws {
    var state: UInt64 = 7
    for _ in 0..<5_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      let value: JSONValue = [
        "n": .number(number), "s": .string("\(Character(Unicode.Scalar(UInt8(state >> 56))))"),
      ]
      let back = try JSONValue(parsing: Array(JSONWriter.text(of: value).utf8), named: "f")
      #expect(back["n"]?.double == number)
      #expect(back["s"] == value["s"])
      #expect(try JSONValue(parsing: Array(value.pretty.utf8), named: "f") == back)
    }
  }

  @Test func `the pretty form is that of Python's json`() {
    let value: JSONValue = [
      "name": "é", "box": [1, 2.5], "none": [], "empty": [:], "deep": ["a": [["b": nil]]],
    ]
    // python3 -c 'import json; print(json.dumps({"name": "é", "box": [1, 2.5], "none": [], "empty": {},
    //   "deep": {"a": [{"b": None}]}}, indent=2, ensure_ascii=False))'
    let expected = """
      {
        "name": "é",
        "box": [
          1,
          2.5
        ],
        "none": [],
        "empty": {},
        "deep": {
          "a": [
            {
              "b": null
            }
          ]
        }
      }

      """
    #expect(value.pretty == expected)
  }
}
