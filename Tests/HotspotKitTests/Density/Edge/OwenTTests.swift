@testable import HotspotKit
import TestSupport
import Testing

@Suite struct OwenTTests {
  /// Tests/Goldens/density/owen-t.py: `scipy.special.owens_t`.
  @Test func `SciPy finds the same to 1e-15`() throws {
    let golden = try Golden("density/owen-t.csv")
    #expect(golden.count > 100)
    for row in 0..<golden.count {
      let ours = OwenT.value(h: golden["h"][row], a: golden["a"][row])
      #expect(abs(ours - golden["t"][row]) < 1e-15, "h \(golden["h"][row]), a \(golden["a"][row])")
    }
  }

  @Test func `sixteen nodes integrate every power up to the 31st`() {
    for power in 0...31 {
      let sum = GaussLegendre.sixteen.reduce(0.0) { total, rule in
        total + rule.weight * (0..<power).reduce(1.0) { product, _ in product * rule.node }
      }
      #expect(abs(sum - (power % 2 == 0 ? 2 / Double(power + 1) : 0)) < 1e-14)
    }
  }
}
