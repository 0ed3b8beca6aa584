internal import Files
internal import Geospatial

/// Where rows stand, while they are read.
///
/// Begins with each place once and leaves that for good where half of the rows have a place of their own, which is asked at
/// 32,768 rows, twice as many and so on: so that the answer depends on the rows and on nothing else.
struct SpotCollector {
  /// The places that were met; of use as long as places are shared.
  private var known = EqualPlaces()
  private var numbers: [Int32] = []
  private var isShared = true
  /// Where each row has its own.
  private var (xs, ys): ([Double], [Double]) = ([], [])
  /// How many rows there are when it is asked next whether sharing pays.
  private var next = 32_768
  /// Whether a place may be left without a row.
  private var isLoose = false

  /// How many rows there are.
  var count: Int { isShared ? numbers.count : xs.count }

  /// Where a row stands.
  subscript(row: Int) -> SIMD2<Double> {
    isShared ? known.places[Int(numbers[row])] : SIMD2(xs[row], ys[row])
  }

  /// The columns of the rows from one on. Time O(rows).
  func columns(from base: Int) -> (x: [Double], y: [Double]) {
    let rows = (base..<count).map { self[$0] }
    return (rows.map { $0.x }, rows.map { $0.y })
  }

  /// Makes room for so many rows.
  mutating func reserve(_ rows: Int) {
    if isShared { return HugePages.reserve(&numbers, rows) }
    HugePages.reserve(&xs, rows)
    HugePages.reserve(&ys, rows)
  }

  /// Adds a row.
  mutating func append(x: Double, y: Double) { append([x], [y], 0..<1) }

  /// Adds rows of some columns.
  mutating func append(_ x: [Double], _ y: [Double], _ rows: Range<Int>) {
    var start = rows.lowerBound
    while isShared, start < rows.upperBound {
      let end = min(rows.upperBound, start + next - numbers.count)
      known.number(x, y, start..<end, to: &numbers)
      if numbers.count == next { ask() }
      start = end
    }
    if start < rows.upperBound {
      xs += x[start..<rows.upperBound]
      ys += y[start..<rows.upperBound]
    }
  }

  /// Moves a row to another place.
  mutating func move(_ row: Int, toX x: Double, y: Double) {
    if isShared {
      numbers[row] = Int32(truncatingIfNeeded: known.number(of: SIMD2(x, y)))
      isLoose = true
    } else {
      (xs[row], ys[row]) = (x, y)
    }
  }

  /// Closes up the rows from `base` on, of which `keep` says which stay.
  mutating func keepRows(_ keep: [Bool], from base: Int) {
    if isShared {
      numbers.keepRows(keep, from: base)
      isLoose = true
    } else {
      xs.keepRows(keep, from: base)
      ys.keepRows(keep, from: base)
    }
  }

  /// The rows as they stand.
  consuming func finish() -> Spots {
    guard isShared else { return Spots(xs: xs, ys: ys, numbers: nil) }
    let spots = Spots(xs: known.places.map { $0.x }, ys: known.places.map { $0.y }, numbers: numbers)
    return isLoose ? spots.withoutEmpty : spots
  }

  /// Leaves sharing where it does not pay.
  private mutating func ask() {
    next *= 2
    guard known.places.count * 2 > numbers.count else { return }
    let room = numbers.capacity
    isShared = false
    reserve(room)
    for number in numbers {
      xs.append(known.places[Int(number)].x)
      ys.append(known.places[Int(number)].y)
    }
    (known, numbers) = (EqualPlaces(), [])
  }
}
