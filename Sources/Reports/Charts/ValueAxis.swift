import Kernel
import Measures

/// The values beside a chart: few, round, and the highest above all that is drawn.
struct ValueAxis: Equatable {
  /// The round values, from the least above zero to the highest.
  let ticks: [Double]
  /// What they count.
  let unit: UnitOfMeasure

  /// The value at the upper edge.
  var top: Double { ticks[ticks.count - 1] }

  /// About three round values up to the first that is not below the greatest value.
  init(upTo greatest: Double, _ unit: UnitOfMeasure, isWhole: Bool = false) {
    let wanted = max(greatest, 1e-9) / 3
    var step = Self.step(atLeast: wanted, unit)
    if isWhole { step = max(step, 1) }
    var ticks = [step]
    while ticks[ticks.count - 1] < greatest * 0.999_999 {
      ticks.append(step * Double(ticks.count + 1))
    }
    self.ticks = ticks
    self.unit = unit
  }

  /// A value as it stands beside the chart; the highest says what is counted.
  func text(_ tick: Double) -> String {
    let quantity = Quantity(real: tick, unit)
    return tick == top ? quantity.named : quantity.text
  }

  private static func step(atLeast wanted: Double, _ unit: UnitOfMeasure) -> Double {
    switch unit.scale {
    case .time:
      let long = longSteps.map { $0 * 1e9 }
      if wanted > 5e8 { return long.first { $0 >= wanted } ?? decimal(atLeast: wanted) }
      return decimal(atLeast: wanted)
    case .size:
      var base = 1.0
      while base * 1_024 <= wanted { base *= 1_024 }
      let step = decimal(atLeast: wanted / base)
      return step >= 1_000 ? base * 1_024 : step * base
    case .number, .money, .share, .rate: return decimal(atLeast: wanted)
    }
  }

  /// Seconds, minutes, hours and days that people count in.
  private static let longSteps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400, 172_800, 432_000, 864_000,
  ]

  /// 1, 2 or 5 times a power of ten.
  private static func decimal(atLeast wanted: Double) -> Double {
    var power = 1.0
    while power > wanted { power /= 10 }
    while power * 10 <= wanted { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted } ?? 10 * power
  }
}

/// The moments below a chart: few and round.
struct TimeAxis: Equatable {
  /// The seconds between two moments that a label may stand at.
  static let steps: [Int64] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400, 172_800, 604_800, 1_209_600,
  ]

  /// The round moments.
  let ticks: [Instant]

  /// At most nine round moments of a stretch of time.
  init(over frame: TimeFrame) {
    let length = (frame.end - frame.begin).nanoseconds
    let step =
      Self.steps.map { $0 * 1_000_000_000 }.first { length / $0 <= 8 }
      ?? length / 8
    var ticks: [Instant] = []
    var next = (frame.begin.nanoseconds + step - 1) / step * step
    while next <= frame.end.nanoseconds {
      ticks.append(Instant(nanoseconds: next))
      next += step
    }
    self.ticks = ticks
  }

  /// The moment as people say it.
  static func text(_ moment: Instant) -> String {
    moment == .start ? "0" : TimeText.text(moment - .start)
  }
}
