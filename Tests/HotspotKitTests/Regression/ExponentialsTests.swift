import Foundation
@testable import HotspotKit
import Testing

@Suite struct ExponentialsTests {
  @Test(arguments: [0, 1, 2, 3, 4, 5, 1001])
  func `powers of e are the C library's to two units in the last place`(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    for reach in [1e-300, 1e-9, 0.5, 3, 40, 699.9, 760] {
      let powers = (0..<count).map { _ in (random.unit() - 0.5) * 2 * reach }
      var found = powers
      Exponentials.replace(&found)
      for (power, value) in zip(powers, found) {
        let expected = exp(power)
        #expect(value == expected || abs(value - expected) <= 2 * expected.ulp, "e^\(power)")
      }
    }
  }

  @Test func `what is no number stays none, and the ends of what there is are kept`() {
    var powers = [.infinity, -.infinity, .nan, 0, -0.0, 709.7, -745, 1000, -1000, 700, -700, 1]
    let expected = powers.map { exp($0) }
    Exponentials.replace(&powers)
    for (found, value) in zip(powers, expected) {
      #expect(found == value || found.isNaN && value.isNaN || abs(found - value) <= 2 * value.ulp)
    }
    #expect(powers[3] == 1 && powers[4] == 1 && powers[1] == 0)
  }
}
