internal import Glibc

/// A kernel of one bandwidth, less a constant factor that a sum is multiplied with once at its end.
///
/// A type for each kernel, so that the innermost loop is compiled for each and calls nothing.
protocol KernelProfile: Sendable {
  /// The distance from which on an incident adds nothing, in metres.
  var reach: Double { get }

  /// The constant factor, with the integral of the kernel in incidents per square kilometre × square metres.
  var perSquareKilometre: Double { get }

  /// The power of what is left of the squared reach that the height is; `nil` where it is none.
  var power: Int? { get }

  /// The height at a squared distance within the reach; `left` is the squared reach less that.
  func height(at squaredDistance: Double, left: Double) -> Double

  /// What squared distances along x contribute to heights, of four cells at once.
  func column(_ squares: SIMD4<Double>) -> SIMD4<Double>

  /// What a squared distance along y contributes to heights.
  func row(_ square: Double) -> Double

  /// The heights of four cells of one row, nought from the reach on; the same as ``height(at:left:)`` but for
  /// the last digits.
  func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double>

  /// Σ weight · height over places, in the middles of a lattice.
  func fill(_ sums: TileSums, band: Int, _ scratch: inout TileSums.Scratch)
}

extension KernelProfile {
  // A requirement with one meaning for all: through it the loop is compiled for each kernel.
  func fill(_ sums: TileSums, band: Int, _ scratch: inout TileSums.Scratch) {
    sums.fill(band, profile: self, &scratch)
  }

  func column(_ squares: SIMD4<Double>) -> SIMD4<Double> { squares }
  func row(_ square: Double) -> Double { reach * reach - square }

  /// The height at a distance, given by its two squared parts; nought from the reach on.
  @inline(__always) func height(dySquared: Double, dxSquared: Double) -> Double {
    let left = reach * reach - dySquared - dxSquared
    return left > 0 ? height(at: dySquared + dxSquared, left: left) : 0
  }

  /// What is left of the squared reach in four cells; nought from the reach on.
  @inline(__always) func left(_ row: Double, _ columns: SIMD4<Double>) -> SIMD4<Double> {
    let left = SIMD4(repeating: row) - columns
    // In this order it is a single instruction.
    return SIMD4<Double>.zero.replacing(with: left, where: left .> 0)
  }
}

/// (h² − d²)².
struct Quartic: KernelProfile {
  let reach: Double
  var power: Int? { 2 }
  var perSquareKilometre: Double {
    let square = reach * reach
    return 3e6 / (Double.pi * square * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left * left }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> {
    let left = left(row, columns)
    return left * left
  }
}

/// h² − d².
struct Epanechnikov: KernelProfile {
  let reach: Double
  var power: Int? { 1 }
  var perSquareKilometre: Double {
    let square = reach * reach
    return 2e6 / (Double.pi * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> {
    left(row, columns)
  }
}

/// (h² − d²)³.
struct Triweight: KernelProfile {
  let reach: Double
  var power: Int? { 3 }
  var perSquareKilometre: Double {
    let square = reach * reach
    return 4e6 / (Double.pi * square * square * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left * left * left }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> {
    let left = left(row, columns)
    return left * left * left
  }
}

/// h − d.
struct Triangular: KernelProfile {
  let reach: Double
  var power: Int? { nil }
  var perSquareKilometre: Double { 3e6 / (Double.pi * reach * reach * reach) }
  func height(at squaredDistance: Double, left: Double) -> Double { reach - squaredDistance.squareRoot() }
  func row(_ square: Double) -> Double { square }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> {
    let left = SIMD4(repeating: reach) - (columns + row).squareRoot()
    return SIMD4<Double>.zero.replacing(with: left, where: left .> 0)
  }
}

/// One.
struct Uniform: KernelProfile {
  let reach: Double
  var power: Int? { 0 }
  var perSquareKilometre: Double { 1e6 / (Double.pi * reach * reach) }
  func height(at squaredDistance: Double, left: Double) -> Double { 1 }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4<Double>.zero.replacing(with: 1, where: SIMD4(repeating: row) .> columns)
  }
}

/// exp(−d²/2σ²).
struct Gaussian: KernelProfile {
  let reach: Double
  let perSquareKilometre: Double
  var power: Int? { nil }
  private let exponent: Double

  /// Cut off at nine deviations, unless it is said otherwise.
  init(deviation: Double, cutAt deviations: Double = 9) {
    // exp(−9²/2) is 2.6e-18: what lies beyond is less than the last digit of the kernel's peak.
    reach = deviations * deviation
    perSquareKilometre = 1e6 / (2 * Double.pi * deviation * deviation)
    exponent = -1 / (2 * deviation * deviation)
  }

  func height(at squaredDistance: Double, left: Double) -> Double { exp(squaredDistance * exponent) }
  /// exp(−dx²/2σ²): a bell is the product of two, and both are found once for a row or a column of cells.
  @inline(__always) func column(_ squares: SIMD4<Double>) -> SIMD4<Double> {
    var bells = squares * exponent
    for lane in 0..<4 { bells[lane] = exp(bells[lane]) }
    return bells
  }
  func row(_ square: Double) -> Double { exp(square * exponent) }
  @inline(__always) func heights(row: Double, columns: SIMD4<Double>) -> SIMD4<Double> { columns * row }
}
