internal import Glibc

/// A kernel of one bandwidth, less a constant factor that a sum is multiplied with once at its end.
///
/// A type for each kernel, so that the innermost loop is compiled for each and calls nothing.
protocol KernelProfile: Sendable {
  /// The distance from which on an incident adds nothing, in metres.
  var reach: Double { get }

  /// The constant factor, with the integral of the kernel in incidents per square kilometre × square metres.
  var perSquareKilometre: Double { get }

  /// The height at a squared distance within the reach; `left` is the squared reach less that.
  func height(at squaredDistance: Double, left: Double) -> Double

  /// Σ weight · height over a band of a grid's window, row after row.
  func sums(of points: RowSortedPoints, in band: Range<Int>, on grid: Grid) -> [Double]
}

extension KernelProfile {
  // A requirement with one meaning for all: through it the loop is compiled for each kernel.
  func sums(of points: RowSortedPoints, in band: Range<Int>, on grid: Grid) -> [Double] {
    points.sums(of: band, on: grid, profile: self)
  }

  /// The height at a distance, given by its two squared parts; nought from the reach on.
  @inline(__always) func height(dySquared: Double, dxSquared: Double) -> Double {
    let left = reach * reach - dySquared - dxSquared
    return left > 0 ? height(at: dySquared + dxSquared, left: left) : 0
  }
}

/// (h² − d²)².
struct Quartic: KernelProfile {
  let reach: Double
  var perSquareKilometre: Double {
    let square = reach * reach
    return 3e6 / (Double.pi * square * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left * left }
}

/// h² − d².
struct Epanechnikov: KernelProfile {
  let reach: Double
  var perSquareKilometre: Double {
    let square = reach * reach
    return 2e6 / (Double.pi * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left }
}

/// (h² − d²)³.
struct Triweight: KernelProfile {
  let reach: Double
  var perSquareKilometre: Double {
    let square = reach * reach
    return 4e6 / (Double.pi * square * square * square * square)
  }
  func height(at squaredDistance: Double, left: Double) -> Double { left * left * left }
}

/// h − d.
struct Triangular: KernelProfile {
  let reach: Double
  var perSquareKilometre: Double { 3e6 / (Double.pi * reach * reach * reach) }
  func height(at squaredDistance: Double, left: Double) -> Double { reach - squaredDistance.squareRoot() }
}

/// One.
struct Uniform: KernelProfile {
  let reach: Double
  var perSquareKilometre: Double { 1e6 / (Double.pi * reach * reach) }
  func height(at squaredDistance: Double, left: Double) -> Double { 1 }
}

/// exp(−d²/2σ²).
struct Gaussian: KernelProfile {
  let reach: Double
  let perSquareKilometre: Double
  private let exponent: Double

  init(deviation: Double) {
    // exp(−9²/2) is 2.6e-18: what lies beyond is less than the last digit of the kernel's peak.
    reach = 9 * deviation
    perSquareKilometre = 1e6 / (2 * Double.pi * deviation * deviation)
    exponent = -1 / (2 * deviation * deviation)
  }

  func height(at squaredDistance: Double, left: Double) -> Double { exp(squaredDistance * exponent) }
}
