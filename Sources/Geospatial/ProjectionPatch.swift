internal import Glibc

/// A projection over one patch of half a degree by half a degree, as a polynomial of total degree 5.
///
/// Fitted to PROJ's own answers at 8 × 8 Chebyshev nodes. Where the operation is smooth, what is left out is far below
/// the last digit of a coordinate in metres; a grid of shifts is not smooth, and its patches do not pass the check.
///
/// Source: Mason & Handscomb (2003), *Chebyshev Polynomials*, ch. 6.
struct ProjectionPatch {
  /// Degrees along each side; patches are counted from 180° W and 90° S, so that a place has one patch whatever else is asked.
  static let side = 0.5
  static let degree = 5
  /// How many coefficients there are for either axis.
  static let terms = (degree + 1) * (degree + 2) / 2
  private static let nodes = 8

  /// Coefficients of uⁱvʲ in metres along x and y, i by i, each with its j from the highest down.
  private var coefficients: [SIMD2<Double>] = []

  /// The places at which PROJ is to be asked: nodes of the patch in a column and a row.
  static func nodes(column: Int, row: Int) -> GeographicPoints {
    var points = GeographicPoints()
    for q in 0..<nodes {
      for p in 0..<nodes {
        points.append(
          GeographicPoint(
            longitude: (Double(column) + (node(p) + 1) / 2) * side - 180,
            latitude: (Double(row) + (node(q) + 1) / 2) * side - 90))
      }
    }
    return points
  }

  private static func node(_ index: Int) -> Double {
    cos(Double.pi * (Double(index) + 0.5) / Double(nodes))
  }

  /// The patch through PROJ's answers at its nodes; `nil` where PROJ had none.
  init?(through answers: PlanarPoints) {
    guard answers.xs.allSatisfy(\.isFinite), answers.ys.allSatisfy(\.isFinite) else { return nil }
    let size = Self.degree + 1
    // T₀…T₅ as sums of powers, lowest first.
    var polynomials = [[1.0], [0.0, 1.0]]
    for order in 2..<size {
      var next = [0.0] + polynomials[order - 1].map { 2 * $0 }
      for (power, coefficient) in polynomials[order - 2].enumerated() { next[power] -= coefficient }
      polynomials.append(next)
    }
    var powers = [SIMD2<Double>](repeating: .zero, count: size * size)
    for i in 0..<size {
      for j in 0..<size - i {
        var sum = SIMD2<Double>.zero
        for q in 0..<Self.nodes {
          for p in 0..<Self.nodes {
            let answer = SIMD2(answers.xs[q * Self.nodes + p], answers.ys[q * Self.nodes + p])
            sum += answer * (cos(Double(i) * acos(Self.node(p))) * cos(Double(j) * acos(Self.node(q))))
          }
        }
        let share = (i == 0 ? 1.0 : 2) * (j == 0 ? 1.0 : 2) / Double(Self.nodes * Self.nodes)
        for (a, first) in polynomials[i].enumerated() {
          for (b, second) in polynomials[j].enumerated() {
            powers[a * size + b] += sum * (share * first * second)
          }
        }
      }
    }
    for i in (0..<size).reversed() {
      for j in (0..<size - i).reversed() { coefficients.append(powers[i * size + j]) }
    }
  }

  /// Appends the coefficients to those of other patches.
  func append(to all: inout [SIMD2<Double>]) { all += coefficients }

  /// x and y in metres of the place at u and v, from −1 to 1 across the patch, by Horner's rule.
  ///
  /// The plain statement of what is computed for many places at once, to the last bit.
  func metres(u: Double, v: Double) -> SIMD2<Double> {
    var next = 0
    var outer = SIMD2<Double>.zero
    for i in 0...Self.degree {
      var inner = coefficients[next]
      // The i-th from the top has i further terms.
      for term in 0..<i { inner = inner * v + coefficients[next + 1 + term] }
      next += i + 1
      outer = outer * u + inner
    }
    return outer
  }
}
