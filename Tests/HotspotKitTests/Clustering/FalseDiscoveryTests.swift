@testable import HotspotKit
import Testing

@Suite struct FalseDiscoveryTests {
  @Test func `Benjamini and Hochberg's own example: four of fifteen survive`() throws {
    // The p-values of table 1 of their paper, out of order here.
    let p = [
      0.0459, 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.3240, 0.4262, 0.5719, 0.6528,
      0.7590, 1.0000,
    ]
    let rule = try FalseDiscovery(alpha: 0.05)
    #expect(rule.largestSurvivor(of: p) == 0.0095)
    #expect(rule.survivors(of: p).indices.filter { rule.survivors(of: p)[$0] } == [1, 2, 3, 4])
  }

  @Test func `all cells are judged at once: a p-value too large alone survives in company`() throws {
    let rule = try FalseDiscovery(alpha: 0.05)
    // 0.04 is above 0.05·2/3, yet below 0.05·3/3.
    #expect(rule.survivors(of: [0.001, 0.04, 0.04]) == [true, true, true])
    #expect(rule.survivors(of: [0.001, 0.04, 0.9]) == [true, false, false])
    // One p at a time every one below α would pass.
    #expect(
      rule.survivors(of: Array(repeating: 0.04, count: 10) + Array(repeating: 0.9, count: 90)).allSatisfy {
        !$0
      })
  }

  @Test func `cells that were not tested neither survive nor count`() throws {
    let rule = try FalseDiscovery(alpha: 0.05)
    #expect(rule.survivors(of: [.nan, 0.02, .nan, 0.03]) == [false, true, false, true])
    #expect(rule.largestSurvivor(of: []) == nil && rule.largestSurvivor(of: [.nan]) == nil)
  }

  @Test(arguments: [0, 1, -0.05, 5, Double.nan])
  func `an alpha that is no share is refused`(alpha: Double) {
    #expect(throws: HotspotError.self) { try FalseDiscovery(alpha: alpha) }
  }
}
