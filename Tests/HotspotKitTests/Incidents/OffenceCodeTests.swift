import HotspotKit
import Testing

@Suite struct OffenceCodeTests {
  @Test(
    arguments: [
      ("34B", 34, "B", nil), ("034b", 34, "B", nil), ("34/2", 34, "", 2), ("034/02", 34, "", 2),
      ("03402", 34, "", 2), ("00834", 8, "", 34), ("105A", 105, "A", nil), ("8", 8, "", nil),
      (" 8 N ", 8, "N", nil), ("34B/2", 34, "B", 2), ("34/0", 34, "", nil), ("03400", 34, "", nil),
    ] as [(String, Int, String, Int?)])
  func `a code is read in every way that records write it`(
    text: String, number: Int, letter: String, part: Int?
  ) throws {
    let code = try #require(OffenceCode(text))
    #expect((code.number, code.letter) == (number, letter))
    #expect(code.part == part)
  }

  @Test(arguments: ["", "ASB", "34BB", "B34", "34/", "34/B", "1234", "0", "00000", "34/2/1", "８N", "-8"])
  func `what is no code is none`(text: String) {
    #expect(OffenceCode(text) == nil)
  }

  @Test(arguments: [
    ("34B", "34B", true), ("34B", "34A", false), ("34B", "35B", false), ("34B", "34B/1", true),
    ("34/2", "34/2", true), ("34/2", "34/3", false), ("34/2", "034/02", true),
    ("8", "8N", true), ("8", "8", true), ("8/*", "8/6", true), ("8/*", "8N", true), ("8*", "8N", true),
    // The class 8 is not whatever begins with an 8.
    ("8", "80", false), ("8/*", "88E", false), ("8*", "81", false),
    ("28E-28H", "28F", true), ("28E-28H", "28H", true), ("28E-28H", "28I", false),
    ("34/1-34/9", "34/9", true), ("34/1-34/9", "34/10", false),
    ("1-5", "5D", true), ("1-5", "4/1", true), ("1-5", "6", false),
  ])
  func `a pattern admits its codes and no others`(pattern: String, code: String, admits: Bool) throws {
    #expect(try OffenceCodePattern(pattern).admits(try #require(OffenceCode(code))) == admits)
  }

  @Test(arguments: [("34B", "34/2"), ("34B", "34"), ("34/2", "34B"), ("34/2", "34"), ("28E-28H", "28/3")])
  func `a code that says too little is neither in nor out`(pattern: String, code: String) throws {
    #expect(try OffenceCodePattern(pattern).admits(try #require(OffenceCode(code))) == nil)
  }

  @Test(arguments: [
    "", "*", "robbery", "28H-28E", "28E-30", "28-28E", "34/2-34", "34/9-34/1", "5-1", "1-2-3",
  ])
  func `a pattern that cannot be read is answered with the spelling that would do`(text: String) {
    #expect {
      try OffenceCodePattern(text)
    } throws: { error in
      "\(error)".contains("34B or 34/2")
    }
  }
}
