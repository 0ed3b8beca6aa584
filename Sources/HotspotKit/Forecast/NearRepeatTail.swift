internal import Glibc

/// What of a near repeat's ground lies further off than a distance, integrated over the angle of a straight edge.
///
/// A near repeat weighs ground by 1/(1 + r/unit) as far as its reach, so that within r lies G(r) = unit · r − unit² ·
/// ln(1 + r/unit), less a factor. With s = p sinh t along a line p away, dφ = dt/cosh t and r = p cosh t: the integrand
/// knows no pole nearer than π/2 to the real line, and sixteen nodes on every stretch of two are good to 1e-15.
struct NearRepeatTail: RadialTail {
  /// The distance at which ground counts half, in metres.
  let unit: Double
  /// How far it reaches, in metres.
  let reach: Double

  func integral(distance: Double, within low: Double, _ high: Double) -> Double {
    let (first, last) = (asinh(low / distance), asinh(high / distance))
    let count = max(1, ((last - first) / 2).rounded(.up))
    let width = (last - first) / count
    var sum = 0.0
    for piece in 0..<Int(count) {
      for (node, weight) in GaussLegendre.sixteen {
        let stretch = cosh(first + width * (Double(piece) + (node + 1) / 2))
        sum += weight * (1 - within(distance * stretch) / within(reach)) / stretch
      }
    }
    return sum * width / (4 * Double.pi)
  }

  private func within(_ metres: Double) -> Double { unit * metres - unit * unit * log1p(metres / unit) }
}
