internal import Geospatial

/// What is done about the part of a kernel that falls outside the study area, where nothing could be recorded.
///
/// With e = 1/∫ k over the study area for a kernel at a place. Source: Diggle (1985), *Applied Statistics* 34; Jones
/// (1993), *Statistics and Computing* 3.
public enum EdgeCorrection: String, CaseIterable, Hashable, Sendable {
  /// Nothing: densities fall off towards the edge.
  case none
  /// λ(x) = e(x) Σ k: a constant density stays constant up to the edge; mass is not kept.
  case uniform
  /// λ(x) = Σ e(xᵢ) k: every incident keeps its whole mass inside.
  case jonesDiggle = "jones-diggle"

  /// A correction by its name on the command line.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when there is none of that name.
  public init(_ name: String) throws(HotspotError) {
    guard let correction = EdgeCorrection(rawValue: name) else {
      throw .invalidParameter(
        "edge '\(name)': write one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = correction
  }
}

/// How much of a kernel at a place lies within a study area.
///
/// Good to 1e-12 of the whole, but for places on a corner of the area, which are taken a thousandth of a millimetre aside.
struct InsideMass: Sendable {
  private let edges: OutlineEdges
  private let kernel: Kernel

  /// `bandwidth` is the usual one, in metres; others may be asked for.
  init(_ outline: Outline, kernel: Kernel, bandwidth: Double) {
    self.kernel = kernel
    edges = OutlineEdges([outline.polygons], pieces: bandwidth)
  }

  /// The mass inside of a kernel of a bandwidth at a place, from 0 to 1. Time O(edges within reach).
  func share(bandwidth: Double, at x: Double, _ y: Double, isInside: Bool = true) -> Double {
    let tail = KernelTail(kernel: kernel, bandwidth: bandwidth)
    var beyond = edges.beyond(tail, from: x, y)
    if beyond.isOnCorner {
      beyond = edges.beyond(tail, from: x + OutlineEdges.aside.x, y + OutlineEdges.aside.y)
    }
    let share = (isInside ? 1 : 0) - beyond.sum
    // On an edge rounding alone tells inside from outside; it is told apart by a whole turn.
    let turned = share > 1 + 1e-9 ? share - 1 : share < -1e-9 ? share + 1 : share
    return min(max(turned, 0), 1)
  }
}
