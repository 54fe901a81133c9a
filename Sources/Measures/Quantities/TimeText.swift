import Kernel

/// Writes lengths of time as people say them.
public enum TimeText {
  /// Three digits that count below a minute, then two units: `950 ms`, `4.2 s`, `2 min 5 s`.
  ///
  /// Seconds are whole from a minute on, minutes from an hour on, hours from a day on.
  public static func text(_ length: TimeSpan) -> String {
    let magnitude = length.nanoseconds.magnitude
    let sign = length < .zero ? "-" : ""
    return sign + (short(magnitude) ?? long(magnitude))
  }

  private static func short(_ magnitude: UInt64) -> String? {
    let steps: [(unit: TimeUnit, limit: UInt64)] = [
      (.nanoseconds, 1_000), (.microseconds, 1_000), (.milliseconds, 1_000), (.seconds, 60),
    ]
    for (unit, limit) in steps {
      let (scaled, decimals) = NumberText.significant(magnitude, by: unit.length)
      if scaled < limit * NumberText.powerOfTen(decimals) {
        return NumberText.trimmed(scaled, decimals: decimals) + " " + unit.symbol
      }
    }
    return nil
  }

  private static func long(_ magnitude: UInt64) -> String {
    let seconds = NumberText.quotient(magnitude, by: 1_000_000_000, decimals: 0)
    if seconds < 3_600 { return pair(seconds, "s", 60, "min") }
    let minutes = NumberText.quotient(magnitude, by: 60_000_000_000, decimals: 0)
    if minutes < 1_440 { return pair(minutes, "min", 60, "h") }
    let hours = NumberText.quotient(magnitude, by: 3_600_000_000_000, decimals: 0)
    return pair(hours, "h", 24, "d")
  }

  private static func pair(
    _ amount: UInt64, _ small: String, _ ratio: UInt64, _ large: String
  ) -> String {
    let first = NumberText.groups(of: amount / ratio) + " " + large
    return amount % ratio == 0 ? first : "\(first) \(amount % ratio) \(small)"
  }
}
