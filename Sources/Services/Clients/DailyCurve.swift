import Blueprints
import Kernel

/// The rate of a day that has one peak and, twelve hours away from it, one trough: a sine, in
/// straight pieces of five minutes.
struct DailyCurve {
  /// The mean over the day [1/s].
  var mean: Double
  /// When the rate is highest on the day of the start; before it where that is negative.
  var peak: TimeSpan
  /// How many times the rate of the trough that of the peak is, at least 1.
  var ratio: Double

  private static var step: TimeSpan { .minutes(5) }
  private static var stepsInDay: Int64 { 288 }

  /// The rate at a multiple of the step [1/s].
  private func rate(atStep step: Int64) -> Double {
    let offset = step * Self.step.nanoseconds - peak.nanoseconds
    let day = TimeSpan.days(1).nanoseconds
    let phase = Double(((offset % day) + day) % day) / Double(day)
    return mean * (1 + (ratio - 1) / (ratio + 1) * Self.cosine(ofTurns: phase))
  }

  /// The pieces from the start on, up to an end.
  func pieces(until end: Instant) -> ContiguousArray<RateCurve.Piece> {
    var pieces: ContiguousArray<RateCurve.Piece> = []
    var step: Int64 = 0
    while .start + Self.step * step < end {
      let begin = Instant.start + Self.step * step
      pieces.append(
        RateCurve.Piece(
          begin: begin, end: begin + Self.step, from: rate(atStep: step % Self.stepsInDay),
          to: rate(atStep: (step + 1) % Self.stepsInDay)))
      step += 1
    }
    return pieces
  }

  /// The cosine of a part of a full turn from 0 to 1, by its power series on a quarter of it.
  static func cosine(ofTurns turns: Double) -> Double {
    let folded = turns > 0.5 ? 1 - turns : turns
    let sign: Double = folded > 0.25 ? -1 : 1
    let angle = (folded > 0.25 ? 0.5 - folded : folded) * 2 * Double.pi
    let square = angle * angle
    var sum = 1.0
    for n in stride(from: 20.0, through: 2.0, by: -2.0) {
      sum = 1 - square / (n * (n - 1)) * sum
    }
    return sign * sum
  }
}
