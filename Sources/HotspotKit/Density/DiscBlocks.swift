/// What a wide kernel adds to a band of lines, as polynomials over blocks of cells.
///
/// Within its reach a kernel that is a power of h² − d² is a polynomial in a cell's place: for a block of cells that lies
/// within reach as a whole a place adds some coefficients, and once all places are in, the polynomial is worked out in the
/// block's cells. Blocks are squares of 8, 16, 32 or 64 cells a side, the largest that fit; cells of the others, those at
/// the rim, are added to one by one. So a place costs as much as its rim is long. Coefficients are only ever added to, never
/// taken from, and so do not drift.
///
/// With (u, v) a cell's place in its block and d the block's middle from the place, h² − d² is A − 2u·dx − 2v·dy − u² − v²
/// with A = h² − dx² − dy². The coefficients of its n-th power are sums of products of up to n of A, dx and dy.
struct DiscBlocks: Sendable {
  /// The power of what is left of the squared reach.
  private let power: Int
  private let reach: Double
  private let pitch: (x: Double, y: Double)
  private let perColumn: Double
  /// How far odd lines stand from even ones.
  private let shift: Double
  /// How many blocks of each size stand in a row, smallest first.
  private let across: [Int]
  /// Where the sums of each size start.
  private let starts: [Int]
  /// Sums of products, `entries` to a block.
  private var sums: [SIMD4<Double>]
  private let entries: Int
  private var isEmpty = true
  /// The columns of even and of odd lines east of the first one, four to an entry.
  private let even: [SIMD4<Double>]
  private let odd: [SIMD4<Double>]
  /// The blocks of each row that lie within reach.
  private var first = SIMD8<Int>.zero
  private var last = SIMD8<Int>.zero

  /// Cells along a side of the smallest blocks.
  static let side = 8
  /// How many sizes there are.
  private static let sizes = 4
  /// Rows of the smallest blocks in a band.
  static let rows = CellLattice.bandHeight / side

  /// From a reach of so many cells on blocks are faster than cells one by one; measured: 2.0 times at 64, 3.6 at 128.
  static let worthwhile = 40.0

  /// Empty blocks for a band of a lattice; `nil` for a kernel that is no power, or reaches too few cells for it to pay.
  init?(for profile: some KernelProfile, on lattice: CellLattice) {
    let cell = (lattice.pitch.x * lattice.pitch.y).squareRoot()
    guard let power = profile.power, profile.reach > Self.worthwhile * cell else { return nil }
    self.power = power
    (reach, pitch) = (profile.reach, lattice.pitch)
    perColumn = 1 / pitch.x
    shift = abs(lattice.odd[0] - lattice.even[0])
    entries = [1, 1, 3, 6][power]
    across = (0..<Self.sizes).map { (lattice.columns + (Self.side << $0) - 1) / (Self.side << $0) }
    var starts = [0]
    for (size, across) in across.enumerated() {
      starts.append(starts[size] + across * (Self.rows >> size) * entries)
    }
    self.starts = starts
    sums = [SIMD4<Double>](repeating: .zero, count: starts[Self.sizes])
    func fours(_ xs: [Double]) -> [SIMD4<Double>] {
      stride(from: 0, to: lattice.columns, by: 4).map {
        SIMD4(xs[$0], xs[$0 + 1], xs[$0 + 2], xs[$0 + 3]) - lattice.west
      }
    }
    (even, odd) = (fours(lattice.even), fours(lattice.odd))
  }

  /// Adds a place to all blocks that lie within its reach; `x` is its place east of the first column, `y` north of the
  /// band's first line.
  mutating func add(_ x: Double, _ y: Double, weight: Double) {
    isEmpty = false
    let terms = Terms(weight: weight, square: reach * reach, power: power)
    let (pitch, perColumn, shift, starts, across, entries) = (
      pitch, perColumn, shift, starts, across, entries
    )
    var (first, last) = (SIMD8<Int>.zero, SIMD8<Int>.zero)
    // A span, so that the array is not asked for each block whether it is the only one of its kind.
    var sums = sums.mutableSpan
    for size in (0..<Self.sizes).reversed() {
      let side = Self.side << size
      let perBlock = perColumn / Double(side)
      let middle = Double(side - 1) / 2
      // From the last row on, so that the larger block round a row is still known when its turn comes.
      for row in (0..<Self.rows >> size).reversed() {
        let isLargest = size + 1 == Self.sizes
        let outer = isLargest ? 0..<0 : 2 * first[row >> 1]..<2 * last[row >> 1]
        let south = Double(row * side) * pitch.y
        let dy = max(abs(south - y), abs(south + Double(side - 1) * pitch.y - y))
        let left = terms.square - dy * dy
        guard left > 0 else {
          (first[row], last[row]) = (0, 0)
          continue
        }
        let half = left.squareRoot()
        // A billionth of a block less: a cell at the rim may belong to either sum, but must not be outside.
        var low = max(0, ((x - half) * perBlock + (0.5 + 1e-9)).nearestWhole)
        var high = min(across[size], ((x + half - shift + pitch.x) * perBlock - (0.5 + 1e-9)).nearestWhole)
        if outer.isEmpty {
          high = max(low, high)
        } else {
          (low, high) = (min(low, outer.lowerBound), max(high, outer.upperBound))
        }
        (first[row], last[row]) = (low, high)
        let dyMiddle = south + middle * pitch.y - y
        let start = starts[size] + row * across[size] * entries
        var block = low
        while block < high {
          if block == outer.lowerBound { block = max(block, outer.upperBound) }
          if block == high { break }
          let dx = (Double(block * side) + middle) * pitch.x - x
          terms.add(to: &sums, at: start + block * entries, dx, dyMiddle)
          block += 1
        }
      }
    }
    (self.first, self.last) = (first, last)
  }

