public import Geospatial

/// The edge of a study area on the plane, ready for asking which places lie inside.
///
/// Answers by the even–odd rule on the polygons' edges, so the polygons may not overlap: dissolve them first.
public struct Outline: Hashable, Sendable {
  /// The polygons, in metres.
  public let polygons: [Polygon<PlanarPoint>]

  /// The least rectangle round the polygons, in metres.
  public let extent: PlanarExtent

  /// An outline from polygons that do not overlap.
  ///
  /// - Throws: ``HotspotError/insufficientData(_:)`` when there is no polygon.
  public init(_ polygons: [Polygon<PlanarPoint>]) throws(HotspotError) {
    guard let extent = PlanarExtent(of: polygons.flatMap(\.exterior)) else {
      throw .insufficientData("the study area holds no polygon: give a boundary with at least one area")
    }
    self.polygons = polygons
    self.extent = extent
  }

  /// For each of the given rows of places, the stretches of x that lie inside, in ascending order.
  ///
  /// `ys` must ascend. Time O(edges × rows crossed).
  func spans(at ys: [Double]) -> [[ClosedRange<Double>]] {
    var crossings = [[Double]](repeating: [], count: ys.count)
    for ring in polygons.flatMap(\.rings) {
      for (a, b) in zip(ring, ring.dropFirst()) where a.y != b.y {
        // Half-open in y, so that a vertex on a row is crossed once, not twice.
        let low = min(a.y, b.y)
        let high = max(a.y, b.y)
        var row = ys.firstPosition(notBelow: low)
        while row < ys.count, ys[row] < high {
          crossings[row].append(a.x + (ys[row] - a.y) / (b.y - a.y) * (b.x - a.x))
          row += 1
        }
      }
    }
    return crossings.map { xs in
      let sorted = xs.sorted()
      return stride(from: 0, to: sorted.count - 1, by: 2).map { sorted[$0]...sorted[$0 + 1] }
    }
  }
}

/// A rectangle along the plane's axes, in metres.
public struct PlanarExtent: Hashable, Sendable {
  /// The western edge.
  public var west: Double
  /// The southern edge.
  public var south: Double
  /// The eastern edge.
  public var east: Double
  /// The northern edge.
  public var north: Double

  /// The least rectangle that holds all points; `nil` when there are none.
  public init?(of points: some Collection<PlanarPoint>) {
    guard let first = points.first else { return nil }
    (west, south, east, north) = (first.x, first.y, first.x, first.y)
    for point in points {
      west = min(west, point.x)
      south = min(south, point.y)
      east = max(east, point.x)
      north = max(north, point.y)
    }
  }

  /// The rectangle with a margin on every side, in metres.
  public func widened(by margin: Double) -> PlanarExtent {
    var wider = self
    wider.west -= margin
    wider.south -= margin
    wider.east += margin
    wider.north += margin
    return wider
  }
}

extension [Double] {
  /// The first position in an ascending list whose value is not below a bound, by bisection.
  func firstPosition(notBelow bound: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
