/// Which cells count as a cell's neighbours.
public enum NeighbourRule: Hashable, Sendable {
  /// Those that share an edge or a corner: eight for a square, six for a hexagon, those that touch for areas.
  case queen

  /// Those whose middle, of an area its centroid, lies within a distance of the cell's own, in metres.
  ///
  /// A middle exactly so far away counts; a thousand-millionth of the distance is allowed for rounding, because
  /// the distances between hexagons are no whole numbers.
  case band(metres: Double)

  /// The so many nearest by the distance of their middles; of cells equally far away those that come first in
  /// the grid's order, further south and then further west, or first in the file.
  case nearest(Int)

  /// A rule as it is written on the command line, such as `queen`, `band:500` or `knn:8`.
  ///
  /// - Throws: ``HotspotError/invalidParameter(_:)`` when it is none of them, the distance is not from 1 m to
  ///   1000 km, or the number not from 1 to 10000.
  public init(_ text: String) throws(HotspotError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if text == "queen" {
      self = .queen
      return
    }
    if parts.count == 2, parts[0] == "band", let metres = Double(parts[1]), (1...1_000_000).contains(metres) {
      self = .band(metres: metres)
      return
    }
    if parts.count == 2, parts[0] == "knn", let count = Int(parts[1]), (1...10_000).contains(count) {
      self = .nearest(count)
      return
    }
    throw .invalidParameter(
      """
      neighbours '\(text)': write queen, band:METRES (from 1 to 1000000, between the cells' middles) or knn:K \
      (from 1 to 10000)
      """)
  }
}

extension NeighbourRule: CustomStringConvertible {
  /// The rule as it is written on the command line.
  public var description: String {
    switch self {
    case .queen: "queen"
    case .band(let metres): "band:\(metres.formattedPlainly)"
    case .nearest(let count): "knn:\(count)"
    }
  }
}
