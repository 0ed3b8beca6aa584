/// Every pair of places nearer to each other than the last of some distance bands, sorted by band.
///
/// The places are put in the order of a net of squares, so that near ones stand near in memory; ``order`` tells
/// which is which. A pair stands once, at the place that comes first.
struct NearPairs: Sendable {
  /// The pairs of one band: those of place `i` are `seconds[starts[i]..<starts[i + 1]]`, each later than `i`.
  struct Band: Sendable {
    var starts: [Int] = [0]
    var seconds: [Int32] = []
  }

  /// The number of each place in the order given, in the order of the net.
  let order: [Int]

  /// The pairs by band.
  let bands: [Band]

  /// Above this the pairs alone would take 800 MB.
  static let most = 200_000_000

  /// The pairs of places with a distance below the last of `edges`, which ascend; a pair belongs to the first band
  /// whose edge is above its distance. `nil` when there are more than ``most``.
  ///
  /// Time O(places · log places + pairs within about twice the last edge).
  init?(xs: [Double], ys: [Double], measure: DistanceMeasure, edges: [Double]) {
    let side = edges[edges.count - 1]
    let keys = xs.indices.map { NetKey(column: xs[$0] / side, row: ys[$0] / side) }
    let order = xs.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let sorted = order.map { keys[$0] }
    let (x, y) = (order.map { xs[$0] }, order.map { ys[$0] })
    var bands = [Band](repeating: Band(), count: edges.count)
    var found = 0
    var (east, west, north) = (0, 0, 0)
    for first in order.indices {
      let key = sorted[first]
      // What comes later and can be near stands in two stretches: this square and the next, and the three above.
      if first == 0 || sorted[first - 1] != key {
        east = sorted.firstPosition(notBelow: key.moved(columns: 2, rows: 0), from: first)
        west = sorted.firstPosition(notBelow: key.moved(columns: -1, rows: 1), from: east)
        north = sorted.firstPosition(notBelow: key.moved(columns: 2, rows: 1), from: west)
      }
      for stretch in [first + 1..<east, west..<north] {
        for second in stretch {
          let distance = measure.distance(dx: x[second] - x[first], dy: y[second] - y[first])
          guard distance < side else { continue }
          var band = 0
          while distance >= edges[band] { band += 1 }
          bands[band].seconds.append(Int32(second))
          found += 1
        }
      }
      guard found <= Self.most else { return nil }
      for band in bands.indices { bands[band].starts.append(bands[band].seconds.count) }
    }
    self.order = order
    self.bands = bands
  }
}

/// A square of the net; squares come by rows, and in a row by columns.
private struct NetKey: Hashable, Comparable {
  let column: Int
  let row: Int

  init(column: Double, row: Double) {
    self.init(column: Int(column.rounded(.down)), row: Int(row.rounded(.down)))
  }

  private init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  func moved(columns: Int, rows: Int) -> NetKey { NetKey(column: column + columns, row: row + rows) }

  static func < (a: NetKey, b: NetKey) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

extension [NetKey] {
  /// The first position from `start` on whose key is not below a bound, in a list that ascends, by bisection.
  fileprivate func firstPosition(notBelow bound: NetKey, from start: Int) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
