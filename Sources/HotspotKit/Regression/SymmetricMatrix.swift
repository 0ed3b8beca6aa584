/// A small symmetric matrix, held whole, row by row.
struct SymmetricMatrix {
  let size: Int
  private(set) var values: [Double]

  /// Nought everywhere.
  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The lower triangle whose square it is; `nil` where it is not positive definite to within rounding.
  var triangle: [Double]? {
    var triangle = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = self[row, column]
        for place in 0..<column { sum -= triangle[row * size + place] * triangle[column * size + place] }
        if row == column {
          // Less than this is what rounding leaves of nothing.
          guard sum > 1e-13 * self[row, row], sum > 0 else { return nil }
          triangle[row * size + row] = sum.squareRoot()
        } else {
          triangle[row * size + column] = sum / triangle[column * size + column]
        }
      }
    }
    return triangle
  }

  /// x with triangle · triangleᵀ · x = `right`.
  static func solve(_ triangle: [Double], _ right: [Double]) -> [Double] {
    let size = right.count
    var x = right
    for row in 0..<size {
      for column in 0..<row { x[row] -= triangle[row * size + column] * x[column] }
      x[row] /= triangle[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for below in row + 1..<max(size, row + 1) { x[row] -= triangle[below * size + row] * x[below] }
      x[row] /= triangle[row * size + row]
    }
    return x
  }

  /// The diagonal of the inverse.
  static func inverseDiagonal(_ triangle: [Double], size: Int) -> [Double] {
    (0..<size).map { place in
      var unit = [Double](repeating: 0, count: size)
      unit[place] = 1
      return solve(triangle, unit)[place]
    }
  }
}
