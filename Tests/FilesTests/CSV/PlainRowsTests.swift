import TestSupport
import Testing

@testable import Files

/// Rows that are read in one pass are those that reading field by field finds plain, with the same numbers and codes.
@Suite struct PlainRowsTests {
  private static let categories = [
    "Robbery", "Burglary", "Drugs", "Violence and sexual offences", "Anti-social behaviour",
  ]
  private static let months = ["2018-12", "2019-01", "2019-02"]

  private func block(_ text: String) -> CSVBlock {
    var block = CSVBlock()
    block.bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
    block.text = 0..<text.utf8.count
    block.split(delimiter: UInt8(ascii: ","))
    return block
  }

  private func memo(_ texts: [String]) -> TextMemo {
    var memo = TextMemo()
    for (code, text) in texts.enumerated() { memo.learn(Array(text.utf8), 0..<text.utf8.count, as: code) }
    return memo
  }

  private struct Row: Equatable {
    var line: Int
    var x: UInt64
    var y: UInt64
    var text: UInt16
    var date: Int32
  }

  /// All plain rows of a block, by passing over every line that is none.
  private func plainRows(_ block: CSVBlock, _ columns: PlainColumns) -> [Row] {
    let (texts, dates) = (memo(Self.categories), memo(Self.months))
    var x = [Double](repeating: 0, count: block.lineCount)
    var (y, text) = (x, [UInt16](repeating: 0, count: block.lineCount))
    var date = [Int32](repeating: 0, count: block.lineCount)
    var lines: [Int] = []
    var count = 0
    var line = 0
    while line < block.lineCount {
      var xs = x.mutableSpan
      var ys = y.mutableSpan
      var codes = text.mutableSpan
      var months = date.mutableSpan
      let stop = block.readPlain(
        line..<block.lineCount, columns, texts: texts, dates: dates, &xs, &ys, &codes, &months, from: &count)
      lines += line..<stop
      line = stop + 1
    }
    return lines.indices.map {
      Row(line: lines[$0], x: x[$0].bitPattern, y: y[$0].bitPattern, text: text[$0], date: date[$0])
    }
  }

  /// The same, field by field and by comparing texts.
  private func expected(_ block: CSVBlock, _ largest: (x: Double, y: Double)) -> [Row] {
    (0..<block.lineCount).compactMap { line in
      let (first, count) = block.fields(ofLine: line)
      guard count == 5 else { return nil }
      let fields = (0..<5).map { block.bytes[block.field(first + $0, isLast: $0 == 4)] }
      guard
        let x = FixedPoint.number(Array(fields[1]) + [UInt8](repeating: 0, count: 16), 0..<fields[1].count),
        let y = FixedPoint.number(Array(fields[2]) + [UInt8](repeating: 0, count: 16), 0..<fields[2].count),
        abs(x) <= largest.x, abs(y) <= largest.y, max(abs(x), abs(y)) >= 1e-6,
        let text = Self.categories.firstIndex(of: String(decoding: fields[4], as: UTF8.self)),
        let date = Self.months.firstIndex(of: String(decoding: fields[0], as: UTF8.self))
      else { return nil }
      return Row(
        line: line, x: x.bitPattern, y: y.bitPattern, text: UInt16(text), date: Int32(date))
    }
  }

