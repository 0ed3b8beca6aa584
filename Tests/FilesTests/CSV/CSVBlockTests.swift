@testable import Files
import TestSupport
import Testing

/// A block is split alike by 64 bytes at once, by sixteen, and by looking at one byte after the other.
@Suite struct CSVBlockTests {
  let scratch = ScratchFolder()

  private func block(_ text: [UInt8]) -> CSVBlock {
    var block = CSVBlock()
    block.bytes = text + [UInt8](repeating: 0, count: 16)
    block.text = 0..<text.count
    return block
  }

  /// The fields of each line, by the plainest means.
  private func plain(_ text: [UInt8], _ delimiter: UInt8) -> [[[UInt8]]] {
    var lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
    lines.removeLast()
    return lines.map { line in
      var fields = line.split(separator: delimiter, omittingEmptySubsequences: false).map { Array($0) }
      if let last = fields.last, last.last == 0x0d { fields[fields.count - 1].removeLast() }
      return fields
    }
  }

  private func fields(_ block: CSVBlock) -> [[[UInt8]]] {
    (0..<block.lineCount).map { line in
      let (first, count) = block.fields(ofLine: line)
      return (first..<first + count).map { number in
        Array(block.bytes[block.field(number, isLast: number == first + count - 1)])
      }
    }
  }

  @Test(arguments: [(2, 3, 1), (7, 40, 2), (60, 300, 3), (1, 1, 4), (300, 2, 5), (20, 9000, 6)])
  func `wide and narrow instructions find the same fields`(ends: Int, length: Int, seed: UInt64) {
    var state = seed &* 0x9e37_79b9_7f4a_7c15
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for delimiter in [UInt8(0x2c), 0x3b, 0x09] {
      for _ in 0..<20 {
        var text = (0..<length + below(130)).map { _ in
          switch below(ends) {
          case 0: delimiter
          case 1: below(3) == 0 ? UInt8(0x0a) : below(20) == 0 ? 0x0d : 0x61
          default: UInt8(0x20 + below(below(500) == 0 ? 200 : 60))
          }
        }
        text.append(0x0a)
        let expected = plain(text, delimiter)
        var narrow = block(text)
        narrow.split(delimiter: delimiter, isWide: false)
        #expect(fields(narrow) == expected)
        #expect(narrow.hasForeignBytes == text.contains { $0 > 0x7f })
        guard CSVBlock.hasWideMarks else { continue }
        var wide = block(text)
        wide.split(delimiter: delimiter, isWide: true)
        #expect(fields(wide) == expected)
        #expect(wide.hasForeignBytes == narrow.hasForeignBytes)
        #expect(wide.hasOddBytes == narrow.hasOddBytes)
      }
    }
  }

  @Test func `the next line that is not ASCII is found from any line`() {
    for foreign in [[], [0], [2], [0, 1, 2, 3, 4], [4], [1, 3]] {
      var text: [UInt8] = []
      for line in 0..<5 {
        text += Array("some,text of line \(line)".utf8)
        if foreign.contains(line) { text.insert(0xe9, at: text.count - line * 3) }
        text.append(0x0a)
      }
      var block = block(text)
      block.split(delimiter: 0x2c)
      for line in 0...5 {
        #expect(block.firstForeignLine(from: line) == foreign.first { $0 >= line } ?? 5)
        if line < 5 { #expect(block.isASCII(block.line(line)) == !foreign.contains(line)) }
      }
    }
  }

  @Test func `lines are found from wherever in the file a stretch begins`() throws {
    let text = "a,b\n\n1,2\n33,44\r\n5,6\n,,\nlast,one"
    let path = scratch.file("lines.csv", text)
    var scanner = try CSVScanner(path: path)
    let (file, from) = try #require(try scanner.lines())
    #expect(from == 0 && file.size == text.utf8.count)
    for size in 1...text.utf8.count {
      var found: [UInt8] = []
      var block = CSVBlock()
      for start in stride(from: 0, to: file.size, by: size) {
        let place = try file.read(
          start..<min(start + size, file.size), isFirst: start == 0, delimiter: UInt8(ascii: ","),
          into: &block)
        #expect(place.end == place.wholeEnd)
        found += block.bytes[block.text]
      }
      #expect(String(decoding: found, as: UTF8.self) == text + "\n")
    }
  }

  @Test func `a stretch ends before the first line with a quote`() throws {
    let text = "1,2\n3,4\n5,\"6\"\n7,8\n"
    var scanner = try CSVScanner(path: scratch.file("quote.csv", text))
    let (file, _) = try #require(try scanner.lines())
    var block = CSVBlock()
    let found = try file.read(0..<file.size, isFirst: true, delimiter: UInt8(ascii: ","), into: &block)
    #expect(found.end == 8 && found.wholeEnd == text.utf8.count)
    #expect(block.lineCount == 2 && block.fieldCount == 4 && !block.hasOddBytes)
    try scanner.move(to: found.end)
    var record = CSVRecord()
    var rows: [String] = []
    while try scanner.next(into: &record, before: 14) { rows.append(record.text(1)) }
    #expect(rows == ["6"] && scanner.offset == 14)
    while try scanner.next(into: &record) { rows.append(record.text(1)) }
    #expect(rows == ["6", "8"])
  }

  @Test func `what is packed or is no plain file is not read by stretches`() throws {
    var null = try CSVScanner(path: "/dev/null")
    #expect(try null.lines() == nil)
    var empty = try CSVScanner(path: scratch.file("empty.csv", "\n\n"))
    #expect(try empty.lines() == nil)
  }

  @Test func `a file that becomes shorter while it is read is told of`() throws {
    let path = scratch.file("short.csv", String(repeating: "1,2\n", count: 100))
    var scanner = try CSVScanner(path: path)
    let (file, _) = try #require(try scanner.lines())
    scratch.file("short.csv", "1,2\n")
    var block = CSVBlock()
    #expect(throws: FileError.self) {
      try file.read(100..<300, isFirst: false, delimiter: UInt8(ascii: ","), into: &block)
    }
  }
}
