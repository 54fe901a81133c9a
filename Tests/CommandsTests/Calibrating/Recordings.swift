import Kernel
import Schedules

/// Files as people export them, of which the truth is known.
enum Recordings {
  /// REPORT lines as a log holds them: lognormal durations of median 120 ms and sigma 0.5, every
  /// twentieth with a cold start.
  static func log(_ count: Int = 120, from first: Int = 0) -> [String] {
    let durations = values(count, of: .lognormal(.init(median: 120, sigma: 0.5)), seed: 13)
    let starts = values(count, of: .lognormal(.init(median: 400, sigma: 0.2)), seed: 12)
    return (0..<count).map { index in
      let duration = hundredths(durations[index])
      let start = index % 20 == 0 ? "Init Duration: \(hundredths(starts[index])) ms\t" : ""
      return "REPORT RequestId: 0a1b-\(first + index)\tDuration: \(duration) ms\t"
        + "Billed Duration: \(Int(durations[index]) + 1) ms\tMemory Size: 512 MB\t"
        + "Max Memory Used: 70 MB\t\(start)"
    }
  }

  /// Values of a distribution.
  static func values(_ count: Int, of law: Distribution, seed: UInt64) -> [Double] {
    var words = SplitMix64(seed: seed)
    return (0..<count).map { _ in law.value(at: words.next()) }
  }

  /// Independent arrivals, in milliseconds since the first.
  static func arrivals(_ count: Int, rate: Double) -> [Int] {
    var words = SplitMix64(seed: 21)
    var moment = 0.0
    return (0..<count).map { index in
      if index > 0 { moment -= Arithmetic.log(unit(words.next())) / rate * 1_000 }
      return Int(moment)
    }
  }

  /// A number with two decimals.
  static func hundredths(_ value: Double) -> String {
    let rest = Int((value * 100).rounded()) % 100
    return "\(Int((value * 100).rounded()) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A moment that many milliseconds after noon on 20 November 2026.
  static func date(_ milliseconds: Int) -> String {
    let second = Timestamp(seconds: 1_795_176_000 + Int64(milliseconds / 1_000))
    var digits = String(milliseconds % 1_000)
    while digits.utf8.count < 3 { digits = "0" + digits }
    return second.description.dropLast() + ".\(digits)Z"
  }
}
