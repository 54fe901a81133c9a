import Bench
import Blueprints
import Kernel
import Measures
import Scenarios
import Testing

@testable import Studies

/// A client that calls a function every 10 ms, which takes 100 ms, with faults.
private func run(_ faults: String) throws -> RunResult {
  try Bench(
    template: "Resources:\n  Shop: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}\n",
    scenario: """
      duration: 60 s
      calibration: ideal
      traffic: {Callers: {to: Shop, rate: 100/s, arrivals: constant}}
      behavior: {Shop: {duration: 100 ms}}
      faults: [\(faults)]
      """
  ).run()
}

@Suite struct FaultTests {
  @Test func `a stopped function turns everybody away while the fault lasts`() throws {
    let result = try run("{at: 10 s, for: 20 s, stop: Shop}")
    let edge = try #require(result.edges.first { $0.from == "Callers" })
    #expect(edge.entered == 5_999)
    #expect(abs(edge.dropped[Edge.Loss.throttled.rawValue] - 2_000) <= 1)
  }

  @Test func `a fault without an end lasts`() throws {
    let result = try run("{at: 50 s, stop: Shop}")
    let edge = try #require(result.edges.first { $0.from == "Callers" })
    #expect(abs(edge.lost - 1_000) <= 1)
  }

  @Test func `slow multiplies, and faults over each other multiply each other`() throws {
    let result = try run(
      "{at: 10 s, for: 30 s, slow: Shop, by: 2x}, {at: 20 s, for: 10 s, slow: Shop, by: 3x}")
    let buckets = try #require(result.consumers[0].latency(from: 0)).histogram.buckets
    #expect(buckets.count == 3)
    let counts = buckets.map { Int64($0.count) }
    #expect(abs(counts[0] - 3_000) <= 2)
    #expect(abs(counts[1] - 2_000) <= 2)
    #expect(abs(counts[2] - 1_000) <= 2)
    let ratio = Double(buckets[2].low) / Double(buckets[0].low)
    #expect(abs(ratio - 6) < 0.1)
  }

  @Test func `a share fails, and shares over each other add up as chances do`() throws {
    let result = try run(
      "{at: 0 s, for: 30 s, fail: Shop, share: 50 %}, {at: 0 s, for: 60 s, fail: Shop, share: 20 %}"
    )
    let failed = Double(result.consumers[0].failed)
    // 3,000 runs at 1 - 0.5 × 0.8, then 3,000 at 0.2.
    #expect(abs(failed - 2_400) < 4 * (3_000 * (0.24 + 0.16)).squareRoot())
  }

  @Test func `what breaks is told in order`() throws {
    let result = try run(
      "{at: 20 s, for: 5 s, stop: Shop}, {at: 10 s, for: 30 s, slow: Shop, by: 2x}")
    let told = result.episodes.filter { $0.kind == .faultBegan || $0.kind == .faultEnded }
    #expect(told.map { $0.kind } == [.faultBegan, .faultBegan, .faultEnded, .faultEnded])
    #expect(told.map { $0.value } == [1, 0, 0, 1])
    #expect(told.map { $0.begin } == [10, 20, 25, 40].map { .start + .seconds($0) })
    #expect(told.allSatisfy { $0.node == 0 })
  }
}
