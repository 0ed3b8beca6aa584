internal import Geospatial

extension StreetCells {
  /// Which streets meet: a corner or an end of one lies within `reach` metres of the other.
  ///
  /// Streets that cross without a common corner, as at a bridge, do not meet. Time O(corners).
  public func touching(within reach: Double = 0.001) -> Adjacency {
    let index = index
    var pairs: [(Int, Int)] = []
    for (cell, lines) in lines.enumerated() {
      var met: Set<Int> = []
      for corner in lines.joined() { index.lines(within: reach, of: corner) { met.insert($0) } }
      pairs += met.map { (cell, $0) }
    }
    return Adjacency(count: count, pairs: pairs)
  }
}
