@testable import HotspotKit
import Testing

@Suite struct CountFamilyTests {
  /// The log-likelihood as the textbook has it, by the gamma function, without ln Γ(y + 1).
  private func textbook(_ family: CountFamily, _ count: Double, _ mean: Double, _ dispersion: Double)
    -> Double
  {
    let size = family == .negativeBinomial1 ? mean / dispersion : 1 / dispersion
    return logarithmOfGamma(count + size) - logarithmOfGamma(size) + size * logarithm(size / (size + mean))
      + count * logarithm(mean / (size + mean))
  }

  private func term(_ family: CountFamily, _ count: Double, _ predictor: Double, _ dispersion: Double)
    -> LikelihoodTerm
  {
    family.likelihood(of: count, mean: exponential(predictor), predictor: predictor, dispersion: dispersion)
  }

  @Test(arguments: [CountFamily.negativeBinomial1, .negativeBinomial2], [0.0, 1, 2, 7, 40])
  func `a likelihood is the textbook's`(family: CountFamily, count: Double) {
    for mean in [0.01, 0.5, 3, 25] {
      for dispersion in [0.05, 0.8, 4] {
        let ours = term(family, count, logarithm(mean), dispersion).value
        #expect(abs(ours - textbook(family, count, mean, dispersion)) < 1e-9 * max(1, abs(ours)))
      }
    }
  }

  @Test(arguments: [CountFamily.negativeBinomial1, .negativeBinomial2], [0.0, 1, 5])
  func `its derivatives are how it changes`(family: CountFamily, count: Double) {
    let step = 1e-5
    for predictor in [-2.0, 0.3, 1.5] {
      for dispersion in [0.004, 0.3, 2] {
        let here = term(family, count, predictor, dispersion)
        let (east, west) = (
          term(family, count, predictor + step, dispersion), term(family, count, predictor - step, dispersion)
        )
        let (up, down) = (
          term(family, count, predictor, dispersion + step), term(family, count, predictor, dispersion - step)
        )
        func isSlope(_ derivative: Double, _ ahead: Double, _ behind: Double) -> Bool {
          abs(derivative - (ahead - behind) / (2 * step)) < 1e-5 * max(1, abs(derivative))
        }
        #expect(isSlope(here.byPredictor, east.value, west.value))
        #expect(isSlope(here.byPredictorTwice, east.byPredictor, west.byPredictor))
        #expect(isSlope(here.byDispersion, up.value, down.value))
        #expect(isSlope(here.byDispersionTwice, up.byDispersion, down.byDispersion))
        #expect(isSlope(here.byBoth, up.byPredictor, down.byPredictor))
      }
    }
  }

  @Test func `without dispersion both are Poisson`() {
    for count in [0.0, 1, 6] {
      let poisson = term(.poisson, count, 0.4, 0)
      for family in [CountFamily.negativeBinomial1, .negativeBinomial2] {
        let other = term(family, count, 0.4, 0)
        #expect(abs(other.value - poisson.value) < 1e-12)
        #expect(abs(other.byPredictor - poisson.byPredictor) < 1e-12)
      }
    }
  }

  @Test func `the ratio of logarithm and number is smooth where its two ways meet`() {
    for x in [0.0, 1e-9, 0.009_999_9, 0.010_000_1, 0.5, 30] {
      let here = LogRatio(x)
      if x > 0 { #expect(abs(here.value * x - logarithmOfOneAnd(x)) < 1e-15 * max(1, x)) }
      #expect(abs((1 + x) * (here.value + x * here.slope) - 1) < 1e-12)
    }
    let (below, above) = (LogRatio(0.01 - 1e-12), LogRatio(0.01))
    #expect(abs(below.value - above.value) < 1e-11 && abs(below.slope - above.slope) < 1e-11)
    #expect(abs(below.bend - above.bend) < 1e-9)
    #expect(LogRatio(0).value == 1 && LogRatio(0).slope == -0.5 && abs(LogRatio(0).bend - 2.0 / 3) < 1e-15)
  }
}
