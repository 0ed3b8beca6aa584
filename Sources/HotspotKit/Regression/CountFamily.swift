/// How counts scatter about their mean.
public enum CountFamily: String, CaseIterable, Hashable, Sendable {
  /// Variance μ.
  case poisson

  /// Variance μ(1 + σ): the negative binomial that gamlss calls type II.
  case negativeBinomial1 = "negative_binomial_1"

  /// Variance μ + μ²/θ: the negative binomial of `MASS::glm.nb`.
  case negativeBinomial2 = "negative_binomial_2"

  /// Its name in a sentence.
  public var words: String {
    switch self {
    case .poisson: "Poisson"
    case .negativeBinomial1: "negative binomial 1, variance μ(1 + σ)"
    case .negativeBinomial2: "negative binomial 2, variance μ + μ²/θ"
    }
  }

  /// How many numbers it has besides the mean.
  var dispersions: Int { self == .poisson ? 0 : 1 }

  /// The log-likelihood of a count and its derivatives by η, the logarithm of the mean, and by the dispersion.
  ///
  /// The dispersion is σ for the first negative binomial and a = 1/θ for the second; at nought both are Poisson, and
  /// no formula divides by it. ln Γ(y + 1) is left out. Time O(count).
  func likelihood(of count: Double, mean: Double, predictor: Double, dispersion: Double) -> LikelihoodTerm {
    switch self {
    case .poisson:
      return LikelihoodTerm(
        value: count * predictor - mean, byPredictor: count - mean, byPredictorTwice: -mean)
    case .negativeBinomial1: return firstKind(count, mean, dispersion)
    case .negativeBinomial2: return secondKind(count, mean, predictor, dispersion)
    }
  }

  /// Σ ln(μ + jσ) − y·ln(1 + σ) − μ·L(σ), j from 0 below y.
  private func firstKind(_ count: Double, _ mean: Double, _ sigma: Double) -> LikelihoodTerm {
    var (logs, ones, squares, first, mixed, second) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var number = 0.0
    while number < count {
      let place = mean + number * sigma
      logs += logarithm(place)
      ones += 1 / place
      squares += 1 / (place * place)
      first += number / place
      mixed += number / (place * place)
      second += number * number / (place * place)
      number += 1
    }
    let log = LogRatio(sigma)
    return LikelihoodTerm(
      value: logs - count * logarithmOfOneAnd(sigma) - mean * log.value,
      byPredictor: mean * (ones - log.value),
      byPredictorTwice: mean * (ones - mean * squares - log.value),
      byDispersion: first - count / (1 + sigma) - mean * log.slope,
      byDispersionTwice: -second + count / ((1 + sigma) * (1 + sigma)) - mean * log.bend,
      byBoth: -mean * (mixed + log.slope))
  }

  /// Σ ln(1 + ja) + yη − y·ln(1 + aμ) − μ·L(aμ), j from 0 below y.
  private func secondKind(
    _ count: Double, _ mean: Double, _ predictor: Double, _ a: Double
  ) -> LikelihoodTerm {
    var (logs, first, second) = (0.0, 0.0, 0.0)
    var number = 1.0
    while number < count {
      let place = 1 + number * a
      logs += logarithmOfOneAnd(number * a)
      first += number / place
      second += number * number / (place * place)
      number += 1
    }
    let log = LogRatio(a * mean)
    let widened = 1 + a * mean
    return LikelihoodTerm(
      value: logs + count * (predictor - logarithmOfOneAnd(a * mean)) - mean * log.value,
      byPredictor: (count - mean) / widened,
      byPredictorTwice: -mean * (1 + a * count) / (widened * widened),
      byDispersion: first - count * mean / widened - mean * mean * log.slope,
      byDispersionTwice: -second + count * mean * mean / (widened * widened) - mean * mean * mean * log.bend,
      byBoth: -(count - mean) * mean / (widened * widened))
  }
}

/// The log-likelihood of one count, and how it changes.
struct LikelihoodTerm {
  var value: Double
  var byPredictor: Double
  var byPredictorTwice: Double
  var byDispersion = 0.0
  var byDispersionTwice = 0.0
  var byBoth = 0.0
}

/// L(x) = ln(1 + x)/x with its first two derivatives, from nought on.
struct LogRatio {
  let value: Double
  let slope: Double
  let bend: Double

  init(_ x: Double) {
    if x < 0.01 {
      // Twelve terms of Σ (−x)ᵏ/(k + 1): what is left out is less than 1e-24.
      var (value, slope, bend) = (0.0, 0.0, 0.0)
      for k in stride(from: 12.0, through: 0, by: -1) {
        let sign: Double = k.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1
        value = value * x + sign / (k + 1)
        if k >= 1 { slope = slope * x + sign * k / (k + 1) }
        if k >= 2 { bend = bend * x + sign * k * (k - 1) / (k + 1) }
      }
      (self.value, self.slope, self.bend) = (value, slope, bend)
    } else {
      value = logarithmOfOneAnd(x) / x
      slope = (1 / (1 + x) - value) / x
      bend = (-1 / ((1 + x) * (1 + x)) - 2 * slope) / x
    }
  }
}
