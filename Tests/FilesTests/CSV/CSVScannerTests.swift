import Files
import TestSupport
import Testing

@Suite struct CSVScannerTests {
  let scratch = ScratchFolder()

  struct Row: Equatable {
    var line: Int
    var fields: [String]
  }

  func rows(_ text: String, chunkSize: Int = 1 << 18, delimiter: UInt8? = nil) throws -> [Row] {
    let path = scratch.file("text.csv", text)
    var scanner = try CSVScanner(path: path, delimiter: delimiter, chunkSize: chunkSize)
    var record = CSVRecord()
    var rows: [Row] = []
    while try scanner.next(into: &record) {
      rows.append(Row(line: record.line, fields: (0..<record.count).map { record.text($0) }))
    }
    return rows
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `line ends of every kind give the same records and lines`(end: String) throws {
    let text = ["a,b", "1,2", "", "3,", ",4"].joined(separator: end)
    let expected = [
      Row(line: 1, fields: ["a", "b"]), Row(line: 2, fields: ["1", "2"]), Row(line: 4, fields: ["3", ""]),
      Row(line: 5, fields: ["", "4"]),
    ]
    for chunk in [2, 3, 4, 5, 1 << 18] {
      #expect(try rows(text, chunkSize: chunk) == expected)
      #expect(try rows(text + end, chunkSize: chunk) == expected)
      #expect(try rows("\u{feff}" + text + end + end, chunkSize: chunk) == expected)
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a record after a quoted line end knows its line`(end: String) throws {
    let text = "a,b\(end)\"one\(end)two\",x\(end)3,4"
    for chunk in [2, 3, 7, 1 << 18] {
      #expect(
        try rows(text, chunkSize: chunk) == [
          Row(line: 1, fields: ["a", "b"]), Row(line: 2, fields: ["one\(end)two", "x"]),
          Row(line: 4, fields: ["3", "4"]),
        ])
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a first line of Excel names the delimiter and is no record`(end: String) throws {
    let expected = [Row(line: 2, fields: ["a,x", "b"]), Row(line: 3, fields: ["1", "2"])]
    for chunk in [2, 3, 5, 1 << 18] {
      #expect(try rows("sep=|\(end)a,x|b\(end)1|2", chunkSize: chunk) == expected)
      #expect(try rows("\u{feff}sep=;\(end)a,x;b\(end)1;2\(end)", chunkSize: chunk) == expected)
    }
    #expect(try rows("sep=;x\n1;2").map(\.line) == [1, 2])
    #expect(try rows("sep=;").map(\.fields) == [["sep=", ""]])
  }

  @Test func `a record knows whether it is ASCII throughout, and can be filled with texts`() throws {
    var scanner = try CSVScanner(path: scratch.file("a.csv", "a,b\nä,b\nc,\"\"\"d\"\n"), chunkSize: 2)
    var record = CSVRecord()
    var found: [Bool] = []
    while try scanner.next(into: &record) { found.append(record.isASCII) }
    #expect(found == [true, false, true])
    record.fill(["é", "", "xy"], line: 7)
    #expect((0..<record.count).map { record.text($0) } == ["é", "", "xy"])
    #expect(!record.isASCII && record.line == 7 && record.rawCount == 4)
    record.fill(["x"], line: 8)
    #expect(record.isASCII && record.count == 1)
  }

  /// `python3 -c 'import csv,sys; print(*csv.reader(sys.stdin))'` gives these fields for these lines.
  @Test(arguments: [
    ("\"a\",\"b\"", ["a", "b"]),
    ("\"say \"\"when\"\"\",x", ["say \"when\"", "x"]),
    ("\"a \"\",\"\"\",x", ["a \",\"", "x"]),
    ("\"\",x", ["", "x"]),
    ("\"\"\"\",x", ["\"", "x"]),
    ("\"\"\"\"\"\",x", ["\"\"", "x"]),
    ("5\" pipe,x", ["5\" pipe", "x"]),
    ("\"ab\"cd,x", ["abcd", "x"]),
    ("\"ab\"c\"d\",x", ["abc\"d\"", "x"]),
    (" \"a\",x", [" \"a\"", "x"]),
    ("\"a,b\",,", ["a,b", "", ""]),
  ])
  func `quotes mean what RFC 4180 and Python say`(line: String, fields: [String]) throws {
    for chunk in [2, 3, 1 << 18] {
      #expect(
        try rows("\(line)\nnext,line\n", chunkSize: chunk, delimiter: UInt8(ascii: ",")) == [
          Row(line: 1, fields: fields), Row(line: 2, fields: ["next", "line"]),
        ])
    }
  }

  @Test(arguments: [
    ("a;b,c;d\n1;2;3\n", ";"), ("a\tb\n1,5\t2,5\n", "\t"), ("a,b\n", ","), ("alone\n1\n", ","),
  ])
  func `the header tells the delimiter`(text: String, delimiter: String) throws {
    let scanner = try CSVScanner(path: scratch.file("text.csv", text), chunkSize: 2)
    #expect([scanner.delimiter] == Array(delimiter.utf8))
  }

  @Test func `delimiters in quotes do not count`() throws {
    #expect(try rows("\"a,b,c\";d\n")[0].fields == ["a,b,c", "d"])
  }

  @Test func `a file without records has none`() throws {
    #expect(try rows("") == [])
    #expect(try rows("\u{feff}") == [])
    #expect(try rows("\n\r\n\r\n") == [])
  }

  @Test func `UTF-16 is named and not read as rubbish`() throws {
    let path = scratch.file("wide.csv", [0xff, 0xfe, 0x61, 0x00])
    let error = #expect(throws: FileError.self) { _ = try CSVScanner(path: path) }
    #expect(error?.description == "\(path): the text is UTF-16; save it as CSV in UTF-8")
  }

  @Test func `a field of a million bytes is read whole`() throws {
    let long = String(repeating: "line\n", count: 200_000)
    let read = try rows("a,b\n\"\(long)\",x\n1,2\n", chunkSize: 4096)
    #expect(read[1].fields == [long, "x"])
    #expect(read[2] == Row(line: 200_003, fields: ["1", "2"]))
  }

  @Test(arguments: [2, 5, 1 << 18])
  func `a quote that is never closed costs its own line only`(chunk: Int) throws {
    let path = scratch.file("open.csv", "a,b\n1,\"2\n3,4\r\n5,6\n")
    var scanner = try CSVScanner(path: path, chunkSize: chunk)
    var record = CSVRecord()
    var lines: [Int] = []
    var broken: [Int] = []
    while try scanner.next(into: &record) {
      lines.append(record.line)
      if record.isUnterminated { broken.append(record.line) }
      #expect(record.count == (record.isUnterminated ? 0 : 2))
    }
    #expect(lines == [1, 2, 3, 4])
    #expect(broken == [2])
  }

  @Test func `a quote that stays open for 16 MiB is given up`() throws {
    let line = String(repeating: "x", count: 999) + "\n"
    let rows = String(repeating: line, count: 17_000)
    let path = scratch.file("open.csv", "a\n\"stray\n" + rows + "\"closed\"\n")
    var scanner = try CSVScanner(path: path)
    var record = CSVRecord()
    var count = 0
    while try scanner.next(into: &record) { count += 1 }
    #expect(count == 17_003)
    #expect(record.text(0) == "closed")
    #expect(record.line == 17_003)
  }

  @Test(arguments: [("\n", 2), ("\r\n", 3), ("\r", 1 << 18)])
  func `lines that a stray quote has joined can be read again one by one`(end: String, chunk: Int) throws {
    let text = ["a,b", "1,\"2", "3,4", "5,\"6", "7,8"].joined(separator: end)
    var scanner = try CSVScanner(path: scratch.file("joined.csv", text), chunkSize: chunk)
    var record = CSVRecord()
    var read: [[Int]] = []
    while try scanner.next(into: &record) {
      read.append([record.line, record.lineCount, record.count])
      if record.count != 2 && record.lineCount > 1 { scanner.resumeAfterFirstLine() }
    }
    // Lines 2 to 4 make one record of two fields: `1` and what stands between the quotes, with the 6 behind it.
    #expect(read == [[1, 1, 2], [2, 3, 2], [5, 1, 2]])

    let ragged = ["a,b", "1,\"2", "3,4", "5,6\",", "7,8"].joined(separator: end)
    scanner = try CSVScanner(path: scratch.file("ragged.csv", ragged), chunkSize: chunk)
    read = []
    while try scanner.next(into: &record) {
      read.append([record.line, record.lineCount, record.count])
      if record.count != 2 && record.lineCount > 1 { scanner.resumeAfterFirstLine() }
    }
    #expect(read == [[1, 1, 2], [2, 3, 3], [3, 1, 2], [4, 1, 3], [5, 1, 2]])
  }

  @Test func `the raw bytes of a record are as in the file`() throws {
    let path = scratch.file("raw.csv", "a,b\r\n\"x \"\"y\"\"\",2\r\n")
    var scanner = try CSVScanner(path: path)
    var record = CSVRecord()
    var raw: [String] = []
    while try scanner.next(into: &record) {
      raw.append(String(decoding: record.bytes.prefix(record.rawCount), as: UTF8.self))
    }
    #expect(raw == ["a,b", "\"x \"\"y\"\"\",2"])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `what is written by the rules is read back, whatever the chunk`(seed: UInt64) throws {
    var random = Draws(seed: seed)
    let end = ["\n", "\r\n", "\r"][random.below(3)]
    var records: [[String]] = []
    var text = ""
    for _ in 0..<200 {
      var fields: [String] = []
      for _ in 0..<3 {
        let pieces = (0..<random.below(5)).map { _ in
          ["a", "é", ",", "\"", "\n", "\r", " ", ";", "long word"][random.below(9)]
        }
        fields.append(pieces.joined())
      }
      records.append(fields)
      let written = fields.map { field in
        let mustQuote = field.utf8.contains { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }
        if !mustQuote && random.below(2) == 0 && fields != ["", "", ""] { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
      }
      text += written.joined(separator: ",") + end
    }
    for chunk in [2, 3, 5, 64, 1 << 18] {
      #expect(try rows(text, chunkSize: chunk, delimiter: UInt8(ascii: ",")).map(\.fields) == records)
    }
  }

  @Test(.enabled(if: RealData.path("essex") != nil, "the published data is not here"))
  func `the rows of Essex are as many as Python counts`() throws {
    // python3: sum over the twelve files of len(list(csv.reader(open(f)))) - 1; the second number counts rows of
    // anti-social behaviour whose line stood there before.
    let folder = try #require(RealData.path("essex/street"))
    var record = CSVRecord()
    var count = 0
    var seen: Set<[UInt8]> = []
    var repeated = 0
    for path in try InputFiles.expand([folder]) {
      var scanner = try CSVScanner(path: path)
      #expect(try scanner.next(into: &record))
      let category = (0..<record.count).first { record.text($0) == "Crime type" } ?? 0
      while try scanner.next(into: &record) {
        count += 1
        if record.text(category) == "Anti-social behaviour" {
          if !seen.insert(Array(record.bytes.prefix(record.rawCount))).inserted { repeated += 1 }
        }
      }
    }
    #expect(count == 199_298)
    #expect(seen.count + repeated == 45_210)
    #expect(repeated == 14_201)
  }
}

/// A small generator, so that the tests of this room need no other room.
struct Draws: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) ^ (state << 29)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() >> 11) % bound }
}
