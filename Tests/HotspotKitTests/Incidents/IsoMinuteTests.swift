@testable import HotspotKit
import Testing

@Suite struct IsoMinuteTests {
  /// What the walk over every form of date makes of a text.
  private func walked(_ text: String) -> DateText {
    let bytes = Array(text.utf8)
    var scan = DateScan(at: 0)
    let found = scan.date(bytes.span) ?? .unreadable
    return scan.at == bytes.count ? found : .unreadable
  }

  @Test func `the commonest form of date says what the walk over every form says`() {
    var state: UInt64 = 11
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var dates = 0
    for _ in 0..<20_000 {
      var text = Array(
        "\(1890 + below(330))-\(two(below(14)))-\(two(below(33)))\(below(2) == 0 ? "T" : " ")\(two(below(26))):\(two(below(62)))"
          .utf8)
      if below(4) == 0 { text[below(text.count)] = UInt8(0x20 + below(95)) }
      let read = DateText(text.span)
      #expect(
        read == walked(String(decoding: text, as: UTF8.self)), "\(String(decoding: text, as: UTF8.self))")
      if case .plain(_, .minute, _) = read { dates += 1 }
    }
    #expect(dates > 5000)
  }

  @Test(arguments: [("2024-02-29T23:59", true), ("2023-02-29T23:59", false), ("2024-02-29T24:00", false)])
  func `the calendar and the clock are asked`(text: String, isDate: Bool) {
    let read = DateText(Array(text.utf8).span)
    #expect((read != .unreadable) == isDate)
  }
}
