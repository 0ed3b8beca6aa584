@testable import HotspotKit
import TestSupport
import Testing

@Suite struct EmergingClassTests {
  /// The class of a course written as letters: H hot, h above the mean, c below it, C cold; with a trend or none.
  private func kind(_ course: String, trend: [Double] = [0]) -> EmergingClass {
    let scores = course.map { ["H": 3.0, "h": 0.5, "c": -0.5, "C": -3][$0] ?? .nan }
    return EmergingClass(
      scores: scores, pValues: scores.map(NormalTail.twoSided), trend: MannKendall(trend), alpha: 0.05)
  }

  private let rising = (0..<8).map(Double.init)
  private let falling = (0..<8).map { -Double($0) }

  @Test(arguments: [
    ("hchchchchH", EmergingClass.newHot), ("hhhhhhhHHH", .consecutiveHot), ("hHhhhhhHHH", .sporadicHot),
    ("HHHHHHHHHh", .persistentHot), ("HHHHHHHHHH", .persistentHot), ("CCHHHHHHHH", .oscillatingHot),
    ("hhhhHhhhhh", .sporadicHot), ("hhCHhhhhhh", .none), ("hhChhhhhhH", .oscillatingHot), ("hhhhcccc", .none),
    ("hcchcchchC", .newCold), ("hhhhhhhCCC", .consecutiveCold), ("CCCCCCCCCC", .persistentCold),
    ("hHhhhhhhCC", .oscillatingCold), ("chhcCchchh", .sporadicCold),
  ])
  func `a course without a trend`(course: String, expected: EmergingClass) {
    #expect(kind(course) == expected)
  }

  @Test func `nine slices of ten with a trend intensify, diminish or are history`() {
    #expect(kind("hHHHHHHHHH", trend: rising) == .intensifyingHot)
    #expect(kind("hHHHHHHHHH", trend: falling) == .diminishingHot)
    #expect(kind("HHHHHHHHHc", trend: falling) == .historicalHot)
    // In the mirror: a cold spot intensifies by falling.
    #expect(kind("cCCCCCCCCC", trend: falling) == .intensifyingCold)
    #expect(kind("cCCCCCCCCC", trend: rising) == .diminishingCold)
    #expect(kind("CCCCCCCCCh", trend: rising) == .historicalCold)
    // Nine of eleven are too few.
    #expect(kind("hhHHHHHHHHH", trend: rising) == .consecutiveHot)
  }

  @Test func `a place that is always cold is no intensifying hotspot, however its cold abates`() {
    #expect(kind("CCCCCCCCCC", trend: rising) == .diminishingCold)
  }

  @Test func `hot slices that follow upon cold ones are no consecutive hotspot`() {
    #expect(kind("hhhhhCCHHH") == .oscillatingHot)
  }

  @Test func `a hotspot that turned cold in the end does not diminish`() {
    #expect(kind("HHHHHHHHHC", trend: falling) == .oscillatingCold)
  }

  /// `emerging.csv` holds 900 courses with the numbers of their classes in sfdep's order.
  @Test func `classes are those of sfdep's rules as PyEHSA has them, but for the courses they name wrongly`()
    throws
  {
    let golden = try Golden("clustering/emerging.csv")
    let lengths = golden["length"]
    let classes = golden["class"]
    var met: Set<EmergingClass> = []
    var departures = 0
    for row in 0..<golden.count {
      let scores = (0..<Int(lengths[row])).map { golden["z\($0)"][row] }
      let pValues = scores.map(NormalTail.twoSided)
      let trend = MannKendall(scores)
      let ours = EmergingClass(scores: scores, pValues: pValues, trend: trend, alpha: 0.05)
      let theirs = EmergingClass.allCases[Int(classes[row])]
      met.insert(theirs)
      if ours == theirs { continue }
      departures += 1
      let hot = zip(scores, pValues).map { $0 > 0 && $1 <= 0.05 }
      let cold = zip(scores, pValues).map { $0 < 0 && $1 <= 0.05 }
      switch theirs {
      case .intensifyingHot: #expect(!hot.contains(true) || cold.contains(true))
      case .consecutiveHot: #expect(cold.contains(true) && [.oscillatingHot, .persistentCold].contains(ours))
      case .consecutiveCold: #expect(hot.contains(true) && [.oscillatingCold, .persistentHot].contains(ours))
      case .diminishingHot: #expect(hot.last == false)
      case .diminishingCold: #expect(cold.last == false)
      default: Issue.record("\(scores): \(ours) and not \(theirs)")
      }
    }
    #expect(met.count == 16 && !met.contains(.diminishingCold))
    #expect(departures > 0 && departures < golden.count / 10)
  }
}
