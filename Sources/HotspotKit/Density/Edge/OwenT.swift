internal import Glibc

/// Owen's T function: (1/2π) ∫₀ᵃ exp(−h²(1 + x²)/2)/(1 + x²) dx.
///
/// Source: Owen (1956), *Annals of Mathematical Statistics* 27; by Gauss–Legendre quadrature as Patefield & Tandy
/// (2000), *Journal of Statistical Software* 5(5), with the reflection to |a| ≤ 1. Good to 1e-15.
enum OwenT {
  static func value(h: Double, a: Double) -> Double {
    if a < 0 { return -value(h: h, a: -a) }
    if a <= 1 { return quadrature(h: h, a: a) }
    let root = 2.0.squareRoot()
    return (1 - erf(h / root) * erf(a * h / root)) / 4 - quadrature(h: a * h, a: 1 / a)
  }

  private static func quadrature(h: Double, a: Double) -> Double {
    // From h = 9 on the whole integral is below 1e-18.
    guard h < 9, a > 0 else { return 0 }
    let half = h * h / 2
    // On a piece the exponent changes by little more than two.
    let count = max(1, (h * a / 1.5).rounded(.up))
    let width = a / count
    var sum = 0.0
    for piece in 0..<Int(count) {
      for (node, weight) in GaussLegendre.sixteen {
        let x = width * (Double(piece) + (node + 1) / 2)
        sum += weight * exp(-half * (1 + x * x)) / (1 + x * x)
      }
    }
    return sum * width / (4 * Double.pi)
  }
}

/// Nodes and weights of Gauss–Legendre quadrature on −1…1.
enum GaussLegendre {
  /// The rule of sixteen nodes, exact for polynomials up to the 31st power.
  static let sixteen = rule(16)

  /// Roots of the Legendre polynomial by Newton's method from Tricomi's first guess.
  private static func rule(_ count: Int) -> [(node: Double, weight: Double)] {
    (1...count).map { number in
      var x = cos(Double.pi * (Double(number) - 0.25) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var (older, newer) = (1.0, x)
        for degree in 2...count {
          let k = Double(degree)
          (older, newer) = (newer, ((2 * k - 1) * x * newer - (k - 1) * older) / k)
        }
        slope = Double(count) * (x * newer - older) / (x * x - 1)
        x -= newer / slope
      }
      return (x, 2 / ((1 - x * x) * slope * slope))
    }
  }
}
