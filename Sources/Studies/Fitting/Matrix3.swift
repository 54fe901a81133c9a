/// Three equations with three unknowns.
enum Matrix3 {
  /// The inverse of a symmetric matrix with positive pivots; nil where it has none.
  ///
  /// Gauss and Jordan's elimination without exchange of rows.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    var left = matrix
    var right: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for pivot in 0..<3 {
      let value = left[pivot][pivot]
      guard value > 1e-12 * matrix[pivot][pivot], value.isFinite else { return nil }
      for column in 0..<3 {
        left[pivot][column] /= value
        right[pivot][column] /= value
      }
      for row in 0..<3 where row != pivot {
        let factor = left[row][pivot]
        for column in 0..<3 {
          left[row][column] -= factor * left[pivot][column]
          right[row][column] -= factor * right[pivot][column]
        }
      }
    }
    return right
  }

  /// The product with a vector.
  static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] }
  }
}
