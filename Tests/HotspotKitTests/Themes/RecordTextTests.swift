@testable import HotspotKit
import Testing

@Suite struct RecordTextTests {
  /// What is asked of every letter, without a short way.
  private func plainWords(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  @Test func `words by bytes are those by letters`() {
    var state: UInt64 = 7
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<3000 {
      let text = String(decoding: (0..<below(30)).map { _ in UInt8(below(128)) }, as: UTF8.self)
      #expect(text.words == plainWords(text), "\(text.debugDescription)")
    }
    for text in ["", "Café Noir", "ÉCOLE 2", "On or near Mill Road", "a\r\nb", "St. John's-Way", "½ mile"] {
      #expect(text.words == plainWords(text), "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("Police station", true), ("On or near Prison", true), ("HMP Chelmsford", true), ("Custody suite", true),
    ("(police) cells", true), ("YOI", true), ("étage police station", true), ("Station Road", false),
    ("Police", false), ("Policeman's Walk station", false), ("Prince Avenue", false), ("Custodyhouse", false),
    ("Poprison", false), ("", false),
  ])
  func `a place of custody is known by its words`(text: String, isHeld: Bool) {
    #expect(CustodyWords.isHeld(text) == isHeld)
  }
}
