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
}
