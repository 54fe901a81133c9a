import Bench
import Kernel
import Studies
import Testing

/// One server with a line before it, and callers who wait for a second and try again at once: a
/// point of the grid on which two conditions say whether it stays down after a rush.
///
/// The server does 100 requests a second, each in an exponential time. After ten quiet seconds five
/// times as many arrive for two seconds.
struct RetryStorm: CustomTestStringConvertible, Sendable {
  /// Requests for each that the server can do: λ/μ.
  var load: Double
  /// How often a caller tries again: R.
  var retries: Int
  /// How long the work in a full line takes, in times that a caller waits: queue/(μT).
  var room: Double
  /// Whether a full line turns requests away at once; else they hear nothing.
  var rejects = false

  static let loads = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
  static let rooms = [0.3, 0.45, 0.6, 0.75, 0.9, 1, 1.2, 1.5, 2, 3, 4]
  /// What the server does in a second, which is how long a caller waits.
  private static let pace = 100.0

  /// Every point, by retries and load.
  static func grid(rejects: Bool = false) -> [RetryStorm] {
    (0...4).flatMap { retries in
      loads.flatMap { load in
        rooms.map { RetryStorm(load: load, retries: retries, room: $0, rejects: rejects) }
      }
    }
  }

  /// Attempts for each that the server can do, where every one of them fails: λ(1+R)/μ.
  var pressure: Double { load * Double(1 + retries) }
  /// Whether retries alone keep the server busy, and the line so long that its work comes too late.
  var shouldStayDown: Bool { pressure > 1 && room > 1 }
  /// Whether it lies so near to a condition that chance decides.
  var isGrey: Bool {
    let rounding = 1e-9
    return (0.9 - rounding...1.5 + rounding).contains(room)
      || (0.95 - rounding...1.2 + rounding).contains(pressure)
  }

  var testDescription: String { "λ/μ \(load), R \(retries), queue/μT \(room)" }

  /// How long it is watched [s]: until after the echo of the rush, and twice as long as the line
  /// takes to empty by itself.
  private var seconds: Int {
    let emptying = pressure < 1 ? min(80, 2 * room / (1 - pressure)) : 30
    return 34 + Int(emptying)
  }

  /// Whether in the last ten seconds fewer than 90 % of the callers get an answer in time.
  func staysDown(seed: Int) throws -> Bool {
    let result = try Bench(
      template: "Resources: {Log: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: \(seconds) s
        drain: 0 s
        seed: \(seed)
        calibration: ideal
        traffic:
          Callers:
            to: Server
            rate: \(Int(load * Self.pace + 0.5))/s
            spikes: [{at: 10 s, for: 2 s, rate: \(Int(5 * Self.pace))/s}]
            timeout: 1 s
            retries: {attempts: \(1 + retries), base: 1 us, jitter: none}
        outside:
          Server:
            workers: 1
            queue:
              capacity: \(Int(room * Self.pace + 0.5))
              drops: \(rejects ? "rejects" : "silent")
        behavior: {Server: {waits: {exponential: 10 ms}}}
        """
    ).run()
    let offered = try result.counts("MessagesSent", at: "Callers").suffix(10).reduce(0, +)
    let answers = try result.sampleCounts("AnswerTime", at: "Callers").suffix(10).reduce(0, +)
    return Double(answers) < 0.9 * Double(offered)
  }

  /// The shares of so many seeds with which points stay down, point by point.
  static func shares(of points: [RetryStorm], seeds: Int) async throws -> [Double] {
    try await withThrowingTaskGroup(of: [(Int, Double)].self) { group in
      for part in 0..<2 {
        group.addTask {
          try stride(from: part, to: points.count, by: 2).map { index in
            let down = try (1...seeds).filter { try points[index].staysDown(seed: $0) }
            return (index, Double(down.count) / Double(seeds))
          }
        }
      }
      var shares = [Double](repeating: 0, count: points.count)
      for try await some in group { for (index, share) in some { shares[index] = share } }
      return shares
    }
  }
}
