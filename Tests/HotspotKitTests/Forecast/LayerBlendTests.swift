@testable import HotspotKit
import TestSupport
import Testing

@Suite struct LayerBlendTests {
  /// One lesson from the peer's cells.
  private func lesson(covered: Int = 100) throws -> LayerBlend.Lesson {
    let golden = try Golden("forecast/blend.csv")
    let shares = (0..<4).map { golden["layer\($0)"] }
    let bands = golden["band"].map { Int($0) }
    let events = (0..<golden.count).filter { golden["count"][$0] > 0 }.map { cell in
      (band: bands[cell], amount: golden["count"][cell], shares: shares.map { $0[cell] })
    }
    let bandShares = (0..<3).map { band in
      shares.map { layer in layer.indices.reduce(0.0) { bands[$1] == band ? $0 + layer[$1] : $0 } }
    }
    return LayerBlend.Lesson(
      day: 0, test: 0..<28, covered: covered, events: events, bandShares: bandShares)
  }

  @Test func `weights agree with scipy's optimum, over all ground and in each band`() throws {
    let golden = try Golden("forecast/weights.csv")
    let blend = LayerBlend(lessons: [try lesson()], layers: 4, covered: 100)
    for (row, found) in ([blend.overall] + blend.bands).enumerated() {
      for layer in 0..<4 {
        let expected = golden["layer\(layer)"][row]
        #expect(
          abs(found[layer] - expected) < 2e-3, "row \(row), layer \(layer): \(found[layer]), not \(expected)")
      }
    }
    #expect(abs(blend.overall.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `without a lesson plain counts are the forecast`() {
    let blend = LayerBlend(lessons: [], layers: 3, covered: 50)
    #expect(blend.overall == [1, 0, 0] && blend.bands == [[1, 0, 0], [1, 0, 0], [1, 0, 0]])
    let shares = [[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.2, 0.2, 0.6]]
    #expect(blend.blended(shares, bands: [0, 1, 2]) == shares[0])
  }

  @Test func `a few incidents hardly move the head start, many do`() {
    // All happens where only the second layer expects anything.
    func blend(_ amount: Double) -> LayerBlend {
      LayerBlend(
        lessons: [
          LayerBlend.Lesson(
            day: 0, test: 0..<7, covered: 10, events: [(band: 1, amount: amount, shares: [0, 0.5])],
            bandShares: [[0.5, 0], [0.5, 0.5], [0, 0.5]])
        ], layers: 2, covered: 10)
    }
    #expect(blend(1).overall[0] > 0.9 && blend(1000).overall[1] > 0.98)
    for amount in [1.0, 1000] { #expect(blend(amount).overall.allSatisfy { $0 >= 0 }) }
  }

  @Test func `counts weigh more the more has been learnt since the lessons`() throws {
    let lessons = [try lesson(covered: 100)]
    let (then, now) = (
      LayerBlend(lessons: lessons, layers: 4, covered: 100),
      LayerBlend(lessons: lessons, layers: 4, covered: 150)
    )
    for band in 0..<3 {
      #expect(abs(now.bands[band][0] / then.bands[band][0] - 1.5) < 1e-12)
      #expect(now.bands[band].dropFirst() == then.bands[band].dropFirst())
    }
  }
}
