internal import Geospatial
internal import Glibc

/// Sums of wide bells: narrow ones on the nodes of a lattice of its own, which another bell then widens.
///
/// A bell of deviation σ is one of σ/2 widened by one of σ·√3/2. As a sum over nodes a step apart instead of an integral it
/// is off by a share of 2·exp(−2π²s²/step²), with s = σ/2·√3/2 (Poisson's summation formula): 3e-17 at s = 1.4 steps. Bells
/// are cut off at 8.5 of their deviations, which leaves out 4·exp(−8.5²/2) = 9e-16 of a bell's peak along each axis; incidents
/// within 13 σ of a cell share in that, fewer than 500 times as many as the peak is made of: together less than 1e-12 of the
/// peak. All terms are positive, and so are sums. What a place costs does not depend on how many cells its bell reaches.
///
/// Source: Greengard & Strain (1991), *SIAM Journal on Scientific and Statistical Computing* 12(1), for the idea.
struct BellFilter: Sendable {
  private let target: CellLattice
  /// Narrow sums, line by line, four columns to an entry.
  private let nodes: [SIMD4<Double>]
  private let groups: Int
  private let perAxis: Double
  private let lines: Taps
  private let even: Taps
  private let odd: Taps

  /// The largest departure from the plain sum, as a share of the density's peak on the plane.
  static let error = 1e-12

  private static let deviations = 8.5

  /// Whether it is faster than the plain sum.
  ///
  /// Counted in additions to a cell, 0.45 ns each; measured: an exponential is 8 of them, of which the plain sum finds one for
  /// each line and column of a reach of nine deviations; a narrow bell is 1,600, and to widen is 80 for each cell.
  static func pays(places: Int, deviation: Double, on lattice: CellLattice) -> Bool {
    let (columns, lines) = (deviation / lattice.pitch.x, deviation / lattice.pitch.y)
    let cells = Double(lattice.columns) * Double(lattice.lines)
    let plain = min(Double.pi * 81 * columns * lines, cells) + 8 * min(18 * (columns + lines), cells)
    return Double(places) * (plain - 1600) > 80 * cells
  }

  /// Narrow sums of weighted places, as far as they matter to a lattice.
  init(
    of places: [SIMD2<Double>], weights: [Double]?, deviation: Double, on target: CellLattice, bands: Bands
  ) {
    let (narrow, wide) = (deviation / 2, deviation * 0.75.squareRoot())
    let step = Self.step(narrow * wide / deviation / 1.4)
    let (near, far) = (Self.deviations * narrow, Self.deviations * wide)
    self.target = target
    // The two bells' heights times the step, so that a sum stands for an integral.
    perAxis = step * deviation / (narrow * wide * (2 * Double.pi).squareRoot())
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let across = Axis(
      nodesFor: xs, near: near, from: target.west, to: max(target.even.last ?? 0, target.odd.last ?? 0),
      far: far,
      step: step)
    let along = Axis(
      nodesFor: ys, near: near, from: target.ys[0], to: target.ys[target.lines - 1], far: far, step: step)
    groups = (across.count + 3) / 4
    let lattice = CellLattice(
      west: across.first, south: along.first, step: step, columns: groups * 4, lines: along.count)
    let tiles = PointTiles(Spots(xs: xs, ys: ys, numbers: nil), weights: weights, on: lattice, reach: near)
    let sums = TileSums(of: tiles, on: lattice).values(
      of: Gaussian(deviation: narrow, cutAt: Self.deviations), times: 1, bands: bands)
    nodes = (0..<sums.count / 4).map {
      SIMD4(sums[$0 * 4], sums[$0 * 4 + 1], sums[$0 * 4 + 2], sums[$0 * 4 + 3])
    }
    func taps(_ middles: ArraySlice<Double>, _ axis: Axis) -> Taps {
      Taps(for: middles, axis, step: step, deviation: wide, reach: far)
    }
    lines = taps(target.ys[...], along)
    even = taps(target.even.prefix(target.columns), across)
    odd = target.isShifted ? taps(target.odd.prefix(target.columns), across) : even
  }