  @Test(arguments: 1...6)
  func `one pass finds the rows that field by field finds`(seed: UInt64) {
    var random = SeededWords(seed: seed)
    let numbers = [
      "0.5", "-1.123456", "51.123456", "181", "-180", "0.0000001", "0", "", "1e3", "x", "12.5", "-0.1234567",
    ]
    var text = ""
    for _ in 0..<2000 {
      var fields = [
        Self.months[random.below(3)],
        "\(random.below(2) == 0 ? "-" : "")\(random.below(3)).\(100_000 + random.below(900_000))",
        "5\(random.below(10)).\(100_000 + random.below(900_000))", "On or near \(random.below(9))",
        Self.categories[random.below(5)],
      ]
      switch random.below(12) {
      case 0: fields[1 + random.below(2)] = numbers[random.below(numbers.count)]
      case 1:
        fields[1] = numbers[random.below(numbers.count)]; fields[2] = numbers[random.below(numbers.count)]
      case 2: fields[0] = ["2019-03", "", "2019-0"][random.below(3)]
      case 3: fields[4] = ["Robber", "robbery", "", "Violence and sexual offence"][random.below(4)]
      case 4: fields.removeLast(random.below(5))
      case 5: fields.append("")
      default: break
      }
      text += fields.joined(separator: ",") + (random.below(30) == 0 ? "\r\n" : "\n")
    }
    let block = block(text)
    for largest in [
      (x: 180.0, y: 90.0), (x: .greatestFiniteMagnitude, y: .greatestFiniteMagnitude), (x: 1, y: 55),
    ] {
      let columns = PlainColumns(count: 5, x: 1, y: 2, text: 4, date: 0, largest: largest)
      let rows = plainRows(block, columns)
      #expect(rows == expected(block, largest))
      #expect(rows.count > 200 && rows.count < block.lineCount)
    }
  }

  @Test(arguments: [1, 2])
  func `times are minutes, and a row with something where nothing should be is not plain`(seed: UInt64) {
    var random = SeededWords(seed: seed)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var text = ""
    for _ in 0..<3000 {
      var date = "20\(two(random.below(99)))-\(two(1 + random.below(13)))-\(two(1 + random.below(31)))"
      if random.below(3) > 0 { date = ["2024-02-29", "1969-12-31"][random.below(2)] }
      date += "\(random.below(9) == 0 ? " " : "T")\(two(random.below(25))):\(two(random.below(61)))"
      if random.below(9) == 0 {
        date = ["2018-12", "", "2024-02-29T10:00:00", "2024-02-29x10:00"][random.below(4)]
      }
      text += "\(date),1.5,51.5,\(random.below(5) == 0 ? "x" : ""),Drugs\n"
    }
    let block = block(text)
    var columns = PlainColumns(count: 5, x: 1, y: 2, text: 4, date: 0, empty: 3, largest: (180, 90))
    columns.isTimed = true
    let rows = plainRows(block, columns)
    let expected = (0..<block.lineCount).compactMap { line -> Row? in
      let first = block.fields(ofLine: line).first
      guard block.field(first + 3, isLast: false).isEmpty,
        let minute = ISOMinute.minute(block.bytes, block.field(first, isLast: false))
      else { return nil }
      return Row(line: line, x: 1.5.bitPattern, y: 51.5.bitPattern, text: 2, date: minute)
    }
    #expect(rows == expected && rows.contains { $0.date < 0 } && rows.count < block.lineCount - 500)
    #expect(rows.count > 1500)
  }

  @Test func `a text with a code beyond the first 256 is not plain`() {
    var texts = memo(["Robbery"])
    texts.learn(Array("Drugs".utf8), 0..<5, as: 256)
    let block = block("2018-12,1.5,51.5,a,Robbery\n2018-12,1.5,51.5,a,Drugs\n")
    var (x, y) = ([0.0, 0], [0.0, 0])
    var (text, date): ([UInt16], [Int32]) = ([0, 0], [0, 0])
    var xs = x.mutableSpan
    var ys = y.mutableSpan
    var codes = text.mutableSpan
    var months = date.mutableSpan
    var count = 0
    let columns = PlainColumns(count: 5, x: 1, y: 2, text: 4, date: 0, largest: (180, 90))
    let stop = block.readPlain(
      0..<2, columns, texts: texts, dates: memo(Self.months), &xs, &ys, &codes, &months, from: &count)
    #expect(stop == 1 && count == 1)
  }
}

/// Numbers by chance, the same on every run.
private struct SeededWords {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
