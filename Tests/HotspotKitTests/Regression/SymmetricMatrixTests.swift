@testable import HotspotKit
import Testing

@Suite struct SymmetricMatrixTests {
  /// A matrix AᵀA + 1 of numbers at random.
  private func matrix(size: Int, seed: UInt64) -> SymmetricMatrix {
    var random = SeededRandom(seed: seed)
    let rows = (0..<size + 2).map { _ in (0..<size).map { _ in random.normal() } }
    var matrix = SymmetricMatrix(size: size)
    for one in 0..<size {
      for other in 0..<size {
        matrix[one, other] = rows.reduce(one == other ? 1 : 0) { $0 + $1[one] * $1[other] }
      }
    }
    return matrix
  }

  @Test(arguments: [1, 2, 5, 12]) func `a solution put back gives the right side`(size: Int) throws {
    let matrix = matrix(size: size, seed: UInt64(size))
    let triangle = try #require(matrix.triangle)
    let right = (0..<size).map { Double($0) - 1.5 }
    let solution = SymmetricMatrix.solve(triangle, right)
    for row in 0..<size {
      let back = (0..<size).reduce(0) { $0 + matrix[row, $1] * solution[$1] }
      #expect(abs(back - right[row]) < 1e-10)
    }
    let inverse = SymmetricMatrix.inverseDiagonal(triangle, size: size)
    for row in 0..<size {
      let unit = (0..<size).map { $0 == row ? 1.0 : 0 }
      #expect(inverse[row] == SymmetricMatrix.solve(triangle, unit)[row] && inverse[row] > 0)
    }
  }

  @Test func `what is not positive definite has no triangle`() {
    var matrix = SymmetricMatrix(size: 2)
    matrix[0, 0] = 1
    matrix[1, 1] = 1
    matrix[0, 1] = 1
    matrix[1, 0] = 1
    #expect(matrix.triangle == nil)
    matrix[0, 1] = 2
    matrix[1, 0] = 2
    #expect(matrix.triangle == nil)
    matrix[1, 1] = -1
    #expect(matrix.triangle == nil)
  }
}