  /// The columns of a row of the smallest blocks that the last place was added to as blocks.
  func covered(row: Int) -> Range<Int> { first[row] * Self.side..<last[row] * Self.side }

  /// Adds the polynomials' values to a band's lines, and empties the blocks.
  mutating func pour(into output: borrowing SumLines, lines: Int) {
    if isEmpty { return }
    isEmpty = true
    for size in 0..<Self.sizes {
      let side = Self.side << size
      let middle = Double(side - 1) / 2
      for line in 0..<lines {
        let xs = line & 1 == 0 ? even : odd
        let row = line / side
        let v = (Double(line - row * side) - middle) * pitch.y
        for block in 0..<across[size] {
          let start = starts[size] + (row * across[size] + block) * entries
          if sums[start].x == 0 { continue }
          let polynomial = Polynomial(sums, at: start, power: power, v: v)
          let east = (Double(block * side) + middle) * pitch.x
          for group in block * side / 4..<min((block + 1) * side / 4, xs.count) {
            output.add(polynomial.values(at: xs[group] - east), line: line, column: group * 4)
          }
        }
      }
    }
    for index in sums.indices { sums[index] = .zero }
  }
}

/// What a place adds to blocks.
private struct Terms {
  let weight: Double
  let square: Double
  let power: Int

  @inline(__always) func add(
    to sums: inout MutableSpan<SIMD4<Double>>, at start: Int, _ dx: Double, _ dy: Double
  ) {
    let a = square - dx * dx - dy * dy
    let first = SIMD4(1, dx, dy, a) * weight
    sums[start] += first
    if power < 2 { return }
    let second = SIMD4(dy * dy, dy * a, a * a, 0) * weight
    sums[start + 1] += first * dx
    sums[start + 2] += second
    if power < 3 { return }
    sums[start + 3] += first * (dx * dx)
    sums[start + 4] += second * dx
    sums[start + 5] += SIMD4(dy * dy * dy, dy * dy * a, dy * a * a, a * a * a) * weight
  }
}

/// Σ (A + α·dx + β·dy − u² − v²)ⁿ along a line of a block, with α = −2u and β = −2v: a polynomial in u.
private struct Polynomial {
  private let power: Int
  private let v2: Double
  private let count: Double
  /// Σ A + β·dy, and Σ dx.
  private var first = SIMD2<Double>.zero
  /// The coefficients of Σ (A + α·dx + β·dy)² in α.
  private var second = SIMD3<Double>.zero
  /// Those of the third power.
  private var third = SIMD4<Double>.zero

  init(_ sums: [SIMD4<Double>], at start: Int, power: Int, v: Double) {
    (self.power, v2) = (power, v * v)
    let b = -2 * v
    let s0 = sums[start]
    count = s0.x
    if power >= 1 { first = SIMD2(s0.w + b * s0.z, s0.y) }
    if power >= 2 {
      // dx · (1, dx, dy, A), and dy², A dy, A².
      let (s1, s2) = (sums[start + 1], sums[start + 2])
      second = SIMD3(s2.z + b * (2 * s2.y + b * s2.x), 2 * (s1.w + b * s1.z), s1.y)
    }
    if power >= 3 {
      // dx² · (1, dx, dy, A), dx · (dy², A dy, A²), and dy³, A dy², A² dy, A³.
      let (s3, s4, s5) = (sums[start + 3], sums[start + 4], sums[start + 5])
      third = SIMD4(
        s5.w + b * (3 * s5.z + b * (3 * s5.y + b * s5.x)), 3 * (s4.z + b * (2 * s4.y + b * s4.x)),
        3 * (s3.w + b * s3.z), s3.y)
    }
  }

  /// The values at four places east of the block's middle; rounding takes none below nought.
  @inline(__always) func values(at u: SIMD4<Double>) -> SIMD4<Double> {
    if power == 0 { return SIMD4(repeating: count) }
    let rest = u * u + v2
    let a = u * -2
    let p1 = a * first.y + first.x
    var values = p1 - rest * count
    if power >= 2 {
      let p2 = (a * second.z + second.y) * a + second.x
      values = p2 - rest * (p1 * 2 - rest * count)
      if power >= 3 {
        let p3 = ((a * third.w + third.z) * a + third.y) * a + third.x
        values = p3 - rest * (p2 * 3 - rest * (p1 * 3 - rest * count))
      }
    }
    return SIMD4<Double>.zero.replacing(with: values, where: values .> 0)
  }
}
