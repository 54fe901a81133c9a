import Kernel

/// Angles as parts of a full turn, with the same bits on every machine.
enum Turns {
  /// The cosine and the sine of so many turns.
  static func direction(_ turns: Double) -> (cosine: Double, sine: Double) {
    let part = turns - turns.rounded(.down)
    // Eighths of a turn: within one, both series converge at once.
    let eighth = (part * 8).rounded()
    let angle = (part - eighth / 8) * 2 * Double.pi
    let square = angle * angle
    var (cosine, sine) = (1.0, 1.0)
    for n in stride(from: 14.0, through: 2, by: -2) {
      cosine = 1 - square / (n * (n - 1)) * cosine
      sine = 1 - square / (n * (n + 1)) * sine
    }
    sine *= angle
    let half = 0.5.squareRoot()
    let corners: [(Double, Double)] = [
      (1, 0), (half, half), (0, 1), (-half, half), (-1, 0), (-half, -half), (0, -1), (half, -half),
    ]
    let (c, s) = corners[Int(eighth) % 8]
    return (c * cosine - s * sine, s * cosine + c * sine)
  }

  /// The angle, from 0 to below 1, of a direction.
  ///
  /// Newton's method on the sine of the difference, which triples the digits with each step.
  static func angle(cosine: Double, sine: Double) -> Double {
    let length = (cosine * cosine + sine * sine).squareRoot()
    guard length > 0 else { return 0 }
    let (c, s) = (cosine / length, sine / length)
    var turns = s >= 0 ? (1 - c) / 4 : 0.5 + (1 + c) / 4
    for _ in 0..<8 {
      let (cosine, sine) = direction(turns)
      turns += (s * cosine - c * sine) / (2 * Double.pi)
    }
    return turns - turns.rounded(.down)
  }
}
