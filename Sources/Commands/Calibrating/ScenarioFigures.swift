import Documents
import Kernel
import Studies

/// Writes numbers and times as a scenario takes them, with so many digits that count.
enum ScenarioFigures {
  /// A number that is not negative: `0.4051`, `12`, `1234`.
  static func number(_ value: Double, digits: Int = 4, mostDecimals: Int = 9) -> String {
    var (decimals, size) = (digits - 1, value)
    while size >= 10, decimals > 0 {
      size /= 10
      decimals -= 1
    }
    while size < 1, size > 0, decimals < mostDecimals {
      size *= 10
      decimals += 1
    }
    decimals = min(decimals, mostDecimals)
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    guard value * power < 9e18 else { return ShortestDecimal.text(value) }
    let scaled = Int64((value * power).rounded())
    var text = String(scaled)
    guard decimals > 0 else { return text }
    while text.utf8.count <= decimals { text = "0" + text }
    let whole = text.dropLast(decimals)
    var rest = text.suffix(decimals)
    while rest.hasSuffix("0") { rest = rest.dropLast() }
    return rest.isEmpty ? String(whole) : "\(whole).\(rest)"
  }

  /// A length of time in the unit in which it is short [ns].
  static func time(_ length: Double, digits: Int = 4) -> String {
    let units: [(name: String, size: Double, decimals: Int)] = [
      ("ns", 1, 0), ("us", 1e3, 3), ("ms", 1e6, 6), ("s", 1e9, 9),
    ]
    if length == 0 { return "0 s" }
    let unit = units.first { length < $0.size * 999.95 } ?? units[3]
    return number(length / unit.size, digits: digits, mostDecimals: unit.decimals) + " \(unit.name)"
  }

  /// A rate in the unit of time in which it is no small number [1/s].
  static func rate(_ perSecond: Double) -> String {
    let units: [(name: String, seconds: Double)] = [("s", 1), ("min", 60), ("h", 3_600)]
    let unit = units.first { perSecond * $0.seconds >= 0.5 } ?? ("d", 86_400)
    return number(perSecond * unit.seconds) + "/\(unit.name)"
  }

  /// A time of day, to the minute: `20:05` [s].
  static func timeOfDay(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    let (hour, minute) = ((minutes % 1_440 + 1_440) % 1_440 / 60, (minutes % 60 + 60) % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// The range of an estimate: `118 to 122 ms`.
  static func range(_ estimate: Estimate, isTime: Bool) -> String {
    isTime
      ? "\(time(estimate.low)) to \(time(estimate.high))"
      : "\(number(estimate.low)) to \(number(estimate.high))"
  }

  /// A distribution of lengths of time.
  static func law(_ fit: LawFit) -> String {
    let values = fit.parameters.map { parameter in
      parameter.isTime ? time(parameter.estimate.value) : number(parameter.estimate.value)
    }
    let named = zip(fit.parameters, values).map { "\($0.name): \($1)" }.joined(separator: ", ")
    return switch fit.family {
    case .constant: values[0]
    case .exponential, .lognormal: "{\(named)}"
    case .gamma, .weibull, .pareto: "{\(fit.family.rawValue): {\(named)}}"
    case .uniform: "{uniform: [\(values.joined(separator: ", "))]}"
    case .twoPaths: twoPaths(fit.parameters[0].estimate.value, values)
    }
  }

  private static func twoPaths(_ slow: Double, _ values: [String]) -> String {
    let parts = [(1 - slow, 1), (slow, 3)].map { weight, place in
      "{weight: \(number(weight)), time: {median: \(values[place]), sigma: \(values[place + 1])}}"
    }
    return "{mixture: [\(parts.joined(separator: ", "))]}"
  }

  /// A name as a key of YAML.
  static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      0x61...0x7A ~= $0 | 0x20 || 48...57 ~= $0 || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
    let isWord = name.utf8.first.map { 0x61...0x7A ~= $0 | 0x20 } ?? false
    let isTaken = ["true", "false", "null", "yes", "no"].contains(name.lowercased())
    return isPlain && isWord && !isTaken ? name : JSONText.quoted(name)
  }
}