  /// A length of 20 binary digits, at most `length`: whole multiples of it are numbers of the machine, so that where a node
  /// stands is not rounded.
  private static func step(_ length: Double) -> Double {
    let unit = length.binade * 0x1p-20
    return (length / unit).rounded(.down) * unit
  }

  /// Σ weight · bell · `factor` in a grid's cells, in the grid's order.
  func values(times factor: Double, in grid: Grid, bands: Bands) -> [Double] {
    let ends = (0..<target.bands).map { grid.cellCount(below: target.lines(ofBand: $0).upperBound) }
    let scale = factor * perAxis * perAxis
    return bands.filled(ends: ends, prepare: { [SIMD4<Double>](repeating: .zero, count: groups) }) {
      band, line, values in
      for number in target.lines(ofBand: band) {
        widen(number, into: &line)
        let taps = number & 1 == 0 ? even : odd
        let position = number * target.columns
        for column in 0..<target.columns where grid.cells[position + column] >= 0 {
          values.append(taps.sum(of: line, at: column) * scale)
        }
      }
    }
  }

  /// The nodes of a line of the target, widened northwards and southwards.
  private func widen(_ number: Int, into line: inout [SIMD4<Double>]) {
    for group in 0..<groups { line[group] = .zero }
    for tap in lines.range(of: number) {
      let weight = lines[number, tap]
      if weight == 0 { continue }
      let start = tap * groups
      for group in 0..<groups { line[group] += nodes[start + group] * weight }
    }
  }
}

/// Nodes along one axis, as many as matter.
private struct Axis {
  let first: Double
  let count: Int

  /// Nodes near places and not too far from a stretch; multiples of the step, so that they do not hang on single places.
  init(nodesFor places: [Double], near: Double, from start: Double, to end: Double, far: Double, step: Double)
  {
    let low = max((places.min() ?? start) - near, start - far)
    let high = min((places.max() ?? start) + near, end + far)
    first = (low / step).rounded(.up) * step
    count = max(1, Int(((high - first) / step).rounded(.down)) + 1)
  }
}

/// For each of some middles the bell's heights at the nodes within its reach, four nodes to an entry.
private struct Taps {
  private let starts: [Int]
  private let heights: [SIMD4<Double>]
  private let width: Int

  init(for middles: ArraySlice<Double>, _ axis: Axis, step: Double, deviation: Double, reach: Double) {
    let groups = (axis.count + 3) / 4
    let width = min(groups, Int(2 * reach / step) / 4 + 2)
    let exponent = -1 / (2 * deviation * deviation)
    var heights: [SIMD4<Double>] = []
    starts = middles.map { middle in
      let node = Int(((middle - reach - axis.first) / step).rounded(.up))
      let start = min(max(0, node / 4), groups - width)
      for group in start..<start + width {
        var four = SIMD4<Double>.zero
        for lane in 0..<4 where group * 4 + lane < axis.count {
          let distance = middle - (axis.first + Double(group * 4 + lane) * step)
          if abs(distance) <= reach { four[lane] = exp(distance * distance * exponent) }
        }
        heights.append(four)
      }
      return start
    }
    (self.heights, self.width) = (heights, width)
  }

  /// The nodes that a middle takes from; heights are nought at some of them.
  func range(of middle: Int) -> Range<Int> { starts[middle] * 4..<(starts[middle] + width) * 4 }

  /// The height of a middle's bell at a node of its range.
  subscript(middle: Int, node: Int) -> Double {
    heights[middle * width + node / 4 - starts[middle]][node & 3]
  }

  /// Σ height · node, for nodes in groups of four.
  @inline(__always) func sum(of nodes: [SIMD4<Double>], at middle: Int) -> Double {
    var sums = SIMD4<Double>.zero
    let (start, tap) = (starts[middle], middle * width)
    for group in 0..<width { sums += nodes[start + group] * heights[tap + group] }
    return sums.sum()
  }
}
