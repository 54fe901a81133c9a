/// As many equations as unknowns, a few of them.
enum SquareMatrix {
  /// The inverse of a symmetric matrix with positive pivots; nil where it has none.
  ///
  /// Gauss and Jordan's elimination without exchange of rows.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    var left = matrix
    var right = matrix.indices.map { row in matrix.indices.map { $0 == row ? 1.0 : 0 } }
    for pivot in matrix.indices {
      let value = left[pivot][pivot]
      guard value > 1e-12 * matrix[pivot][pivot], value.isFinite else { return nil }
      for column in matrix.indices {
        left[pivot][column] /= value
        right[pivot][column] /= value
      }
      for row in matrix.indices where row != pivot {
        let factor = left[row][pivot]
        for column in matrix.indices {
          left[row][column] -= factor * left[pivot][column]
          right[row][column] -= factor * right[pivot][column]
        }
      }
    }
    return right
  }

  /// The product with a vector.
  static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}
