import Files
@testable import HotspotKit
import Testing

@Suite struct CSVTextTests {
  private func written(_ fields: [String]) -> String {
    String(decoding: CSVText(fields).bytes, as: UTF8.self)
  }

  @Test func `fields with commas, quotes or line ends stand in quotes`() {
    #expect(written(["a", "b c", ""]) == "a,b c,\n")
    #expect(written(["a,b", "say \"x\"", "two\nlines"]) == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n")
  }

  @Test func `numbers read back the same and what is not known is empty`() {
    var text = CSVText(["n"])
    text.append([.number(0.1 + 0.2), .integer(-3), .null, .number(5), .number(.infinity)])
    let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[1] == "0.30000000000000004,-3,,5,")
    #expect(Double(lines[1].split(separator: ",")[0]) == 0.1 + 0.2)
  }
}
