import Foundation
import Kernel
import Measures
import Testing

@testable import Services

/// Under `ideal` Spillway is a queueing system that theory can predict.
///
/// Theory must lie inside the 99.99 % interval over the replications, and the interval must be
/// narrow enough for that to mean something.
@Suite struct TheoryTests {
  /// The mean service time of every system here [s].
  static let second = 0.001

  static func agrees(
    _ values: [Double], with theory: Double, within share: Double, _ what: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    guard let interval = ConfidenceInterval(of: values, confidence: 0.9999) else {
      Issue.record("\(what) has no interval", sourceLocation: location)
      return
    }
    let half = interval.halfWidth
    #expect(
      abs(interval.mean - theory) <= half,
      "\(what): \(interval.mean) ± \(half), in theory \(theory)", sourceLocation: location)
    #expect(
      half <= share * theory, "\(what): ± \(half / theory * 100) %", sourceLocation: location)
  }

  @Test(
    arguments: [
      (0.5, 4_000_000, 0.02), (0.8, 8_000_000, 0.02), (0.95, 10_000_000, 0.08),
    ] as [(Double, Int64, Double)])
  func `one server with exponential service is M/M/1`(
    rho: Double, customers: Int64, share: Double
  ) {
    // Close to its capacity a system forgets its empty begin slowly: few long runs, then.
    let found = QueueingSystem(
      rate: rho / Self.second, service: "{exponential: 1 ms}", servers: 1, customers: customers,
      replications: rho > 0.9 ? 20 : 80
    ).findings()
    let wait = rho / (1 - rho) * Self.second
    Self.agrees(found.map(\.wait), with: wait, within: share, "mean wait")
    Self.agrees(found.map(\.number), with: rho / (1 - rho), within: share, "mean number")
    Self.agrees(
      found.map(\.p95), with: log(20) * Self.second / (1 - rho), within: share, "p95 of sojourn")
  }

  @Test(arguments: [(2, 8_000_000), (10, 16_000_000), (100, 4_000_000)] as [(Int, Int64)])
  func `several servers with exponential service are M/M/c`(servers: Int, customers: Int64) {
    let load = 0.8 * Double(servers)
    let found = QueueingSystem(
      rate: load / Self.second, service: "{exponential: 1 ms}", servers: Int64(servers),
      customers: customers
    ).findings()
    let wait = Formulas.meanWait(servers: servers, load: load)
    // With 100 servers 98 % of the customers do not wait at all.
    Self.agrees(
      found.map(\.wait), with: wait * Self.second, within: servers == 100 ? 0.25 : 0.02,
      "mean wait")
    Self.agrees(found.map(\.number), with: load * (1 + wait), within: 0.02, "mean number")
    Self.agrees(
      found.map(\.p95), with: Formulas.sojournP95(servers: servers, load: load) * Self.second,
      within: 0.02, "p95 of sojourn")
  }

  @Test func `one server with constant service is M/D/1`() {
    let found = QueueingSystem(
      rate: 0.8 / Self.second, service: "1 ms", servers: 1, customers: 4_000_000
    ).findings()
    let wait = Formulas.meanWait(load: 0.8, squaredVariation: 0)
    Self.agrees(found.map(\.wait), with: wait * Self.second, within: 0.02, "mean wait")
    Self.agrees(found.map(\.number), with: 0.8 * (1 + wait), within: 0.02, "mean number")
  }

  @Test func `one server with lognormal service is M/G/1`() {
    let found = QueueingSystem(
      rate: 0.8 / Self.second, service: "{mean: 1 ms, deviation: 500 us}", servers: 1,
      customers: 4_000_000
    ).findings()
    let wait = Formulas.meanWait(load: 0.8, squaredVariation: 0.25)
    Self.agrees(found.map(\.wait), with: wait * Self.second, within: 0.02, "mean wait")
    Self.agrees(found.map(\.number), with: 0.8 * (1 + wait), within: 0.02, "mean number")
  }

  @Test func `servers without number are M/G/∞`() {
    let found = QueueingSystem(
      rate: 10 / Self.second, service: "{mean: 1 ms, deviation: 500 us}", servers: nil,
      customers: 4_000_000
    ).findings()
    Self.agrees(found.map(\.number), with: 10, within: 0.02, "mean number")
    #expect(found.allSatisfy { $0.wait == 0 })
    let sigma = sqrt(log(1.25))
    let p95 = exp(-sigma * sigma / 2 + sigma * 1.644853626951472) * Self.second
    Self.agrees(found.map(\.p95), with: p95, within: 0.02, "p95 of sojourn")
  }

  @Test(arguments: [(2, 1.6), (10, 8)] as [(Int, Double)])
  func `synchronous calls of a full function are lost as Erlang B says`(
    servers: Int, load: Double
  ) {
    var system = QueueingSystem(
      rate: load / Self.second, service: "{exponential: 1 ms}", servers: Int64(servers),
      customers: 4_000_000)
    system.direct = true
    let found = system.findings()
    Self.agrees(
      found.map(\.lossShare), with: Formulas.erlangB(servers: servers, load: load), within: 0.02,
      "share lost")
  }

  @Test func `of two queues in a row each is M/M/1`() {
    var system = QueueingSystem(
      rate: 0.8 / Self.second, service: "{exponential: 1 ms}", servers: 1, customers: 6_500_000)
    system.tandem = true
    let found = system.findings()
    Self.agrees(found.map(\.wait), with: 4 * Self.second, within: 0.02, "first wait")
    Self.agrees(found.map(\.secondWait), with: 4 * Self.second, within: 0.02, "second wait")
  }
}
