internal import Glibc

/// What of something round a place lies further off than a distance, integrated over the angle of a straight edge.
protocol RadialTail: Sendable {
  /// From where on nothing is left, in metres.
  var reach: Double { get }

  /// The integral over a stretch within reach of a line `distance` metres off, which is more than nought, between two places
  /// along it measured from its nearest point.
  func integral(distance: Double, within low: Double, _ high: Double) -> Double
}

extension RadialTail {
  /// The integral over a stretch of a line `distance` metres off, between two places along it measured from its
  /// nearest point.
  ///
  /// On a line through the place itself what lies to either side is half of all.
  func integral(distance: Double, from start: Double, to end: Double) -> Double {
    let left = reach * reach - distance * distance
    guard left > 0 else { return 0 }
    let half = left.squareRoot()
    let (low, high) = (max(start, -half), min(end, half))
    guard low < high else { return 0 }
    if distance == 0 { return low <= 0 && high > 0 ? 0.5 : 0 }
    return integral(distance: distance, within: low, high)
  }
}

/// What of a kernel lies further off than a distance, integrated over the angle of a straight edge.
///
/// With 1 − F(r) for the share of the kernel beyond r, and φ for the direction, the integral over an edge is
/// ∫ (1 − F(r(φ))) dφ/2π. On a straight line r is p/cos φ, p being the line's distance, so that each kernel has a closed
/// form in p and in the place along the line; for the Gaussian it is Owen's T function. So what of a kernel
/// lies within a polygon is a sum over its edges within reach, without any grid.
struct KernelTail: RadialTail {
  let kernel: Kernel
  /// The support radius, for the Gaussian the standard deviation; in metres.
  let bandwidth: Double

  /// From where on nothing is left, in metres.
  var reach: Double { kernel == .gaussian ? 9 * bandwidth : bandwidth }

  func integral(distance: Double, within low: Double, _ high: Double) -> Double {
    primitive(distance / bandwidth, high / bandwidth)
      - primitive(distance / bandwidth, low / bandwidth)
  }

  /// The integral from the nearest point of a line at distance p to the place s along it, both in bandwidths.
  private func primitive(_ p: Double, _ s: Double) -> Double {
    if kernel == .gaussian { return OwenT.value(h: p, a: s / p) }
    // With u² = p² + s², dφ = p ds/u², and ∫ uᵏ ds below.
    let angle = atan2(s, p)
    let (p2, s2) = (p * p, s * s)
    let second = s * (p2 + s2 / 3)
    let rest: Double =
      switch kernel {
      case .uniform: s
      case .epanechnikov: 2 * s - second
      case .quartic: 3 * (s - second) + fourth(p2, s, s2)
      case .triweight: 4 * s - 6 * second + 4 * fourth(p2, s, s2) - sixth(p2, s, s2)
      case .triangular: 3 * s - s * (p2 + s2).squareRoot() - p2 * asinh(s / p)
      case .gaussian: 0
      }
    return (angle - p * rest) / (2 * Double.pi)
  }

  private func fourth(_ p2: Double, _ s: Double, _ s2: Double) -> Double {
    s * (p2 * p2 + s2 * (2 * p2 / 3 + s2 / 5))
  }

  private func sixth(_ p2: Double, _ s: Double, _ s2: Double) -> Double {
    s * (p2 * p2 * p2 + s2 * (p2 * p2 + s2 * (3 * p2 / 5 + s2 / 7)))
  }
}
