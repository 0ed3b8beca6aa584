@testable import HotspotKit
import TestSupport
import Testing

@Suite struct MannKendallTests {
  @Test func `a series that only rises has τ 1 and one that only falls −1`() {
    let rising = MannKendall([1, 2, 3, 4, 5])
    #expect(rising.score == 10 && rising.tau == 1)
    // Variance 5·4·15/18, one step of continuity: z = 9/√16.667 = 2.2045.
    #expect(abs(rising.p - 0.027486) < 1e-6)
    let falling = MannKendall([5, 4, 3, 2, 1])
    #expect(falling.tau == -1 && falling.p == rising.p)
  }

  @Test func `a flat series, and one too short, has no trend`() {
    for series: [Double] in [[], [1], [3, 3, 3, 3, 3], [2, 2]] {
      let test = MannKendall(series)
      #expect(test.score == 0 && test.tau == 0 && test.p == 1)
    }
  }

  @Test func `what is equally far apart or not makes no difference`() {
    #expect(MannKendall([1, 5, 2, 9, 9, 40]) == MannKendall([10, 12, 11, 70, 70, 71]))
  }

  /// Score, τ-b and p of series of 3 to 30 values with and without ties, by pymannkendall and scipy.
  @Test func `scores, τ-b and p-values are pymannkendall's and scipy's`() throws {
    let golden = try Golden("clustering/mann-kendall.csv")
    let lengths = golden["length"]
    #expect(golden.count > 200)
    for row in 0..<golden.count {
      let series = (0..<Int(lengths[row])).map { golden["v\($0)"][row] }
      let test = MannKendall(series)
      #expect(Double(test.score) == golden["score"][row])
      #expect(abs(test.tau - golden["tau_b"][row]) <= 1e-12)
      #expect(abs(test.p - golden["p"][row]) <= 1e-12)
    }
  }
}
