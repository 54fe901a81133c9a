import Kernel

/// The course of a day that has one peak and one trough: what `daily` of a scenario is.
package struct DailyShape: Equatable, Sendable {
  /// The time of day of the peak [s]; the range may begin before midnight or end after.
  package let peak: Estimate
  /// How many times the trough the peak is.
  package let ratio: Estimate
  /// By which share of the mean the peak exceeds it.
  let swing: Double

  /// The length of a day [s].
  static let day = 86_400.0

  /// The course of counts over two days or more; nil where there is none to be seen.
  ///
  /// Least squares of a sine over whole days, in which it and the mean are independent. Its
  /// amplitude is tested by F.
  ///
  /// - Parameter timeOfDay: When the counts begin, in seconds since midnight.
  init?(of counts: Counts, timeOfDay: Double) {
    guard counts.length > 1.999 * Self.day, counts.width <= Self.day / 6 else { return nil }
    let perHour = max(1, Int(3_600 / counts.width))
    let hours = counts.joined(perHour)
    let perDay = Self.day / hours.width
    let days = (hours.length / Self.day + 1e-9).rounded(.down)
    guard days >= 2 else { return nil }
    let count = Int(days * perDay)
    // A sine never exceeds twice its mean; what does is a spike, and must not bend it.
    let most = hours.median > 0 ? 2.5 * hours.median : .infinity
    let (values, number) = (hours.values.prefix(count).map { min($0, most) }, Double(count))
    let mean = values.reduce(0, +) / number
    guard mean > 0 else { return nil }
    var (cosines, sines, squares) = (0.0, 0.0, 0.0)
    for (index, value) in values.enumerated() {
      let (cosine, sine) = Turns.direction(
        (timeOfDay + (Double(index) + 0.5) * hours.width) / Self.day)
      cosines += (value - mean) * cosine
      sines += (value - mean) * sine
      squares += (value - mean) * (value - mean)
    }
    let explained = 2 / number * (cosines * cosines + sines * sines)
    let variance = max(squares - explained, 0) / (number - 3)
    guard explained / 2 > 7 * variance else { return nil }
    // A count over an hour flattens the peak a little.
    let turn = hours.width / Self.day * Double.pi
    let flattening = Turns.direction(turn / 2 / Double.pi).sine / turn
    let height = 2 / number / mean / flattening
    let swing = height * (cosines * cosines + sines * sines).squareRoot()
    let error = (2 * variance / number).squareRoot() / mean / flattening
    guard swing >= 0.05 else { return nil }
    self.swing = min(swing, 0.98)
    let time = Turns.angle(cosine: cosines, sine: sines) * Self.day
    let margin = Estimate.normal * error / swing / (2 * Double.pi) * Self.day
    peak = Estimate(time, low: time - margin, high: time + margin)
    let reach = Estimate.normal * error
    ratio = Estimate(
      Self.ratio(swing), low: Self.ratio(swing - reach), high: Self.ratio(swing + reach))
  }

  private static func ratio(_ swing: Double) -> Double {
    let bounded = min(max(swing, 0), 0.98)
    return (1 + bounded) / (1 - bounded)
  }

  /// The rate at a time of day, as a multiple of the mean.
  func rate(at time: Double) -> Double {
    1 + swing * Turns.direction((time - peak.value) / Self.day).cosine
  }

  /// The time that passes until a moment if time passes at this rate [s].
  func elapsed(until time: Double) -> Double {
    let turns = (time - peak.value) / Self.day
    return time + swing * Self.day / (2 * Double.pi) * Turns.direction(turns).sine
  }
}
