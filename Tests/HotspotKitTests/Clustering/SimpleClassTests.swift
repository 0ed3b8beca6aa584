@testable import HotspotKit
import Testing

@Suite struct SimpleClassTests {
  private func kind(_ course: String) -> SimpleClass {
    let scores = course.map { ["H": 3.0, "-": 0.5, "C": -3][$0] ?? .nan }
    return SimpleClass(scores: scores, pValues: scores.map(NormalTail.twoSided), alpha: 0.05)
  }

  @Test(arguments: [
    ("HHHHHHHH--", SimpleClass.persistentHot), ("HHHHHHH---", .formerHot), ("--------HH", .emergingHot),
    ("---------H", .emergingHot), ("H---------", .formerHot), ("H--------H", .intermittentHot),
    ("----------", .none), ("CCCCCCCCCC", .persistentCold), ("--------CC", .emergingCold),
    ("HH------CC", .mixed), ("C--------C", .intermittentCold),
  ])
  func `ten slices, the last two of them recent`(course: String, expected: SimpleClass) {
    #expect(kind(course) == expected)
  }

  @Test func `recent and earlier slices never overlap, and there is always a recent one`() {
    #expect([3, 4, 5, 9, 10, 13, 24].map(SimpleClass.recent) == [1, 1, 1, 1, 2, 2, 4])
    // The slice just before the recent two: it counts as earlier alone, so nothing emerges.
    #expect(kind("-------H--") == .formerHot)
    // Shares cannot exceed one: with one recent slice of five, hot in the last two is not persistent.
    #expect(kind("---HH") == .intermittentHot)
    #expect(kind("-HHHH") == .persistentHot)
  }

  @Test func `once in twenty slices is no pattern, but once among the recent four is`() {
    #expect(kind("-H------------------") == .none)
    #expect(kind("-----------------H--") == .emergingHot)
    #expect(kind("-H-------------H----") == .formerHot)
  }

  @Test func `random courses have the class that their shares say, hot and cold in the mirror`() {
    var random = SeededRandom(seed: 51)
    var met: Set<SimpleClass> = []
    for _ in 0..<3000 {
      let length = 3 + random.below(30)
      let level = random.unit()
      let scores = (0..<length).map { _ in random.unit() < level ? 3.0 : 0.5 }
      let isHot = scores.map { $0 > 2 }
      let later = max(1, length / 5)
      let recent = Double(isHot.suffix(later).count { $0 }) / Double(later)
      let earlier = Double(isHot.prefix(length - later).count { $0 }) / Double(length - later)
      let all = Double(isHot.count { $0 }) / Double(length)
      let expected: SimpleClass =
        all >= 0.8
        ? .persistentHot
        : recent >= 0.1 && earlier < 0.1
          ? .emergingHot
          : recent < 0.1 && earlier >= 0.1 ? .formerHot : all >= 0.1 ? .intermittentHot : .none
      let p = scores.map(NormalTail.twoSided)
      #expect(SimpleClass(scores: scores, pValues: p, alpha: 0.05) == expected, "\(isHot)")
      let cold = SimpleClass(scores: scores.map { -$0 }, pValues: p, alpha: 0.05)
      #expect(cold.rawValue == expected.rawValue.replacing("hotspot", with: "coldspot"))
      met.insert(expected)
    }
    #expect(met.count == 5)
  }
}
