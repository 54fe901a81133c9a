import Foundation

/// What queueing theory says, times in units of the mean service time.
enum Formulas {
  /// The probability that all of c servers are busy where customers wait (Erlang C).
  static func erlangC(servers c: Int, load a: Double) -> Double {
    let b = erlangB(servers: c, load: a)
    let rho = a / Double(c)
    return b / (1 - rho * (1 - b))
  }

  /// The probability that all of c servers are busy where customers are lost (Erlang B).
  static func erlangB(servers c: Int, load a: Double) -> Double {
    var b = 1.0
    for servers in 1...c { b = a * b / (Double(servers) + a * b) }
    return b
  }

  /// The mean wait in M/M/c.
  static func meanWait(servers c: Int, load a: Double) -> Double {
    erlangC(servers: c, load: a) / (Double(c) - a)
  }

  /// The p95 of wait and service together in M/M/c, by bisection of the tail.
  static func sojournP95(servers c: Int, load a: Double) -> Double {
    let probability = erlangC(servers: c, load: a)
    let free = Double(c) - a
    func tail(_ t: Double) -> Double {
      guard abs(free - 1) > 1e-9 else { return exp(-t) * (1 + probability * t) }
      return exp(-t) + probability / (free - 1) * (exp(-t) - exp(-free * t))
    }
    var (low, high) = (0.0, 1_000.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if tail(middle) > 0.05 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The mean wait in M/G/1 (Pollaczek and Khinchine), from the squared coefficient of variation.
  static func meanWait(load rho: Double, squaredVariation: Double) -> Double {
    rho / (1 - rho) * (1 + squaredVariation) / 2
  }
}
