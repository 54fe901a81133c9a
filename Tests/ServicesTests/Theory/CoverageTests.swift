import Foundation
import Measures
import Synchronization
import Testing

@testable import Services

/// How often the 95 % interval over replications holds what theory says.
///
/// `COVERAGE=2000` runs 2,000 studies of 20 replications of 20,000 customers, which takes two cores
/// some minutes and is what the promise is about; else fewer and smaller ones are run.
@Suite struct CoverageTests {
  /// M/M/1 at ρ = 0.8 with services of 1 ms, one replication after another.
  private static func system(customers: Int64) -> QueueingSystem {
    QueueingSystem(
      rate: 800, service: "{exponential: 1 ms}", servers: 1, customers: customers, replications: 1)
  }
  /// The mean wait, ρ / (μ − λ) [s].
  private static let meanWait = 0.004
  /// The 95th percentile of the wait, ln(ρ / 0.05) / (μ − λ) [s].
  private static let waitP95: Double = log(16) / 200

  /// How many studies held the mean and the percentile, and how far off all were on average.
  struct Coverage {
    var mean = 0
    var p95 = 0
    var meanExcess = 0.0
    var p95Excess = 0.0
  }

  private static func coverage(studies: Int, of replications: Int, customers: Int64) -> Coverage {
    let system = system(customers: customers)
    let all = Mutex(Coverage())
    DispatchQueue.concurrentPerform(iterations: studies) { study in
      let found = (0..<replications).map { system.run(UInt32(study * replications + $0)) }
      guard let mean = ConfidenceInterval(of: found.map(\.wait)),
        let p95 = ConfidenceInterval(of: found.map(\.waitP95))
      else { return }
      all.withLock { all in
        if mean.contains(meanWait) { all.mean += 1 }
        if p95.contains(waitP95) { all.p95 += 1 }
        all.meanExcess += (mean.mean / meanWait - 1) / Double(studies)
        all.p95Excess += (p95.mean / waitP95 - 1) / Double(studies)
      }
    }
    return all.withLock { $0 }
  }

  private static let studies = ProcessInfo.processInfo.environment["COVERAGE"].flatMap { Int($0) }

  @Test(.enabled(if: studies != nil))
  func `the interval of mean wait and percentile holds the truth in 93 to 97 % of all studies`() {
    let studies = Self.studies ?? 0
    let found = Self.coverage(studies: studies, of: 20, customers: 20_000)
    let share = 0.93...0.97
    #expect(share.contains(Double(found.mean) / Double(studies)), "\(found)")
    #expect(share.contains(Double(found.p95) / Double(studies)), "\(found)")
    print("of \(studies) studies:", found)
  }

  @Test func `few short studies hold the mean wait about as often`() {
    let found = Self.coverage(studies: 40, of: 8, customers: 1_500)
    // At 95 % fewer than 33 of 40 are seen once in a thousand times.
    #expect(found.mean >= 33, "\(found)")
  }
}
