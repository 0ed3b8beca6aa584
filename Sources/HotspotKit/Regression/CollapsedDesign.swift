/// The columns of distinct rows, laid out for passes over all of them at once.
///
/// Eight flags make a byte and eight bytes a word. A sum over rows adds each row to one of 256 places a byte and takes the
/// flags apart at the end, so that a pass costs an eighth of a look-up a column, however many flags are yes; the eight
/// bytes of a word wait for nothing of each other. Numbers are held with mean 0 and variance 1; the coefficients on what
/// is held are called inner here.
struct CollapsedDesign: Sendable {
  /// How many distinct rows there are.
  let rowCount: Int

  /// How many columns there are.
  let columnCount: Int

  /// The columns that hold flags, ascending.
  private let flagColumns: [Int]

  /// For each sixty-four of them a word a row.
  private var codes: [[UInt64]] = []

  /// For each of them the rows that say yes.
  private var members: [[Int32]] = []

  /// The columns that hold numbers, ascending.
  private let numberColumns: [Int]

  /// Their numbers, with mean 0 and variance 1.
  private var numbers: [[Double]] = []
  private var centres: [Double] = []
  private var scales: [Double] = []

  init(_ columns: [CountTable.Column], rows: [Int32], weights: [Double]) {
    (rowCount, columnCount) = (rows.count, columns.count)
    var flagColumns: [Int] = []
    var numberColumns: [Int] = []
    let whole = weights.reduce(0, +)
    for (number, column) in columns.enumerated() {
      switch column {
      case .flags(let flags):
        let place = flagColumns.count & 63
        if place == 0 { codes.append([UInt64](repeating: 0, count: rows.count)) }
        var yes: [Int32] = []
        for (row, original) in rows.enumerated() where flags[Int(original)] {
          codes[codes.count - 1][row] |= 1 << UInt64(place)
          yes.append(Int32(row))
        }
        members.append(yes)
        flagColumns.append(number)
      case .numbers(let values):
        var kept = rows.map { values[Int($0)] }
        let centre = zip(kept, weights).reduce(0) { $0 + $1.0 * $1.1 } / whole
        let variance = zip(kept, weights).reduce(0) { $0 + ($1.0 - centre) * ($1.0 - centre) * $1.1 } / whole
        let scale = variance > 0 ? variance.squareRoot() : 1
        for row in kept.indices { kept[row] = (kept[row] - centre) / scale }
        numbers.append(kept)
        centres.append(centre)
        scales.append(scale)
        numberColumns.append(number)
      }
    }
    (self.flagColumns, self.numberColumns) = (flagColumns, numberColumns)
  }

  /// Coefficients on what is held, of those on the columns as they were given.
  func inner(_ coefficients: [Double]) -> [Double] {
    var inner = coefficients
    for (place, column) in numberColumns.enumerated() { inner[column] *= scales[place] }
    return inner
  }

  /// Coefficients on the columns as they were given, of those on what is held.
  func outer(_ inner: [Double]) -> [Double] {
    var outer = inner
    for (place, column) in numberColumns.enumerated() { outer[column] /= scales[place] }
    return outer
  }

  /// What coefficients on the columns as they were given add to every row because columns are held with mean 0.
  func shift(_ coefficients: [Double]) -> Double {
    zip(numberColumns, centres).reduce(0) { $0 + coefficients[$1.0] * $1.1 }
  }

