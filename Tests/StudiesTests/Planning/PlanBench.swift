import Glibc
import Kernel
import Measures

@testable import Studies

/// Draws of a test, the same every time.
struct PlanChance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number between 0 and 1.
  mutating func uniform() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (Double(state >> 11) + 0.5) * 0x1p-53
  }

  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}

/// A laboratory of numbers: every point has means, every run adds draws that all points share.
struct PlanBench {
  let question: PlanQuestion
  let seed: UInt64
  /// The means of the figures at levels of the knobs.
  let means: ([Int]) -> [Double]
  /// How far single runs stray from them.
  let spread: [Double]

  func plan() -> Plan? {
    var search = PlanSearch(question)
    return search.plan { keys in keys.map(row) }
  }

  func row(_ key: Trial.Key) -> [Double?] {
    let means = means(levels(of: key.point))
    var shared = PlanChance(seed &* 1_000_003 &+ UInt64(key.replication) &* 7919 &+ 1)
    var own = PlanChance(stableHash(key.point.text) &+ seed &* 31 &+ UInt64(key.replication))
    for _ in 0..<4 { _ = (shared.uniform(), own.uniform()) }
    return means.indices.map { figure in
      means[figure] + spread[figure] * (shared.normal() + own.normal()) / 2.0.squareRoot()
    }
  }

  func levels(of point: Point) -> [Int] {
    question.knobs.map { knob in
      point.value(of: knob.path).flatMap { knob.values.firstIndex(of: $0) } ?? 0
    }
  }

  static func cost() -> AskedFigure { AskedFigure("cost", .count, nil) }
  static func goal(_ name: String, atMost bound: Double) -> AskedFigure {
    AskedFigure(name, .count, AskedFigure.Bound(.atMost, bound))
  }

  /// The probability that a customer of M/M/c waits (Erlang C).
  static func waiting(load: Double, servers: Int) -> Double {
    var blocking = 1.0
    for count in 1...servers { blocking = load * blocking / (Double(count) + load * blocking) }
    let rho = load / Double(servers)
    return blocking / (1 - rho * (1 - blocking))
  }

  /// The least number of servers with a probability of waiting of at most 0.2, and how exact.
  static func staffing(load: Int, seed: UInt64) -> PlanBench {
    let most = load + 40
    var question = PlanQuestion(
      knobs: [Knob("servers", (load + 1...most).map { String($0) })],
      figures: [goal("waiting", atMost: 0.2), cost()], aim: 1)
    question.monotone = ["servers"]
    question.tolerances = ["waiting": 0.02]
    return PlanBench(
      question: question, seed: seed,
      means: { levels in
        let servers = load + 1 + levels[0]
        return [waiting(load: Double(load), servers: servers), Double(servers)]
      }, spread: [0.03, 0])
  }
}