  /// For each row the sum of its columns times inner coefficients.
  func predictors(_ inner: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: rowCount)
    for (word, code) in codes.enumerated() {
      let columns = flagColumns[word * 64..<min(word * 64 + 64, flagColumns.count)]
      if columns.allSatisfy({ inner[$0] == 0 }) { continue }
      var table = ByteTables(repeating: 0)
      for group in 0..<8 {
        for value in 1..<256 {
          // The value without its lowest bit is already there.
          let flag = group * 8 + value.trailingZeroBitCount
          let part = flag < columns.count ? inner[columns[columns.startIndex + flag]] : 0
          table[group * 256 + value] = table[group * 256 + value & (value - 1)] + part
        }
      }
      for row in 0..<rowCount {
        let bytes = code[row]
        var sum = 0.0
        for group in 0..<8 { sum += table[Self.place(bytes, group)] }
        sums[row] += sum
      }
    }
    for (place, column) in numberColumns.enumerated() where inner[column] != 0 {
      let factor = inner[column]
      let values = numbers[place]
      for row in 0..<rowCount { sums[row] += factor * values[row] }
    }
    return sums
  }

  /// For each column the sum over rows of what it holds times `values`.
  func sums(of values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columnCount)
    for (word, code) in codes.enumerated() {
      var table = ByteTables(repeating: 0)
      for row in 0..<rowCount {
        let (bytes, value) = (code[row], values[row])
        for group in 0..<8 { table[Self.place(bytes, group)] += value }
      }
      takeApart(&table, word, into: &sums)
    }
    for (place, column) in numberColumns.enumerated() {
      let held = numbers[place]
      var sum = 0.0
      for row in 0..<rowCount { sum += held[row] * values[row] }
      sums[column] = sum
    }
    return sums
  }

  /// For each column the sum over rows of what it holds, times what `column` holds, times `values`.
  func products(of column: Int, _ values: [Double]) -> [Double] {
    if let place = numberColumns.firstIndex(of: column) {
      var scaled = numbers[place]
      for row in 0..<rowCount { scaled[row] *= values[row] }
      return sums(of: scaled)
    }
    var sums = [Double](repeating: 0, count: columnCount)
    guard let place = flagColumns.firstIndex(of: column) else { return sums }
    let rows = members[place]
    for (word, code) in codes.enumerated() {
      var table = ByteTables(repeating: 0)
      for row in rows {
        let (bytes, value) = (code[Int(row)], values[Int(row)])
        for group in 0..<8 { table[Self.place(bytes, group)] += value }
      }
      takeApart(&table, word, into: &sums)
    }
    for (place, column) in numberColumns.enumerated() {
      let held = numbers[place]
      sums[column] = rows.reduce(0) { $0 + held[Int($1)] * values[Int($1)] }
    }
    return sums
  }

  /// The rows of flags that say yes in a column; `nil` for a column of numbers.
  func members(of column: Int) -> [Int32]? {
    flagColumns.firstIndex(of: column).map { members[$0] }
  }

  /// How widely each column is spread under some weights: the standard deviation of what is held.
  func deviations(_ weights: [Double], whole: Double) -> [Double] {
    let means = sums(of: weights)
    var deviations = [Double](repeating: 0, count: columnCount)
    for column in flagColumns {
      let mean = means[column] / whole
      deviations[column] = max(0, mean * (1 - mean)).squareRoot()
    }
    for (place, column) in numberColumns.enumerated() {
      let mean = means[column] / whole
      let held = numbers[place]
      let sum = zip(held, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
      deviations[column] = (sum / whole).squareRoot()
    }
    return deviations
  }

  /// A table of 256 places for each byte of a word.
  private typealias ByteTables = InlineArray<2048, Double>

  /// The place of a word's byte in its table.
  @inline(__always) private static func place(_ bytes: UInt64, _ group: Int) -> Int {
    group &* 256 &+ Int(truncatingIfNeeded: bytes &>> UInt64(truncatingIfNeeded: group &* 8) & 0xff)
  }

  /// Adds to each flag of a word the places whose number has its bit.
  private func takeApart(_ table: inout ByteTables, _ word: Int, into sums: inout [Double]) {
    for group in 0..<8 where word * 64 + group * 8 < flagColumns.count {
      // The upper half has the highest bit; laid upon the lower one it leaves the bits below to be taken apart likewise.
      var width = 128
      for bit in (0..<8).reversed() {
        var sum = 0.0
        for place in group * 256..<group * 256 + width {
          sum += table[place + width]
          table[place] += table[place + width]
        }
        width /= 2
        let column = word * 64 + group * 8 + bit
        if column < flagColumns.count { sums[flagColumns[column]] = sum }
      }
    }
  }
}
